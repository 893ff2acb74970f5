"""A believable diary with known truth, as an archive: for trying the program and for its tests.

The truth: every hour of sitting raises the odds of a new neck headache on the next day by 1.7; a
night on the stomach multiplies those of a morning headache by four; the pillow that came after
seven months ended most of those nights; physiotherapy after eleven months more than halved the
rest. Some headaches are migraines and follow nothing here.
"""

import math
import random
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from diary.shapes.instants import show_instant

ZONE = "Europe/Berlin"
DAYS = 548
PILLOW_AFTER, PHYSIOTHERAPY_AFTER = 213, 335
ODDS_AN_HOUR, ODDS_STOMACH, ODDS_PHYSIOTHERAPY = 1.7, 4.0, 0.4
Row = dict[str, Any]


@dataclass
class Story:
    """The diary as it grows day by day."""

    first: date
    random: random.Random
    collections: dict[str, list[Row]] = field(default_factory=dict)
    days_with_doses: set[date] = field(default_factory=set)

    def add(self, collection: str, /, **row: Any) -> Row:
        row = row if collection == "check_ins" else {"id": self.id(), **row}
        self.collections.setdefault(collection, []).append(row)
        return row

    def id(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def at(self, day: date, hour: float) -> datetime:
        """A local time of a day, to five minutes."""
        minutes = 5 * round(hour * 12)
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(ZONE))
        return midnight + timedelta(minutes=minutes)


def archive(*, until: date, seed: int = 7) -> Row:
    """Eighteen months of one person that end the day before `until`."""
    # a made-up person needs no secret numbers, but the same ones each time
    story = Story(until - timedelta(days=DAYS), random.Random(seed))  # noqa: S311
    medicines = _medicines(story)
    yesterday_hours, free_from = 7.0, story.first
    for number in range(DAYS):
        day = story.first + timedelta(days=number)
        night, hours = _night(story, number), _sitting(story, day)
        onset = None
        if day >= free_from:
            onset = _onset(story, number, night, yesterday_hours)
        if onset is not None:
            ended = _headache(story, day, onset, night, medicines)
            free_from = ended.date() + timedelta(days=1)
        if story.chance(0.87):
            _check_in(story, number, day, night, hours, headache=day < free_from)
        yesterday_hours = hours
    _treatments(story)
    _appointments(story, until)
    counts = {kind: len(rows) for kind, rows in story.collections.items()}
    return {
        "format": "nape-archive",
        "version": 1,
        "counts": counts,
        "profile": _profile(),
        **story.collections,
    }


def _profile() -> Row:
    return {
        "birth_year": 1984,
        "sex": "female",
        "country": "DE",
        "time_zone": ZONE,
        "locale": "en",
        "headache_since": "2021",
        "known_aura": False,
        "suspected_factors": ["long_sitting", "weather", "sleep_position"],
    }


def _medicines(story: Story) -> dict[str, str]:
    known = {
        "ibuprofen": ("Ibuprofen", "nsaid", 400),
        "paracetamol": ("Paracetamol", "paracetamol", 500),
        "sumatriptan": ("Sumatriptan", "triptan", 50),
    }
    return {
        key: story.add(
            "medications", name=name, drug_class=drug, strength=strength, unit="mg", form="tablet"
        )["id"]
        for key, (name, drug, strength) in known.items()
    }


def _night(story: Story, number: int) -> Row:
    stomach = 0.45 if number < PILLOW_AFTER else 0.08
    position = (
        "stomach"
        if story.chance(stomach)
        else story.random.choice(["left_side", "right_side", "right_side", "back"])
    )
    return {
        "sleep_hours": round(story.random.gauss(6.9, 0.8) * 4) / 4,
        "sleep_quality": max(0, min(10, round(story.random.gauss(6, 1.7)))),
        "sleep_position": position,
        "pillow": "high" if number < PILLOW_AFTER else "medium",
    }


def _sitting(story: Story, day: date) -> float:
    usual, spread = (8.0, 1.9) if day.weekday() < 5 else (4.0, 1.6)
    return min(15.0, max(0.5, round(story.random.gauss(usual, spread) * 4) / 4))


