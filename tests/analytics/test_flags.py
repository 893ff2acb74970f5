"""Announcing a change only after 14 days: clinical ground truth, section 4.4 (hysteresis)."""

import datetime as dt

import pytest

from analytics import days, flags, pattern
from analytics.criteria import neck
from tests.analytics.diaries import (
    CERVICOGENIC,
    TODAY,
    YEAR,
    clear_days,
    day,
    diary,
    episode,
    regular,
)


def look(gathered):
    headaches = neck.mark(days.mark_headaches(gathered))
    table = days.build(gathered, start=YEAR[0], end=TODAY, headaches=headaches)
    return pattern.look(headaches, table, *YEAR)


def announced(grades, held=False, every=1):
    """Announce a grade a day and return what was announced each day."""
    kept, said = None, []
    for n, grade in enumerate(grades):
        today = TODAY + dt.timedelta(days=n * every)
        kept = flags.announce(grade, today=today, held=held, kept=kept)
        said.append(kept["grade"])
    return said, kept


def test_a_first_grade_that_held_for_14_days_is_announced_at_once():
    said, kept = announced(["probable"], held=True)
    assert said == ["probable"]
    assert kept["since"] == day(14).isoformat()


def test_a_first_grade_that_is_new_waits_14_days():
    said, kept = announced(["probable"] * 16)
    assert said == ["not_enough_data"] * 14 + ["probable"] * 2
    assert kept["since"] == TODAY.isoformat()


def test_a_change_that_does_not_last_is_never_announced():
    said, _ = announced(["none"] * 15 + ["probable"] * 10 + ["none"] * 10)
    assert "probable" not in said


def test_a_flag_stays_for_14_days_after_its_grade_went():
    _, kept = announced(["probable"], held=True)
    for n in range(1, 16):
        kept = flags.announce("none", today=TODAY + dt.timedelta(days=n), held=False, kept=kept)
        assert (kept["grade"] == "probable") == (n < 15)


def test_the_clock_of_a_candidate_starts_again_when_another_comes_between():
    said, _ = announced(["possible"] * 10 + ["none"] + ["possible"] * 10)
    assert said == ["not_enough_data"] * 21


def test_looking_once_in_a_while_gives_the_same_as_every_day():
    said, _ = announced(["probable"] * 3, every=14)
    assert said == ["not_enough_data", "probable", "probable"]


def test_a_clock_that_goes_back_announces_nothing():
    kept = {"grade": "none", "since": None, "candidate": "probable",
            "candidate_since": (TODAY + dt.timedelta(days=9)).isoformat()}  # fmt: skip
    assert flags.announce("probable", today=TODAY, held=False, kept=kept)["grade"] == "none"


def test_the_same_state_again_changes_nothing():
    _, kept = announced(["probable"], held=True)
    assert flags.announce("probable", today=TODAY, held=True, kept=kept) == kept


def kept(grade, candidate=None):
    return {
        "grade": grade, "since": "2026-05-01", "candidate": candidate,
        "candidate_since": candidate and day(4).isoformat(),
    }  # fmt: skip


def test_a_raised_flag_says_what_it_rests_on_and_what_to_do():
    flag = flags.hoist(look(regular(CERVICOGENIC)), kept("probable"))
    assert (flag["raised"], flag["quiet"], flag["since"]) == (True, False, "2026-05-01")
    assert flag["headline"].sentence_key == "pattern.probable"
    numbers = flag["headline"].numbers
    assert [numbers[key] for key in ("k", "n", "side", "side_k", "side_n")] == [
        18, 18, "left", 18, 18,
    ]  # fmt: skip
    assert flag["next_step"].sentence_key == "pattern.next.examination"
    assert flag["still_needed"] == []


@pytest.mark.parametrize(
    ("state", "key", "raised"),
    [
        (kept("possible"), "pattern.possible.changing", True),
        (kept("none", "probable"), "pattern.probable.waiting", False),
        (kept("possible", "probable"), "pattern.possible.changing", True),
        (kept("none"), "pattern.probable", False),
    ],
)
def test_the_headline_tells_a_grade_that_is_changing_or_waiting(state, key, raised):
    flag = flags.hoist(look(regular(CERVICOGENIC)), state)
    assert (flag["headline"].sentence_key, flag["raised"]) == (key, raised)


def test_a_waiting_flag_says_until_when():
    flag = flags.hoist(look(regular(CERVICOGENIC)), kept("none", "probable"))
    assert flag["since"] is None
    assert flag["still_needed"][-1].sentence_key == "pattern.need.hold"
    assert flag["still_needed"][-1].numbers == {"until": TODAY + dt.timedelta(days=10)}
    assert flag["next_step"].sentence_key == "pattern.next.record"


def test_possible_is_raised_quietly():
    assert flags.hoist(look(regular(CERVICOGENIC)), kept("possible"))["quiet"]


def test_below_the_gate_it_says_how_many_days_and_headaches_are_needed():
    gathered = diary([episode(day(1))], clear_days(2, 3, 4))
    needs = {one.sentence_key: one.numbers for one in flags.list_needs(look(gathered))}
    assert needs["pattern.need.days"] == {"more": 24}
    assert needs["pattern.need.episodes"] == {"more": 4}
    assert needs["pattern.need.side_lock"] == {"answered": 0, "more": 9, "side": None}
    assert needs["pattern.need.provoked"] == {"answered": 0, "more": 5}


def test_a_decided_grade_needs_nothing_more():
    flag = flags.hoist(look(regular(CERVICOGENIC | {"side": "both_equal"})), kept("none"))
    assert flag["still_needed"] == []
    assert flag["next_step"].sentence_key == "pattern.next.none"
