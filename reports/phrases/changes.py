"""What changed with a treatment, and over time."""

from django.utils.translation import gettext_lazy as _

TREND_NAMES = {
    "peak": _("The worst pain of headache days"),
    "neck_pain": _("Neck pain"),
    "upper_back_pain": _("Upper back pain"),
    "low_back_pain": _("Low back pain"),
}

_COUNTS = _(
    "%(treatment)s, from %(on)s: headache on %(k0)s of %(n0)s answered days before (%(rate0)s days "
    "in 28) and on %(k1)s of %(n1)s after the first two weeks (%(rate1)s days in 28)."
)

PHRASES = {
    "before_after.counts": _COUNTS,
    "before_after.fewer": _(
        "That is a change of %(est)s %% (between %(lo)s %% and %(hi)s %%): fewer headache days; "
        "without the two weeks just before the start, %(est_again)s %% (between %(lo_again)s %% "
        "and %(hi_again)s %%). What made the change this cannot show: people often begin when it "
        "is at its worst, and the worst often passes by itself."
    ),
    "before_after.more": _(
        "That is a change of %(est)s %% (between %(lo)s %% and %(hi)s %%): more headache days; "
        "without the two weeks just before the start, %(est_again)s %% (between %(lo_again)s %% "
        "and %(hi_again)s %%). What made the change this cannot show."
    ),
    "before_after.cannot_tell": _(
        "The change of %(est)s %% may as well be chance (between %(lo)s %% and %(hi)s %%)."
    ),
    "before_after.fewer_not_robust": _(
        "That is a change of %(est)s %% (between %(lo)s %% and %(hi)s %%), but it rests on the two "
        "bad weeks before the start, which often pass by themselves."
    ),
    "before_after.more_not_robust": _(
        "That is a change of %(est)s %% (between %(lo)s %% and %(hi)s %%), but it rests on the two "
        "weeks before the start alone."
    ),
    "before_after.large_drop_unsure": _(
        "A large drop (%(est)s %%), but too few weeks to be sure (between %(lo)s %% and %(hi)s %%)."
    ),
    "before_after.large_rise_unsure": _(
        "A large rise (%(est)s %%), but too few weeks to be sure (between %(lo)s %% and %(hi)s %%)."
    ),
    "before_after.not_enough_data": _(
        "%(treatment)s, from %(on)s: not enough days with an answer to compare before "
        "(%(n0)s) and after (%(n1)s)."
    ),
    "before_after.started_at_worst": _(
        "It began in a bad spell: the two weeks before the start were worse than the weeks before "
        "them."
    ),
    "before_after.other_treatment": _("Another treatment began in the same months."),
    "before_after.coverage_differs": _("The days were not filled in equally often on both sides."),
    "sessions.no_clear_change": _(
        "%(treatment)s: four sessions so far, and your entries show no clear change. Many "
        "therapists would review the plan at this point; it may be worth asking yours. This cannot "
        "show what a treatment does."
    ),
    "sessions.change": _(
        "%(treatment)s: since the first sessions your entries show a change. This cannot show "
        "whether the treatment made it."
    ),
    "sessions.not_enough_data": _(
        "%(treatment)s: four sessions so far, but too few days with an answer to compare "
        "(%(baseline)s before, %(now)s since)."
    ),
    "trends.headache_day.up": _(
        "Headache days became more over this period: %(first)s in 28 at first (%(n_first)s days "
        "answered), %(last)s in the last 28 (%(n_last)s answered)."
    ),
    "trends.headache_day.down": _(
        "Headache days became fewer over this period: %(first)s in 28 at first (%(n_first)s days "
        "answered), %(last)s in the last 28 (%(n_last)s answered)."
    ),
    "trends.headache_day.cannot_tell": _(
        "Headache days show no clear direction over this period: %(first)s in 28 at first "
        "(%(n_first)s days answered), %(last)s in the last 28 (%(n_last)s answered)."
    ),
    "trends.headache_day.not_enough_data": _(
        "It takes about three months of answers to see a direction of headache days."
    ),
    "trends.pain.up": _(
        "%(name)s became stronger over this period: %(first)s of 10 on average at first "
        "(%(n_first)s days), %(last)s in the last 28 days (%(n_last)s days)."
    ),
    "trends.pain.down": _(
        "%(name)s became weaker over this period: %(first)s of 10 on average at first "
        "(%(n_first)s days), %(last)s in the last 28 days (%(n_last)s days)."
    ),
}
