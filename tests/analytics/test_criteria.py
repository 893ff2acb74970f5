"""Single criteria.

Expected statuses: ICHD-3 (2018), CHISG (1998) and Antonaci (2001), as the clinical ground truth
reads them for a diary, sections 1, 2 and 4.5.
"""

import datetime as dt

import pandas as pd
import pytest

from analytics import counts, days, pattern
from analytics.criteria import antonaci, chisg, hints, ichd3_1, ichd3_2, ichd3_8_2, neck, tallies
from analytics.results import Criterion
from tests.analytics.diaries import (
    CERVICOGENIC,
    MIGRAINE,
    TENSION,
    TODAY,
    check_in,
    day,
    diary,
    dose,
    episode,
)


def known(value):
    return None if pd.isna(value) else bool(value)


def mark(*rows, **others):
    return neck.mark(days.mark_headaches(diary(rows, **others)))


def marks(column, **answers):
    hours = answers.pop("hours", 6)
    return known(mark(episode(day(1), hours, **answers))[column].iloc[0])


def repeated(answers, times=10, hours=6):
    lengths = hours if isinstance(hours, list) else [hours] * times
    rows = [episode(day(3 * n), length, **answers) for n, length in enumerate(lengths, 1)]
    return mark(*rows)


def by_id(criteria):
    return {one.id: one for one in criteria}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"hours": 4, "took_medication": "no"}, True),
        ({"hours": 72, "took_medication": "no"}, True),
        ({"hours": 3.9, "took_medication": "no"}, False),
        ({"hours": 73}, False),
        ({"hours": 3.9}, None),
        ({"hours": 3.9, "took_medication": "yes"}, None),
        ({"hours": 3.9, "took_medication": "no", "woke_with": True}, None),
        ({"hours": None}, None),
    ],
)
def test_1_1_b_the_untreated_length(answers, expected):
    assert marks("migraine_b", **answers) == expected


def test_1_1_b_a_short_attack_is_short_when_the_treatment_did_nothing():
    row = episode(day(1), 3)
    linked = dose(day(1), "nsaid", episode=row["id"], relief_2h="none")
    assert known(mark(row, doses=[linked])["migraine_b"].iloc[0]) is False


def test_1_1_b_is_two_hours_under_eighteen():
    row = episode(day(1), 3, took_medication="no")
    assert known(mark(row, profile={"birth_year": 2010})["migraine_b"].iloc[0]) is True
    assert known(mark(row, profile={"birth_year": 1980})["migraine_b"].iloc[0]) is False


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"side": "left", "quality": ["throbbing"]}, True),
        ({"side": "left", "peak_intensity": 3, "quality": []}, None),
        (
            {"side": "both_equal", "peak_intensity": 3, "quality": ["dull"],
             "avoids_activity": True},
            False,
        ),
        ({"peak_intensity": 4, "avoids_activity": True}, True),
    ],
)  # fmt: skip
def test_1_1_c_two_of_four(answers, expected):
    assert marks("migraine_c", **answers) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"nausea": "mild"}, True),
        ({"nausea": "none", "vomiting": True}, True),
        ({"nausea": "none", "vomiting": False, "photophobia": "none"}, False),
        ({"nausea": "none", "photophobia": "mild", "phonophobia": "mild"}, True),
        ({"nausea": "none", "vomiting": False, "photophobia": "mild"}, None),
    ],
)
def test_1_1_d_nausea_or_light_and_sound(answers, expected):
    assert marks("migraine_d", **answers) == expected


AURA = {
    "kind": "visual",
    "minutes": 20,
    "gradual": True,
    "one_sided": True,
    "positive": True,
    "minutes_to_headache": 30,
}
NEITHER = {"gradual": False, "positive": False}


@pytest.mark.parametrize(
    ("aura", "b", "c"),
    [
        (None, None, None),
        ([], False, False),
        ([AURA], True, True),
        ([AURA | NEITHER], True, True),
        ([AURA | NEITHER | {"minutes": 90}], True, False),
        ([{"kind": "speech"}], True, None),
        (
            [AURA | NEITHER | {"kind": "motor", "minutes": 600}],
            True,
            True,
        ),
        ([AURA | NEITHER | {"minutes_to_headache": 90}], True, False),
    ],
)
def test_1_2_b_and_c(aura, b, c):
    assert marks("aura_b", aura=aura) == b
    assert marks("aura_c", aura=aura) == c


def test_1_2_two_symptoms_in_succession_are_never_known_to_be():
    pair = [{"kind": "visual", "minutes": 20}, {"kind": "sensory", "minutes": 20}]
    denied = {"gradual": False, "one_sided": False, "positive": False}
    assert marks("aura_c", aura=[symptom | denied for symptom in pair]) is None


