"""Computing a document from rows that stood still, and storing it with what to keep."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from care.access import ReadableDiary
from insights import compute, freshness
from insights.compute import Insights
from insights.freshness import Inputs, Window
from insights.models import Kept, Result

MOST_WINDOWS = 20
READ_AGAIN = 5
# Findings are looked for once a week. Two days more, and it is due in every time zone.
LOOK_AFTER = timedelta(days=9)


class StillBeingWritten(Exception):
    """The diary changed under every reading of it."""


def renew(diary: ReadableDiary, window: Window, report: Callable[[int], None]) -> None:
    """Compute and store the document of a window."""
    report(10)
    for _attempt in range(READ_AGAIN):
        inputs = freshness.inputs_of(diary)
        standing = window == freshness.standing_window(inputs.today)
        insights = _compute(diary, window, inputs, _kept(diary) if standing else {})
        # Rows are read in several queries and no lock: only an unmoved counter vouches for them.
        if freshness.revision_of(diary) == inputs.revision:
            report(90)
            _store(diary, window, inputs, insights, standing=standing)
            return
    raise StillBeingWritten


def _compute(
    diary: ReadableDiary, window: Window, inputs: Inputs, kept: dict[str, Any]
) -> Insights:
    return compute.compute(
        diary,
        window,
        now=inputs.now,
        time_zone=inputs.time_zone,
        revision=inputs.revision,
        rule_version=inputs.rule_version,
        kept=kept,
    )


def _kept(diary: ReadableDiary) -> dict[str, Any]:
    """What was kept at the last look at the standing window; other windows have no history."""
    scope = freshness.scope_of(diary)
    kept = Kept.objects.filter(person_id=diary.person_id, scope=scope).first()
    return kept.state if kept else {}


@transaction.atomic
def _store(
    diary: ReadableDiary, window: Window, inputs: Inputs, insights: Insights, *, standing: bool
) -> None:
    whose: dict[str, Any] = {"person_id": diary.person_id, "scope": freshness.scope_of(diary)}
    Result.objects.update_or_create(
        **whose,
        first_day=window[0],
        end_day=window[1],
        defaults={
            "input_revision": inputs.revision,
            "rule_version": inputs.rule_version,
            "local_date": inputs.today,
            "computed_at": inputs.now,
            "document": insights.document,
        },
    )
    if standing:
        state = {"state": insights.kept, "updated_at": inputs.now}
        Kept.objects.update_or_create(**whose, defaults=state)
    newest = Result.objects.filter(**whose).order_by("-computed_at", "-pk")
    last = newest.values_list("pk", flat=True)[:MOST_WINDOWS]
    Result.objects.filter(**whose).exclude(pk__in=list(last)).delete()


def awaiting_a_look(today: date) -> list[UUID]:
    """People whose weekly look is due and whose diary has moved since the last, longest first."""
    looked_on = {"state__associations__looked_on__lte": (today - LOOK_AFTER).isoformat()}
    unmoved = Result.objects.filter(
        person=OuterRef("person"),
        scope=freshness.OWN,
        computed_at=OuterRef("updated_at"),
        input_revision=F("person__diary__revision"),
    )
    due = Kept.objects.filter(~Exists(unmoved), scope=freshness.OWN, **looked_on)
    return list(due.order_by("updated_at").values_list("person_id", flat=True))
