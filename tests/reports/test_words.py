"""Sentences: every result has one, and each keeps to the wording table."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation
from django.utils.functional import Promise

from accounts.models import User
from analytics import flags, medication_days, pattern
from analytics.associations import exposures, gates
from analytics.criteria.neck import Sides
from analytics.stats.intervals import Interval
from diary import vocabulary
from insights import compute
from interchange import demo
from reports import links, words
from reports.numbers import signed
from reports.phrases import PHRASES
from reports.phrases import counts as count_phrases
from reports.phrases import links as link_phrases
from reports.sentences import phrase
from tests.insights.diaries import BERLIN, check_ins, episode, keep

TODAY = date(2026, 6, 10)
YEAR = (TODAY - timedelta(days=365), TODAY)


def document(owner: User, window: tuple[date, date] = YEAR, **collections: Any) -> dict[str, Any]:
    diary = keep(owner, **collections)
    made = {"now": datetime(2026, 6, 10, 12, tzinfo=UTC), "time_zone": BERLIN}
    return compute.compute(diary, window, **made, revision=1, rule_version="r").document


def texts(of: dict[str, Any], section: str) -> list[str]:
    return [s["text"] for s in words.tell(of) if s["section"] == section]


def templates() -> Iterator[tuple[str, str]]:
    """Every text a sentence is made of, both its plural forms."""
    tables: dict[str, Any] = {**PHRASES, **count_phrases.CODES, **link_phrases.LEVELS}
    for name in ("HAPPENED", "LISTED", "PER"):
        tables |= {f"{name}.{key}": text for key, text in getattr(link_phrases, name).items()}
    for name in ("MORE", "FEWER", "MORE_OR_FEWER", "FEWER_OR_MORE", "PEAK", "PEAK_LISTED"):
        tables[name] = getattr(link_phrases, name)
    for key, exposure in link_phrases.EXPOSURES.items():
        tables |= {f"{key}.{part}": text for part, text in exposure._asdict().items()}
    for key, text in tables.items():
        for given in (Numbers(1), Numbers(2)):
            yield key, str(text % given) if isinstance(text, Promise) else text % given


class Numbers(dict[str, Any]):
    """Any number that a template asks for."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def __missing__(self, name: str) -> int:
        return self.number

    def __contains__(self, name: object) -> bool:
        return True


# --- the wording table

TEMPLATES = list(templates())
FORBIDDEN = re.compile(
    r"""likely|probab|chances\b|you\ have\b|you\ suffer|causes\b|caused|because\ of|due\ to
    |ruled\ out|negative|positive|detected|diagnos|normal|safe\b|fine\b
    |nothing\ to\ worry|don't\ worry
    |stop\ taking|should\b|must\b|trigger|%\ certain|congratul|well\ done|streak|great|!""",
    re.VERBOSE | re.IGNORECASE,
)
DISEASES = re.compile(
    r"stroke|mening|tumou?r|cancer|dissection|arteritis|haemorr|bleed|migraine|cluster|neuralgia"
    r"|cervicogenic|overuse|leak|glaucoma",
    re.IGNORECASE,
)


def test_no_sentence_uses_a_word_of_the_table() -> None:
    assert not [(key, text) for key, text in TEMPLATES if FORBIDDEN.search(text)]


def test_signs_and_look_alikes_name_what_to_do_and_no_disease() -> None:
    calm = ("warning.", "look_alike.", "medication.")
    assert not [text for key, text in TEMPLATES if key.startswith(calm) and DISEASES.search(text)]


@pytest.mark.parametrize("key", [k for k in PHRASES if k.startswith(("warning.", "look_alike."))])
def test_each_sign_says_whom_to_see(key: str) -> None:
    assert "doctor" in str(PHRASES[key] % Numbers(2))


def test_every_text_can_be_translated() -> None:
    assert all(isinstance(text, Promise) for text in PHRASES.values())


def test_a_link_is_never_called_more_than_a_link() -> None:
    for way in links.SUPPORTED:
        for key in (f"link.{way}", f"link.{way}.points"):
            text = str(PHRASES[key] % Numbers(2))
            assert "a link in your own notes, not proof" in text or "small link" in text


