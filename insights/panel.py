"""The clinician's panel: one stored row a grant, counted from what that grant opens.

A row is fresh while the person's revision, their local date, the grant's scope and the rules are
those it was counted with. Light: frames are loaded when a row is counted.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import F, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.actor import Actor
from care.access import ReadableDiary
from care.models import Grant
from care.models.grants import is_active
from diary import days, shapes
from insights import freshness, signs
from insights.freshness import RULE_VERSION, Inputs
from insights.models import PanelRow

MOST_AT_ONCE: Final = 500
BEFORE_ALL: Final = datetime(1900, 1, 1, tzinfo=UTC)
REVISION: Final = F("grant__person__diary__revision")
Numbers = dict[str, Any]


def diary_of(grant: Grant) -> ReadableDiary:
    """The diary as the panel counts it for a grant; nobody reads in it, so nothing is logged."""
    actor = Actor(grant.clinician_id, grant.clinician.role, channel="panel")
    return ReadableDiary(grant.person_id, actor, grant, counting=True)


def count(diary: ReadableDiary, inputs: Inputs) -> Numbers:
    """The numbers of a row, from the rows of the diary."""
    # pandas: a second to load, and nothing that a web process should carry
    from analytics import attention
    from analytics.assess import assess
    from insights import frames

    end = _last_day_open(diary, inputs.today)
    window = end - timedelta(days=freshness.DEFAULT_DAYS), end
    sign_on = signs.latest(diary, inputs.now, inputs.time_zone)
    read = frames.read(diary, window, inputs.now)
    document = assess(read, window=window, today=end, sign_under_way=sign_on is not None)
    last_entry, next_visit = _last_entry(diary, inputs.today), _next_visit(diary, end)
    reasons = attention.judge(
        document, today=end, sign_on=sign_on, last_entry=last_entry, next_visit=next_visit
    )
    recent, medication = document["recent"], document["medication_days"]
    return {
        "as_of": end.isoformat(),
        "recent": recent,
        "enough": attention.enough(recent["now"]["headache_day"]),
        "change": attention.change(recent),
        "medication": attention.pressing(medication["limits"]),
        "any_medication": medication["any"],
        "pattern": _pattern(document["pattern"]),
        "last_entry": last_entry and last_entry.isoformat(),
        "next_visit": next_visit and next_visit.isoformat(),
        "reasons": reasons,
        "attention": attention.place(reasons, recent["now"]["headache_day"]["low"]),
    }


def _last_day_open(diary: ReadableDiary, today: date) -> date:
    """Today, or the end of the period that was shared."""
    end = diary.period[1]
    return min(end, today) if end else today


def _last_entry(diary: ReadableDiary, today: date) -> date | None:
    kinds = (shapes.CHECK_INS, shapes.EPISODES, shapes.DOSES)
    rows = [diary.rows(shape).filter(day__lte=today).order_by("-day") for shape in kinds]
    found = [row.values_list("day", flat=True).first() for row in rows]
    return max((day for day in found if day), default=None)


def _next_visit(diary: ReadableDiary, today: date) -> date | None:
    visits = diary.rows(shapes.VISITS).filter(day__gte=today).order_by("day")
    first: date | None = visits.values_list("day", flat=True).first()
    return first


def _pattern(pattern: Numbers) -> Numbers:
    shown = ("flag", "paused", "grade", "early_look", "observed_days", "from", "to", "episodes",
             "for", "against", "overlap", "look_alikes")  # fmt: skip
    return {name: pattern[name] for name in shown}


# --- Stored rows


def meet(grants: QuerySet[Grant], readers: list[UUID]) -> None:
    """Give grants that have come to readers since the last look a row that waits."""
    known = PanelRow.objects.filter(reader__in=readers).order_by("-granted_at").values("granted_at")
    newest = Coalesce(Subquery(known[:1]), BEFORE_ALL)
    _meet(grants.filter(created_at__gt=newest))


def meet_all() -> None:
    """Give every grant a row, and forget the numbers of those that have ended."""
    open_now = is_active(timezone.now(), "grant__")
    PanelRow.objects.exclude(open_now).delete()
    while _meet(Grant.objects.active(timezone.now()).filter(panel_row=None)):
        pass


def _meet(grants: QuerySet[Grant]) -> int:
    waiting = grants.select_related("person").order_by("created_at")[:MOST_AT_ONCE]
    rows = [
        PanelRow(
            grant=grant,
            reader=grant.reader_id,
            granted_at=grant.created_at,
            name=grant.person.email,
        )
        for grant in waiting
    ]
    if rows:
        PanelRow.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def is_stale(row: PanelRow, revision: int | None) -> bool:
    """Whether the diary, its day, what is shared or the rules have moved since it was counted."""
    counted_with = (row.input_revision, row.rule_version, row.local_date, row.scope)
    today = days.day_of(timezone.now(), row.time_zone)
    scope = freshness.scope_of(diary_of(row.grant))
    return row.computed_at is None or counted_with != (revision or 0, RULE_VERSION, today, scope)


def stale(readers: list[UUID] | None = None) -> list[UUID]:
    """The rows to count again: those never counted first, then the longest untouched."""
    rows = PanelRow.objects.filter(is_active(timezone.now(), "grant__")).defer("numbers")
    rows = rows if readers is None else rows.filter(reader__in=readers)
    read = rows.select_related("grant__clinician").annotate(revision=REVISION)
    found = [row for row in read if is_stale(row, row.revision)]
    found.sort(key=lambda row: (row.computed_at is not None, row.computed_at or row.granted_at))
    return [row.pk for row in found]


def refresh(grant_id: UUID) -> None:
    """Count a row from the diary as it is now; a grant that has ended since is left alone."""
    open_now = Grant.objects.active(timezone.now()).filter(pk=grant_id)
    grant = open_now.select_related("clinician", "person").first()
    if grant is None:
        return
    diary = diary_of(grant)
    # The revision is read first: a diary that moves meanwhile leaves the row stale.
    inputs = freshness.inputs_of(diary)
    PanelRow.objects.filter(pk=grant_id).update(
        scope=freshness.scope_of(diary),
        input_revision=inputs.revision,
        rule_version=inputs.rule_version,
        time_zone=inputs.time_zone,
        local_date=inputs.today,
        computed_at=inputs.now,
        name=grant.person.email,
        **columns(count(diary, inputs)),
    )


def columns(numbers: Numbers) -> dict[str, Any]:
    """What of the numbers the panel is sorted and filtered by."""
    counted, enough = numbers["recent"]["now"]["headache_day"], numbers["enough"]
    near, change = numbers["medication"], numbers["change"]
    return {
        "numbers": numbers,
        "attention": numbers["attention"],
        "headache_days": counted["low"] if enough else -1,
        "rise": -99 if change is None else change,
        "medication": round(100 * near["days"]["low"] / near["limit"]) if near else -1,
        "entered": counted["n"],
        "last_entry": _day(numbers["last_entry"], date.min),
        "next_visit": _day(numbers["next_visit"], date.max),
        "rules": "".join(f" {reason['rule']} " for reason in numbers["reasons"]),
        "flagged": numbers["pattern"]["flag"]["raised"] and not numbers["pattern"]["paused"],
    }


def _day(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise
