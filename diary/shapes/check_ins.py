"""One local day's answers, also of a clear day."""

from django.utils.translation import gettext_lazy as _

from diary import vocabulary as v
from diary.shapes.episodes import LOST
from diary.shapes.fields import (
    Day,
    FactorAnswers,
    Flag,
    Many,
    Number,
    Parts,
    Slug,
    Text,
    Whole,
    Zone,
)
from diary.shapes.shape import Shape

CHECK_INS = Shape(
    kind="check_ins",
    noun="check_in",
    label=_("check-ins, one a local day"),
    key="date",
    day_of=lambda values: values["date"],
    fields={
        "date": Day(_("day"), required=True),
        "time_zone": Zone(_("time zone"), required=True),
        "headache_today": Slug(_("headache today"), v.YES_NO),
        "neck_pain": Whole(_("neck pain, 0 to 10"), 0, 10),
        "upper_back_pain": Whole(_("upper back pain, 0 to 10"), 0, 10),
        "low_back_pain": Whole(_("low back pain, 0 to 10"), 0, 10),
        "stress": Whole(_("stress, 0 to 10"), 0, 10),
        "sleep_quality": Whole(_("sleep quality, 0 to 10"), 0, 10),
        "neck_stiffness": Slug(_("neck stiffness"), v.DEGREES),
        "turn_limited": Slug(_("turning the head is limited"), v.TURN_LIMITS),
        "sitting_hours": Number(_("hours sitting"), 0, 24, step=0.25),
        "longest_sitting_minutes": Whole(_("longest stretch of sitting, minutes")),
        "breaks_count": Whole(_("breaks from sitting")),
        "screen_posture": Slug(_("posture at the screen"), v.SCREEN_POSTURES),
        "driving_hours": Number(_("hours driving"), 0, 24),
        "sleep_hours": Number(_("hours of sleep"), 0, 24),
        "sleep_position": Slug(_("sleep position"), v.SLEEP_POSITIONS),
        "side_supported": Flag(_("side position with support")),
        "pillow": Slug(_("pillow"), v.PILLOWS),
        "woke_with_headache": Flag(_("woke up with a headache")),
        "exercise_minutes": Whole(_("minutes of exercise")),
        "exercises_done": Slug(_("exercises of the home programme"), v.AMOUNTS_DONE),
        "caffeine_servings": Whole(_("servings of caffeine")),
        "alcohol_servings": Whole(_("servings of alcohol")),
        "meals_skipped": Whole(_("meals skipped")),
        "menstruation": Flag(_("menstruation")),
        "painkillers_taken": Slug(_("painkillers for any reason"), v.YES_NO),
        "function": Parts(_("how much of the day was lost"), LOST),
        "warning_signs": Many(
            Slug(_("warning signs of the back"), v.WARNING_SIGNS_BY_GROUP["back"][1])
        ),
        "factors": FactorAnswers(_("own factors")),
        "notes": Text(_("notes"), 10_000),
    },
)