# --- every key has its sentence


def test_every_headline_of_the_flag_has_a_sentence() -> None:
    grades = (pattern.PROBABLE, pattern.POSSIBLE, pattern.NONE, "not_enough_data")
    keys = {f"pattern.{grade}{end}" for grade in grades for end in ("", ".waiting")}
    keys |= {f"pattern.{grade}.changing" for grade in flags.RAISED}
    assert keys <= PHRASES.keys()


def test_every_part_of_the_pattern_has_its_sentences() -> None:
    parts = pattern.judge_parts(pattern.Ledger(Sides()))
    needs = {f"pattern.need.{part}" for part in (*parts, "days", "episodes", "hold")}
    assert needs <= PHRASES.keys()


def test_every_mark_of_painkiller_days_has_a_sentence() -> None:
    assert {f"medication.{mark}" for mark in (*medication_days.MARKS, "overuse")} <= PHRASES.keys()
    assert set(medication_days.LIMITS) <= count_phrases.CODES.keys()


def test_every_exposure_has_its_words() -> None:
    assert {exposure.name for exposure in exposures.DECLARED} <= link_phrases.EXPOSURES.keys()
    assert {exposure.unit for exposure in exposures.DECLARED} <= link_phrases.PER.keys()
    for name in link_phrases.OF_LEVELS:
        slugs = {
            "screen_posture": vocabulary.SCREEN_POSTURES,
            "sleep_position": vocabulary.SLEEP_POSITIONS,
            "pillow": vocabulary.PILLOWS,
        }[name]
        assert {
            f"{name}.{slug}" for slug in slugs if slug != "unknown"
        } <= link_phrases.LEVELS.keys()


def test_every_verdict_has_a_sentence() -> None:
    ends = [n / 4 for n in range(-8, 9)]
    verdicts = {
        gates.verdict(Interval(lo, hi), margin=gates.IMPORTANT, passed=passed)
        for lo in ends for hi in ends if lo < hi for passed in (True, False)
    }  # fmt: skip
    unconfirmed = {f"{way}_unconfirmed" for way in ("raises", "lowers")}
    early = {"early", "early_raises", "early_lowers"}
    missing = {"never_varies", "answers", "events", "contrast"}
    held = {"held", "levels_open", "levels_unconfirmed"}
    held |= {f"{way}.open" for way in links.ONE_SIDED}
    wanted = verdicts | unconfirmed | early | missing | held
    assert {f"link.{way}" for way in wanted} <= PHRASES.keys()


@pytest.mark.parametrize(
    "key",
    [
        *(f"beliefs.{s}" for s in ("supported", "not_supported", "cannot_tell", "not_enough_data",
                                   "not_measured", "unsuspected")),
        *(f"directions.{v}" for v in ("both", "pain_first", "headache_first", "neither")),
        *(f"before_after.{s}" for s in ("not_enough_data", "fewer", "more", "cannot_tell",
                                        "fewer_not_robust", "more_not_robust", "large_drop_unsure",
                                        "large_rise_unsure")),
        *(f"sessions.{s}" for s in ("change", "no_clear_change", "not_enough_data")),
    ],
)  # fmt: skip
def test_every_other_result_has_a_sentence(key: str) -> None:
    assert key in PHRASES


# --- numbers as they are written


def test_one_day_is_not_one_days() -> None:
    assert phrase("pattern.need.days", {"more": 1}).startswith("1 more day with")
    assert phrase("pattern.need.days", {"more": 2}).startswith("2 more days with")


def test_a_sign_is_no_hyphen() -> None:
    assert [signed(value) for value in (-61, 0, 7)] == ["−61", "+0", "+7"]


def test_a_number_is_written_as_the_language_writes_it() -> None:
    numbers = {"low": 1.5, "high": 8.0, "n": 3}
    assert "between 1.5 and 8 hours" in phrase("burden.length", numbers)
    with translation.override("de"):
        assert "1,5" in phrase("burden.length", numbers)


