"""Records as people write them."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

FIRST = datetime(2016, 1, 1, 8, tzinfo=UTC)
ZONE = "Europe/Berlin"


def instant(day: int, hour: int = 0) -> str:
    return (FIRST + timedelta(days=day, hours=hour)).isoformat()


def episode(day: int = 3000) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()), "started_at": instant(day), "ended_at": instant(day, 9),
        "time_zone": ZONE, "start_precision": "minute", "woke_with": False, "peak_intensity": 6,
        "onset_to_peak": "over_1_h", "side": "left", "start_region": "skull_base",
        "regions": [{"region": "skull_base", "side": "left"}, {"region": "temple", "side": "left"}],
        "quality": ["pressing", "dull"], "neck_timing": "before_under_2_h",
        "neck_stiffness": "moderate", "turn_limited": "left", "provoked_by": ["sustained_posture"],
        "posture_at_onset": "sitting_desk", "activity_aggravates": False, "nausea": "none",
        "photophobia": "mild", "phonophobia": "none", "vomiting": False, "autonomic": [],
        "aura": [], "triggers": ["long_sitting", "screen_time"], "took_medication": "yes",
        "relief": [{"method": "heat", "effect": "some"}],
        "function": {"work": "less_than_half", "home": "none"}, "warning_signs": [],
        "notes": "After a long day at the laptop.",
        "readings": [reading(day, 1), reading(day, 2)],
    }  # fmt: skip


def reading(day: int, hour: int) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "at": instant(day, hour), "intensity": hour % 6}


def dose(day: int) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()), "medication": str(uuid.uuid4()), "taken_at": instant(day, 2),
        "time_zone": ZONE, "amount": 1, "reason": "headache", "relief_2h": "some",
    }  # fmt: skip


def check_in(day: int) -> dict[str, Any]:
    return {
        "date": (date(2016, 1, 1) + timedelta(days=day)).isoformat(), "time_zone": ZONE,
        "headache_today": "no", "neck_pain": 2, "stress": 4, "sleep_quality": 7,
        "neck_stiffness": "mild", "sitting_hours": 7.5, "breaks_count": 4, "sleep_hours": 7,
        "exercise_minutes": 20, "caffeine_servings": 2, "function": {"work": "none"}, "notes": "",
    }  # fmt: skip


def ten_years() -> dict[str, Any]:
    """3,650 check-ins, 1,500 episodes with 3,000 readings, 3,000 doses."""
    days = range(0, 3650, 2)[:1500]
    episodes = [episode(day) for day in days]
    lists = {
        "check_ins": [check_in(day) for day in range(3650)],
        "episodes": episodes,
        "doses": [dose(day) for day in days for _ in range(2)],
    }
    counts = {kind: len(items) for kind, items in lists.items()}
    return {"format": "nape-archive", "version": 1, "counts": counts, **lists}
