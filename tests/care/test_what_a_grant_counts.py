"""What a grant keeps back is in no number: all is as in a diary that holds only what is open."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts import actor
from accounts.models import User
from care import access
from care.access import ReadableDiary
from care.models import Grant
from care.models.grants import SECTIONS
from insights import freshness, panel
from reports import jobs, sections, summary
from tests.insights.diaries import BERLIN, check_ins, episode, identity, keep

pytestmark = pytest.mark.django_db
FIRST, END = date(2026, 4, 1), date(2026, 5, 1)
WINDOW = (date(2026, 2, 1), date(2026, 6, 1))
HIDDEN = "kept back"
DAY_OF = {
    "episodes": "started_at", "readings": "at", "check_ins": "date", "doses": "taken_at",
    "treatments": "started_on", "marks": "on", "scores": "taken_on", "visits": "on",
}  # fmt: skip


def a_life() -> dict[str, list[dict[str, Any]]]:
    """Ninety days with a headache on every fourth; what lies outside of April says so."""
    days = [date(2026, 3, 1) + timedelta(days=n) for n in range(90)]
    struck = list(enumerate(days[::4], 1))
    visits = list(enumerate([date(2026, 3, 9), date(2026, 4, 9), date(2026, 5, 9)], 1))
    return {
        "medications": [{"id": identity(900), "name": "Ibuprofen", "drug_class": "nsaid"}],
        "episodes": [
            episode(n, f"{day}T09:00:00+02:00", f"{day}T{12 + n % 5}:00:00+02:00",
                    peak_intensity=3 + n % 6, side="right", notes=_said(day))
            for n, day in struck
        ],
        "readings": [
            {"id": identity(100 + n), "episode": identity(n), "at": f"{day}T10:00:00+02:00",
             "intensity": n % 9}
            for n, day in struck
        ],
        "doses": [
            {"id": identity(200 + n), "medication": identity(900), "time_zone": BERLIN,
             "taken_at": f"{day}T10:30:00+02:00", "relief_2h": "some"}
            for n, day in struck
        ],
        "check_ins": [
            row | {"stress": n % 5, "sitting_hours": 4 + n % 6, "notes": _said(days[n])}
            for n, row in enumerate(check_ins(days[0], ["yes", "no", "no", "no"] * 23)[:90])
        ],
        "treatments": [
            {"id": identity(300 + n), "kind": "massage", "started_on": str(day)}
            for n, day in visits
        ],
        "marks": [
            {"id": identity(400 + n), "on": str(day), "label": _said(day)} for n, day in visits
        ],
        "scores": [
            {"id": identity(500 + n), "instrument": _said(day), "total": n, "taken_on": str(day)}
            for n, day in visits
        ],
        "visits": [
            {"id": identity(600 + n), "on": str(day), "questions": [_said(day)],
             "agreed": _said(day)}
            for n, day in visits
        ],
    }  # fmt: skip


def _said(day: date) -> str:
    return "open" if FIRST <= day < END else HIDDEN


def of_april(life: dict[str, Any]) -> dict[str, Any]:
    def is_open(kind: str, row: dict[str, Any]) -> bool:
        day = row.get(DAY_OF.get(kind, ""))
        return day is None or FIRST <= date.fromisoformat(day[:10]) < END

    return {kind: [row for row in rows if is_open(kind, row)] for kind, rows in life.items()}


def without_medicines_and_notes(life: dict[str, Any]) -> dict[str, Any]:
    return {
        kind: [{name: row[name] for name in row if name != "notes"} for row in rows]
        for kind, rows in life.items()
        if kind not in SECTIONS["medicines"]
    }


PERIOD = {"first_day": FIRST, "end_day": END}
ALL_BUT_MEDICINES = [name for name in SECTIONS if name != "medicines"]


def opened(person: User, clinician: User, **terms: Any) -> ReadableDiary:
    now = timezone.now()
    ends = {"created_at": now, "expires_at": now + timedelta(days=9)}
    usual = {"sections": list(SECTIONS), "notes": True}
    Grant.objects.create(person=person, clinician=clinician, **usual | ends | terms)
    return access.reported_diary(actor.of_session(clinician), person.pk, "report")


def numbers(diary: ReadableDiary) -> dict[str, Any]:
    """Both pages of the report and the row of the panel, but for when and by which grant."""
    material = jobs.gather(diary, WINDOW)
    shown = sections.chosen("gp", None, page_2=True)
    told = summary.build(diary, material, reader="gp", shown=shown).as_json()
    told["period"] |= {"open_from": None, "open_to": None}
    counted = panel.count(diary, freshness.inputs_of(diary))
    return told | {"made_at": None, "panel": counted | {"as_of": None}}


@pytest.mark.parametrize(
    ("terms", "kept", "hidden"),
    [
        (PERIOD, of_april, HIDDEN),
        (
            {"sections": ALL_BUT_MEDICINES, "notes": False, "report_only": True},
            without_medicines_and_notes,
            "Ibuprofen",
        ),
    ],
    ids=["other days", "another section and the notes"],
)
def test_nothing_that_is_kept_back_is_in_a_number(
    owner: User, stranger: User, clinician: User, terms: dict[str, Any], kept: Any, hidden: str
) -> None:
    keep(owner, **a_life())
    keep(stranger, **kept(a_life()))
    by_grant = opened(owner, clinician, **terms)
    # the panel counts up to the last day that is open; a report alone lists no headache
    report_only = bool(terms.get("report_only"))
    alone = opened(stranger, clinician, end_day=terms.get("end_day"), report_only=report_only)
    shown = numbers(by_grant)
    assert shown == numbers(alone)
    assert hidden not in json.dumps(shown)
