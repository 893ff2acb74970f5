"""People of a made-up practice: the seed decides, and what was planted is there."""

import datetime as dt

import pytest

from analytics.simulate import people

UNTIL = dt.date(2026, 6, 10)


def lived(kind, seed=3):
    return list(people.live(people.KINDS[kind], seed, UNTIL))


def share(days):
    known = [day["headache"] for day in days if day["headache"] is not None]
    return sum(known) / len(known)


def test_the_seed_decides_and_nothing_else():
    assert lived("neck") == lived("neck")
    assert lived("neck") != lived("neck", seed=4)
    kinds = [people.draw_kind(seed) for seed in range(40)]
    assert kinds == [people.draw_kind(seed) for seed in range(40)]
    assert len(set(kinds)) > 4


def test_the_weights_are_those_of_a_whole_practice():
    assert len(people.WEIGHTS) == len(people.KINDS)
    assert sum(people.WEIGHTS) == pytest.approx(1)


def test_days_end_with_the_day_before():
    days = lived("neck")
    assert (days[0]["day"], days[-1]["day"]) == (dt.date(2025, 12, 12), dt.date(2026, 6, 9))
    assert len(days) == 180


def test_a_day_without_a_check_in_tells_no_sitting():
    days = lived("seldom writes")
    told = [day for day in days if day["sitting_hours"] is not None]
    assert 0 < len(told) < 80
    assert all(day["sitting_hours"] * 4 % 1 == 0 for day in told)


def test_whoever_falls_silent_writes_nothing_more():
    assert lived("silent")[-1]["day"] == UNTIL - dt.timedelta(days=25)


def test_a_headache_has_a_strength_and_other_days_none():
    days = lived("many painkillers")
    assert all((day["peak"] is not None) == bool(day["headache"]) for day in days)


def test_what_was_planted_shows_over_many_people():
    many = [lived("worse lately", seed) for seed in range(12)]
    before = sum(share(days[:-28]) for days in many)
    after = sum(share(days[-28:]) for days in many)
    assert after > 1.5 * before
    treated = [lived("neck treated", seed) for seed in range(12)]
    first, second = (
        sum(share(days[part]) for days in treated) for part in (slice(90), slice(90, None))
    )
    assert second < 0.8 * first
