"""The parts of an archive that this program does not know: kept, and named in the answer."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from diary.shapes.fields import printable
from diary.shapes.problems import refuse
from interchange.models import Aside


class Unknown(NamedTuple):
    """Where something stood that means nothing here, and what it was, as JSON."""

    where: str
    text: str


def unknown(path: str, name: str, value: Any) -> Unknown:
    """The value under a name that is not known; `path` leads to the record it stands in."""
    where = f"{path}{printable(name)}"
    try:
        return Unknown(where, json.dumps({"path": path, "name": name, "value": value}))
    except RecursionError:
        raise refuse(where, "too_deep", _("is nested too deeply")) from None


def keep(person_id: UUID, parts: Iterable[Unknown], *, now: datetime) -> list[str]:
    """Put the unknown parts of an archive aside, once; return where they stood."""
    parts = list(parts)
    if parts:
        text = f"[{','.join(part.text for part in parts)}]"
        Aside.objects.get_or_create(
            person_id=person_id,
            digest=hashlib.sha256(text.encode()).hexdigest(),
            defaults={"imported_at": now, "parts": text},
        )
    return [part.where for part in parts]