@pytest.mark.parametrize(
    ("rd", "lo", "hi", "said"),
    [
        (0.154, 0.056, 0.26, "15 more in a hundred (between 6 and 26)"),
        (-0.2, -0.31, -0.05, "20 fewer in a hundred (between 5 and 31)"),
        (-0.1, -0.21, 0.04, "10 fewer in a hundred (between 4 more and 21 fewer)"),
        (0.1, -0.03, 0.2, "10 more in a hundred (between 3 fewer and 20 more)"),
    ],
)
def test_a_difference_is_told_from_the_side_on_which_it_lies(
    rd: float, lo: float, hi: float, said: str
) -> None:
    contrast = {"rd": rd, "rd_lo": lo, "rd_hi": hi}
    assert links._difference({"contrast": contrast, "outcome": "onset"}) == said


@pytest.mark.parametrize(
    ("limit", "written"), [(7.25, "7.25"), (8, "8"), (10, "10"), (0.6154, "0.62"), (None, "")]
)
def test_a_limit_is_written_as_short_as_it_is(limit: float | None, written: str) -> None:
    assert links._limit(limit) == written


# --- a whole document, read as its person reads it


@pytest.fixture(scope="module")
def demo_collections() -> dict[str, Any]:
    archive = demo.archive(until=TODAY)
    return {k: v for k, v in archive.items() if isinstance(v, list | dict) and k != "counts"}


@pytest.fixture
def told(owner: User, demo_collections: dict[str, Any]) -> dict[str, Any]:
    return document(owner, **demo_collections)


@pytest.mark.django_db
def test_sections_come_in_the_order_in_which_they_matter(told: dict[str, Any]) -> None:
    sections = list(dict.fromkeys(s["section"] for s in words.tell(told)))
    assert sections == [section for section in words.SECTIONS if section in sections]
    assert sections.index("medication_days") < sections.index("observed")
    assert sections.index("observed") < sections.index("pattern")
    assert list(words.SECTIONS)[: len(told["display_order"])] == told["display_order"]


@pytest.mark.django_db
def test_the_flag_says_its_counts_the_next_step_and_names_its_episodes(
    told: dict[str, Any],
) -> None:
    shown = words.render(told)["pattern"]["flag"]
    assert shown["raised"]
    numbers = told["pattern"]["flag"]["headline"]["numbers"]
    for part in ("began in the neck", "on the right side only", "neck movement or a held posture"):
        assert part in shown["headline"]
    assert f"{numbers['k']} of {numbers['n']} began in the neck" in shown["headline"]
    assert shown["next_step"] == "Worth asking for an examination of the neck."
    for_lock = next(s for s in words.tell(told) if s["key"] == "for.side_lock")
    assert len(for_lock["episodes"]) == told["pattern"]["for"][0]["numbers"]["k"]


@pytest.mark.django_db
def test_each_exposure_says_what_the_diary_says_of_it(told: dict[str, Any]) -> None:
    sentences = [s for s in words.tell(told) if s["section"] == "associations"]
    assert [s["exposure"] for s in sentences if "exposure" in s] == [
        row["exposure"] for row in told["associations"] if row["missing"] != "never_logged"
    ]
    assert sentences[-1]["text"] == "Never answered, so nothing can be said: Driving."


WAYS = {
    "raises.B": "that is 20 more in a hundred",
    "lowers.B": "not proof that it protects",
    "raises_slightly.B": "a small link",
    "lowers_slightly.B": "a small link",
    "no_important_effect.B": "speak against a strong link",
    "not_harmful.B": "whether there are fewer headaches with it your notes cannot say yet",
    "not_protective.B": "whether there are more headaches with it your notes cannot say yet",
    "held.B": "seen since 2 April 2026, has become less clear",
    "cannot_tell.B": "fit anything from clearly fewer to clearly more",
    "raises_unconfirmed.B": "leans towards more headaches",
    "lowers_unconfirmed.B": "leans towards fewer headaches",
    "levels_open.B": "whether it makes a difference your notes cannot say yet",
    "levels_unconfirmed.B": "leans towards a difference",
    "early.A": "an early look",
    "early_raises.A": "more than chance alone",
    "early_lowers.A": "less than chance alone",
    "events.0": "not enough data yet, 24 headaches",
    "contrast.0": "nearly all days with an answer are of one kind",
    "answers.0": "answered on 120 days",
    "never_varies.0": "the same on every day",
}