def test_1_1_needs_five_attacks_and_a_young_diary_cannot_say_no():
    table = days.build(diary(), start=day(90), end=TODAY)
    five = by_id(ichd3_1.judge(repeated(MIGRAINE, 5), table, TODAY))["1.1.A"]
    four = by_id(ichd3_1.judge(repeated(MIGRAINE, 4), table, TODAY))["1.1.A"]
    none = by_id(ichd3_1.judge(repeated(TENSION, 5), table, TODAY))["1.1.A"]
    assert (five.status, five.k, five.n, len(five.episodes)) == ("met", 5, 5, 5)
    assert (four.status, four.reason) == ("not_enough_data", "too_few")
    assert none.status == "not_met"


def test_1_3_chronic_migraine_needs_three_windows():
    starts = [ago for ago in range(1, 91) if ago % 2]
    rows = [episode(day(ago), 10, **MIGRAINE) for ago in starts]
    said = [check_in(day(ago), "yes" if ago in starts else "no") for ago in range(1, 91)]
    gathered = diary(rows, said)
    headaches = days.mark_headaches(gathered)
    table = days.build(gathered, start=day(90), end=TODAY)
    judged = by_id(ichd3_1.judge(headaches, table, TODAY))
    assert [judged[part].status for part in ("1.3.A", "1.3.B", "1.3.C", "1.3")] == ["met"] * 4
    assert judged["1.3.C"].k == 15


@pytest.mark.parametrize(("relief", "expected"), [("good", True), ("none", False)])
def test_1_3_c_believed_migraine_that_a_triptan_relieved(relief, expected):
    row = episode(day(1), 6, **TENSION | {"believed_migraine": True})
    linked = dose(day(1), "triptan", episode=row["id"], relief_2h=relief)
    assert known(mark(row, doses=[linked])["migraine_1_3"].iloc[0]) is expected


@pytest.mark.parametrize(
    ("answers", "column", "expected"),
    [
        ({"hours": 0.5}, "tension_b", True),
        ({"hours": 0.4}, "tension_b", False),
        ({"hours": 169}, "tension_b", False),
        ({"side": "both_equal", "quality": ["tightening"]}, "tension_c", True),
        ({"side": "left", "quality": ["throbbing", "pressing"], "peak_intensity": 7},
         "tension_c", False),
        ({"quality": None, "peak_intensity": 8, "avoids_activity": True}, "tension_c", None),
        ({"photophobia": "mild", "phonophobia": "none"}, "tension_d", True),
        ({"photophobia": "mild", "phonophobia": "mild"}, "tension_d", False),
        ({"nausea": "mild"}, "tension_d", False),
        ({"nausea": "mild"}, "tension_chronic", True),
        ({"nausea": "mild", "photophobia": "mild"}, "tension_chronic", False),
        ({"nausea": "moderate"}, "tension_chronic", False),
    ],
)  # fmt: skip
def test_2_b_c_d_of_single_headaches(answers, column, expected):
    assert marks(column, **TENSION | answers) == expected


def tension_diary(starts, until):
    rows = [episode(day(ago), 6, **TENSION) for ago in starts]
    said = [check_in(day(ago), "yes" if ago in starts else "no") for ago in range(1, until + 1)]
    gathered = diary(rows, said)
    table = days.build(gathered, start=day(until), end=TODAY)
    return by_id(ichd3_2.judge(days.mark_headaches(gathered), table, TODAY))


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (range(1, 366, 35), ("met", "not_met", "not_met")),
        (range(1, 366, 5), ("not_met", "met", "not_met")),
        (range(1, 366), ("not_met", "not_met", "met")),
    ],
)
def test_2_1_2_2_2_3_are_told_apart_by_days_a_month(starts, expected):
    judged = tension_diary(starts, 365)
    assert tuple(judged[code].status for code in ("2.1", "2.2", "2.3")) == expected


def test_2_tenderness_is_never_judged():
    judged = tension_diary(range(1, 91, 5), 90)["2.tenderness"]
    assert judged.status == "cannot_judge"


def overuse(doses, headache_days=90, answered=90, first=None):
    dosed = {one["day"] for one in doses}
    said = [
        check_in(day(ago), "yes" if ago <= headache_days else "no",
                 "yes" if day(ago) in dosed else "no")
        for ago in range(1, answered + 1)
    ]  # fmt: skip
    gathered = diary(check_ins=said, doses=doses)
    table = days.build(gathered, start=day(90), end=TODAY)
    groups = ichd3_8_2.add_groups(table)
    criteria = ichd3_8_2.judge(table, groups, TODAY, first or counts.first_entry(gathered))
    return by_id(criteria), ichd3_8_2.overall(criteria)


