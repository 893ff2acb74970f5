"""What a person chooses to share: read from a body, shown in an answer, counted beforehand."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request

from accounts.models import Scope
from api.records import actor_of
from care.access import ScopeMissing, offered_diary
from care.models.grants import SECTIONS
from care.models.grants import Scope as Consent
from care.services.grants import Terms
from diary.services.documents import unknown
from diary.shapes import SHAPES
from diary.shapes.fields import Day, Field, Flag, Instant, Many, Slug, Text, gather
from diary.shapes.problems import Problem, Refused, refuse

MOST = 500
LONGEST = timedelta(days=366)
FIELDS: dict[str, Field] = {
    "sections": Many(Slug(gettext_lazy("sections"), dict.fromkeys(SECTIONS, ""))),
    "from": Day(gettext_lazy("from")),
    "to": Day(gettext_lazy("until, not included")),
    "notes": Flag(gettext_lazy("with notes")),
    "report_only": Flag(gettext_lazy("the report only")),
    "until": Instant(gettext_lazy("end of the grant")),
}
NOTHING: Mapping[str, Field] = {}


class Address(Text):
    """An address for e-mail."""

    def read(self, value: Any, path: str) -> str:
        address = super().read(value, path)
        try:
            validate_email(address)
        except ValidationError:
            raise refuse(path, "wrong_format", _("must be an e-mail address")) from None
        return address

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"format": "email"}


def owner(request: Request) -> UUID:
    """The person whose sharing it is; a token must be one that writes in the diary."""
    require(request, Scope.DIARY_READ if request.method == "GET" else Scope.DIARY_WRITE)
    return actor_of(request).user_id


def giver(request: Request) -> UUID:
    """The person who opens a diary to others, which only who may read it can do."""
    require(request, Scope.DIARY_READ)
    return owner(request)


def require(request: Request, scope: Scope) -> None:
    if not actor_of(request).may(scope):
        raise ScopeMissing(scope)


def read(
    data: Any, *, usual: timedelta, also: Mapping[str, Field] = NOTHING
) -> tuple[Terms, dict[str, Any]]:
    """The terms of a body, and the values of other fields that it may hold."""
    if not isinstance(data, dict):
        raise refuse("$", "wrong_type", _("must be an object"))
    fields = FIELDS | dict(also)
    if problems := unknown(data, known=fields):
        raise Refused(problems)
    given = [name for name in fields if data.get(name) is not None]
    said = dict(zip(given, gather((fields[n], data[n], n) for n in given), strict=True))
    now = timezone.now()
    until = said.get("until", now + usual)
    problems = []
    if not now < until <= now + LONGEST:
        problems.append(Problem("until", "out_of_bounds", _("must be within a year from now")))
    if said.get("from") and said.get("to") and said["to"] <= said["from"]:
        problems.append(Problem("to", "ends_before_start", _("must be after `from`")))
    if problems:
        raise Refused(problems)
    terms = Terms(
        sections=tuple(said.get("sections", SECTIONS)),
        first_day=said.get("from"),
        end_day=said.get("to"),
        notes=said.get("notes", False),
        report_only=said.get("report_only", False),
        grant_until=until,
    )
    return terms, {name: said.get(name) for name in also}


def show(scope: Consent) -> dict[str, Any]:
    """What is open."""
    return {
        "sections": scope.sections,
        "from": scope.first_day and scope.first_day.isoformat(),
        "to": scope.end_day and scope.end_day.isoformat(),
        "notes": scope.notes,
        "report_only": scope.report_only,
    }


def counts(request: Request, terms: Terms) -> dict[str, Any]:
    """How many records of each kind these terms would open, or count in a report."""
    diary = offered_diary(actor_of(request), terms)
    opened = {kind: diary.rows(SHAPES[kind]).count() for kind in sorted(diary.kinds)}
    return {"counts": opened, "notes": terms.notes, "one_by_one": diary.shows_records}
