"""What is said once about a person: the profile, and factors of their own."""

from django.utils.translation import gettext_lazy as _

from diary import vocabulary as v
from diary.shapes.fields import (
    Country,
    Day,
    Flag,
    Many,
    Parts,
    Slug,
    SlugOrReference,
    Text,
    Whole,
    Zone,
)
from diary.shapes.instants import read_date
from diary.shapes.shape import Shape

PROFILE = Shape(
    kind="profile",
    noun="profile",
    label=_("profile"),
    key="profile",
    fields={
        "birth_year": Whole(_("year of birth"), 1900, 2199),
        "sex": Slug(_("sex"), v.SEXES),
        "country": Country(_("country")),
        "time_zone": Zone(_("time zone")),
        "locale": Text(
            _("language"),
            35,
            pattern="[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*",
            example="en-GB",
        ),
        "headache_since": Text(
            _("headache since"),
            10,
            pattern="(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?",
            example="2019 / 2019-05-31",
            also=lambda text: len(text) == 4 or read_date(text) is not None,
        ),
        "neck_or_head_trauma": Parts(
            _("injury of neck or head"),
            {
                "date": Day(_("day")),
                "severity": Slug(_("severity"), v.TRAUMA_SEVERITIES),
                "first_headache_after_days": Whole(_("first headache after how many days")),
            },
        ),
        "clinician_diagnoses": Many(Text(_("diagnoses a clinician gave"))),
        "known_aura": Flag(_("aura known to a doctor")),
        "cancer_history": Flag(_("cancer now or earlier")),
        "immune_compromised": Flag(_("weakened immune system")),
        "pregnancy_or_postpartum": Flag(_("pregnant or recently gave birth")),
        "lp_or_epidural_date": Day(_("lumbar puncture or epidural on")),
        "suspected_factors": Many(SlugOrReference(_("suspected triggers"), v.TRIGGERS)),
    },
)

CUSTOM_FACTORS = Shape(
    kind="custom_factors",
    noun="custom_factor",
    label=_("factors of one's own"),
    fields={
        "label": Text(_("label"), required=True),
        "kind": Slug(_("how it is answered"), v.FACTOR_KINDS, required=True),
        "archived": Flag(_("no longer asked")),
    },
)
