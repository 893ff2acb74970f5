"""The document: always one, whatever is missing, and every number with what it rests on."""

import json
import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from care.access import ReadableDiary
from diary.warning_signs import rules
from insights import compute, freshness
from insights.compute import Insights
from interchange import demo
from reports import words
from tests.insights.diaries import BERLIN, check_ins, episode, identity, keep

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)
NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
YEAR = (TODAY - timedelta(days=365), TODAY)

KEYS = {
    "window", "time_zone", "rule_version", "generated_at", "input_revision", "observed", "burden",
    "medication_days", "pattern", "migraine_features", "tension_features", "associations",
    "before_after", "trends", "warning_signs",
}  # fmt: skip


def insights(diary: ReadableDiary, window: tuple[date, date] = YEAR, **more: Any) -> Insights:
    made = {"now": NOW, "time_zone": BERLIN, "revision": 7, "rule_version": "r"}
    return compute.compute(diary, window, **made | more)


def numbers(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers(part)
    else:
        yield value


def headaches(count: int, first: date = date(2026, 3, 1)) -> list[dict[str, Any]]:
    days = [first + timedelta(days=2 * number) for number in range(count)]
    return [
        episode(number, f"{day}T10:00:00+01:00", f"{day}T15:00:00+01:00", side="left")
        for number, day in enumerate(days)
    ]


DIARIES: dict[str, dict[str, Any]] = {
    "empty": {},
    "one day": {"check_ins": check_ins(TODAY - timedelta(days=1), ["yes"])},
    "three days, each answered otherwise": {
        "check_ins": [
            check_ins(TODAY - timedelta(days=ago), ["no"], sleep_position=position)[0]
            for ago, position in ((3, "back"), (2, "stomach"), (1, "left_side"))
        ]
    },
    "only clear days": {"check_ins": check_ins(date(2026, 3, 1), ["no"] * 100)},
    "only headache days": {"check_ins": check_ins(date(2026, 3, 1), ["yes"] * 100)},
    "nearly all days missing": {
        "check_ins": check_ins(date(2025, 7, 1), (["no"] + [None] * 9 + ["yes"] + [None] * 9) * 17)
    },
    "an episode without end": {"episodes": [episode(1, "2026-03-01T10:00:00+01:00")]},
    "an end nobody knows": {
        "episodes": [episode(1, "2026-03-01T10:00:00+01:00", end_unknown=True)]
    },
    "headaches without check-ins": {"episodes": headaches(40)},
    "all days exposed": {
        "episodes": headaches(40),
        "check_ins": check_ins(date(2026, 3, 1), ["no", "yes"] * 50, sitting_hours=9),
    },
    "first entry today": {"check_ins": check_ins(TODAY, ["yes"])},
}


@pytest.mark.parametrize("name", DIARIES)
def test_whatever_is_missing_there_is_a_document_with_sentences(owner: User, name: str) -> None:
    document = insights(keep(owner, **DIARIES[name])).document
    assert document.keys() >= KEYS
    assert not any(isinstance(n, float) and not math.isfinite(n) for n in numbers(document))
    stored = json.loads(json.dumps(document, allow_nan=False))
    assert stored == document
    told = words.tell(stored)
    assert all(sentence["text"] and "%(" not in sentence["text"] for sentence in told)
    assert {sentence["section"] for sentence in told} >= {"observed", "medication_days", "pattern"}


def test_an_empty_diary_says_what_is_needed_first(owner: User) -> None:
    document = insights(keep(owner)).document
    assert document["observed"]["headache_known"] == 0
    assert document["burden"]["per_28"]["headache_day"]["reason"] == "not_answered"
    assert document["pattern"]["grade"] == "not_enough_data"
    assert document["associations"][0]["missing"] == "never_logged"
    shown = words.render(document)
    assert shown["pattern"]["flag"]["still_needed"] == (
        "Still needed: 28 more days with an answer about headaches; 5 more headaches in the diary."
    )


def test_twenty_years_are_read_in_one_go(owner: User) -> None:
    first = date(2006, 6, 12)
    diary = keep(
        owner,
        check_ins=check_ins(first, (["no"] * 9 + ["yes"]) * 730, sitting_hours=6),
        episodes=[
            episode(n, f"{first + timedelta(days=10 * n)}T10:00:00+00:00")
            | {"end_unknown": bool(n % 2)}
            for n in range(700)
        ],
    )
    document = insights(diary, (first, TODAY)).document
    assert document["observed"]["headache_known"] == 7300
    assert len(document["burden"]["months"]) == 241
    json.dumps(document, allow_nan=False)


def test_a_document_says_what_it_was_made_from(owner: User) -> None:
    document = insights(keep(owner)).document
    assert document["window"] == ["2025-06-10", "2026-06-10"]
    assert (document["time_zone"], document["local_date"]) == (BERLIN, "2026-06-10")
    assert (document["input_revision"], document["rule_version"]) == (7, "r")
    assert document["generated_at"] == "2026-06-10T14:00:00+02:00"


def test_the_version_of_the_rules_is_that_of_analytics() -> None:
    from analytics.results import RULE_VERSION

    assert freshness.RULE_VERSION.partition("/")[0] == RULE_VERSION


# --- the demo person, whose truth is known


@pytest.fixture
def demo_diary(owner: User) -> ReadableDiary:
    archive = demo.archive(until=TODAY)
    return keep(
        owner, **{k: v for k, v in archive.items() if isinstance(v, list | dict) and k != "counts"}
    )


def test_what_was_kept_makes_the_next_document_steady(demo_diary: ReadableDiary) -> None:
    """A flag that stands keeps its day; a finding that stands is dropped later than made."""
    since = {"grade": "probable", "since": "2026-01-02", "candidate": None, "candidate_since": None}
    kept = {
        "pattern": since,
        "associations": {
            "looked_on": "2026-06-02",
            "found": {"sitting_hours": {"first_seen": "2026-02-03", "direction": 1}},
        },
    }
    found = insights(demo_diary, kept=kept)
    flag = found.document["pattern"]["flag"]
    assert (flag["raised"], flag["since"]) == (True, "2026-01-02")
    sitting = found.document["associations"][0]
    assert sitting["q"] <= 0.2
    assert (sitting["finding"], sitting["first_seen"]) == (True, "2026-02-03")
    assert found.kept["pattern"] == since
    looked = found.kept["associations"]
    assert looked["found"]["sitting_hours"]["first_seen"] == "2026-02-03"
    assert looked["looked_on"] == sitting["looked_on"] == "2026-06-09"
    assert "kept" not in found.document


def test_every_contrast_says_its_days_and_headaches(demo_diary: ReadableDiary) -> None:
    rows = insights(demo_diary).document["associations"]
    contrasts = [row["contrast"] for row in rows if row["contrast"]]
    assert contrasts
    for contrast in contrasts:
        assert contrast["risk1"] == pytest.approx(contrast["onsets1"] / contrast["days1"], abs=1e-3)
        assert contrast["risk0"] == pytest.approx(contrast["onsets0"] / contrast["days0"], abs=1e-3)
    levels = next(row for row in rows if row["exposure"] == "sleep_position")["levels"]
    assert levels[0]["contrast"]["days0"] == levels[1]["contrast"]["days0"]


def test_treatments_in_reach_are_compared_and_others_are_not(demo_diary: ReadableDiary) -> None:
    """The pillow came seven months after the start of the diary, physiotherapy four later."""

    def kinds(window: tuple[date, date]) -> list[str]:
        return [row["kind"] for row in insights(demo_diary, window).document["before_after"]]

    pillow, course = (TODAY - timedelta(days=548 - after) for after in (213, 335))
    assert kinds(YEAR) == ["pillow", "physiotherapy"]
    assert kinds((pillow + timedelta(days=104), TODAY)) == ["physiotherapy"]
    assert kinds((pillow + timedelta(days=103), TODAY)) == ["pillow", "physiotherapy"]
    assert kinds((pillow, course)) == ["pillow"]


def test_before_a_treatment_ninety_days_are_read_even_beyond_the_window(
    demo_diary: ReadableDiary,
) -> None:
    course = TODAY - timedelta(days=548 - 335)
    row = insights(demo_diary, (course, TODAY)).document["before_after"][-1]
    assert row["before"]["days"] == 90


def test_a_fourth_session_asks_for_a_review_for_six_weeks(demo_diary: ReadableDiary) -> None:
    fourth = TODAY - timedelta(days=548 - 335 - 21)

    def current(end: date) -> list[bool]:
        window = (end - timedelta(days=365), end)
        return [r["current"] for r in insights(demo_diary, window).document["session_reviews"]]

    assert current(fourth + timedelta(days=42)) == [True]
    assert current(fourth + timedelta(days=43)) == [False]


# --- days to be left out, factors of one's own, signs under way


def test_marked_days_are_left_out_of_statistics_but_counted_as_days(owner: User) -> None:
    answers = {"check_ins": check_ins(date(2026, 3, 1), ["no"] * 90, sitting_hours=5)}
    plain = insights(keep(owner, **answers)).document
    mark = {
        "id": identity(1),
        "on": "2026-03-10",
        "until": "2026-03-19",
        "label": "A cold",
        "exclude_from_statistics": True,
    }
    marked = insights(keep(owner, marks=[mark])).document
    assert plain["associations"][0]["n_known"] - 10 == marked["associations"][0]["n_known"]
    assert plain["observed"]["headache_known"] == marked["observed"]["headache_known"] == 90


def test_a_factor_of_ones_own_is_looked_at_by_its_name(owner: User) -> None:
    factor = {"id": identity(40), "label": "Choir", "kind": "yes_no"}
    diary = keep(
        owner,
        custom_factors=[factor],
        profile={"suspected_factors": [identity(40)]},
        check_ins=check_ins(date(2026, 3, 1), ["no"] * 90, factors={identity(40): True}),
    )
    document = insights(diary).document
    own = document["associations"][-1]
    assert (own["exposure"], own["label"], own["missing"]) == (
        identity(40),
        "Choir",
        "never_varies",
    )
    texts = {sentence["key"]: sentence["text"] for sentence in words.tell(document)}
    assert texts[own["sentence_key"]].startswith("Choir: the answer was the same")
    assert "Choir" in texts["beliefs.not_enough_data"]


def card_of(entry: dict[str, Any], answer: str) -> dict[str, Any]:
    """The card that an entry calls for, as it was shown and answered."""
    shown = rules.evaluate(entry, None, [], NOW)[0]
    return {
        "id": identity(2),
        "card": shown["card"],
        "signs": shown["signs"],
        "episode": entry["id"],
        "shown_at": entry["started_at"],
        "answer": answer,
    }


@pytest.mark.parametrize(
    ("signs", "answer", "paused"),
    [
        (["weakness"], None, True),
        (["weakness"], "understood", True),
        (["weakness"], "resolved", False),
        (["weakness"], "my_usual_checked", False),
        (["different_from_usual"], None, False),
        ([], None, False),
        (None, None, False),
    ],
)
def test_a_sign_under_way_pauses_the_pattern(
    owner: User, signs: list[str] | None, answer: str | None, paused: bool
) -> None:
    entry = episode(1, "2026-06-09T10:00:00+02:00", warning_signs=signs)
    cards = [card_of(entry, answer)] if answer else []
    document = insights(keep(owner, episodes=[entry], acknowledgements=cards)).document
    assert document["pattern"]["paused"] is paused
    keys = [s["key"] for s in words.tell(document) if s["section"] == "pattern"]
    assert (keys == ["pattern.paused"]) is paused


def test_a_sign_of_three_weeks_ago_is_not_under_way(owner: User) -> None:
    old = episode(1, "2026-05-20T10:00:00+02:00", warning_signs=["weakness"])
    assert insights(keep(owner, episodes=[old])).document["pattern"]["paused"] is False


def test_a_sign_of_the_back_in_a_check_in_pauses_too(owner: User) -> None:
    answered = check_ins(date(2026, 6, 5), ["no"], warning_signs=["saddle_numbness"])
    assert insights(keep(owner, check_ins=answered)).document["pattern"]["paused"] is True


def test_a_sign_that_came_back_after_it_was_resolved_is_under_way_again(owner: User) -> None:
    first, again = (
        episode(n, f"2026-06-0{day}T10:00:00+02:00", warning_signs=["weakness"])
        for n, day in ((1, 3), (2, 7))
    )
    diary = keep(owner, episodes=[first], acknowledgements=[card_of(first, "resolved")])
    assert insights(diary).document["pattern"]["paused"] is False
    assert insights(keep(owner, episodes=[again])).document["pattern"]["paused"] is True


@pytest.mark.parametrize(
    "window",
    [
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2020, 1, 1), date(2021, 1, 1)),
        (TODAY, TODAY + timedelta(days=1)),
        (TODAY - timedelta(days=1), TODAY + timedelta(days=1)),
        (date(1900, 1, 1), date(1900, 1, 2)),
    ],
)
def test_a_window_without_a_day_of_diary_has_a_document_too(
    owner: User, window: tuple[date, date]
) -> None:
    answers = check_ins(date(2026, 3, 1), ["no", "yes"] * 40, sitting_hours=6)
    document = insights(keep(owner, check_ins=answers, episodes=headaches(5)), window).document
    json.dumps(document, allow_nan=False)
    assert words.tell(document)
