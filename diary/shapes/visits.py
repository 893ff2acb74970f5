"""What belongs to seeing a clinician: visits, scores, examinations, notes, cards shown."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from diary import vocabulary as v
from diary.shapes.fields import Day, Flag, Instant, Many, Number, Reference, Slug, Text, Whole
from diary.shapes.medications import ended_before_started
from diary.shapes.shape import Shape

VISITS = Shape(
    kind="visits",
    noun="visit",
    label=_("visits"),
    day_of=lambda values: values["on"],
    fields={
        "on": Day(_("day"), required=True),
        "seen_by": Text(_("seen by")),
        "questions": Many(Text(_("questions"))),
        "agreed": Text(_("agreed"), 10_000),
        "target_headache_days": Whole(_("target of headache days a month"), 0, 31),
    },
)

SCORES = Shape(
    kind="scores",
    noun="score",
    label=_("totals of questionnaires taken elsewhere"),
    day_of=lambda values: values["taken_on"],
    fields={
        "instrument": Text(_("questionnaire"), required=True),
        "version": Text(_("version")),
        "total": Number(_("total"), -10_000, 10_000, required=True),
        "taken_on": Day(_("day"), required=True),
        "entered_by": Text(_("entered by")),
    },
)

FINDINGS = Shape(
    kind="findings",
    noun="finding",
    label=_("findings of a clinician's examination"),
    down_only=True,
    day_of=lambda values: values["on"],
    fields={
        "on": Day(_("day"), required=True),
        "kind": Slug(_("kind"), v.FINDING_KINDS, required=True),
        "side": Slug(_("side"), v.REGION_SIDES),
        "degrees": Number(_("degrees"), -360, 360),
        "result": Slug(_("result"), v.FINDING_RESULTS),
        "text": Text(_("text"), 10_000),
        "imported": Flag(_("came from an imported archive"), read_only=True),
    },
)

ANNOTATIONS = Shape(
    kind="annotations",
    noun="annotation",
    label=_("a clinician's notes"),
    down_only=True,
    day_of=lambda values: values["on"],
    fields={
        "on": Day(_("day"), required=True),
        "until": Day(_("until")),
        "text": Text(_("text"), 10_000, required=True),
        "visibility": Slug(_("who sees it"), v.VISIBILITIES),
        "author": Text(_("author")),
    },
    rules=(ended_before_started("on", "until"),),
)


def _shown_on(values: Mapping[str, Any]) -> date | None:
    if values["date"]:
        return values["date"]  # type: ignore[no-any-return]
    return values["shown_at"].date() if values["shown_at"] else None


ACKNOWLEDGEMENTS = Shape(
    kind="acknowledgements",
    noun="acknowledgement",
    label=_("warning cards that were shown"),
    day_of=_shown_on,
    fields={
        "card": Text(_("card")),
        "rule_version": Text(_("version of the rules")),
        "signs": Many(Slug(_("signs"), v.WARNING_SIGNS)),
        "shown_at": Instant(_("when it was shown")),
        "episode": Reference(_("episode")),
        "date": Day(_("day")),
        "answer": Slug(_("answer"), v.ACKNOWLEDGEMENT_ANSWERS),
    },
)