@pytest.mark.parametrize(("way", "said"), list(WAYS.items()))
def test_each_answer_to_an_exposure_has_its_own_sentence(way: str, said: str) -> None:
    row = ROW | {"sentence_key": f"stress.{way}", "says": "cannot_tell", "first_seen": "2026-04-02"}
    assert said in links._sentence(row, way.split(".")[0])


@pytest.mark.parametrize("way", links.ONE_SIDED)
def test_the_side_that_was_suspected_is_told_first(way: str) -> None:
    told = {
        says: links._sentence(ROW | {"says": says}, way)
        for says in ("not_supported", "cannot_tell")
    }
    assert told["not_supported"].startswith("Stress: your notes speak against")
    assert told["cannot_tell"].startswith("Stress: whether there are")


def test_of_pain_that_is_there_every_day_a_point_is_what_is_strong() -> None:
    row = ROW | {"outcome": "peak", "difference": {"per": "2_points", "est": 0, "lo": 0, "hi": 0}}
    assert "one of a point or more" in links._sentence(row, "no_important_effect")


def test_breaks_are_told_as_minutes_between_them() -> None:
    bands = [{"label": "lower", "from": None}, {"label": "upper", "from": 0.5}]
    told = links._days(ROW | {"exposure": "breaks", "bands": bands}, "upper")
    assert told[0] == "after long sitting days with a break at least every 120 minutes"


ROW: dict[str, Any] = {
    "exposure": "stress",
    "label": None,
    "coding": "raw",
    "outcome": "onset",
    "n_onsets": 24,
    "n_at_risk": 120,
    "bands": [{"label": "low", "from": None, "below": 4.0}, {"label": "high", "from": 4.0}],
    "levels": [],
    "says": "not_supported",
    "n_known": 200,
    "n_time_unknown": 0,
    "first_seen": None,
    "looked_on": "2026-05-01",
    "tier": "B",
    "contrast": {
        "exposed": "high", "risk1": 0.3, "risk0": 0.1, "rd": 0.2, "rd_lo": 0.06, "rd_hi": 0.34,
        "onsets1": 18, "days1": 60, "onsets0": 6, "days0": 60,
    },
    "difference": None,
    "missing": None,
    "days_needed": 0,
    "flags": [],
}  # fmt: skip


def test_where_everything_was_asked_nothing_is_said_to_be_missing() -> None:
    row = ROW | {"sentence_key": "stress.cannot_tell.B"}
    keys = [key for key, _text, _more in links.associations({"associations": [row]})]
    assert keys == ["links.looked", "stress.cannot_tell.B"]


@pytest.mark.parametrize(("flags", "uneven"), [([], False), (["risk_scale_biased"], True)])
def test_how_much_was_compared_and_when_is_said_once(flags: list[str], uneven: bool) -> None:
    rows = [ROW | {"flags": flags}] * 3 + [ROW | {"missing": "never_logged", "tier": "0"}]
    ((_key, text, _more),) = links._looked(rows)
    assert text.startswith("3 of your daily answers were held against your headaches at once")
    assert "once a week, last with the days up to 1 May 2026" in text
    assert ("were not filled in equally often" in text) is uneven


def test_where_nothing_was_tested_nothing_is_said_of_comparing() -> None:
    assert list(links._looked([ROW | {"tier": "0"}])) == []


def test_what_several_lack_alike_is_told_once() -> None:
    """A diary of three days must not say seventeen times that it is young."""
    young = ROW | {"missing": "events", "tier": "0", "n_known": 3, "n_onsets": 2,
                   "says": "not_enough_data", "days_needed": None}  # fmt: skip
    rows = [
        young | {"exposure": name, "sentence_key": f"{name}.events.0"}
        for name in ("stress", "exercise")
    ]
    alone = young | {"exposure": "alcohol", "missing": "never_varies",
                     "sentence_key": "alcohol.never_varies.0"}  # fmt: skip
    first, second = links.associations({"associations": [*rows, alone]})
    assert first[0] == "links.events"
    assert first[1].startswith(
        "Not enough data yet, 2 headaches on days with an answer: Stress, Exercise. How many days"
    )
    assert first[2] == {"exposures": ["stress", "exercise"], "says": "not_enough_data"}
    assert second[0] == "alcohol.never_varies.0"
    same = [row | {"sentence_key": f"{row['exposure']}.never_varies.0"} for row in rows]
    ((key, text, _more),) = links.associations({"associations": same})
    assert (key, text.endswith(": Stress, Exercise.")) == ("links.never_varies", True)