def daily(drug_class, per_window, windows=3):
    return [
        dose(day(30 * window + ago), drug_class)
        for window in range(windows)
        for ago in range(1, per_window + 1)
    ]


@pytest.mark.parametrize(
    ("drug_class", "limit", "code"),
    [
        ("ergot", 10, "8.2.1"),
        ("triptan", 10, "8.2.2"),
        ("paracetamol", 15, "8.2.3.1"),
        ("aspirin", 15, "8.2.3.2"),
        ("nsaid", 15, "8.2.3.2"),
        ("other_nonopioid", 15, "8.2.3.3"),
        ("opioid", 10, "8.2.4"),
        ("combination", 10, "8.2.5"),
        ("ditan", 10, "8.2.8"),
    ],
)
def test_8_2_limits_by_class(drug_class, limit, code):
    at_limit, overall = overuse(daily(drug_class, limit))
    below, below_overall = overuse(daily(drug_class, limit - 1))
    assert (at_limit[code].status, overall) == ("met", "met")
    assert (below[code].status, below_overall) == ("not_met", "not_met")


def test_8_2_gepants_have_no_limit():
    assert overuse(daily("gepant", 30))[1] == "not_met"


def test_8_2_needs_headache_on_fifteen_days():
    judged, overall = overuse(daily("triptan", 10), headache_days=10)
    assert (judged["8.2.A"].status, judged["8.2.2"].status, overall) == ("not_met",) * 3
    assert judged["8.2.2"].numbers["limit_status"] == "met"


def test_8_2_needs_a_diary_of_more_than_three_windows():
    judged, overall = overuse(daily("triptan", 10), first=day(80))
    assert (judged["8.2.2"].status, judged["8.2.2"].reason) == ("not_enough_data", "early")
    assert overall == "not_enough_data"


def test_8_2_a_drug_without_a_class_leaves_it_open():
    judged, overall = overuse(daily("unclassified", 12))
    assert (judged["8.2.2"].status, overall) == ("not_enough_data", "not_enough_data")


def test_8_2_days_without_answers_leave_it_open():
    judged, overall = overuse(daily("triptan", 10, windows=2), answered=60)
    assert (judged["8.2.2"].status, overall) == ("not_enough_data", "not_enough_data")


def test_8_2_6_one_class_alone_is_not_several():
    judged, _ = overuse(daily("nsaid", 12))
    assert (judged["8.2.6"].status, judged["8.2.6"].reason) == ("not_met", "one_class_only")


def test_8_2_6_is_not_used_when_one_of_the_classes_is_overused_by_itself():
    judged, _ = overuse([*daily("triptan", 10), *daily("nsaid", 5)])
    assert judged["8.2.2"].status == "met"
    assert (judged["8.2.6"].status, judged["8.2.6"].reason) == ("not_met", "one_class_alone")


def test_8_2_of_an_empty_diary_knows_nothing():
    table = days.build(diary(), start=day(90), end=TODAY)
    criteria = ichd3_8_2.judge(table, ichd3_8_2.add_groups(table), TODAY, None)
    assert ichd3_8_2.overall(criteria) == "not_enough_data"


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (neck.Sides(), ("not_enough_data", "not_answered")),
        (neck.Sides(both=6), ("not_enough_data", "few_one_sided")),
        (neck.Sides(left=5, right=1), ("not_enough_data", "one_exception")),
        (neck.Sides(left=6, right=2), ("not_enough_data", "one_exception")),
        (neck.Sides(left=7, right=2), ("not_met", "changes_side")),
        (neck.Sides(left=4, both=6), ("not_met", "both_sides")),
        (neck.Sides(left=18, changed=2), ("not_met", "changes_within")),
        (neck.Sides(left=39, changed=2), ("met", None)),
        (neck.Sides(right=9), ("met", None)),
    ],
)
def test_the_side_lock_beyond_the_vectors(sides, expected):
    assert neck.judge_side(sides) == expected


@pytest.mark.parametrize(
    ("sides", "side"), [((3, 1), "left"), ((1, 3), "right"), ((2, 2), None), ((0, 0), None)]
)
def test_the_dominant_side(sides, side):
    assert neck.Sides(*sides).dominant == side


