"""Episodes and the points of their pain curve."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from diary import vocabulary as v
from diary.shapes.fields import (
    Flag,
    Instant,
    Many,
    Parts,
    Reference,
    Slug,
    SlugOrReference,
    Text,
    Whole,
    Zone,
)
from diary.shapes.instants import local_day
from diary.shapes.shape import Rule, Shape

CLOCK_ERROR = timedelta(minutes=5)
LOST = {
    name: Slug(label, v.LOSSES)
    for name, label in (("work", _("work or school")), ("home", _("home")), ("social", _("social")))
}


def _start_day(values: Mapping[str, Any]) -> date:
    return local_day(values["started_at"], values["time_zone"])


def _peak_below_readings(values: Mapping[str, Any], now: datetime) -> bool:
    peak = values.get("peak_intensity")
    return peak is not None and any(r["intensity"] > peak for r in values.get("readings") or ())


def _reading_outside(values: Mapping[str, Any], now: datetime) -> bool:
    start, end = values["started_at"], values.get("ended_at") or now + CLOCK_ERROR
    return any(not start <= reading["at"] <= end for reading in values.get("readings") or ())


def _ended_before(values: Mapping[str, Any], now: datetime) -> bool:
    return values.get("ended_at") is not None and values["ended_at"] < values["started_at"]


REGIONS = Many(
    Parts(
        _("where it hurt"),
        {
            "region": Slug(_("region"), v.REGIONS, required=True),
            "side": Slug(_("side of the region"), v.REGION_SIDES),
        },
    )
)

READINGS = Shape(
    kind="readings",
    noun="reading",
    label=_("points of the pain curve"),
    parent="episode",
    in_archive=False,
    fields={
        "episode": Reference(_("episode it belongs to")),
        "at": Instant(_("when"), required=True),
        "intensity": Whole(_("pain, 0 to 10"), 0, 10, required=True),
        "regions": REGIONS,
    },
    day_of=lambda values: values["at"].date(),
)

EPISODES = Shape(
    kind="episodes",
    noun="episode",
    label=_("episodes of headache, neck or back pain"),
    child=READINGS,
    day_of=_start_day,
    fields={
        "kind": Slug(_("what it is"), v.EPISODE_KINDS, default="headache"),
        "started_at": Instant(_("when it began"), required=True),
        "ended_at": Instant(_("when it ended")),
        "end_unknown": Flag(_("ended, nobody knows when")),
        "time_zone": Zone(_("time zone"), required=True),
        "start_precision": Slug(_("how exactly the start is known"), v.START_PRECISIONS),
        "woke_with": Flag(_("woke up with it")),
        "woke_at": Instant(_("when the person woke up")),
        "onset_to_peak": Slug(_("from the first pain to the worst"), v.ONSET_TO_PEAK),
        "peak_intensity": Whole(_("worst pain, 0 to 10"), 0, 10),
        "side": Slug(_("side"), v.SIDES),
        "start_region": Slug(_("where it began"), v.REGIONS),
        "regions": REGIONS,
        "quality": Many(Slug(_("what it is like"), v.QUALITIES)),
        "neck_timing": Slug(_("neck symptoms relative to the head pain"), v.NECK_TIMINGS),
        "neck_stiffness": Slug(_("neck stiffness"), v.DEGREES),
        "turn_limited": Slug(_("turning the head is limited"), v.TURN_LIMITS),
        "provoked_by": Many(Slug(_("brought on by"), v.PROVOCATIONS)),
        "movement_effect": Slug(_("moving the neck makes it"), v.EFFECTS),
        "upright_effect": Slug(_("being upright makes it"), v.EFFECTS),
        "lying_effect": Slug(_("lying down makes it"), v.EFFECTS),
        "upright_minutes": Whole(_("minutes upright until that effect")),
        "lying_minutes": Whole(_("minutes lying until that effect")),
        "pressure_reproduces": Slug(_("pressing the neck brings the pain"), v.TRIED_ANSWERS),
        "posture_at_onset": Slug(_("posture when it began"), v.POSTURES),
        "posture_correction_helped": Slug(_("changing posture helped"), v.TRIED_ANSWERS),
        "activity_aggravates": Flag(_("walking or stairs make it worse")),
        "avoids_activity": Flag(_("avoids walking or stairs")),
        "nausea": Slug(_("nausea"), v.DEGREES),
        "photophobia": Slug(_("light bothers"), v.DEGREES),
        "phonophobia": Slug(_("sound bothers"), v.DEGREES),
        "vomiting": Flag(_("vomiting")),
        "osmophobia": Flag(_("smells bother")),
        "dizziness": Flag(_("dizziness")),
        "restless": Flag(_("restless")),
        "allodynia": Flag(_("touch on scalp or face hurts")),
        "scalp_tender": Flag(_("scalp tender")),
        "swallowing_difficulty": Flag(_("difficulty swallowing")),
        "shoulder_arm_pain": Slug(_("pain in shoulder or arm"), v.BODY_SIDES),
        "blurred_vision": Slug(_("blurred vision"), v.BODY_SIDES),
        "autonomic": Many(Slug(_("signs on the side of the pain"), v.AUTONOMIC_SIGNS)),
        "aura": Many(
            Parts(
                _("aura"),
                {
                    "kind": Slug(_("kind"), v.AURA_KINDS, required=True),
                    "minutes": Whole(_("minutes")),
                    "gradual": Flag(_("came gradually")),
                    "one_sided": Flag(_("on one side")),
                    "positive": Flag(_("something added, like zigzags or tingling")),
                    "minutes_to_headache": Whole(_("minutes until the headache")),
                },
            )
        ),
        "triggers": Many(SlugOrReference(_("suspected triggers"), v.TRIGGERS)),
        "relief": Many(
            Parts(
                _("what was tried besides medicine"),
                {
                    "method": Slug(_("method"), v.RELIEF_METHODS, required=True),
                    "effect": Slug(_("effect"), v.RELIEF_EFFECTS),
                },
            )
        ),
        "function": Parts(_("how much of the day was lost"), LOST),
        "warning_signs": Many(Slug(_("warning signs"), v.WARNING_SIGNS)),
        "believed_migraine": Flag(_("believed to be migraine")),
        "took_medication": Slug(_("took medicine"), v.YES_NO),
        "notes": Text(_("notes"), 10_000),
    },
    rules=(
        Rule(
            "ended_before_started",
            frozenset({"started_at", "ended_at"}),
            "ended_at",
            _("an episode cannot end before it starts"),
            _ended_before,
        ),
        Rule(
            "in_the_future",
            frozenset({"started_at"}),
            "started_at",
            _("an episode cannot start in the future"),
            lambda values, now: values["started_at"] > now + CLOCK_ERROR,
        ),
        Rule(
            "peak_below_reading",
            frozenset({"peak_intensity", "readings"}),
            "peak_intensity",
            _("the worst pain cannot be below a reading"),
            _peak_below_readings,
        ),
        Rule(
            "reading_outside_episode",
            frozenset({"started_at", "ended_at", "readings"}),
            "readings",
            _("a reading must lie within its episode"),
            _reading_outside,
        ),
    ),
)