def _onset(story: Story, number: int, night: Row, yesterday_hours: float) -> str | None:
    """Which headache begins on this day, if any."""
    if story.chance(0.02):
        return "migraine"
    less = math.log(ODDS_PHYSIOTHERAPY) if number >= PHYSIOTHERAPY_AFTER else 0.0
    morning = -2.9 + less
    if night["sleep_position"] == "stomach":
        morning += math.log(ODDS_STOMACH)
    if story.chance(_logistic(morning)):
        return "morning"
    by_day = -1.6 + less + math.log(ODDS_AN_HOUR) * (yesterday_hours - 7)
    return "day" if story.chance(_logistic(by_day)) else None


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def _headache(
    story: Story, day: date, onset: str, night: Row, medicines: dict[str, str]
) -> datetime:
    """Write one headache with its curve and tablets; returns when it ended."""
    hour = {"morning": 6.8, "day": story.random.uniform(13, 18.5), "migraine": 10.0}[onset]
    started = story.at(day, hour + story.random.uniform(-0.5, 0.5))
    length = timedelta(hours=round(story.random.lognormvariate(1.9, 0.5) * 2) / 2)
    ended = started + max(timedelta(hours=1), min(length, timedelta(hours=40)))
    migraine = onset == "migraine"
    peak = story.random.choice([6, 7, 8] if migraine else [3, 4, 4, 5, 5, 6, 7])
    took = story.chance(0.9 if migraine else 0.45)
    episode = story.add(
        "episodes",
        kind="headache",
        started_at=_shown(started),
        ended_at=_shown(ended),
        time_zone=ZONE,
        start_precision="minute",
        woke_with=onset == "morning",
        onset_to_peak="over_1_h",
        peak_intensity=peak,
        took_medication="yes" if took else "no",
        logged_at=_shown(started + timedelta(minutes=10)),
        created_at=_shown(started + timedelta(minutes=10)),
        **(_migraine(story) if migraine else _neck(story, onset)),
    )
    episode["readings"] = _curve(story, started, ended, peak)
    if took:
        _doses(story, episode["id"], started, migraine, medicines)
    return ended


def _neck(story: Story, onset: str) -> Row:
    return {
        "side": "right" if story.chance(0.96) else "both_right_more",
        "start_region": "skull_base" if story.chance(0.8) else "temple",
        "regions": [
            {"region": "skull_base", "side": "right"},
            {"region": "upper_neck", "side": "right"},
            {"region": "temple" if story.chance(0.6) else "eye", "side": "right"},
        ],
        "quality": ["dull"] if story.chance(0.6) else ["dull", "pressing"],
        "neck_timing": "before_under_2_h" if story.chance(0.5) else "with",
        "neck_stiffness": story.random.choice(["mild", "moderate", "moderate"]),
        "turn_limited": story.random.choice(["right", "right", "no"]),
        "provoked_by": story.random.choice(
            [["sustained_posture"], ["neck_movement"], ["sustained_posture"], ["nothing"]]
        ),
        "movement_effect": "worse" if story.chance(0.7) else "none",
        "shoulder_arm_pain": "right" if story.chance(0.6) else "none",
        "posture_at_onset": "sleeping"
        if onset == "morning"
        else story.random.choice(["sitting_desk", "sitting_desk", "sitting_laptop", "driving"]),
        "activity_aggravates": False,
        "avoids_activity": False,
        "nausea": "none",
        "vomiting": False,
        "photophobia": "mild" if story.chance(0.2) else "none",
        "phonophobia": "none",
        "autonomic": [],
        "aura": [],
        "warning_signs": [],
        "triggers": ["long_sitting"] if story.chance(0.5) else [],
        "function": {"work": "less_than_half" if story.chance(0.4) else "none"},
    }


def _migraine(story: Story) -> Row:
    return {
        "side": "right",
        "start_region": "temple",
        "regions": [
            {"region": "temple", "side": "right"},
            {"region": "eye", "side": "right"},
        ],
        "quality": ["throbbing"],
        "neck_timing": "with",
        "neck_stiffness": "mild",
        "turn_limited": "no",
        "provoked_by": ["nothing"],
        "movement_effect": "none",
        "shoulder_arm_pain": "none",
        "activity_aggravates": True,
        "avoids_activity": True,
        "nausea": "moderate",
        "vomiting": story.chance(0.2),
        "photophobia": "moderate",
        "phonophobia": "moderate",
        "autonomic": [],
        "aura": [],
        "warning_signs": [],
        "triggers": ["weather"] if story.chance(0.4) else [],
        "function": {"work": "half_or_more", "home": "half_or_more"},
    }


def _curve(story: Story, started: datetime, ended: datetime, peak: int) -> list[Row]:
    middle = started + (ended - started) / 2
    points = [(started, max(1, peak - 2)), (middle, peak), (ended, max(0, peak - 3))]
    return [{"id": story.id(), "at": _shown(at), "intensity": value} for at, value in points]


