"""How many days: what was answered, headaches, painkillers, and the signs computed from them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CODES = {
    "8.2.1": _("ergotamine"),
    "8.2.2": _("triptans"),
    "8.2.3": _("painkillers without opioids"),
    "8.2.3.1": _("paracetamol"),
    "8.2.3.2": _("anti-inflammatory painkillers"),
    "8.2.3.2.1": _("aspirin"),
    "8.2.3.3": _("other painkillers without opioids"),
    "8.2.4": _("opioids"),
    "8.2.5": _("combined painkillers"),
    "8.2.6": _("painkillers of all kinds together"),
    "8.2.8": _("other acute medicines"),
}

PHRASES = {
    "observed": ngettext_lazy(
        "%(headache_known)s day of %(days)s has an answer about headaches; painkillers were "
        "answered for on %(painkillers_known)s. Everything here rests on these days.",
        "%(headache_known)s days of %(days)s have an answer about headaches; painkillers were "
        "answered for on %(painkillers_known)s. Everything here rests on these days.",
        "headache_known",
    ),
    "observed.none": _(
        "No day of this period has an answer about headaches yet. One tap a day is enough, also "
        "on days without a headache."
    ),
    "observed.no_clear_days": _(
        "Every day with an answer is a headache day. If there are days without a headache, they "
        "are worth a tap too: without them little can be compared."
    ),
    "observed.late": _(
        "%(k)s of %(n)s headaches were written down more than two days later; memory makes such "
        "entries less sure."
    ),
    "burden.headache_day": _("Headache on %(low)s of the last %(of)s days."),
    "burden.headache_day.open": _(
        "Headache on %(low)s of the %(n)s days with an answer; of the last %(of)s days that makes "
        "%(low)s to %(high)s."
    ),
    "burden.headache_day.none": _(
        "None of the last %(of)s days has an answer about headaches: they cannot be counted."
    ),
    "burden.moderate_severe": _(
        "A medium to severe headache, or one that was treated, on %(low)s of the last %(of)s days."
    ),
    "burden.moderate_severe.open": _(
        "A medium to severe headache, or one that was treated, on %(low)s of the %(n)s days with "
        "an answer; of the last %(of)s days that makes %(low)s to %(high)s."
    ),
    "burden.lost": _("%(low)s of the last %(of)s days were lost for work, home or friends."),
    "burden.lost.open": _(
        "%(low)s of the %(n)s days with an answer were lost for work, home or friends; of the last "
        "%(of)s days that makes %(low)s to %(high)s."
    ),
    "burden.length": _(
        "Half of the %(n)s headaches whose end is known lasted between %(low)s and %(high)s hours."
    ),
    "burden.length.same": _(
        "At least half of the %(n)s headaches whose end is known lasted about %(low)s hours."
    ),
    "burden.length.one": _("The one headache whose end is known lasted %(value)s hours."),
    # --- painkillers, against the number of days from which they are called frequent
    "medication.overuse": _(
        "Frequent painkiller days: %(days)s in the last 30 with %(medicine)s, at %(limit)s or "
        "more for three months on end. That is worth talking over with your doctor before "
        "anything else here."
    ),
    "medication.reached": _(
        "Frequent painkiller days: %(days)s in the last 30 with %(medicine)s (frequent is from "
        "%(limit)s on). That is worth talking over with your doctor."
    ),
    "medication.near": _(
        "Painkiller days are getting close to frequent: %(days)s in the last 30 with %(medicine)s "
        "(frequent is from %(limit)s on)."
    ),
    "medication.open": _(
        "Painkiller days cannot be told yet: of the last %(of)s days %(observed)s have an answer, "
        "%(days)s of them with %(medicine)s (frequent is from %(limit)s on). A yes or no about "
        "painkillers each day, for any reason, would tell."
    ),
    "medication.open.none": _(
        "Painkiller days cannot be told yet: none of the last %(of)s days has an answer. A yes or "
        "no each day, for any reason, would tell."
    ),
    "medication.open.zero": _(
        "Painkiller days cannot be told yet: of the last %(of)s days %(observed)s have an answer, "
        "none of them with a painkiller. A yes or no about painkillers each day, for any reason, "
        "would tell."
    ),
    "medication.open.unclassified": _(
        "Painkillers on %(low)s of the %(n)s days with an answer in the last %(of)s, on "
        "%(unclassified)s of them of a kind that is not known. Naming the medicine tells whether "
        "that is frequent: from 10 or from 15 days on, by its kind."
    ),
    "medication.below": _(
        "Painkiller days: %(days)s in the last %(of)s with %(medicine)s (frequent is from "
        "%(limit)s on)."
    ),
    "medication.below.zero": _(
        "Painkiller days: none among the %(observed)s days with an answer in the last %(of)s."
    ),
    "medication.unclassified": ngettext_lazy(
        "On %(days)s day of the last 30 a medicine was taken whose kind is not known; naming it "
        "makes the count sure.",
        "On %(days)s days of the last 30 a medicine was taken whose kind is not known; naming it "
        "makes the count sure.",
        "days",
    ),
    # --- signs computed from many days; that none is found is said nowhere
    "warning.days_doubled": _(
        "Headache days have at least doubled: %(now)s of %(n_now)s days with an answer in the last "
        "30, after %(before)s of %(n_before)s in the 30 before. This is worth showing a doctor "
        "soon, ideally within the next few days."
    ),
    "warning.pain_doubled": _(
        "The pain of headache days has at least doubled: %(now)s on average over %(n_now)s "
        "headache days of the last 30, after %(before)s over %(n_before)s in the 30 before. This "
        "is worth showing a doctor soon, ideally within the next few days."
    ),
}
