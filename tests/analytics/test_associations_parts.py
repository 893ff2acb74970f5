"""The parts of an association: codings, outcomes, gates, verdicts, findings, checks."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analytics.associations import (
    checks,
    codings,
    diaries,
    exposures,
    findings,
    gates,
    outcomes,
    rows,
)
from analytics.associations import questions as asking
from analytics.associations.diaries import Diary
from analytics.simulate.days import Habit, Plan, build
from analytics.stats.intervals import Interval

LOG2 = np.log(2)
EXPOSURES = {exposure.name: exposure for exposure in exposures.DECLARED}


def diary(n=60, **columns):
    index = pd.date_range("2026-01-05", periods=n, name="day", unit="us")
    return Diary(pd.DataFrame({name: pd.Series(v, index) for name, v in columns.items()}, index))


def coded(name, values, **more):
    column = EXPOSURES[name].column
    return codings.code(EXPOSURES[name], diary(len(values), **{column: values}, **more))


class TestVerdict:
    @pytest.mark.parametrize(
        ("lo", "hi", "verdict"),
        [
            (1.1, 3.0, "raises"),
            (1.0, 2.0, "raises"),
            (0.6, 3.0, "not_protective"),
            (0.6, 1.8, "no_important_effect"),
            (0.3, 1.5, "not_harmful"),
            (0.2, 0.9, "lowers"),
            (0.3, 3.0, "cannot_tell"),
        ],
    )
    def test_the_six_classes(self, lo, hi, verdict):
        """Holsteen, n1coxeval, `classify_effect`, with T = 2."""
        interval = Interval(np.log(lo), np.log(hi))
        assert gates.verdict(interval, margin=LOG2, passed=False) == verdict

    @pytest.mark.parametrize(
        ("lo", "hi", "verdict"),
        [
            (1.1, 1.9, "raises_slightly"),
            (0.6, 0.9, "lowers_slightly"),
            (0.6, 1.9, "no_important_effect"),
        ],
    )
    def test_a_passed_test_may_say_slightly(self, lo, hi, verdict):
        interval = Interval(np.log(lo), np.log(hi))
        assert gates.verdict(interval, margin=LOG2, passed=True) == verdict

    mirror = {
        "raises": "lowers",
        "lowers": "raises",
        "not_protective": "not_harmful",
        "not_harmful": "not_protective",
        "raises_slightly": "lowers_slightly",
        "lowers_slightly": "raises_slightly",
    }

    @given(st.floats(-4, 4), st.floats(0.01, 4), st.booleans())
    def test_mirroring_the_effect_mirrors_the_verdict(self, lo, wide, passed):
        interval = Interval(lo, lo + wide)
        assume({lo, interval.hi}.isdisjoint({0, LOG2, -LOG2}))  # an end on a limit has one side
        there = gates.verdict(interval, margin=LOG2, passed=passed)
        back = gates.verdict(Interval(-interval.hi, -interval.lo), margin=LOG2, passed=passed)
        assert back == self.mirror.get(there, there)


class TestGate:
    def ask(self, onsets, exposed, n=100, answered=None):
        """A diary with so many onsets, spread out, and exposures on the first days."""
        onset = np.zeros(n)
        onset[np.linspace(1, n - 1, onsets).astype(int)] = 1
        alcohol = np.r_[np.ones(exposed), np.zeros(n - exposed)]
        if answered is not None:
            alcohol[answered:] = np.nan
        life = diary(n, onset=onset, headache=onset, at_risk=np.ones(n), alcohol_servings=alcohol)
        return asking.ask(EXPOSURES["alcohol"], life, outcomes.of(life, "onset")).gate

    @pytest.mark.parametrize(
        ("onsets", "exposed", "tier", "missing"),
        [
            (9, 40, "0", "events"),
            (10, 7, "0", "events"),
            (30, 7, "0", "contrast"),
            (10, 8, "A", "events"),
            (19, 10, "A", "events"),
            (20, 9, "A", "contrast"),
            (20, 10, "B", None),
        ],
    )
    def test_tiers(self, onsets, exposed, tier, missing):
        gate = self.ask(onsets, exposed)
        assert (gate.tier, gate.missing) == (tier, missing)

    def test_an_answer_needs_no_more_days(self):
        assert self.ask(30, 40).days_needed == 0

    def test_days_needed_follow_the_rhythm_of_the_last_eight_weeks(self):
        """Ten more at 10 in 100 days; the last 56 days hold 6 of them: 10 / (6 / 56) = 94."""
        assert self.ask(10, 60).days_needed == 94

    def test_at_least_a_week_more_is_asked_for(self):
        assert self.ask(19, 60).days_needed == 7
        assert gates.needed_days(0.5) == 7

    def test_more_than_six_months_is_not_a_number(self):
        assert gates.needed_days(184) is None

    def test_too_many_unanswered_days_close_the_gate(self):
        assert self.ask(30, 20, answered=50).missing == "answers"


class TestCodings:
    def test_long_sitting_is_over_45_minutes(self):
        coding = coded("longest_sitting", [30.0, 45.0, 46.0, np.nan])
        assert coding.band.tolist() == [0, 0, 1, -1]
        assert [band.label for band in coding.bands] == ["no", "yes"]

    def test_a_scale_is_split_above_its_own_median(self):
        coding = coded("stress", [1.0, 2, 3, 4, 9])
        assert coding.band.tolist() == [0, 0, 0, 1, 1]
        assert coding.x[:, 0].tolist() == [0.5, 1, 1.5, 2, 4.5]

    def test_a_scale_with_nothing_above_its_median_is_split_below_it(self):
        assert coded("stress", [1.0, 2, 9, 9, 9]).band.tolist() == [0, 0, 1, 1, 1]

    def test_hours_are_cut_in_the_persons_own_thirds(self):
        coding = coded("sitting_hours", list(np.tile([2.0, 4.0, 8.0], 10)))
        assert np.bincount(coding.band).tolist() == [10, 10, 10]
        assert [band.label for band in coding.bands] == ["lower", "middle", "upper"]

    def test_thirds_that_cannot_be_told_apart_give_way_to_fixed_hours(self):
        values = [8.0, 4.0, 8.0, 10.0, 8.0] * 8
        assert [band.end for band in coded("sitting_hours", values).bands] == [6, 9, None]

    def test_without_thirds_or_fixed_hours_the_median_cuts(self):
        coding = coded("caffeine", [0.0] * 20 + [1.0] * 20)
        assert np.bincount(coding.band).tolist() == [20, 20]

    def test_rare_levels_go_together_against_the_most_frequent(self):
        words = (
            ["back"] * 20 + ["left_side"] * 15 + ["stomach"] * 5 + ["mixed"] * 5 + ["unknown"] * 3
        )
        coding = coded("sleep_position", words)
        assert [band.label for band in coding.bands] == ["back", "left_side", "other"]
        assert (coding.band[-3:] == -1).all()
        assert np.isnan(coding.x[-1]).all()

    def test_a_single_rare_level_is_left_out(self):
        coding = coded("sleep_position", ["back"] * 20 + ["mixed"] * 3)
        assert [band.label for band in coding.bands] == ["back"]
        assert not coding.varies

    def test_rare_levels_that_are_few_together_are_left_out(self):
        coding = coded("sleep_position", ["back"] * 20 + ["mixed"] * 3 + ["stomach"] * 3)
        assert len(coding.bands) == 1

    def test_only_rare_levels_leave_the_most_frequent(self):
        assert len(coded("sleep_position", ["back"] * 3 + ["mixed"] * 2).bands) == 1

    def test_breaks_per_hour_are_asked_after_long_sitting(self):
        coding = coded("breaks", [4.0, 4.0, 4.0], sitting_hours=[8.0, 4.0, np.nan])
        assert coding.x[0, 0] == 0.5
        assert np.isnan(coding.x[1:, 0]).all()
        assert coding.asked.tolist() == [True, False, True]

    def test_breaks_on_a_day_without_sitting_have_no_rate(self):
        coding = coded("breaks", [4.0, 4.0], sitting_hours=[0.0, 8.0])
        assert np.isnan(coding.x[0, 0])

    def test_sitting_on_end_is_compared_on_long_sitting_days_where_hours_are_known(self):
        coding = coded("longest_sitting", [60.0, 60, 30], sitting_hours=[8.0, 4.0, 9.0])
        assert (coding.band.tolist(), coding.name) == ([1, -1, 0], "long_days")
        assert coding.asked.tolist() == [True, False, True]
        assert coded("longest_sitting", [60.0, 60, 30]).name == "raw"

    def test_over_usual_is_measured_against_the_28_days_before(self):
        over = codings._over_usual(np.r_[np.full(28, 6.0), 9.0])
        assert np.isnan(over[:7]).all()
        assert over[-1] == 3

    @pytest.mark.parametrize("values", [np.ones(60), np.arange(10.0)])
    def test_a_constant_or_short_series_is_not_slow(self, values):
        assert codings._autocorrelation(values) == 0

    def test_lagging_forgets_the_first_day(self):
        late = coded("longest_sitting", [60.0, 0.0, 60.0]).lag(1)
        assert late.band.tolist() == [-1, 1, 0]


class TestDiaries:
    def test_days_near_a_first_bleeding_day(self):
        """ICHD-3 A1.1.1: days -2 to +3, where the first day is 1 and there is no 0."""
        bleeding = np.zeros(20)
        bleeding[10:14] = 1
        assert np.flatnonzero(diary(20, menstruation=bleeding).perimenstrual).tolist() == [
            8,
            9,
            10,
            11,
            12,
        ]

    def test_a_gap_in_the_bleeding_is_not_a_second_first_day(self):
        bleeding = np.zeros(20)
        bleeding[[10, 12]] = 1
        assert diary(20, menstruation=bleeding).perimenstrual.sum() == 5

    def test_words_without_an_answer_are_none(self):
        words = diary(3, pillow=pd.array(["low", None, "unknown"], dtype="string"))
        assert words.words("pillow").tolist() == ["low", None, None]

    def test_lag_nothing_is_the_same(self):
        assert diaries.lagged(np.array([1.0, 2.0]), 0).tolist() == [1, 2]


class TestOutcomes:
    @pytest.mark.parametrize(
        ("headache", "at_risk", "mode"),
        [
            ([1, 0, 0, 0], [1, 1, 1, 1], "onset"),
            ([1, 1, 1, 0], [1, 0, 0, 0], "day"),
            ([1, 1, 1, 1], [0, 0, 0, 0], "severity"),
            ([np.nan] * 4, [1] * 4, "onset"),
        ],
    )
    def test_the_base_rate_chooses_the_mode(self, headache, at_risk, mode):
        life = diary(4, headache=np.array(headache, float), at_risk=np.array(at_risk, float))
        assert outcomes.mode(life) == mode

    def test_burden_fades_by_a_fifth_a_day(self):
        assert outcomes.burden(np.array([1.0, 0, np.nan, 1])) == pytest.approx(
            [0, 0.2, 0.16, 0.128]
        )
        assert len(outcomes.burden(np.zeros(0))) == 0

    @pytest.mark.parametrize(("n", "columns"), [(1, 1), (120, 1), (180, 3), (365, 6), (1000, 17)])
    def test_the_trend_bends_once_in_sixty_days_above_120(self, n, columns):
        assert outcomes.trend(n).shape == (n, columns)

    def test_pieces_of_the_trend_add_up_to_one(self):
        assert outcomes.trend(365).sum(axis=1)[-1] == pytest.approx(1)

    def test_an_unknown_yesterday_is_an_average_one(self):
        assert outcomes._filled(np.array([np.nan, 0.0, 1.0])).tolist() == [0.5, 0, 1]
        assert outcomes._filled(np.array([np.nan])).tolist() == [0]


class TestFindings:
    def test_benjamini_hochberg(self):
        """Benjamini and Hochberg 1995, section 3.2: four of fifteen are rejected at .05."""
        ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
        qs = findings.adjust([*ps, 0.4262, 0.5719, 0.6528, 0.7590, 1.0])
        assert qs[:5] == pytest.approx([0.0015, 0.0030, 0.0095, 0.0356, 0.0603], abs=5e-5)
        assert sum(q <= 0.05 for q in qs) == 4

    def test_an_exposure_below_the_gate_still_belongs_to_the_family(self):
        assert findings.adjust([0.01, None, None]) == [pytest.approx(0.03), None, None]

    @pytest.mark.parametrize("ps", [[], [None, None]])
    def test_nothing_tested_is_nothing_adjusted(self, ps):
        assert findings.adjust(ps) == [None] * len(ps)

    @given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.randoms())
    def test_the_order_of_exposures_does_not_matter(self, ps, random):
        order = random.sample(range(len(ps)), len(ps))
        qs, mixed = findings.adjust(ps), findings.adjust([ps[i] for i in order])
        assert mixed == pytest.approx([qs[i] for i in order])

    kept = {"first_seen": "2026-01-01", "direction": 1}

    @pytest.mark.parametrize(
        ("q", "direction", "kept", "expected"),
        [
            (0.05, 1, None, (True, "today", 1, False)),
            (0.15, 1, None, findings.NONE),
            (0.05, 0, None, findings.NONE),
            (None, 1, kept, findings.NONE),
            (0.15, 0, kept, (True, "2026-01-01", 1, True)),
            (0.15, 1, kept, (True, "2026-01-01", 1, True)),
            (0.05, 1, kept, (True, "2026-01-01", 1, False)),
            (0.25, 1, kept, findings.NONE),
            (0.05, -1, kept, (True, "today", -1, False)),
            (0.15, -1, kept, findings.NONE),
        ],
        ids=[
            *("new", "not yet", "unsure", "below", "held", "weaker", "still", "gone"),
            *("turned", "turned weak"),
        ],
    )
    def test_findings_are_made_at_ten_and_dropped_at_twenty(self, q, direction, kept, expected):
        assert findings.judge(q, direction, kept=kept, on="today") == expected

    @pytest.mark.parametrize(
        ("q", "direction", "kept", "expected"),
        [
            (0.001, 1, None, findings.NONE),
            (0.9, 0, kept, (True, "2026-01-01", 1, True)),
            (None, 0, kept, findings.NONE),
            (0.9, -1, kept, findings.NONE),
        ],
        ids=["found next week", "dropped next week", "lost its answers", "turned"],
    )
    def test_between_two_looks_nothing_is_found_and_nothing_dropped_for_being_weak(
        self, q, direction, kept, expected
    ):
        given = findings.judge(q, direction, kept=kept, on="today", looking=False)
        assert given == expected

    @pytest.mark.parametrize(
        ("looked_on", "on", "due"),
        [
            (None, "2026-03-08", True),
            ("2026-03-01", None, True),
            ("2026-03-01", "2026-03-07", False),
            ("2026-03-01", "2026-03-08", True),
            ("2026-03-09", "2026-03-08", False),
        ],
    )
    def test_a_look_is_due_a_week_after_the_last(self, looked_on, on, due):
        assert findings.is_due(looked_on, on) is due


class TestChecks:
    def question(self, seed=1, n=240, **habit):
        habits = {"alcohol_servings": Habit(share=0.4, **habit)}
        life = Diary(build(Plan(days=n, habits=habits), np.random.default_rng(seed)))
        return asking.ask(EXPOSURES["alcohol"], life, outcomes.of(life, "onset")), life

    def run(self, question, life, finding=True):
        return checks.run(question, asking.weigh(question), life, finding=finding)

    def test_a_strong_effect_is_stable_and_seen_within_people_too(self):
        marks = self.run(*self.question(effect=np.log(12)))
        assert (marks["halves"], marks["leave_month_out"]) == ("stable", "stable")
        assert marks["case_crossover"] == "agrees"
        assert marks["lag2"] in ("pass", "silent")

    def test_an_effect_that_lasts_two_days_passes_lag_two(self):
        habit = {"effect": np.log(12), "rho": 0.9}
        marks = [self.run(*self.question(seed=seed, n=365, **habit)) for seed in range(4)]
        assert "pass" in {mark["lag2"] for mark in marks}

    def test_some_effect_is_only_in_one_half(self):
        marks = [self.run(*self.question(seed=seed))["halves"] for seed in range(6)]
        assert set(marks) == {"stable", "unstable"}

    def test_what_headaches_forbid_is_marked(self):
        marks = self.run(*self.question(reverse=-1.0))
        assert marks["reverse_link"] == "yes"

    def test_below_the_gate_nothing_is_checked(self):
        marks = self.run(*self.question(n=20), finding=False)
        assert set(marks.values()) <= {"na", "pass", "biased"}

    def test_a_diary_without_headache_has_no_balance(self):
        assert checks.balance({"headache_days": None, "other_days": 0.5}) == "na"

    def test_an_answer_that_is_never_there_is_moved_by_nothing(self):
        life = diary(30)
        assert checks.moved_by(np.full(30, np.nan), np.ones(30), life) is None

    def test_a_stratified_second_opinion_may_be_impossible(self, monkeypatch):
        monkeypatch.setattr(checks.conditional, "fit", lambda *_: None)
        assert self.run(*self.question(effect=np.log(12)))["case_crossover"] == "na"

    def test_a_stratified_second_opinion_may_differ(self, monkeypatch):
        monkeypatch.setattr(checks, "AGREES_WITHIN", -1.0)
        assert self.run(*self.question(effect=np.log(12)))["case_crossover"] == "differs"

    def test_too_few_common_days_make_no_correlation(self):
        assert checks._correlation(np.ones(5), np.ones(5)) == 0

    def test_no_curve_without_variation_beyond_the_line(self):
        question, _ = self.question(effect=np.log(3))
        assert checks.curve(question) is None


def test_evidence_without_an_estimate_has_no_p():
    assert asking.Evidence(None, None).p is None


@pytest.mark.parametrize(("r", "held"), [(0.99, None), (0.6, ["driving_hours"])])
def test_a_copy_is_not_held_beside_what_it_copies(r, held):
    habits = {"sitting_hours": Habit(effect=np.log(1.5)), "driving_hours": Habit()}
    life = Diary(build(Plan(days=240, habits=habits), np.random.default_rng(2)))
    onset = outcomes.of(life, "onset")
    one, other = (asking.ask(EXPOSURES[name], life, onset) for name in habits)
    again = checks.adjusted(one, [(other, r)])
    assert (again and again[1]) == held


@pytest.mark.parametrize(
    ("tier", "finding", "direction", "verdict", "said"),
    [
        ("B", "held", 1, "not_protective", "held"),
        ("A", "held", 1, None, "held"),
        ("B", True, 1, "raises", "raises"),
        ("B", False, 0, "raises", "raises_unconfirmed"),
        ("B", False, 0, "lowers", "lowers_unconfirmed"),
        ("B", False, 0, "cannot_tell", "cannot_tell"),
        ("B", False, 0, None, "cannot_tell"),
        ("A", True, 1, None, "early_raises"),
        ("A", True, -1, None, "early_lowers"),
        ("A", False, 0, None, "early"),
        ("0", False, 0, None, "events"),
    ],
)
def test_a_sentence_says_no_more_than_what_stands(tier, finding, direction, verdict, said):
    life = diary(30, alcohol_servings=np.tile([0.0, 1.0], 15))
    question = asking.ask(EXPOSURES["alcohol"], life, outcomes.of(life, "onset"))
    question = replace(question, gate=gates.Gate(tier, None, None, 0))
    standing = findings.Standing(bool(finding), None, direction, held=finding == "held")
    key = rows._sentence_key(question, asking.Evidence(None, None), standing, verdict)
    assert key == f"alcohol.{said}.{tier}"


@pytest.mark.parametrize(
    ("exposure", "tier", "finding", "verdict", "says"),
    [
        ("alcohol", "B", True, "lowers", "supported"),
        ("alcohol", "A", True, None, "supported"),
        ("alcohol", "A", False, None, "not_enough_data"),
        ("alcohol", "B", False, "no_important_effect", "not_supported"),
        ("alcohol", "B", False, "not_harmful", "not_supported"),
        ("alcohol", "B", False, "not_protective", "cannot_tell"),
        ("alcohol", "B", False, "raises", "cannot_tell"),
        ("sleep_hours", "B", False, "not_protective", "not_supported"),
        ("sleep_hours", "B", False, "not_harmful", "cannot_tell"),
    ],
)
def test_what_leaves_a_suspected_doubling_open_is_not_called_unsupported(
    exposure, tier, finding, verdict, says
):
    life = diary(30, alcohol_servings=np.tile([0.0, 1.0], 15))
    question = asking.ask(EXPOSURES[exposure], life, outcomes.of(life, "onset"))
    question = replace(question, gate=gates.Gate(tier, None, None, 0))
    assert rows._says(question, findings.Standing(finding, None, 1), verdict) == says


def test_a_day_of_short_sitting_lacks_no_answer_about_breaks():
    """Six headache days of ten, all short and answered: nothing is missing on either side."""
    ached = np.r_[np.ones(6), np.zeros(4)]
    sat = np.where(ached == 1, 3.0, 8.0)
    life = diary(10, headache=ached, sitting_hours=sat, breaks_count=np.full(10, 4.0))
    question = asking.ask(replace(EXPOSURES["breaks"], lag=0), life, outcomes.of(life, "onset"))
    assert checks.completeness(question, life) == {"headache_days": 1.0, "other_days": 1.0}
