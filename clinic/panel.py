"""The panel: everybody whose diary is open to the clinician, one row each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from care import access
from care.models import Grant
from care.models.practices import MemberRole
from care.services import practices
from clinic import sparklines
from clinic.doors import actor_of, for_clinicians
from clinic.wanted import ORDERS, Wanted
from diary import days
from insights import jobs, panel
from insights.models import PanelRow
from reports import attention
from reports.phrases.counts import CODES
from reports.sentences import phrase

COLUMNS = {
    "name": _("Person"),
    "attention": _("Why on top"),
    "days": _("Headache days in 28"),
    "change": _("Change"),
    "weeks": _("12 weeks"),
    "painkillers": _("Painkiller days in 30"),
    "entered": _("Days entered of 28"),
    "last": _("Last entry"),
    "visit": _("Next visit"),
}


@require_safe
@for_clinicians
def show(request: HttpRequest) -> HttpResponse:
    """One page of it; stored numbers are shown at once, stale ones are counted meanwhile."""
    actor = actor_of(request)
    readers = access.panels_of(actor)
    panel.meet(Grant.objects.filter(access.opens(actor)), readers)
    wanted = Wanted.of(request.GET)
    stored = PanelRow.objects.filter(access.latest(actor, "grant__"), reader__in=readers)
    found, more = wanted.page(
        stored.select_related("grant__clinician").annotate(revision=panel.REVISION)
    )
    rows = [_row(row) for row in found]
    waiting = any(row["waits"] for row in rows)
    job = jobs.look_after_panel(readers, waiting=waiting) if rows else None
    context = {
        "rows": rows,
        "wanted": wanted,
        "columns": [_column(name, wanted) for name in COLUMNS],
        "orders": {f"{name}": COLUMNS[name] for name in ORDERS},
        "rules": attention.NAMES,
        "more": wanted.address(after=more) if more else "",
        "stale": sum(row["stale"] for row in rows),
        "job": job,
        "minutes": _minutes_since(job.finished_at) if job and job.finished_at else None,
    }
    if not rows and not wanted.is_narrowed:
        context |= _nobody(actor.user_id)
    return render(request, "clinic/panel.html", context)


def _nobody(user_id: UUID) -> dict[str, Any]:
    """What an empty panel has to say: a practice waits for an answer, or one only manages."""
    roles = {member.role for member in practices.memberships_of(user_id)}
    return {
        "asked": practices.nominations_of(user_id).exists(),
        "manages": roles == {MemberRole.ADMINISTRATOR},
    }


def _minutes_since(at: datetime) -> int:
    return int((timezone.now() - at).total_seconds() // 60)


def _column(name: str, wanted: Wanted) -> dict[str, Any]:
    """A heading, and where a click on it leads: to this order, or to it turned."""
    if name not in ORDERS:
        return {"name": name, "label": COLUMNS[name]}
    here = wanted.sort == name
    down = ORDERS[name][1] != (wanted.turned if here else False)
    return {
        "name": name,
        "label": COLUMNS[name],
        "address": wanted.address(sort=name, turned=here and not wanted.turned),
        "sorted": ("descending" if down else "ascending") if here else "",
    }


def _row(row: Any) -> dict[str, Any]:
    """What the template writes of a row."""
    told = {
        "person": row.grant.person_id,
        # an address may go on in a second line at its sign, and nowhere else
        "name": row.name.partition("@"),
        "waits": row.computed_at is None,
        "stale": panel.is_stale(row, row.revision),
        "until": row.grant.expires_at,
    }
    if row.computed_at is None:
        return told
    numbers, today = row.numbers, days.day_of(timezone.now(), row.time_zone)
    recent = numbers["recent"]
    weeks = recent["weeks"]
    return told | {
        "reasons": attention.tell(numbers["reasons"]),
        "now": recent["now"]["headache_day"],
        "before": recent["before"]["headache_day"],
        "enough": numbers["enough"],
        "change": numbers["change"],
        "bars": sparklines.bars(weeks),
        "weeks": ", ".join(str(week["k"]) if week["n"] else "–" for week in weeks),
        "medication": _medication(numbers),
        "flag": _flag(numbers["pattern"]),
        "last_entry": _day(numbers["last_entry"]),
        "silent": (today - row.last_entry).days if numbers["last_entry"] else None,
        "next_visit": _day(numbers["next_visit"]),
        "ahead": (row.next_visit - today).days if numbers["next_visit"] else None,
    }


def _medication(numbers: dict[str, Any]) -> dict[str, Any]:
    near, all_days = numbers["medication"], numbers["any_medication"]
    told = {"any": all_days, "near": near}
    return told | {"name": CODES[near["code"]]} if near else told


def _flag(pattern: dict[str, Any]) -> dict[str, Any] | None:
    """The flag as the person sees it, while it is up."""
    flag = pattern["flag"]
    if not flag["raised"] or pattern["paused"]:
        return None
    headline = phrase(flag["headline"]["sentence_key"], flag["headline"]["numbers"])
    return {"grade": flag["grade"], "headline": headline}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