@pytest.mark.parametrize(
    ("regions", "arm", "expected"),
    [
        ([("upper_neck", "left")], None, True),
        ([("shoulder_top", "both")], None, True),
        ([("upper_neck", "right")], "none", False),
        ([("upper_neck", "middle")], "none", None),
        ([("temple", "left")], "none", False),
        ([("temple", "left")], None, None),
        (None, "left", True),
        (None, "right", None),
        ([("temple", "left")], "right", False),
    ],
)
def test_ic_pain_on_the_side_of_the_headache(regions, arm, expected):
    spots = None if regions is None else [{"region": r, "side": s} for r, s in regions]
    headaches = mark(episode(day(1), regions=spots, shoulder_arm_pain=arm))
    assert known(neck.same_side_pain(headaches, "left").iloc[0]) == expected


def test_ic_without_a_dominant_side_is_unknown():
    headaches = repeated(CERVICOGENIC)
    assert neck.same_side_pain(headaches, None).isna().all()


def test_neck_stiffness_alone_changes_nothing():
    stiff = {"neck_stiffness": "severe", "neck_timing": "before_under_2_h"}
    plain, with_stiffness = repeated(TENSION), repeated(TENSION | stiff)
    assert pattern.count(plain) == pattern.count(with_stiffness)
    assert [one.status for one in chisg.judge(plain)] == [
        one.status for one in chisg.judge(with_stiffness)
    ]


def test_chisg_pressure_is_a_hint_after_three_and_never_judged():
    judged = by_id(chisg.judge(repeated(CERVICOGENIC | {"pressure_reproduces": "yes"}, 3)))
    assert (judged["chisg.Ia2"].status, judged["chisg.Ia2"].reason) == ("cannot_judge", "hint")
    few = by_id(chisg.judge(repeated(CERVICOGENIC | {"pressure_reproduces": "yes"}, 2)))
    assert few["chisg.Ia2"].reason == "needs_examination"


def test_chisg_i_stays_open_without_provocation():
    assert by_id(chisg.judge(repeated(TENSION)))["chisg.I"].status == "cannot_judge"
    assert by_id(chisg.judge(repeated(CERVICOGENIC)))["chisg.I"].status == "met"


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([1, 6, 2, 2, 2, 2, 2, 2], "met"),
        ([1, 5.9, 2, 2, 2, 2, 2, 2], "not_met"),
        ([1, 1, 1, 3, 3, 4, 4, 4], "met"),
        ([1, 60, 2, 2, 2, 2, 2], "not_enough_data"),
        ([0, 5, 5, 5, 5, 5, 5, 5], "met"),
        ([None] * 8, "not_enough_data"),
    ],
)
def test_a3_varying_length(hours, expected):
    headaches = repeated(CERVICOGENIC, len(hours), hours)
    judged = by_id(antonaci.judge(headaches, diary().readings, {}))["antonaci.A3"]
    assert judged.status == expected


@pytest.mark.parametrize(
    ("last_hour", "intensities", "expected"),
    [
        (80, (3, 5, 4), "met"),
        (80, (3, 4, 4), "not_enough_data"),
        (70, (3, 5, 4), "not_enough_data"),
        (80, (3, 5), "not_enough_data"),
    ],
)
def test_a3_a_fluctuating_headache_without_end(last_hour, intensities, expected):
    row = episode(day(10), None)
    ats = [row["started_at"], *[row["started_at"] + dt.timedelta(hours=last_hour)] * 2]
    readings = [
        {"id": f"r{n}", "episode": row["id"], "at": at, "day": day(10), "intensity": intensity}
        for n, (at, intensity) in enumerate(zip(ats, intensities, strict=False))
    ]
    gathered = diary([row], readings=readings)
    headaches = neck.mark(days.mark_headaches(gathered))
    judged = by_id(antonaci.judge(headaches, gathered.readings, {}))["antonaci.A3"]
    assert judged.status == expected
    assert judged.episodes == ((row["id"],) if expected == "met" else ())


@pytest.mark.parametrize(
    ("after", "expected"), [(7, "met"), (8, "cannot_judge"), (None, "cannot_judge")]
)
def test_a6_a_headache_within_seven_days_of_a_trauma(after, expected):
    profile = {"neck_or_head_trauma": {"first_headache_after_days": after}}
    judged = by_id(antonaci.judge(repeated(CERVICOGENIC), diary().readings, profile))
    assert judged["antonaci.A6"].status == expected


@pytest.mark.parametrize(
    ("nausea", "expected"),
    [
        (["mild"] * 2 + ["none"] * 6, "met"),
        (["mild"] + ["none"] * 7, "not_met"),
        (["mild"] * 7, "not_enough_data"),
    ],
)
def test_a7_an_event_in_a_quarter_of_eight(nausea, expected):
    denied = TENSION | {"dizziness": False, "autonomic": [], "blurred_vision": "none"}
    rows = [episode(day(ago), **denied | {"nausea": one}) for ago, one in enumerate(nausea, 1)]
    judged = by_id(antonaci.judge(mark(*rows), diary().readings, {}))["antonaci.A7"]
    assert (judged.status, judged.numbers["event"]) == (expected, "nausea")


