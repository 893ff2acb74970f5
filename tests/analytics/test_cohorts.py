"""Targets of the calibration: analytics design, section 4 (strict rule, hard and easy cohort)."""

import numpy as np
import pytest

from analytics import days, pattern
from analytics.criteria import neck
from analytics.simulate import cohorts
from tests.analytics.diaries import day, diary, episode

PEOPLE, SEED = 6000, 1


@pytest.mark.parametrize(
    ("cohort", "sensitivity", "specificity"),
    [("hard", 0.35, 0.985), ("easy", 0.50, 0.985), ("misspecified", 0.25, 0.985)],
)
def test_the_strict_rule_reaches_its_targets(cohort, sensitivity, specificity):
    measured = cohorts.calibrate_pattern(cohort, PEOPLE, SEED)
    assert measured.sensitivity >= sensitivity
    assert measured.specificity >= specificity
    assert measured.cervicogenic >= 200


def test_the_same_seed_gives_the_same_people():
    one, same, other = (cohorts.calibrate_pattern("hard", 500, seed) for seed in (3, 3, 4))
    assert one == same
    assert one != other


def test_an_unknown_cohort_is_refused():
    with pytest.raises(ValueError, match="no such cohort: simple"):
        cohorts.draw("simple", 1, 1)


def test_where_nobody_is_flagged_there_is_no_predictive_value():
    assert cohorts.calibrate_pattern("easy", 3, 1).ppv is None


def test_the_cohorts_have_the_stated_truths():
    drawn = cohorts.draw("hard", 4000, 2)
    truths = [person.truth for person in drawn]
    share = {truth: truths.count(truth) / len(truths) for truth in cohorts.SHARES}
    assert share == pytest.approx(cohorts.SHARES, abs=0.02)
    mixed = [person.mixed for person in drawn if person.truth == "cervicogenic"]
    assert np.mean(mixed) == pytest.approx(cohorts.MIXED_CERVICOGENIC, abs=0.1)
    assert not any(person.mixed for person in cohorts.draw("easy", 500, 2))


def as_diary(person):
    """Write a simulated person's headaches down as episodes."""
    neck_start = [{"region": "forehead", "side": "middle"}]
    sides = {"both": "both_equal"}
    return diary([
        episode(
            day(3 * n + 1),
            side=sides.get(side, side),
            start_region="upper_neck" if start else "temple",
            regions=neck_start,
            provoked_by=["neck_movement"] if provoked else [],
            shoulder_arm_pain=_arm(arm, person),
            nausea="mild" if nausea else "none",
            photophobia="mild" if senses else "none",
            phonophobia="mild" if senses else "none",
        )
        for n, (side, start, provoked, arm, nausea, senses) in enumerate(
            zip(person.sides, person.start, person.provoked, person.shoulder_arm, person.nausea,
                person.senses, strict=True)
        )
    ])  # fmt: skip


def _arm(arm, person):
    return "both" if arm else "none"


def test_the_counts_that_are_calibrated_are_those_of_a_written_diary():
    people = [
        person for person in cohorts.draw("hard", 60, 5)
        if person.sides.count("left") != person.sides.count("right")
    ][:12]  # fmt: skip
    for person in people:
        counted = pattern.count(neck.mark(days.mark_headaches(as_diary(person))))
        simulated = cohorts.ledger_of(person)
        for part in ("sides", "starts", "origin", "provoked", "same_side_pain", "nausea", "senses"):
            assert getattr(counted, part) == getattr(simulated, part), part
