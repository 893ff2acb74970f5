"""Medicines and each taking of one."""

from django.utils.translation import gettext_lazy as _

from diary import vocabulary as v
from diary.shapes.fields import (
    UNBOUNDED,
    Day,
    Flag,
    Instant,
    Number,
    NumberOrText,
    Reference,
    Slug,
    Text,
    Zone,
)
from diary.shapes.instants import local_day
from diary.shapes.shape import Rule, Shape


def ended_before_started(first: str = "started_on", last: str = "ended_on") -> Rule:
    """A span of days that ends before it begins."""
    return Rule(
        "ended_before_started",
        frozenset({first, last}),
        last,
        _("cannot end before it starts"),
        lambda values, now: (
            None not in (values.get(first), values.get(last)) and values[last] < values[first]
        ),
    )


MEDICATIONS = Shape(
    kind="medications",
    noun="medication",
    label=_("medicines"),
    fields={
        "name": Text(_("name"), required=True),
        "drug_class": Slug(_("class"), v.DRUG_CLASSES),
        "strength": NumberOrText(_("strength")),
        "unit": Text(_("unit")),
        "form": Text(_("form")),
        "started_on": Day(_("since")),
        "ended_on": Day(_("until")),
        "archived": Flag(_("no longer offered")),
    },
    rules=(ended_before_started(),),
)

DOSES = Shape(
    kind="doses",
    noun="dose",
    label=_("doses taken"),
    day_of=lambda values: local_day(values["taken_at"], values["time_zone"]),
    fields={
        "medication": Reference(_("medicine"), required=True),
        "taken_at": Instant(_("when"), required=True),
        "time_zone": Zone(_("time zone"), required=True),
        "amount": Number(_("amount"), 0, UNBOUNDED),
        "reason": Slug(_("what for"), v.DOSE_REASONS),
        "episode": Reference(_("episode it was for")),
        "relief_2h": Slug(_("relief after two hours"), v.RELIEF_2H),
        "side_effects": Text(_("side effects")),
    },
)
