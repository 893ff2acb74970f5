"""The five rules of a panel, in their order; thresholds: the clinician's part of the design."""

import datetime as dt

from analytics import attention, burden, days
from analytics.assess import assess
from tests.analytics.diaries import TENSION, TODAY, YEAR, check_in, day, diary, dose, episode


def document(episodes=(), check_ins=(), doses=()):
    return assess(diary(episodes, check_ins, doses), window=YEAR, today=TODAY)


def answered(first, last, **fields):
    """A check-in for each day between so and so many days ago."""
    return [check_in(day(ago), **fields) for ago in range(last, first + 1)]


def judge(made=None, **changes):
    given = {"today": TODAY, "sign_on": None, "last_entry": day(1), "next_visit": None}
    return attention.judge(made or document(), **given | changes)


def test_nothing_to_say_is_no_reason():
    assert judge() == []


def test_a_warning_sign_comes_first_and_says_its_day():
    met = judge(sign_on=day(3), last_entry=day(20), next_visit=TODAY)
    assert [one["rule"] for one in met] == ["warning_sign", "silence", "visit"]
    assert met[0]["on"] == day(3).isoformat()


def test_a_rise_needs_four_days_more():
    before = [episode(day(ago), 6, **TENSION) for ago in (30, 33, 36)]
    for more, said in ((3, False), (4, True)):
        now = [episode(day(2 * n + 1), 6, **TENSION) for n in range(3 + more)]
        made = document([*now, *before], answered(56, 1))
        met = judge(made)
        assert [one["rule"] for one in met] == (["rise"] if said else [])
        assert attention.change(made["recent"]) == more
    assert (met[0]["now"], met[0]["before"]) == (7, 3)


def test_with_fewer_than_seven_in_ten_days_answered_no_change_is_told():
    now = [episode(day(2 * n + 1), 6, **TENSION) for n in range(9)]
    assert attention.change(document(now, answered(56, 18))["recent"]) == 9
    thin = document(now, answered(56, 29) + answered(28, 19))
    assert attention.change(thin["recent"]) is None
    assert judge(thin) == []


def test_seven_in_ten_days_are_enough():
    assert attention.enough({"n": 20, "of": 28})
    assert not attention.enough({"n": 19, "of": 28})


def test_painkiller_days_count_from_eighty_per_cent_of_their_limit():
    for taken, mark in ((7, None), (8, "near"), (10, "reached")):
        doses = [dose(day(2 * n + 1), "triptan") for n in range(taken)]
        met = judge(document(doses=doses))
        assert [one.get("mark") for one in met] == ([mark] if mark else [])
    assert (met[0]["code"], met[0]["days"], met[0]["limit"]) == ("8.2.2", 10, 10)


def test_all_kinds_together_count_where_no_class_alone_has_as_many_days():
    def near(*drugs):
        doses = [dose(day(n + 1), drug) for n, drug in enumerate(drugs)]
        return attention.pressing(document(doses=doses)["medication_days"]["limits"])

    assert near("nsaid", "nsaid")["code"] == "8.2.3"
    assert near("nsaid", "triptan", "triptan")["code"] == "8.2.6"
    assert near() is None


def test_silence_begins_with_the_fourteenth_day():
    assert judge(last_entry=day(13)) == []
    assert judge(last_entry=day(14))[0]["days"] == 14
    assert judge(last_entry=None) == []


def test_a_visit_is_near_for_a_week():
    assert judge(next_visit=TODAY + dt.timedelta(days=8)) == []
    assert judge(next_visit=TODAY + dt.timedelta(days=7))[0]["rule"] == "visit"


def test_the_first_rule_decides_the_place_and_its_size_the_order_within():
    calm, many = attention.place([], 2), attention.place([], 12)
    soon, later = (judge(next_visit=TODAY + dt.timedelta(days=n)) for n in (1, 5))
    long, short = (judge(last_entry=day(n)) for n in (60, 15))
    sign = judge(sign_on=day(1), last_entry=day(60))
    places = [attention.place(one, 3) for one in (sign, long, short, soon, later)]
    assert [*places, many, calm] == sorted([*places, many, calm])


def test_the_last_weeks_are_counted_whatever_the_window():
    rows = [episode(day(ago), 6, **TENSION) for ago in (1, 8, 9, 30)]
    frames = diary(rows, answered(10, 1))
    table = days.build(frames, start=day(100), end=TODAY)
    recent = burden.recent(table, TODAY)
    assert [week["k"] for week in recent["weeks"]] == [0] * 7 + [1, 0, 0, 2, 1]
    assert recent["weeks"][-1] == {"from": day(7), "k": 1, "n": 7}
    assert recent["now"]["headache_day"].low == 3
    assert recent["before"]["headache_day"].low == 1
    assert recent["before"]["headache_day"].n == 1
