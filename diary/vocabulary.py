"""Closed sets: every slug with its label, in the order people read them.

Slugs are the stable keys of the data; labels are translated and may change."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Labels = dict[str, str | Promise]

EPISODE_KINDS: Labels = {
    "headache": _("headache"),
    "neck": _("neck"),
    "back": _("back"),
}
START_PRECISIONS: Labels = {
    "minute": _("minute"),
    "hour": _("hour"),
    "part_of_day": _("part of the day"),
    "day": _("day"),
}
ONSET_TO_PEAK: Labels = {
    "under_1_min": _("under 1 minute"),
    "1_to_5_min": _("1 to 5 minutes"),
    "5_to_60_min": _("5 to 60 minutes"),
    "over_1_h": _("over 1 hour"),
    "unknown": _("unknown"),
}
SIDES: Labels = {
    "left": _("left"),
    "right": _("right"),
    "both_equal": _("both sides equally"),
    "both_left_more": _("both, left more"),
    "both_right_more": _("both, right more"),
    "changed_within": _("changed side"),
    "unknown": _("unknown"),
}
REGION_SIDES: Labels = {
    "left": _("left"),
    "right": _("right"),
    "middle": _("middle"),
    "both": _("both"),
}
QUALITIES: Labels = {
    "pressing": _("pressing"),
    "tightening": _("tightening"),
    "dull": _("dull"),
    "deep": _("deep"),
    "throbbing": _("throbbing"),
    "stabbing": _("stabbing"),
    "sharp": _("sharp"),
    "shooting": _("shooting"),
    "electric": _("electric"),
    "burning": _("burning"),
    "tingling": _("tingling"),
    "heavy": _("heavy"),
    "tender": _("tender"),
}
NECK_TIMINGS: Labels = {
    "none": _("none"),
    "before_2_to_48_h": _("2 to 48 hours before"),
    "before_under_2_h": _("less than 2 hours before"),
    "with": _("together with it"),
    "after": _("after it began"),
    "unknown": _("unknown"),
}
DEGREES: Labels = {
    "none": _("not at all"),
    "mild": _("mild"),
    "moderate": _("moderate"),
    "severe": _("severe"),
}
TURN_LIMITS: Labels = {
    "no": _("no"),
    "left": _("left"),
    "right": _("right"),
    "both": _("both"),
    "unknown": _("unknown"),
}
PROVOCATIONS: Labels = {
    "neck_movement": _("moving the neck"),
    "sustained_posture": _("holding one posture"),
    "neck_pressure": _("pressure on the neck"),
    "cough_strain": _("coughing or straining"),
    "exertion": _("exertion"),
    "nothing": _("nothing"),
}
EFFECTS: Labels = {
    "worse": _("worse"),
    "better": _("better"),
    "none": _("no difference"),
    "unknown": _("unknown"),
}
TRIED_ANSWERS: Labels = {
    "yes": _("yes"),
    "no": _("no"),
    "not_tried": _("not tried"),
}
POSTURES: Labels = {
    "sitting_desk": _("sitting at a desk"),
    "sitting_laptop": _("sitting at a laptop"),
    "sitting_phone": _("sitting with a phone"),
    "sitting_sofa": _("sitting on a sofa"),
    "driving": _("driving"),
    "standing": _("standing"),
    "walking": _("walking"),
    "lying": _("lying"),
    "sleeping": _("sleeping"),
    "lifting": _("lifting"),
    "exercising": _("exercising"),
    "other": _("other"),
}
BODY_SIDES: Labels = {
    "none": _("no"),
    "left": _("left"),
    "right": _("right"),
    "both": _("both"),
}
AUTONOMIC_SIGNS: Labels = {
    "red_eye": _("red eye"),
    "tearing": _("tearing"),
    "blocked_nose": _("blocked nose"),
    "runny_nose": _("runny nose"),
    "eyelid_swelling": _("eyelid swelling"),
    "face_sweating": _("face sweating"),
    "droopy_eyelid": _("droopy eyelid"),
}
AURA_KINDS: Labels = {
    "visual": _("visual"),
    "sensory": _("sensory"),
    "speech": _("speech"),
    "motor": _("motor"),
    "brainstem": _("brainstem"),
    "retinal": _("retinal"),
}
RELIEF_METHODS: Labels = {
    "rest": _("rest"),
    "sleep": _("sleep"),
    "heat": _("heat"),
    "cold": _("cold"),
    "massage": _("massage"),
    "stretching": _("stretching"),
    "posture_change": _("posture change"),
    "walk": _("walk"),
    "dark_room": _("dark room"),
    "water": _("water"),
    "other": _("other"),
}
RELIEF_EFFECTS: Labels = {
    "worse": _("worse"),
    "none": _("none"),
    "some": _("some"),
    "good": _("good"),
}
LOSSES: Labels = {
    "none": _("none"),
    "less_than_half": _("less than half"),
    "half_or_more": _("half or more"),
    "all": _("all"),
}
YES_NO: Labels = {
    "yes": _("yes"),
    "no": _("no"),
}
SCREEN_POSTURES: Labels = {
    "neutral": _("neutral"),
    "head_forward": _("head forward"),
    "looking_down": _("looking down"),
    "twisted": _("twisted"),
    "varied": _("varied"),
}
SLEEP_POSITIONS: Labels = {
    "back": _("back"),
    "left_side": _("left side"),
    "right_side": _("right side"),
    "stomach": _("stomach"),
    "mixed": _("mixed"),
    "unknown": _("unknown"),
}
PILLOWS: Labels = {
    "none": _("no pillow"),
    "low": _("low"),
    "medium": _("medium"),
    "high": _("high"),
}
AMOUNTS_DONE: Labels = {
    "none": _("none"),
    "some": _("some"),
    "all": _("all"),
}
DRUG_CLASSES: Labels = {
    "paracetamol": _("paracetamol (acetaminophen)"),
    "nsaid": _("NSAID (ibuprofen and others)"),
    "aspirin": _("aspirin"),
    "other_nonopioid": _("other non-opioid"),
    "triptan": _("triptan"),
    "ergot": _("ergot"),
    "opioid": _("opioid"),
    "combination": _("combination painkiller"),
    "gepant": _("gepant"),
    "ditan": _("ditan"),
    "antiemetic": _("against nausea"),
    "muscle_relaxant": _("muscle relaxant"),
    "preventive": _("preventive, taken regularly"),
    "other_acute": _("other acute medicine"),
    "unclassified": _("not known yet"),
}
DOSE_REASONS: Labels = {
    "headache": _("headache"),
    "neck_pain": _("neck pain"),
    "back_pain": _("back pain"),
    "other": _("other"),
}
RELIEF_2H: Labels = {
    "none": _("none"),
    "some": _("some"),
    "good": _("good"),
    "pain_free": _("pain-free"),
    "unknown": _("unknown"),
}
TREATMENT_KINDS: Labels = {
    "physiotherapy": _("physiotherapy"),
    "manual_therapy": _("manual therapy"),
    "massage": _("massage"),
    "exercise": _("exercise"),
    "posture_breaks": _("breaks and posture"),
    "workstation": _("workstation"),
    "pillow": _("pillow"),
    "heat_cold": _("heat or cold"),
    "nerve_block": _("nerve block"),
    "botulinum_toxin": _("botulinum toxin"),
    "preventive_medication": _("preventive medication"),
    "acupuncture": _("acupuncture"),
    "other": _("other"),
}
GLOBAL_CHANGES: Labels = {
    "much_worse": _("much worse"),
    "worse": _("worse"),
    "same": _("same"),
    "better": _("better"),
    "much_better": _("much better"),
}
REACTIONS: Labels = {
    "worse": _("worse"),
    "none": _("none"),
    "better": _("better"),
}
ACKNOWLEDGEMENT_ANSWERS: Labels = {
    "understood": _("understood"),
    "my_usual_checked": _("my usual, a doctor has checked it"),
    "resolved": _("resolved"),
}
VISIBILITIES: Labels = {
    "private": _("private"),
    "shared": _("shared"),
}
FINDING_KINDS: Labels = {
    "rotation": _("rotation"),
    "extension": _("extension"),
    "flexion_rotation_test": _("flexion–rotation test"),
    "palpation_c0_c3": _("palpation C0–C3"),
    "craniocervical_flexion": _("craniocervical flexion test"),
    "diagnostic_block": _("diagnostic block"),
    "imaging": _("imaging"),
    "diagnosis": _("diagnosis"),
}
FINDING_RESULTS: Labels = {
    "positive": _("positive"),
    "negative": _("negative"),
    "unclear": _("unclear"),
}
FACTOR_KINDS: Labels = {
    "yes_no": _("yes or no"),
    "scale": _("0 to 10"),
}
SEXES: Labels = {
    "female": _("female"),
    "male": _("male"),
    "other": _("other"),
}
TRAUMA_SEVERITIES: Labels = {
    "mild": _("mild"),
    "moderate": _("moderate"),
    "severe": _("severe"),
}

REGIONS_BY_GROUP: dict[str, tuple[str | Promise, Labels]] = {
    "head": (
        _("Head"),
        {
            "forehead": _("forehead"),
            "temple": _("temple"),
            "eye": _("eye or behind it"),
            "top": _("top of the head"),
            "side_head": _("side of the head"),
            "back_head": _("back of the head"),
            "skull_base": _("base of the skull"),
            "behind_ear": _("behind the ear"),
            "ear": _("ear"),
            "jaw": _("jaw"),
            "cheek": _("cheek"),
            "whole_head": _("whole head"),
        },
    ),
    "neck": (
        _("Neck and shoulders"),
        {
            "upper_neck": _("upper neck"),
            "lower_neck": _("lower neck"),
            "front_neck": _("front of the neck"),
            "shoulder_top": _("top of the shoulder"),
            "shoulder_joint": _("shoulder joint"),
            "arm": _("arm"),
            "hand": _("hand"),
        },
    ),
    "back": (
        _("Back"),
        {
            "between_blades": _("between the shoulder blades"),
            "upper_back": _("upper back"),
            "mid_back": _("mid back"),
            "low_back": _("low back"),
            "buttock": _("buttock"),
        },
    ),
}
TRIGGERS_BY_GROUP: dict[str, tuple[str | Promise, Labels]] = {
    "neck": (
        _("Neck and posture"),
        {
            "long_sitting": _("long sitting"),
            "poor_posture": _("poor posture"),
            "neck_strain": _("neck strain"),
            "back_pain": _("back pain"),
            "screen_time": _("screen time"),
            "driving": _("driving"),
        },
    ),
    "sleep": (
        _("Sleep"),
        {
            "bad_sleep": _("bad sleep"),
            "sleep_position": _("sleep position"),
        },
    ),
    "life": (
        _("Life"),
        {
            "stress": _("stress"),
            "letdown": _("stress falling off"),
            "exercise": _("exercise"),
            "travel": _("travel"),
            "menstruation": _("menstruation"),
        },
    ),
    "surroundings": (
        _("Surroundings"),
        {
            "weather": _("weather"),
            "bright_light": _("bright light"),
            "noise": _("noise"),
            "smell": _("smell"),
        },
    ),
    "food": (
        _("Food and drink"),
        {
            "skipped_meal": _("skipped meal"),
            "dehydration": _("dehydration"),
            "alcohol": _("alcohol"),
            "caffeine": _("caffeine"),
        },
    ),
}
WARNING_SIGNS_BY_GROUP: dict[str, tuple[str | Promise, Labels]] = {
    "head": (
        _("Head"),
        {
            "fever": _("fever"),
            "rash": _("rash"),
            "confused_or_drowsy": _("confused or drowsy"),
            "weakness": _("weakness"),
            "numbness": _("numbness"),
            "face_droop": _("one side of the face droops"),
            "speech_trouble": _("trouble speaking"),
            "vision_loss": _("loss of vision"),
            "double_vision": _("double vision"),
            "unsteady": _("unsteady on the feet"),
            "seizure": _("seizure"),
            "head_or_neck_injury": _("injury of head or neck"),
            "neck_manipulation": _("after a manipulation of the neck"),
            "sudden_onset": _("began suddenly"),
            "different_from_usual": _("different from my usual"),
            "worst_ever": _("worst ever"),
            "jaw_pain_chewing": _("jaw pain on chewing"),
            "painful_red_eye": _("painful red eye"),
            "droopy_eyelid": _("droopy eyelid"),
            "unequal_pupils": _("unequal pupils"),
            "trouble_swallowing": _("trouble swallowing"),
            "unexplained_vomiting": _("vomiting without another cause"),
            "personality_change": _("change of personality"),
            "pregnancy_danger_sign": _(
                "pregnant or after birth, with swelling, pain or changed sight"
            ),
            "new_over_50": _("new, and over 50 years old"),
            "cough_or_strain": _("brought on by coughing or straining"),
            "others_unwell": _("others in the home are unwell too"),
        },
    ),
    "back": (
        _("Back"),
        {
            "saddle_numbness": _("numb between the legs"),
            "bladder_bowel_change": _("change of bladder or bowel"),
            "both_legs": _("weakness or pain in both legs"),
            "back_fever": _("back pain with fever"),
            "back_injury": _("back pain after an injury"),
        },
    ),
}


def _flat(groups: dict[str, tuple[str | Promise, Labels]]) -> Labels:
    return {slug: label for _name, labels in groups.values() for slug, label in labels.items()}


REGIONS = _flat(REGIONS_BY_GROUP)
TRIGGERS = _flat(TRIGGERS_BY_GROUP)
WARNING_SIGNS = _flat(WARNING_SIGNS_BY_GROUP)


def group_of(slug: str, labels: Labels) -> str | None:
    """The group a slug is shown under, where its set has groups."""
    for groups in (REGIONS_BY_GROUP, TRIGGERS_BY_GROUP, WARNING_SIGNS_BY_GROUP):
        for group, (_name, members) in groups.items():
            if slug in members and labels.keys() >= members.keys():
                return group
    return None


COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN
    BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ
    DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL
    GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM
    JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
    MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP
    NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD
    SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()  # noqa: SIM905  (a list of them would fill five pages)
)
