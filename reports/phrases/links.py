"""What goes with headaches: each exposure in words, and what may be said of it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Text = str | Promise


class Exposure(NamedTuple):
    """How one exposure is named, and its days: those with it, those without."""

    name: Text
    with_it: Text
    without: Text


DAYS, NIGHTS = _("after other days"), _("after other nights")
LONG_DAYS = _("after other long sitting days")

EXPOSURES: dict[str, Exposure] = {
    "sitting_hours": Exposure(
        _("Sitting"), _("after days with %(from)s hours of sitting or more"), DAYS
    ),
    "sitting_hours.over_usual": Exposure(
        _("Sitting"), _("after days with much more sitting than usual"), DAYS
    ),
    "longest_sitting": Exposure(
        _("Sitting without a break"),
        _("after days with more than 45 minutes of sitting on end"),
        DAYS,
    ),
    "longest_sitting.long_days": Exposure(
        _("Sitting without a break"),
        _("after long sitting days with more than 45 minutes on end"),
        LONG_DAYS,
    ),
    "breaks": Exposure(
        _("Breaks on long sitting days"),
        _("after long sitting days with a break at least every %(minutes)s minutes"),
        LONG_DAYS,
    ),
    "screen_posture": Exposure(_("Posture at the screen"), _("after days %(level)s"), DAYS),
    "driving_hours": Exposure(
        _("Driving"), _("after days with %(from)s hours of driving or more"), DAYS
    ),
    "sleep_position": Exposure(_("Sleep position"), _("after nights %(level)s"), NIGHTS),
    "pillow": Exposure(_("Pillow"), _("after nights %(level)s"), NIGHTS),
    "sleep_hours": Exposure(
        _("Length of sleep"), _("after nights of %(from)s hours of sleep or more"), NIGHTS
    ),
    "sleep_quality": Exposure(
        _("Quality of sleep"), _("after nights rated %(from)s or better of 10"), NIGHTS
    ),
    "upper_back_pain": Exposure(
        _("Upper back pain"), _("after days with upper back pain of %(from)s or more"), DAYS
    ),
    "low_back_pain": Exposure(
        _("Low back pain"), _("after days with low back pain of %(from)s or more"), DAYS
    ),
    "neck_pain": Exposure(_("Neck pain"), _("after days with neck pain of %(from)s or more"), DAYS),
    "stress": Exposure(_("Stress"), _("after days with stress of %(from)s or more"), DAYS),
    "exercise": Exposure(_("Exercise"), _("after days with exercise"), _("after days without")),
    "caffeine": Exposure(
        _("Caffeine"), _("after days with %(from)s servings of caffeine or more"), DAYS
    ),
    "alcohol": Exposure(_("Alcohol"), _("after days with alcohol"), _("after days without")),
    "meals_skipped": Exposure(
        _("Skipped meals"), _("after days with a skipped meal"), _("after days without")
    ),
    "menstruation": Exposure(
        _("Menstruation"), _("on the days around the start of a period"), _("on other days")
    ),
    "own.yes_no": Exposure("%(label)s", _("after days with “%(label)s”"), _("after days without")),
    "own.scale": Exposure("%(label)s", _("after days with “%(label)s” at %(from)s or more"), DAYS),
}

BELOW, BETWEEN, FROM = _("below %(below)s"), _("%(from)s to %(below)s"), _("from %(from)s on")
OF_LEVELS = ("screen_posture", "sleep_position", "pillow")
LEVELS: dict[str, Text] = {
    "screen_posture.neutral": _("in a neutral posture"),
    "screen_posture.head_forward": _("with the head forward"),
    "screen_posture.looking_down": _("looking down"),
    "screen_posture.twisted": _("in a twisted posture"),
    "screen_posture.varied": _("in varied postures"),
    "sleep_position.back": _("on the back"),
    "sleep_position.left_side": _("on the left side"),
    "sleep_position.right_side": _("on the right side"),
    "sleep_position.stomach": _("on the stomach"),
    "sleep_position.mixed": _("in mixed positions"),
    "pillow.none": _("without a pillow"),
    "pillow.low": _("with a low pillow"),
    "pillow.medium": _("with a medium pillow"),
    "pillow.high": _("with a high pillow"),
    "other": _("other"),
}

# What happened on how many of the days; the mean of the day's worst pain where headaches are daily.
HAPPENED = {
    "onset": _(
        "%(with_it)s a new headache started on %(onsets1)s of %(days1)s days (%(risk1)s %%), "
        "%(without)s on %(onsets0)s of %(days0)s (%(risk0)s %%)"
    ),
    "morning": _(
        "%(with_it)s a headache was there on %(onsets1)s of %(days1)s mornings (%(risk1)s %%), "
        "%(without)s on %(onsets0)s of %(days0)s (%(risk0)s %%)"
    ),
    "headache": _(
        "%(with_it)s there was a headache on %(onsets1)s of %(days1)s days (%(risk1)s %%), "
        "%(without)s on %(onsets0)s of %(days0)s (%(risk0)s %%)"
    ),
}
LEVEL = _("%(level)s %(onsets)s of %(days)s (%(risk)s %%)")
LISTED = {
    "onset": _("new headaches by the day or night before: %(levels)s"),
    "morning": _("morning headaches after nights: %(levels)s"),
    "headache": _("headache days by the day or night before: %(levels)s"),
}
MORE = _("%(rd)s more in a hundred (between %(lo)s and %(hi)s)")
FEWER = _("%(rd)s fewer in a hundred (between %(lo)s and %(hi)s)")
MORE_OR_FEWER = _("%(rd)s more in a hundred (between %(lo)s fewer and %(hi)s more)")
FEWER_OR_MORE = _("%(rd)s fewer in a hundred (between %(lo)s more and %(hi)s fewer)")
PEAK = _(
    "%(per)s the worst pain of the day differs by %(est)s points of 10 (between %(lo)s and %(hi)s; "
    "%(n)s days)"
)
PEAK_LEVEL = _("%(level)s %(mean_peak)s (%(days)s days)")
PEAK_LISTED = _("the worst pain of the day on average: %(levels)s")
PER = {
    "yes": _("with it"),
    "hour": _("for each hour"),
    "2_points": _("for each 2 points"),
    "serving": _("for each serving"),
    "break_per_hour": _("for each break an hour"),
    "level": _("with it"),
}

PHRASES = {
    # --- an answer that stands with everything compared at once
    "link.raises": _(
        "%(name)s: %(counts)s; that is %(difference)s. This is a link in your own notes, not proof "
        "of a cause."
    ),
    "link.lowers": _(
        "%(name)s: %(counts)s; that is %(difference)s. This is a link in your own notes, not proof "
        "that it protects."
    ),
    "link.raises_slightly": _(
        "%(name)s: %(counts)s; that is %(difference)s: a small link in your own notes, not proof "
        "of a cause."
    ),
    "link.lowers_slightly": _(
        "%(name)s: %(counts)s; that is %(difference)s: a small link in your own notes, not proof "
        "that it protects."
    ),
    "link.raises.points": _(
        "%(name)s: %(counts)s. This is a link in your own notes, not proof of a cause."
    ),
    "link.lowers.points": _(
        "%(name)s: %(counts)s. This is a link in your own notes, not proof that it protects."
    ),
    "link.raises_slightly.points": _(
        "%(name)s: %(counts)s: a small link in your own notes, not proof of a cause."
    ),
    "link.lowers_slightly.points": _(
        "%(name)s: %(counts)s: a small link in your own notes, not proof that it protects."
    ),
    # --- a finding of an earlier look that is less clear now
    "link.held": _(
        "%(name)s: %(counts)s. This link, seen since %(until)s, has become less clear; it is named "
        "until it is clearly gone. It is not proof of a cause."
    ),
    # --- an answer against a strong link, one that would double or halve headaches
    "link.no_important_effect": _(
        "%(name)s: your notes speak against a strong link with headaches, one that would double or "
        "halve them. %(Counts)s."
    ),
    "link.no_important_effect.points": _(
        "%(name)s: your notes speak against a strong link with the pain, one of a point or more. "
        "%(Counts)s."
    ),
    "link.not_harmful": _(
        "%(name)s: your notes speak against a strong rise, a doubling of headaches or more; "
        "whether there are fewer they cannot say. %(Counts)s."
    ),
    "link.not_harmful.points": _(
        "%(name)s: your notes speak against a strong rise of the pain, of a point or more; whether "
        "there is less they cannot say. %(Counts)s."
    ),
    "link.not_protective": _(
        "%(name)s: your notes speak against strong protection, a halving of headaches or more; "
        "whether there are more they cannot say. %(Counts)s."
    ),
    "link.not_protective.points": _(
        "%(name)s: your notes speak against strong protection, a point of pain less or more; "
        "whether there is more pain they cannot say. %(Counts)s."
    ),
    # --- the same two classes, where the way they leave open is the one that is suspected
    "link.not_harmful.open": _(
        "%(name)s: whether there are fewer headaches with it your notes cannot say yet; they speak "
        "only against a strong rise. %(Counts)s."
    ),
    "link.not_protective.open": _(
        "%(name)s: whether there are more headaches with it your notes cannot say yet; they speak "
        "only against strong protection. %(Counts)s."
    ),
    # --- no answer yet
    "link.raises_unconfirmed": _(
        "%(name)s: %(counts)s. That leans towards more headaches, but with so many things compared "
        "at once it can still be chance."
    ),
    "link.lowers_unconfirmed": _(
        "%(name)s: %(counts)s. That leans towards fewer headaches, but with so many things "
        "compared at once it can still be chance."
    ),
    "link.cannot_tell": _(
        "%(name)s: your notes fit anything from clearly fewer to clearly more headaches. "
        "%(Counts)s."
    ),
    "link.levels_open": _(
        "%(name)s: whether it makes a difference your notes cannot say yet. %(Counts)s."
    ),
    "link.levels_unconfirmed": _(
        "%(name)s: %(counts)s. That leans towards a difference, but with so many things compared "
        "at once it can still be chance."
    ),
    "link.early": _(
        "%(name)s, an early look: %(counts)s. This can still be chance, and early results are "
        "usually too large."
    ),
    "link.early_raises": _(
        "%(name)s, an early look: %(counts)s. That is more than chance alone would bring, but "
        "early results are usually too large, and it is not proof of a cause."
    ),
    "link.early_lowers": _(
        "%(name)s, an early look: %(counts)s. That is less than chance alone would bring, but "
        "early results are usually too large, and it is not proof that it protects."
    ),
    "link.events": ngettext_lazy(
        "%(name)s: not enough data yet, %(events)s headache on days with an answer.",
        "%(name)s: not enough data yet, %(events)s headaches on days with an answer.",
        "events",
    ),
    "link.contrast": _(
        "%(name)s: not enough data yet, as nearly all days with an answer are of one kind."
    ),
    "link.answers": _("%(name)s: answered on %(n)s days, too few of those that could be compared."),
    "link.never_varies": _(
        "%(name)s: the answer was the same on every day, so there is nothing to compare."
    ),
    "link.time_unknown": ngettext_lazy(
        "%(unknown)s headache of unknown hour is left out.",
        "%(unknown)s headaches of unknown hour are left out.",
        "unknown",
    ),
    "link.early_days": _(
        "How many days that takes can be told after four weeks of diary; an answer needs about "
        "twenty headaches."
    ),
    "link.more_days": ngettext_lazy(
        "About %(days)s more day of diary would be needed for an answer.",
        "About %(days)s more days of diary would be needed for an answer.",
        "days",
    ),
    "link.more_months": _(
        "At the rhythm of the last weeks an answer would take more than half a year."
    ),
    "links.looked": ngettext_lazy(
        "%(compared)s of your daily answers was held against your headaches. Links are looked for "
        "once a week, last with the days up to %(until)s: looking every day would find some by "
        "chance.",
        "%(compared)s of your daily answers were held against your headaches at once, and a link "
        "is named only if it stands out among them all. Links are looked for once a week, last "
        "with the days up to %(until)s: looking every day would find some by chance.",
        "compared",
    ),
    "links.uneven": _(
        "Days with and without headache were not filled in equally often, so some shares here are "
        "of the days you filled in."
    ),
    "links.events": ngettext_lazy(
        "Not enough data yet, %(events)s headache on days with an answer: %(names)s.",
        "Not enough data yet, %(events)s headaches on days with an answer: %(names)s.",
        "events",
    ),
    "links.never_varies": _(
        "The answer was the same on every day, so there is nothing to compare: %(names)s."
    ),
    "links.none": _(
        "None of the daily questions on sitting, sleep, back pain and the like has an answer yet, "
        "so nothing can be held against headaches."
    ),
    "links.never_logged": _("Never answered, so nothing can be said: %(names)s."),
    # --- doubts that belong to a link
    "flag.possible_prodrome": _(
        "It can also be an early sign of a headache that was already coming."
    ),
    "flag.reverse_suspected": _("It also changes with a headache that is already there."),
    "flag.copies_another": _(
        "It rises and falls together with another answer; the diary cannot tell the two apart."
    ),
    # --- belief beside data
    "beliefs.supported": _("You suspected %(factor)s. Your notes support a link."),
    "beliefs.not_supported": _(
        "You suspected %(factor)s. Your notes speak against a strong link; a small or rare one "
        "stays possible."
    ),
    "beliefs.cannot_tell": _("You suspected %(factor)s. Your notes cannot say yet."),
    "beliefs.not_enough_data": _(
        "You suspected %(factor)s. There is not enough data yet to look at it."
    ),
    "beliefs.not_measured": _(
        "You suspected %(factor)s. The diary has no answers about it, so it cannot say anything."
    ),
    "beliefs.unsuspected": _("Not suspected by you, but linked in your notes: %(factor)s."),
    # --- which comes first
    "directions.both": _(
        "%(name)s and headaches are linked both ways: the day after a headache it was %(after)s on "
        "average, after other days %(none)s; and new headaches are linked to it the day before."
    ),
    "directions.pain_first": _(
        "%(name)s: new headaches are linked to it the day before, not the other way round."
    ),
    "directions.headache_first": _(
        "%(name)s: the day after a headache it was %(after)s on average, after other days "
        "%(none)s. New headaches are not clearly linked to it the day before."
    ),
    "directions.neither": _("%(name)s and headaches: neither clearly follows the other."),
}
