"""Why a diary stands at the top of a clinician's panel: short, and each with its counts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

PHRASES = {
    "attention.warning_sign": _("Warning sign in an entry of %(on)s, not settled yet"),
    "attention.overuse.reached": _(
        "Frequent painkiller days: %(days)s in %(of)s, %(medicine)s (frequent from %(limit)s)"
    ),
    "attention.overuse.near": _(
        "Close to frequent painkiller days: %(days)s in %(of)s, %(medicine)s (frequent from "
        "%(limit)s)"
    ),
    "attention.rise": _("Headache days: %(now)s in 28, after %(before)s in the 28 before"),
    "attention.silence": ngettext_lazy(
        "No entry for %(days)s day", "No entry for %(days)s days", "days"
    ),
    "attention.visit": _("Visit on %(on)s"),
}
