"""What the page of a visit shows beyond the insights, counted by hand."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from analytics import frames, visit

START = dt.date(2026, 3, 2)  # a Monday


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def headache(number: int, hours: float = 5.0, **fields: Any) -> dict[str, Any]:
    started = pd.Timestamp(day(number), tz="UTC") + pd.Timedelta(hours=10)
    return {
        "id": f"e{number:03d}",
        "started_at": started,
        "start_day": day(number),
        "start_hour": 10.0,
        "diary_day": day(number),
        "last_diary_day": day(number),
        "ended_at": started + pd.Timedelta(hours=hours),
        **fields,
    }


def lasting(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"episode": row["id"], "day": row["start_day"], "minutes": 300.0} for row in rows]


def described(days: int = 28, **given: Any) -> dict[str, Any]:
    read = frames.gather(**given)
    return visit.describe(read, window=(START, day(days)))


def full() -> dict[str, Any]:
    rows = [
        headache(0, peak_intensity=2, side="left", regions=[{"region": "temple", "side": "left"}]),
        headache(2, peak_intensity=5, side="both_equal", aura=[{"kind": "visual"}]),
        headache(4, peak_intensity=8, side="unknown", regions=[]),
        headache(6, start_hour=None, side="changed_within"),
        headache(8, hours=80, peak_intensity=3, side="right"),
    ]
    return {
        "episodes": rows,
        "episode_days": lasting(*rows),
        "check_ins": [
            {"date": day(1), "headache_today": "no", "menstruation": True},
            {"date": day(10), "headache_today": "yes", "function": {"work": "all"}},
        ],
    }


def test_each_day_has_its_grade_and_a_blank_is_not_clear() -> None:
    cells = {cell["day"]: cell for cell in described(**full())["cells"]}
    assert len(cells) == 28
    grades = [cells[day(n).isoformat()]["grade"] for n in (0, 1, 2, 3, 4, 6, 10)]
    assert grades == [1, 0, 2, None, 3, "unknown", 3]
    assert [d for d, cell in cells.items() if cell["menstruation"]] == [day(1).isoformat()]
    assert [d for d, cell in cells.items() if cell["aura"]] == [day(2).isoformat()]


def test_spreads_rest_on_what_is_known() -> None:
    found = described(**full())
    assert found["worst"] == [{"median": 4.0, "low": 2.75, "high": 5.75, "n": 4, "of": 6}]
    assert found["peaks"]["counts"] == [0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0]
    assert (found["peaks"]["n"], found["peaks"]["of"]) == (4, 5)
    assert found["lengths"]["counts"] == [0, 0, 0, 4, 0, 0, 0, 1]


def test_onsets_sides_and_places_leave_out_what_is_unknown() -> None:
    found = described(**full())
    assert (found["onsets"]["n"], found["onsets"]["unknown"]) == (4, 1)
    assert found["onsets"]["counts"][0][3] == 1  # Monday, 9 to 12
    assert found["sides"] == {"left": 1, "right": 1, "both": 1, "changed": 1, "n": 4, "of": 5}
    assert found["places"] == {
        "spots": [{"region": "temple", "side": "left", "k": 1}],
        "n": 1,
        "of": 5,
    }


def dose(number: int, hour: int = 12, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"d{number}-{hour}",
        "medication": "m",
        "taken_at": pd.Timestamp(day(number), tz="UTC") + pd.Timedelta(hours=hour),
        "day": day(number),
        **fields,
    }


def test_doses_are_told_by_medicine_with_relief_and_repeats() -> None:
    doses = [
        dose(0, 8, relief_2h="good"),
        dose(0, 14, relief_2h="none"),
        dose(3, relief_2h="unknown"),
        dose(5, medication="preventive"),
        dose(40),
    ]
    found = described(
        doses=doses,
        medications=[
            {"id": "m", "drug_class": "triptan"},
            {"id": "preventive", "drug_class": "preventive"},
        ],
    )
    assert found["doses"] == [
        {
            "medication": "m",
            "drug_class": "triptan",
            "doses": 3,
            "days": 2,
            "relief_good": 1,
            "relief_asked": 2,
            "repeats": 1,
        }
    ]


def test_medicine_days_roll_over_thirty_days() -> None:
    doses = [dose(number) for number in (0, 1, 2, 50)]
    medicines = [{"id": "m", "drug_class": "triptan"}]
    found = described(60, doses=doses, medications=medicines)["rolling"]
    triptans = next(row for row in found["series"] if row["code"] == "8.2.2")
    by_date = dict(zip(found["dates"], triptans["values"], strict=True))
    assert by_date[day(30).isoformat()] == 3
    assert by_date[day(31).isoformat()] == 2
    assert by_date[day(60).isoformat()] == 1
    assert len(found["dates"]) <= visit.MOST_POINTS


def test_medicine_days_are_not_told_of_days_before_the_first_answer() -> None:
    """Not known is not none: clinical ground truth, section 4.3."""
    medicines = [{"id": "m", "drug_class": "triptan"}]
    found = described(120, doses=[dose(60), dose(61)], medications=medicines)["rolling"]
    assert found["dates"][0] == day(90).isoformat()
    triptans = next(row for row in found["series"] if row["code"] == "8.2.2")
    assert triptans["values"][0] == 2


def test_curves_are_those_of_the_worst_and_thinned() -> None:
    rows = [headache(number, peak_intensity=number) for number in range(1, 7)]
    start = rows[0]["started_at"]
    readings = [
        {"id": f"r{n}", "episode": "e001", "at": start + pd.Timedelta(minutes=n), "intensity": 1}
        for n in range(250)
    ]
    for number in (2, 3, 4, 5):
        readings += [
            {"id": f"{number}{n}", "episode": f"e{number:03d}", "at": start, "intensity": n}
            for n in range(1 if number == 5 else 2)
        ]
    readings[-1]["at"] = start + pd.Timedelta(hours=1)
    found = described(episodes=rows, episode_days=lasting(*rows), readings=readings)
    assert [curve["id"] for curve in found["curves"]] == ["e004", "e003", "e002"]
    fewer = described(episodes=rows[:1], episode_days=lasting(rows[0]), readings=readings[:250])
    assert len(fewer["curves"][0]["points"]) <= visit.MOST_READINGS


@pytest.mark.parametrize("days", [1, 28, 800])
def test_an_empty_diary_is_described_too(days: int) -> None:
    found = described(days)
    assert len(found["cells"]) == min(days, visit.MOST_CELLS)
    assert all(cell["grade"] is None for cell in found["cells"])
    assert found["rolling"]["series"] == []
    assert found["worst"][0]["median"] is None


def test_other_windows_have_their_own_spread() -> None:
    given = full()
    read = frames.gather(**given)
    found = visit.describe(read, window=(day(7), day(28)), others=[(START, day(7))])
    assert [one["of"] for one in found["worst"]] == [2, 4]
    assert len(found["episodes"]) == 1