def test_headaches_of_unknown_hour_are_said_to_be_left_out() -> None:
    row = ROW | {"n_time_unknown": 3}
    assert links._sentence(row, "cannot_tell").endswith("3 headaches of unknown hour are left out.")


def test_a_kind_of_night_without_a_day_that_counts_is_not_listed() -> None:
    bands = [
        {"label": "back", "days": 2, "onsets": 1, "risk": 0.5},
        {"label": "stomach", "days": 0, "onsets": 0, "risk": None},
    ]
    row = ROW | {"exposure": "sleep_position", "contrast": None, "bands": bands}
    assert links._counts(row).endswith(": on the back 1 of 2 (50 %)")


def test_counts_stand_in_every_sentence_about_a_comparison() -> None:
    told = links._counts(ROW)
    assert told == (
        "after days with stress of 4 or more a new headache started on 18 of 60 days (30 %), after "
        "other days on 6 of 60 (10 %)"
    )


@pytest.mark.parametrize("flag", ["possible_prodrome", "reverse_suspected", "copies_another"])
def test_a_doubt_is_told_with_a_link_and_not_without(flag: str) -> None:
    row = ROW | {"flags": [flag, "early"]}
    doubt = str(PHRASES[f"flag.{flag}"])
    assert doubt in links._sentence(row, "raises")
    assert doubt not in links._sentence(row, "cannot_tell")


@pytest.mark.parametrize(
    ("days", "said"),
    [(34, "About 34 more days of diary"), (1, "About 1 more day of"), (None, "half a year")],
)
def test_what_is_missing_says_how_long_it_takes(days: int | None, said: str) -> None:
    row = ROW | {"missing": "events", "days_needed": days}
    assert said in links._sentence(row, "events")


def test_levels_are_listed_until_one_stands_out() -> None:
    bands = [
        {"label": "right_side", "onsets": 3, "days": 119, "risk": 0.0252},
        {"label": "stomach", "onsets": 2, "days": 23, "risk": 0.087},
    ]
    row = ROW | {"exposure": "sleep_position", "outcome": "morning", "bands": bands}
    assert links._counts(row | {"contrast": None}) == (
        "morning headaches after nights: on the right side 3 of 119 (3 %), on the stomach 2 of 23 "
        "(9 %)"
    )
    found = row | {"contrast": ROW["contrast"] | {"exposed": "stomach"}}
    assert links._counts(found).startswith("after nights on the stomach a headache was there on 18")
    assert "after nights on the right side on 6 of 60" in links._counts(found)


def test_factors_of_ones_own_are_called_by_their_name() -> None:
    own = ROW | {"exposure": "8a7f", "label": "Choir 100 %"}
    yes_no = [{"label": "no", "from": None, "below": 0.5}, {"label": "yes", "from": 0.5}]
    contrast = ROW["contrast"] | {"exposed": "yes"}
    told = links._sentence(own | {"bands": yes_no, "contrast": contrast}, "raises")
    assert told.startswith("Choir 100\u00a0%: after days with “Choir 100\u00a0%” a new headache")
    assert "after days with “Choir 100\u00a0%” at 4 or more" in links._sentence(own, "raises")


