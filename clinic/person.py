"""One person's diary, as far as it is open: the numbers of one range on one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from care import access
from care.access import ReadableDiary
from care.models import Grant
from clinic import calendar, criteria, entries, episodes, numbers, ranges, terms, timeline, visits
from clinic.doors import actor_of, for_clinicians, user_of
from clinic.forms import FINDING, NOTE
from clinic.ranges import Range
from diary import shapes, vocabulary
from insights import freshness
from insights.freshness import Inputs
from insights.models import PanelRow
from jobs.models import Job
from reports import figures, forms, html, jobs, words
from reports import render as drawing
from reports.blocks import SECTIONS as WORDS
from reports.blocks import ticked
from reports.forms import Wish
from reports.jobs import Material

ALL: Final = Wish(reader="neurologist", page_2=True)
CHARTS: Final = ("before-after", "body-map", "onsets", "medication-days")


@require_safe
@for_clinicians
def show(request: HttpRequest, person: UUID) -> HttpResponse:
    """The page of a person; while a worker still counts, what needs no counting."""
    diary = access.readable_diary(actor_of(request), person, what="clinic page")
    assert isinstance(diary.grant, Grant)
    # a report may count what is not open to be read one by one
    counting = replace(diary, counting=True)
    inputs = freshness.inputs_of(counting)
    chosen = ranges.of(request.GET, min(filter(None, [inputs.today, diary.period[1]])))
    context = _frame(request, diary, inputs, chosen)
    try:
        found: Job | Material | None = jobs.answer(counting, chosen.window)
    except jobs.Failed:
        return render(request, "clinic/person.html", context | {"failed": True}, status=503)
    if isinstance(found, Job):
        context |= {"job": found}
        found = jobs.latest(counting, chosen.window)
    if found is None:
        return render(request, "clinic/person.html", context)
    counted = _counted(request.GET, diary, counting, found, context)
    return render(request, "clinic/person.html", context | counted)


def _frame(
    request: HttpRequest, diary: ReadableDiary, inputs: Inputs, chosen: Range
) -> dict[str, Any]:
    """What stands on the page whatever has been counted."""
    assert isinstance(diary.grant, Grant)
    today = inputs.today.isoformat()
    writes = {shapes.FINDINGS.kind, shapes.ANNOTATIONS.kind} <= diary.grant.kinds
    return {
        "person": diary.person_id,
        "name": diary.grant.person.email,
        "terms": terms.of(diary.grant),
        "practice": diary.grant.practice and diary.grant.practice.name,
        "others": access.others_open(diary),
        "range": chosen,
        "lengths": ranges.LENGTHS,
        "today": inputs.today,
        "visits": visits.read(diary, inputs.today, inputs.time_zone),
        "findings": _findings(diary),
        "notes": _notes(diary, user_of(request).pk),
        "writes": writes,
        "records": diary.shows_records,
        "finding_form": entries.blank(FINDING, today),
        "note_form": entries.blank(NOTE, today),
    }


def _findings(diary: ReadableDiary) -> list[dict[str, Any]]:
    rows = diary.rows(shapes.FINDINGS).order_by("-on", "-key")
    return [
        row.values
        | {
            "kind": vocabulary.FINDING_KINDS.get(row.kind, row.kind),
            "side": vocabulary.REGION_SIDES.get(row.side, ""),
            "result": vocabulary.FINDING_RESULTS.get(row.result, ""),
        }
        for row in rows
    ]


def _notes(diary: ReadableDiary, reader: UUID) -> list[dict[str, Any]]:
    rows = diary.rows(shapes.ANNOTATIONS).order_by("-on", "-key")
    return [row.values | {"id": row.id, "mine": row.author_id == reader} for row in rows]


def _counted(
    given: Mapping[str, str],
    diary: ReadableDiary,
    counting: ReadableDiary,
    found: Material,
    frame: Mapping[str, Any],
) -> dict[str, Any]:
    """Everything that was counted: from the summary of a report, and its document."""
    made = forms.counted(counting, found, ALL)
    document = found.documents[0]
    count = given.get("count", "")
    only = criteria.entries(document, count) if count else None
    page, chosen = episodes.listed(diary, found.periods.this, given, only)
    target = frame["visits"]["target"]
    return {
        "made": made,
        "ticked": ticked(made["warnings"]),
        "numbers": numbers.of(document["recent"]),
        "flag": _flag(diary, document),
        "antonaci": document["pattern"]["antonaci"],
        "months": calendar.months(made),
        "timeline": timeline.draw(
            made, frame["visits"]["days"], target and target["target_headache_days"]
        ),
        "weeks": [week | {"from": date.fromisoformat(week["from"])} for week in made["weeks"]],
        "charts": {name.replace("-", "_"): _chart(name, made) for name in CHARTS},
        "words": {name: WORDS[name][1](made) for name in ("headline", "medicines", "pattern")},
        "criteria": criteria.listed(document),
        "courses": [_course(row) for row in made["treatments"]],
        "doses": made["medicines"]["doses"],
        "page": page,
        "chosen": chosen,
        "count": count,
        "count_name": criteria.name(count),
    }


def _flag(diary: ReadableDiary, document: Mapping[str, Any]) -> dict[str, Any]:
    """The flag as the panel has it: of the last twelve months, whatever the range."""
    counted = PanelRow.objects.exclude(computed_at=None)
    row = diary.grant and counted.filter(grant__pk=diary.grant.pk).first()
    assessed = row.numbers["pattern"] if row else document["pattern"]
    return {**assessed, **words.pattern(assessed)}


def _course(row: Mapping[str, Any]) -> dict[str, Any]:
    change = vocabulary.GLOBAL_CHANGES.get(row["global_change"], "")
    return {**row, "named": timeline.named(row), "own_judgement": change}


def _chart(name: str, made: Mapping[str, Any]) -> str:
    """A chart in the page, its numbers beside it; what cannot be drawn now keeps its title."""
    try:
        return html.embed(name, made)
    except drawing.CannotRender:
        picture = figures.CHARTS[name].describe(made)
        return format_html('<figure class="chart"><p>{}</p></figure>', picture.title)
