"""The diaries of a made-up practice, as archives; who somebody is follows from the seed alone."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from analytics.simulate import people
from analytics.simulate.people import Kind
from diary.shapes.instants import show_instant

ZONE: Final = "Europe/Berlin"
FIRST_NAMES: Final = (
    "anna", "ben", "clara", "david", "ella", "finn", "greta", "hanna", "ines", "jonas", "katja",
    "leon", "mara", "nils", "olga", "paul", "ronja", "simon", "tilda", "viktor",
)  # fmt: skip
LAST_NAMES: Final = (
    "albrecht", "brandt", "conrad", "dietrich", "engel", "fischer", "graf", "hoffmann", "jansen",
    "keller", "lorenz", "maurer", "neumann", "otto", "peters", "richter", "sommer", "thiel",
    "ullrich", "vogel", "winter", "ziegler",
)  # fmt: skip
MEDICINES: Final = {
    "triptan": ("Sumatriptan", 50),
    "nsaid": ("Ibuprofen", 400),
    "paracetamol": ("Paracetamol", 500),
}
FEATURES: Final[dict[str, dict[str, Any]]] = {
    "neck": {
        "start_region": "skull_base",
        "quality": ["dull"],
        "neck_timing": "before_under_2_h",
        "provoked_by": ["sustained_posture"],
        "movement_effect": "worse",
        "turn_limited": "right",
        "nausea": "none",
        "photophobia": "none",
        "phonophobia": "none",
        "activity_aggravates": False,
        "aura": [],
    },
    "migraine": {
        "start_region": "temple",
        "quality": ["throbbing"],
        "neck_timing": "with",
        "provoked_by": ["nothing"],
        "movement_effect": "none",
        "nausea": "moderate",
        "photophobia": "moderate",
        "phonophobia": "mild",
        "activity_aggravates": True,
        "aura": [],
    },
    "tension": {
        "start_region": "forehead",
        "quality": ["pressing"],
        "neck_timing": "none",
        "provoked_by": ["nothing"],
        "movement_effect": "none",
        "nausea": "none",
        "photophobia": "none",
        "phonophobia": "none",
        "activity_aggravates": False,
        "aura": [],
    },
}
SIDES: Final = {"neck": ("right", 0.95), "migraine": ("left", 0.6), "tension": ("both_equal", 0.9)}
NOTES: Final = (
    "Began after a long day at the desk.",
    "Slept badly, woke with it.",
    "After the train ride; lay down in the dark for an hour, which helped.",
    "Stiff neck all day before it.",
)
Row = dict[str, Any]


@dataclass
class Person:
    """One of them: the truth, and the archive as it grows."""

    number: int
    seed: int
    kind: str
    random: random.Random
    collections: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def email(self) -> str:
        first = FIRST_NAMES[self.number % len(FIRST_NAMES)]
        last = LAST_NAMES[self.number // len(FIRST_NAMES) % len(LAST_NAMES)]
        again = self.number // (len(FIRST_NAMES) * len(LAST_NAMES))
        return f"{first}.{last}{again + 1 if again else ''}@demo.example"

    def add(self, collection: str, /, **row: Any) -> Row:
        row = row if collection == "check_ins" else {"id": self._id(), **row}
        self.collections.setdefault(collection, []).append(row)
        return row

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def _id(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))


def draw(number: int, *, seed: int) -> Person:
    """The person of a number; the same seed makes the same practice."""
    own = seed * 1_000_000 + number
    # a made-up person needs no secret numbers, but the same ones each time
    return Person(number, own, people.draw_kind(own), random.Random(own))  # noqa: S311


def archive(person: Person, *, until: date) -> Row:
    """The diary up to the day before `until`."""
    kind = people.KINDS[person.kind]
    medicine, strength = MEDICINES[kind.drug_class]
    medication = person.add(
        "medications",
        name=medicine,
        drug_class=kind.drug_class,
        strength=strength,
        unit="mg",
        form="tablet",
    )["id"]
    for day in people.live(kind, person.seed, until):
        took = bool(day["headache"]) and person.chance(kind.takes)
        if day["headache"]:
            _headache(person, kind, day, medication if took else None)
        if day["sitting_hours"] is not None:
            _check_in(person, day, took=took)
    _appointments(person, kind, until)
    counts = {name: len(rows) for name, rows in person.collections.items()}
    profile = {
        "birth_year": 1950 + person.random.randrange(55),
        "sex": person.random.choice(["female", "female", "male"]),
        "time_zone": ZONE,
        "country": "DE",
    }
    document = {"format": "nape-archive", "version": 1, "counts": counts, "profile": profile}
    return document | person.collections


def _headache(person: Person, kind: Kind, day: Row, medication: str | None) -> None:
    hour = 6.5 if day["morning"] else person.random.uniform(9, 17)
    began = _at(day["day"], hour)
    ended = began + timedelta(hours=round(min(person.random.lognormvariate(1.7, 0.5), 16) * 2) / 2)
    # an entry lies in the past, and the next day has one of its own
    ended = min(ended, _at(day["day"], 23.5))
    usual, share = SIDES[kind.headache]
    features = FEATURES[kind.headache]
    side = usual if person.chance(share) else "both_equal" if usual != "both_equal" else "left"
    body = {"left": "left", "right": "right"}.get(side, "both")
    episode = person.add(
        "episodes",
        kind="headache",
        started_at=show_instant(began, ZONE),
        ended_at=show_instant(ended, ZONE),
        time_zone=ZONE,
        start_precision="minute",
        peak_intensity=day["peak"],
        woke_with=bool(day["morning"]),
        side=side,
        regions=[{"region": place, "side": body} for place in _places(person, features)],
        shoulder_arm_pain=body if kind.headache == "neck" and person.chance(0.5) else "none",
        took_medication="yes" if medication else "no",
        warning_signs=[],
        function={"work": "half_or_more" if day["peak"] >= 7 else "none"},
        notes=person.random.choice(NOTES) if person.chance(0.15) else None,
        logged_at=show_instant(began + timedelta(minutes=20), ZONE),
        created_at=show_instant(began + timedelta(minutes=20), ZONE),
        **features,
    )
    if medication:
        person.add(
            "doses",
            medication=medication,
            taken_at=show_instant(began + timedelta(minutes=40), ZONE),
            time_zone=ZONE,
            amount=1,
            reason="headache",
            episode=episode["id"],
            relief_2h=person.random.choice(
                ["none", "some", "good", "good", "pain_free", "unknown"]
            ),
        )


def _places(person: Person, features: Row) -> Iterator[str]:
    yield features["start_region"]
    if features["neck_timing"] != "none":
        yield "upper_neck"
    if person.chance(0.5):
        yield "eye"


def _check_in(person: Person, day: Row, *, took: bool) -> None:
    weekend = day["day"].weekday() >= 5
    person.add(
        "check_ins",
        date=day["day"].isoformat(),
        time_zone=ZONE,
        headache_today="yes" if day["headache"] else "no",
        painkillers_taken="yes" if took else "no",
        neck_pain=max(0, min(10, round(person.random.gauss(2.5, 1.5) + 2 * day["headache"]))),
        stress=max(0, min(10, round(person.random.gauss(2.5 if weekend else 4.5, 1.8)))),
        sleep_hours=round(person.random.gauss(6.9, 0.8) * 4) / 4,
        sitting_hours=day["sitting_hours"],
        longest_sitting_minutes=5 * round(day["sitting_hours"] * person.random.uniform(1.5, 4)),
        exercise_minutes=person.random.choice([0, 0, 0, 20, 40]),
        created_at=show_instant(_at(day["day"], 21), ZONE),
        logged_at=show_instant(_at(day["day"], 21), ZONE),
    )


def _appointments(person: Person, kind: Kind, until: date) -> None:
    if kind.treated:
        began = until - timedelta(days=kind.days - kind.days // 2)
        course = person.add(
            "treatments",
            kind="physiotherapy",
            started_on=began.isoformat(),
            provider="Practice for physiotherapy",
        )
        course["sessions"] = [
            {"id": str(uuid.UUID(int=person.random.getrandbits(128), version=4)), "on": day}
            for day in ((began + timedelta(days=7 * week)).isoformat() for week in range(6))
        ]
    if person.chance(0.6):
        person.add(
            "visits",
            on=(until - timedelta(days=person.random.randrange(20, 90))).isoformat(),
            seen_by="Practice",
            agreed="Count the painkiller days; a break from sitting every 45 minutes.",
            target_headache_days=person.random.choice([4, 6, 8]),
        )
    if person.chance(0.3):
        ahead = until + timedelta(days=person.random.randrange(1, 40))
        person.add("visits", on=ahead.isoformat(), seen_by="Practice", questions=["What next?"])
    if kind.sign:
        began = _at(until - timedelta(days=person.random.randrange(2, 9)), 18)
        person.add(
            "episodes",
            kind="headache",
            started_at=show_instant(began, ZONE),
            ended_at=show_instant(began + timedelta(hours=3), ZONE),
            time_zone=ZONE,
            peak_intensity=8,
            onset_to_peak="5_to_60_min",
            warning_signs=["numbness"],
        )


def _at(day: date, hour: float) -> datetime:
    """A local time of a day, to five minutes."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(ZONE))
    return midnight + timedelta(minutes=5 * round(hour * 12))