@pytest.mark.django_db
def test_with_headaches_every_day_their_strength_is_told(owner: User) -> None:
    first = TODAY - timedelta(days=150)
    days = [first + timedelta(days=n) for n in range(150)]
    hours = [(7 * n) % 5 * 2 + 2 for n in range(150)]
    daily = [
        episode(
            n,
            f"{day}T12:00:00+02:00",
            f"{day}T18:00:00+02:00",
            peak_intensity=min(10, 2 + hours[n - 1] // 2 + n % 2),
        )
        for n, day in enumerate(days)
    ]
    answers = [
        {"date": day.isoformat(), "time_zone": BERLIN, "headache_today": "yes",
         "sitting_hours": hours[n], "pillow": ("low", "high")[n // 3 % 2]}
        for n, day in enumerate(days)
    ]  # fmt: skip
    told = document(owner, episodes=daily, check_ins=answers)
    assert told["associations"][0]["mode"] == "severity"
    sentences = texts(told, "associations")
    assert re.match(
        r"Sitting: for each hour the worst pain of the day differs by \+0\.\d points", sentences[1]
    )
    assert any("Pillow" in text and "worst pain of the day" in text for text in sentences)
    assert any(text.startswith("Every day with an answer") for text in texts(told, "observed"))


def test_bands_of_strength_are_told_by_their_limits() -> None:
    bands = [
        {"label": "lower", "from": None, "below": 4.0, "days": 9, "mean_peak": 3.21},
        {"label": "middle", "from": 4.0, "below": 6.5, "days": 8, "mean_peak": 4.0},
        {"label": "upper", "from": 6.5, "below": None, "days": 7, "mean_peak": 5.0},
        {"label": "empty", "from": 9.0, "below": None, "days": 0, "mean_peak": None},
    ]
    row = ROW | {"outcome": "peak", "bands": bands, "contrast": None}
    assert links._counts(row) == (
        "the worst pain of the day on average: below 4 3.2 (9 days), 4 to 6.5 4.0 (8 days), from "
        "6.5 on 5.0 (7 days)"
    )


# --- painkillers, treatments, time


def medication(key: str, taken: int, nameless: int) -> dict[str, Any]:
    numbers = {"code": "8.2.3", "days": 4, "limit": 15, "observed": 20, "of": 30}
    section = {
        "headline": {"sentence_key": key, "numbers": numbers},
        "any": {"low": 4, "n": taken, "of": 30},
        "unclassified": {"low": nameless},
    }
    return {"medication_days": section}


@pytest.mark.parametrize(
    ("key", "taken", "nameless", "keys"),
    [
        ("medication.below", 30, 0, ["medication.below"]),
        ("medication.near", 30, 2, ["medication.near", "medication.unclassified"]),
        ("medication.open", 20, 0, ["medication.open"]),
        ("medication.open", 0, 0, ["medication.open.none"]),
        ("medication.open", 20, 4, ["medication.open.unclassified"]),
    ],
)
def test_painkiller_days_say_what_they_rest_on(
    key: str, taken: int, nameless: int, keys: list[str]
) -> None:
    said = list(words._medication(medication(key, taken, nameless)))
    assert [told[0] for told in said] == keys
    assert all("30" in text for _key, text, _more in said)


@pytest.mark.parametrize("mark", ["below", "open"])
def test_where_nothing_was_taken_no_class_of_painkiller_is_named(mark: str) -> None:
    document = medication(f"medication.{mark}", 20, 0)
    document["medication_days"]["headline"]["numbers"] |= {"days": 0, "code": "8.2.1"}
    ((key, text, _more),) = words._medication(document)
    assert key == f"medication.{mark}.zero"
    assert "20" in text and "30" in text
    assert str(count_phrases.CODES["8.2.1"]) not in text


def test_a_sign_that_is_there_is_told_and_one_that_is_not_is_not() -> None:
    numbers = {"now": 10, "n_now": 29, "before": 2, "n_before": 28}
    signs = [
        {"id": "warning.days_doubled", "status": "met", "numbers": numbers},
        {"id": "warning.pain_doubled", "status": "not_met", "numbers": numbers},
        {"id": "warning.overuse", "status": "met", "numbers": {}},
    ]
    said = list(words._warnings({"warning_signs": {"signs": signs}}))
    assert [key for key, _text, _more in said] == ["warning.days_doubled"]
    assert "10 of 29 days with an answer in the last 30, after 2 of 28" in said[0][1]


def test_what_looks_different_is_told_with_its_entries() -> None:
    alike = {"id": "7.2", "status": "met", "k": 3, "n": 12, "episodes": ["a", "b", "c"]}
    other = alike | {"id": "3.1", "status": "not_met"}
    flag = {
        "headline": {"sentence_key": "pattern.none", "numbers": {}},
        "next_step": {"sentence_key": "pattern.next.none", "numbers": {}},
        "still_needed": [],
    }
    section = {
        "paused": False, "early_look": True, "grade": "none", "observed_days": 40, "flag": flag,
        "for": [], "against": [], "look_alikes": [alike, other],
        "overlap": {"sentence_key": "pattern.overlap", "numbers": {"k": 0, "n": 0}},
    }  # fmt: skip
    said = {key: more for key, _text, more in words._pattern({"pattern": section})}
    assert list(said) == [
        "pattern.early_look", "pattern.none", "pattern.overlap", "look_alike.7.2"
    ]  # fmt: skip
    assert said["look_alike.7.2"] == {"episodes": ["a", "b", "c"]}


@pytest.mark.django_db
def test_a_treatment_says_both_sides_and_that_it_proves_nothing(told: dict[str, Any]) -> None:
    rows = told["before_after"]
    for row, text in zip(rows, texts(told, "before_after"), strict=True):
        for side in ("before", "after"):
            assert f"{row[side]['headache_days']} of {row[side]['observed']}" in text
        assert f"{signed(row['change_percent']['est'])}\u00a0%" in text


@pytest.mark.django_db
def test_too_few_days_around_a_treatment_are_said(owner: User) -> None:
    course = {"id": "00000000-0000-4000-8000-000000000020", "kind": "massage",
              "started_on": "2026-06-01", "sessions": []}  # fmt: skip
    told = document(owner, treatments=[course], check_ins=check_ins(date(2026, 5, 25), ["no"] * 10))
    assert texts(told, "before_after") == [
        "Massage, from 1 June 2026: not enough days with an answer to compare before (7) and "
        "after (0)."
    ]


def test_a_fourth_session_is_told_while_it_is_news() -> None:
    review = {
        "kind": "massage", "current": True, "sentence_key": "sessions.no_clear_change",
        "observed": {"baseline": 22, "now": 12},
    }  # fmt: skip
    old = review | {"current": False}
    said = list(words._reviews({"session_reviews": [review, old]}))
    assert [text[:40] for _key, text, _more in said] == ["Massage: four sessions so far, and your "]


@pytest.mark.parametrize(("periods", "said"), [(0, True), (2, True), (3, False)])
def test_a_direction_that_waiting_will_not_bring_is_not_promised(periods: int, said: bool) -> None:
    period = {"value": 28.0, "observed": 28}
    row = {"outcome": "headache_day", "sentence_key": "trends.headache_day.not_enough_data",
           "periods": [period] * periods}  # fmt: skip
    assert bool(list(words._trends({"trends": [row]}))) is said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        ({"value": 6.0, "n": 1, "low": 6.0, "high": 6.0}, "The one headache"),
        ({"value": 6.0, "n": 8, "low": 6.0, "high": 6.0}, "lasted about 6 hours"),
        ({"value": 6.0, "n": 8, "low": 4.5, "high": 9.0}, "between 4.5 and 9 hours"),
    ],
)
def test_lengths_are_told_by_their_middle_half(length: dict[str, Any], said: str) -> None:
    none = {"n": 0, "of": 28, "low": 0, "high": 28}
    burden = {
        "per_28": {"headache_day": none, "moderate_severe": none, "lost": none},
        "durations": {"length": length},
    }
    told = [text for _key, text, _more in words._burden({"burden": burden})]
    assert len(told) == 2
    assert said in told[1]


@pytest.mark.django_db
def test_entries_from_memory_are_said_to_be_less_sure(owner: User) -> None:
    late = episode(1, "2026-05-02T12:00:00+02:00", "2026-05-02T13:00:00+02:00",
                   logged_at="2026-05-06T12:00:00+02:00")  # fmt: skip
    told = document(owner, episodes=[late])
    assert any("1 of 1 headaches were written down" in text for text in texts(told, "observed"))
