"""What a grant or an invitation opens, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from care.models import Invitation
from care.models.grants import Scope

SECTIONS: Final[dict[str, Promise]] = {
    "episodes": gettext_lazy("Headaches and other episodes"),
    "check_ins": gettext_lazy("Daily check-ins"),
    "medicines": gettext_lazy("Medicines and doses"),
    "treatments": gettext_lazy("Treatments and marks"),
    "visits": gettext_lazy("Visits, scores, findings and your notes"),
    "profile": gettext_lazy("Profile (year of birth, history)"),
}


def of(scope: Scope) -> dict[str, Any]:
    """The terms, one by one."""
    until = scope.grant_until if isinstance(scope, Invitation) else scope.expires_at
    return {
        "period": _period(scope),
        "opened": [label for slug, label in SECTIONS.items() if slug in scope.sections],
        "kept_back": [label for slug, label in SECTIONS.items() if slug not in scope.sections],
        "notes": scope.notes,
        "report_only": scope.report_only,
        "until": until,
    }


def _period(scope: Scope) -> str:
    first, end = scope.first_day, scope.end_day
    last = end and date_format(end - timedelta(days=1))
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": date_format(first), "last": last}
    if first:
        return _("from %s on") % date_format(first)
    return _("up to %s") % last if last else _("all of it, also what is written from now on")
