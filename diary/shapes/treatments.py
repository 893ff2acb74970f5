"""Courses of treatment with their sessions, and marks on the time line."""

from django.utils.translation import gettext_lazy as _

from diary import vocabulary as v
from diary.shapes.fields import Day, Flag, Reference, Slug, Text, Whole
from diary.shapes.medications import ended_before_started
from diary.shapes.shape import Shape

SESSIONS = Shape(
    kind="sessions",
    noun="session",
    label=_("sessions of a treatment"),
    parent="treatment",
    in_archive=False,
    day_of=lambda values: values["on"],
    fields={
        "treatment": Reference(_("treatment it belongs to")),
        "on": Day(_("day"), required=True),
        "minutes": Whole(_("minutes")),
        "reaction_24h": Slug(_("reaction within a day"), v.REACTIONS),
        "notes": Text(_("notes"), 10_000),
    },
)

TREATMENTS = Shape(
    kind="treatments",
    noun="treatment",
    label=_("courses of treatment"),
    child=SESSIONS,
    day_of=lambda values: values["started_on"],
    fields={
        "kind": Slug(_("kind"), v.TREATMENT_KINDS, required=True),
        "name": Text(_("name")),
        "started_on": Day(_("since"), required=True),
        "ended_on": Day(_("until")),
        "provider": Text(_("provider")),
        "notes": Text(_("notes"), 10_000),
        "global_change": Slug(_("change since the start"), v.GLOBAL_CHANGES),
    },
    rules=(ended_before_started(),),
)

MARKS = Shape(
    kind="marks",
    noun="mark",
    label=_("marks on the time line"),
    day_of=lambda values: values["on"],
    fields={
        "on": Day(_("day"), required=True),
        "until": Day(_("until")),
        "label": Text(_("label"), required=True),
        "exclude_from_statistics": Flag(_("leave these days out of statistics")),
    },
    rules=(ended_before_started("on", "until"),),
)