def test_a2_is_met_by_pain_on_the_same_side_alone():
    headaches = repeated(CERVICOGENIC | {"provoked_by": ["nothing"]})
    judged = by_id(antonaci.judge(headaches, diary().readings, {}))["antonaci.A2"]
    assert (judged.status, judged.numbers["side"]) == ("met", "left")


def test_a2_without_either_needs_an_examination():
    judged = by_id(antonaci.judge(repeated(TENSION), diary().readings, {}))["antonaci.A2"]
    assert (judged.status, judged.reason) == ("cannot_judge", "needs_examination")


def test_a5_tells_the_neck_from_the_back_of_the_head():
    behind = CERVICOGENIC | {"start_region": "back_head"}
    judged = antonaci.judge_origin(
        mark(*[episode(day(ago), **CERVICOGENIC) for ago in (1, 2, 3)],
             *[episode(day(ago), **behind) for ago in (4, 5)])
    )  # fmt: skip
    assert judged.status == "met"
    assert judged.numbers == {"neck_starts": 3, "back_head_starts": 2, "starts_known": 5}


def antonaci_with(met):
    names = [f"antonaci.A{n}" for n in range(1, 8)]
    return [Criterion(name, "met" if name[-1] in met else "not_met") for name in names]


@pytest.mark.parametrize(
    ("met", "migraine_usual", "expected"),
    [
        ("15", False, "possible"),
        ("1234", False, None),
        ("15234", False, "five_of_seven"),
        ("15237", False, "five_of_seven"),
        ("15237", True, "possible"),
    ],
)
def test_the_name_of_antonacis_count(met, migraine_usual, expected):
    assert antonaci.grade(antonaci_with(met), migraine_usual) == expected


CLUSTER = {
    "side": "left",
    "peak_intensity": 9,
    "regions": [{"region": "eye", "side": "left"}],
    "autonomic": ["tearing"],
}


@pytest.mark.parametrize(
    ("answers", "hours", "times", "expected"),
    [
        (CLUSTER, 1, 5, "met"),
        (CLUSTER, 1, 4, "not_enough_data"),
        (CLUSTER, 4, 5, "not_met"),
        (CLUSTER | {"autonomic": [], "restless": True}, 1, 5, "met"),
        (CLUSTER | {"autonomic": [], "restless": False}, 1, 5, "not_met"),
        (CLUSTER | {"autonomic": [], "restless": None}, 1, 5, "not_enough_data"),
    ],
)
def test_3_1_a_hint_of_cluster_headache(answers, hours, times, expected):
    judged = by_id(hints.judge(repeated(answers, times, hours), {}, TODAY))["3.1"]
    assert judged.status == expected


@pytest.mark.parametrize(
    ("times", "puncture", "expected"),
    [
        (3, None, "met"),
        (2, None, "not_enough_data"),
        (1, day(14), "met"),
        (1, day(15), "not_enough_data"),
        (1, TODAY + dt.timedelta(days=1), "not_enough_data"),
    ],
)
def test_7_2_worse_upright_and_better_lying(times, puncture, expected):
    answers = {"upright_effect": "worse", "lying_effect": "better"}
    profile = {"lp_or_epidural_date": puncture}
    judged = by_id(hints.judge(repeated(answers, times), profile, TODAY))["7.2"]
    assert judged.status == expected


def test_13_4_short_electric_pain_at_the_back_of_the_head():
    answers = {"regions": [{"region": "back_head", "side": "left"}], "quality": ["electric"],
               "peak_intensity": 8, "allodynia": True}  # fmt: skip
    judged = by_id(hints.judge(repeated(answers, 3, 1 / 60), {}, TODAY))["13.4"]
    dull = by_id(hints.judge(repeated(answers | {"quality": ["dull"]}, 9, 5), {}, TODAY))["13.4"]
    assert (judged.status, judged.numbers) == ("met", {"allodynia": 3})
    assert dull.status == "not_met"


def test_a_share_of_nothing_is_not_answered():
    nothing = pd.Series([], dtype="boolean")
    judged = tallies.of_share("x", nothing, lambda k, n: ("met", None))
    assert (judged.status, judged.reason, judged.n) == ("not_enough_data", "not_answered", 0)
    assert tallies.of_attacks("x", nothing, 5).reason == "not_answered"