def _doses(
    story: Story, episode: str, started: datetime, migraine: bool, medicines: dict[str, str]
) -> None:
    story.days_with_doses.add((started + timedelta(minutes=30)).date())
    taken = "sumatriptan" if migraine else story.random.choice(["ibuprofen"] * 3 + ["paracetamol"])
    story.add(
        "doses",
        medication=medicines[taken],
        taken_at=_shown(started + timedelta(minutes=30)),
        time_zone=ZONE,
        amount=1,
        reason="headache",
        episode=episode,
        relief_2h=story.random.choice(["none", "some", "some", "good", "unknown"]),
    )


def _check_in(
    story: Story, number: int, day: date, night: Row, hours: float, *, headache: bool
) -> None:
    treated = number >= PHYSIOTHERAPY_AFTER
    neck = max(0, min(10, round(story.random.gauss(2.2 if treated else 3.6, 1.4) + headache)))
    story.add(
        "check_ins",
        date=day.isoformat(),
        time_zone=ZONE,
        headache_today="yes" if headache else "no",
        neck_pain=neck,
        upper_back_pain=max(0, round(story.random.gauss(1.5, 1.2))),
        low_back_pain=max(0, round(story.random.gauss(1.2, 1.3))),
        stress=max(0, min(10, round(story.random.gauss(4.5 if day.weekday() < 5 else 2.5, 1.8)))),
        neck_stiffness=story.random.choice(["none", "mild", "mild", "moderate"]),
        sitting_hours=hours,
        longest_sitting_minutes=_longest_sitting(story, hours),
        breaks_count=max(0, round(story.random.gauss(4, 2))),
        screen_posture=story.random.choice(["head_forward", "head_forward", "neutral", "varied"]),
        exercise_minutes=story.random.choice([0, 0, 0, 20, 30, 45]),
        exercises_done=story.random.choice(["all", "some", "none"]) if treated else None,
        caffeine_servings=story.random.choice([1, 2, 2, 3]),
        alcohol_servings=story.random.choice([0, 0, 0, 0, 1, 2]),
        meals_skipped=int(story.chance(0.1)),
        menstruation=(number % 28) < 5,
        painkillers_taken="yes" if day in story.days_with_doses else "no",
        created_at=_shown(story.at(day, 21)),
        logged_at=_shown(story.at(day, 21)),
        **night,
    )


def _longest_sitting(story: Story, hours: float) -> int:
    usual = round(story.random.gauss(12, 4) * hours**0.5 * 0.5) * 5
    return int(min(hours * 60, max(15, usual)))


def _treatments(story: Story) -> None:
    pillow, course = (
        story.first + timedelta(days=after) for after in (PILLOW_AFTER, PHYSIOTHERAPY_AFTER)
    )
    story.add(
        "treatments",
        kind="pillow",
        name="Lower pillow",
        started_on=pillow.isoformat(),
        notes="Also tried to stop sleeping on the stomach.",
        sessions=[],
    )
    days = [course + timedelta(days=7 * week) for week in range(10)]
    story.add(
        "treatments",
        kind="physiotherapy",
        name="Upper neck, and exercises at home",
        started_on=course.isoformat(),
        ended_on=days[-1].isoformat(),
        provider="K. Sommer",
        global_change="better",
        sessions=[
            {
                "id": story.id(),
                "on": day.isoformat(),
                "minutes": 25,
                "reaction_24h": story.random.choice(["none", "better", "worse"]),
            }
            for day in days
        ],
    )
    flu = story.first + timedelta(days=120)
    story.add(
        "marks",
        on=flu.isoformat(),
        until=(flu + timedelta(days=6)).isoformat(),
        label="A cold",
        exclude_from_statistics=True,
    )


def _appointments(story: Story, until: date) -> None:
    for after, total in ((PHYSIOTHERAPY_AFTER - 3, 17), (DAYS - 30, 9)):
        story.add(
            "scores",
            instrument="Neck Disability Index",
            total=total,
            taken_on=(story.first + timedelta(days=after)).isoformat(),
            entered_by="self",
        )
    story.add(
        "visits",
        on=(story.first + timedelta(days=PHYSIOTHERAPY_AFTER - 10)).isoformat(),
        seen_by="Dr Adler",
        questions=["Could this come from the neck?"],
        agreed="Physiotherapy of the neck for ten weeks, then see again.",
        target_headache_days=5,
    )
    story.add(
        "visits",
        on=(until + timedelta(days=3)).isoformat(),
        seen_by="Dr Adler",
        questions=["Go on with the exercises alone?", "How many painkiller days are all right?"],
    )


def _shown(instant: datetime) -> str:
    return show_instant(instant, ZONE)
