"""What must hold for every diary, whatever is in it."""

import dataclasses
import datetime as dt
import json

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analytics import pattern
from analytics.assess import assess
from analytics.criteria import kleene, neck, shares
from analytics.criteria.neck import Sides
from tests.analytics.diaries import TODAY, YEAR, check_in, day, diary, dose, episode
from tests.analytics.test_assess import measures

few = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a diary takes too long to shrink
)
many = settings(max_examples=200, deadline=None)

maybe = st.sampled_from
answers = st.fixed_dictionaries(
    {},
    optional={
        "side": maybe(["left", "right", "both_equal", "both_left_more", "changed_within", None]),
        "peak_intensity": maybe([None, 0, 1, 4, 8, 10]),
        "nausea": maybe([None, "none", "mild", "severe"]),
        "photophobia": maybe([None, "none", "mild"]),
        "phonophobia": maybe([None, "none", "mild"]),
        "quality": maybe([None, [], ["throbbing"], ["pressing"], ["electric"]]),
        "start_region": maybe([None, "upper_neck", "back_head", "temple"]),
        "regions": maybe([None, [], [{"region": "eye", "side": "left"}],
                          [{"region": "upper_neck", "side": "middle"}]]),
        "provoked_by": maybe([None, [], ["neck_movement"], ["nothing"]]),
        "took_medication": maybe([None, "yes", "no"]),
        "end_unknown": maybe([None, True, False]),
        "kind": maybe([None, "headache", "neck", "back"]),
        "aura": maybe([None, [], [{"kind": "visual"}], [{"kind": "motor", "minutes": 10}]]),
        "function": maybe([None, {}, {"work": "all"}, {"social": None}]),
        "woke_with": maybe([None, True, False]),
    },
)  # fmt: skip
agos = st.integers(0, 120)


@st.composite
def rows(draw):
    """Rows of a diary, in the order in which they were drawn."""
    starts = draw(st.lists(agos, max_size=12))
    episodes = [
        episode(
            dt.datetime.combine(day(ago), dt.time(draw(st.integers(0, 23)))),
            draw(maybe([None, -2, 0, 0.3, 3, 30, 200])),
            **draw(answers),
        )
        for ago in starts
    ]
    check_ins = [
        check_in(
            day(ago),
            draw(maybe([None, "yes", "no"])),
            draw(maybe([None, "yes", "no"])),
            neck_pain=draw(maybe([None, 0, 5])),
        )
        for ago in draw(st.lists(agos, max_size=20))
    ]
    linked = [None, "nobody", *[one["id"] for one in episodes]]
    doses = [
        dose(
            day(ago),
            draw(maybe(["nsaid", "triptan", "unclassified", "preventive", "gone"])),
            episode=draw(maybe(linked)),
            relief_2h=draw(maybe([None, "none", "good"])),
        )
        for ago in draw(st.lists(agos, max_size=8))
    ]
    return episodes, check_ins, doses


def document(drawn):
    return assess(diary(*drawn), window=YEAR, today=TODAY)


@few
@given(rows())
def test_every_diary_gets_a_document_whose_intervals_hold_their_values(drawn):
    made = document(drawn)
    json.dumps(made, allow_nan=False)
    for measure in measures(made):
        assert (measure["value"] is None) == (measure["reason"] is not None)
        if measure["low"] is not None and measure["value"] is not None:
            assert measure["low"] <= measure["value"] <= measure["high"]
        if measure["of"] is not None:
            assert 0 <= measure["n"] <= measure["of"]


@few
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(drawn, random):
    shuffled = [random.sample(part, len(part)) for part in drawn]
    assert document(shuffled) == document(drawn)


@few
@given(rows())
def test_a_diary_without_yes_or_no_has_no_judged_criterion(drawn):
    episodes, _, _ = drawn
    bare = [episode(one["start_day"], None, kind="headache") for one in episodes]
    made = document((bare, [], []))
    asked = [*made["pattern"]["criteria"], *made["migraine_features"]["criteria"]]
    about_episodes = [one for one in asked if one["unit"] == "episodes" and one["id"] != "1.3"]
    assert {one["status"] for one in about_episodes} <= {"not_enough_data", "cannot_judge"}


TOLD = ("yes", "no")


@few
@given(rows(), agos)
def test_answering_one_more_day_never_widens_an_interval(drawn, ago):
    episodes, check_ins, doses = drawn
    before = document(drawn)["burden"]["per_30"]["headache_day"]
    asked = {one["date"] for one in check_ins if one["headache_today"] in TOLD}
    if day(ago) in asked:
        return
    others = [one for one in check_ins if one["date"] != day(ago)]
    after = document((episodes, [*others, check_in(day(ago), "no")], doses))
    after = after["burden"]["per_30"]["headache_day"]
    assert after["high"] - after["low"] <= before["high"] - before["low"]


share = st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@many
@given(share)
def test_one_more_hit_never_undoes_usual_consistent_or_recurrent(kn):
    k, n = kn
    for judge in (shares.is_usual, shares.is_consistent):
        assert judge(k + 1, n + 1) or not judge(k, n) or n == 0
    if shares.recurrent(k, n)[0] == "met":
        assert shares.recurrent(k + 1, n + 1)[0] == "met"


@many
@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=8), st.integers(1, 8))
def test_answering_the_unknown_never_turns_a_judged_count_around(values, k):
    judged = kleene.at_least_of(k, values)
    for answer in (True, False):
        filled = [answer if value is None else value for value in values]
        if judged is not None:
            assert kleene.at_least_of(k, filled) == judged


@many
@given(st.builds(Sides, *[st.integers(0, 20)] * 4))
def test_left_and_right_are_judged_alike(sides):
    mirrored = dataclasses.replace(sides, left=sides.right, right=sides.left)
    assert neck.judge_side(sides) == neck.judge_side(mirrored)


@many
@given(st.builds(
    pattern.Ledger, st.builds(Sides, *[st.integers(0, 20)] * 3), *[share] * 8
))  # fmt: skip
def test_probable_needs_every_part_and_none_needs_a_refused_one(ledger):
    parts = pattern.judge_parts(ledger)
    graded = pattern.grade_parts(parts)
    strict = [status for part, status in parts.items() if part != "origin"]
    assert (graded == "probable") == (set(strict) == {"met"})
    if graded == "none":
        assert "not_met" in strict
        assert "not_met" in (parts["side_lock"], parts["origin"])
