"""What the cards say. Actions and where to turn, never the name of a disease.

`{emergency}` and `{urgent}` are filled in where the card is shown, from the profile's country.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Texts = dict[str, str | Promise]

EMERGENCY_FALLBACK = _("your local emergency number")
URGENT_FALLBACK = _("Ask your doctor, an out-of-hours service or an urgent care clinic.")
EXTRA = _(
    "If this is exactly like attacks a doctor has already assessed, follow the plan you were given."
)

NOW: Texts = {
    "leave_building": _(
        "If others where you are feel unwell too, the air may be the reason. Leave the building "
        "now, take everybody with you into fresh air and call {emergency} from outside. Do not go "
        "back in until you are told to. Your entry is saved."
    ),
    "emergency": _(
        "What you entered can occasionally need treatment quickly. Please call {emergency} or go "
        "to an emergency department now. Don't drive yourself. Your entry is saved."
    ),
    "same_day": _(
        "It would be sensible to get medical advice today. {urgent} If you get worse – sudden "
        "severe pain, weakness, confusion, trouble speaking or seeing – call {emergency}."
    ),
    "soon": _(
        "This is worth showing a doctor soon, ideally within the next few days. It is kept in "
        "your diary, so that you can show it."
    ),
    "note": _("Worth mentioning at your next appointment. It is kept in your diary."),
}
LATE: Texts = {
    "leave_building": _(
        "If it happens again that others around you feel unwell too, leave the building at once, "
        "take everybody with you into fresh air and call {emergency} from outside. Until the "
        "heating, the cooker and the chimney there have been checked, do not use them. If anybody "
        "is still unwell, call {emergency} now. Your entry is saved."
    ),
    "emergency": _(
        "What you entered can occasionally need treatment quickly. If any of this is still present "
        "or comes back, please call {emergency} or go to an emergency department, and don't drive "
        "yourself. Otherwise tell your doctor soon. Your entry is saved."
    ),
    "same_day": _(
        "If any of this is still present or comes back, it would be sensible to get medical advice "
        "the same day; otherwise tell your doctor soon. {urgent} If you get worse – sudden severe "
        "pain, weakness, confusion, trouble speaking or seeing – call {emergency}."
    ),
    "soon": _(
        "If any of this is still present or comes back, it is worth showing a doctor within a few "
        "days; otherwise tell your doctor soon. It is kept in your diary, so that you can show it."
    ),
    "note": _("Worth mentioning at your next appointment. It is kept in your diary."),
}

# Why a card is shown, in words a person would use of their own entry.
REASONS: Texts = {
    "air": _("others around you are unwell too"),
    "deficit": _("something in strength, feeling, speech, sight, balance or alertness"),
    "aura": _("what you noticed before or with the pain"),
    "sudden": _("how quickly it began"),
    "fever": _("fever, rash or feeling very ill"),
    "injury": _("an injury or a manipulation of head or neck"),
    "neck_side": _("pain on one side that is new, with something else"),
    "eye": _("a red, painful eye"),
    "pregnancy": _("headache in pregnancy or after birth"),
    "back": _("what you entered about your back and legs"),
    "temple": _("sore scalp, or jaw pain on chewing"),
    "blurred": _("severe pain with blurred sight"),
    "personality": _("a change of personality"),
    "different": _("different from your usual"),
    "vomiting": _("vomiting"),
    "cancer": _("a new or changed headache, and cancer now or earlier"),
    "immune": _("a new or changed headache or fever, and a weakened immune system"),
    "positional": _("better or worse when upright or lying down"),
    "age": _("new at your age"),
    "strain": _("brought on by coughing, straining or exertion"),
    "medicine": _("a medicine that you began shortly before"),
}

URGENT: Texts = {
    "GB": _("In the United Kingdom: NHS 111, call {number}."),
    "DE": _("In Germany: the doctors on call, call {number}."),
    "AT": _("In Austria: the health line, call {number}."),
    "AU": _("In Australia: healthdirect, call {number}."),
    "NZ": _("In New Zealand: Healthline, call {number}."),
    "CA": _("In Canada: the health line of your province, call {number}."),
    "SE": _("In Sweden: the health line, call {number}."),
    "NO": _("In Norway: the emergency clinic, call {number}."),
    "FI": _("In Finland: the medical helpline, call {number}."),
    "BE": _("In Belgium: the general practitioner on duty, call {number}."),
    "PT": _("In Portugal: SNS 24, call {number}."),
}
