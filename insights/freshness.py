"""What a document is made from, and whether a stored one still stands. Light: no frames here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from django.utils import timezone

from care.access import ReadableDiary
from diary import days
from diary.models import Diary
from insights.models import Result

# The version of the rules in analytics (a test holds them equal) and that of the document.
RULE_VERSION: Final = "2026-11/3"
DEFAULT_DAYS: Final = 365
OWN: Final = "own"

Window = tuple[date, date]


@dataclass(frozen=True)
class Inputs:
    """All that a document depends on."""

    now: datetime
    time_zone: str
    revision: int
    rule_version: str = RULE_VERSION

    @property
    def today(self) -> date:
        return days.day_of(self.now, self.time_zone)


def inputs_of(diary: ReadableDiary) -> Inputs:
    """What a document of this diary would be made from now."""
    return Inputs(timezone.now(), days.zone_of(diary.rows), revision_of(diary))


def revision_of(diary: ReadableDiary) -> int:
    """The number of the last change; 0 before the first."""
    counter = Diary.objects.filter(pk=diary.person_id).values_list("revision", flat=True)
    return counter.first() or 0


def scope_of(diary: ReadableDiary) -> str:
    """A name for the part of the diary that this reader may see."""
    grant = diary.grant
    if grant is None:
        return OWN
    seen = f"{grant.pk} {sorted(diary.kinds)} {diary.period} {sorted(diary.hides)}"
    return sha256(seen.encode()).hexdigest()


def standing_window(today: date) -> Window:
    """The window that is looked at when nobody names another."""
    return today - timedelta(days=DEFAULT_DAYS), today


def stored(
    diary: ReadableDiary, window: Window, inputs: Inputs, *, moved: bool = False
) -> Result | None:
    """The stored document of a window, only if nothing it was made from has changed.

    With `moved`, entries may have come since; what is open and the rules are the same all the same.
    """
    found = Result.objects.filter(
        person_id=diary.person_id,
        scope=scope_of(diary),
        first_day=window[0],
        end_day=window[1],
        rule_version=inputs.rule_version,
    )
    return found.filter(**({} if moved else unmoved(inputs))).first()


def unmoved(inputs: Inputs) -> dict[str, Any]:
    """What of a stored row says that no entry and no day has come since."""
    return {"input_revision": inputs.revision, "local_date": inputs.today}
