"""Every word of the page of records is known, typed here once more from that page."""

from typing import Any

import pytest
from django.test import Client

from tests.conftest import Caller

REGIONS = """forehead temple eye top side_head back_head skull_base behind_ear ear jaw cheek
whole_head upper_neck lower_neck front_neck shoulder_top shoulder_joint arm hand between_blades
upper_back mid_back low_back buttock"""
BACK_SIGNS = "saddle_numbness bladder_bowel_change both_legs back_fever back_injury"
SIGNS = f"""fever rash confused_or_drowsy weakness numbness face_droop speech_trouble vision_loss
double_vision unsteady seizure head_or_neck_injury neck_manipulation sudden_onset
different_from_usual worst_ever jaw_pain_chewing painful_red_eye droopy_eyelid unequal_pupils
trouble_swallowing unexplained_vomiting personality_change pregnancy_danger_sign new_over_50
cough_or_strain others_unwell {BACK_SIGNS}"""
TRIGGERS = """long_sitting poor_posture bad_sleep sleep_position stress letdown neck_strain
back_pain screen_time driving weather skipped_meal dehydration alcohol caffeine menstruation
bright_light noise smell exercise travel"""
DEGREES, EFFECTS = "none mild moderate severe", "worse better none unknown"
TRIED, BODY_SIDES = "yes no not_tried", "none left right both"
LOSSES = "none less_than_half half_or_more all"
WORDS: dict[str, dict[str, str]] = {
    "profile": {"sex": "female male other", "neck_or_head_trauma.severity": "mild moderate severe",
                "suspected_factors": TRIGGERS},
    "episodes": {
        "kind": "headache neck back",
        "start_precision": "minute hour part_of_day day",
        "onset_to_peak": "under_1_min 1_to_5_min 5_to_60_min over_1_h unknown",
        "side": "left right both_equal both_left_more both_right_more changed_within unknown",
        "start_region": REGIONS,
        "regions.region": REGIONS, "regions.side": "left right middle both",
        "quality": "pressing tightening dull deep throbbing stabbing sharp shooting electric "
                   "burning tingling heavy tender",
        "neck_timing": "none before_2_to_48_h before_under_2_h with after unknown",
        "neck_stiffness": DEGREES, "turn_limited": "no left right both unknown",
        "provoked_by": "neck_movement sustained_posture neck_pressure cough_strain exertion "
                       "nothing",
        "movement_effect": EFFECTS, "upright_effect": EFFECTS, "lying_effect": EFFECTS,
        "pressure_reproduces": TRIED, "posture_correction_helped": TRIED,
        "posture_at_onset": "sitting_desk sitting_laptop sitting_phone sitting_sofa driving "
                            "standing walking lying sleeping lifting exercising other",
        "nausea": DEGREES, "photophobia": DEGREES, "phonophobia": DEGREES,
        "shoulder_arm_pain": BODY_SIDES, "blurred_vision": BODY_SIDES,
        "autonomic": "red_eye tearing blocked_nose runny_nose eyelid_swelling face_sweating "
                     "droopy_eyelid",
        "aura.kind": "visual sensory speech motor brainstem retinal",
        "triggers": TRIGGERS,
        "relief.method": "rest sleep heat cold massage stretching posture_change walk dark_room "
                         "water other",
        "relief.effect": "worse none some good",
        "function.work": LOSSES, "function.home": LOSSES, "function.social": LOSSES,
        "warning_signs": SIGNS, "took_medication": "yes no",
    },
    "readings": {"regions.region": REGIONS, "regions.side": "left right middle both"},
    "check_ins": {
        "headache_today": "yes no", "neck_stiffness": DEGREES,
        "turn_limited": "no left right both unknown",
        "screen_posture": "neutral head_forward looking_down twisted varied",
        "sleep_position": "back left_side right_side stomach mixed unknown",
        "pillow": "none low medium high", "exercises_done": "none some all",
        "painkillers_taken": "yes no", "warning_signs": BACK_SIGNS,
        "function.work": LOSSES, "function.home": LOSSES, "function.social": LOSSES,
    },
    "medications": {
        "drug_class": "paracetamol nsaid aspirin other_nonopioid triptan ergot opioid "
                      "combination gepant ditan antiemetic muscle_relaxant preventive "
                      "other_acute unclassified",
    },
    "doses": {"reason": "headache neck_pain back_pain other",
              "relief_2h": "none some good pain_free unknown"},
    "treatments": {
        "kind": "physiotherapy manual_therapy massage exercise posture_breaks workstation pillow "
                "heat_cold nerve_block botulinum_toxin preventive_medication acupuncture other",
        "global_change": "much_worse worse same better much_better",
    },
    "sessions": {"reaction_24h": "worse none better"},
    "marks": {}, "scores": {}, "visits": {},
    "findings": {
        "kind": "rotation extension flexion_rotation_test palpation_c0_c3 craniocervical_flexion "
                "diagnostic_block imaging diagnosis",
        "side": "left right middle both", "result": "positive negative unclear",
    },
    "annotations": {"visibility": "private shared"},
    "acknowledgements": {"signs": SIGNS, "answer": "understood my_usual_checked resolved"},
    "custom_factors": {"kind": "yes_no scale"},
}  # fmt: skip


def slugs_of(field: dict[str, Any], name: str) -> dict[str, set[str]]:
    """Every closed set inside a field, by the way to it."""
    if "slugs" in field:
        return {name: {slug["slug"] for slug in field["slugs"]}}
    if "of" in field:
        return slugs_of(field["of"], name)
    found: dict[str, set[str]] = {}
    for part in field.get("parts", ()):
        found |= slugs_of(part, f"{name}.{part['name']}")
    return found


@pytest.fixture
def vocabulary(api: Caller) -> dict[str, Any]:
    return dict(api.get("vocabulary/").json())


@pytest.mark.parametrize("kind", sorted(WORDS))
def test_the_words_are_those_of_the_page_of_records(vocabulary: dict[str, Any], kind: str) -> None:
    found: dict[str, set[str]] = {}
    for field in vocabulary["kinds"][kind]["fields"]:
        found |= slugs_of(field, field["name"])
    assert found == {name: set(words.split()) for name, words in WORDS[kind].items()}


def test_every_kind_is_there(vocabulary: dict[str, Any]) -> None:
    assert set(vocabulary["kinds"]) == set(WORDS)


def test_every_word_has_a_label(vocabulary: dict[str, Any]) -> None:
    for kind in vocabulary["kinds"].values():
        assert kind["label"]
        for field in kind["fields"]:
            assert field["label"]
            assert all(slug["label"] for slug in field.get("slugs", ()))


def test_labels_speak_the_language_of_the_reader(client: Client, api: Caller) -> None:
    answer = api.get("vocabulary/", **{"accept-language": "de"})
    assert answer.json()["language"] == "de"
    assert api.get("vocabulary/").json()["language"] == "en"
