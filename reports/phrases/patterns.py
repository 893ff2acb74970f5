"""The neck-related pattern, its flag, and the features of other headaches beside it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

PHRASES = {
    # --- the headline of the flag
    "pattern.probable": _(
        "Several entries fit the neck-related (cervicogenic) pattern: %(k)s of %(n)s began in the "
        "neck, %(side_k)s of %(side_n)s were on the %(side)s side only, %(provoked_k)s of "
        "%(provoked_n)s were brought on by neck movement or a held posture. Whether the neck is "
        "the source can only be settled by an examination."
    ),
    "pattern.possible": _(
        "Some entries fit a pattern that clinicians look for when they consider a headache linked "
        "to the neck: %(side_k)s of %(side_n)s were on the %(side)s side only, and %(k)s of %(n)s "
        "began in the neck. Whether the neck is the source can only be settled by an examination."
    ),
    "pattern.none": _(
        "Your entries do not show a clear neck-related pattern so far. That does not rule "
        "anything in or out."
    ),
    "pattern.not_enough_data": _(
        "There are not enough answers yet to look for a neck-related pattern."
    ),
    "pattern.probable.changing": _(
        "Several entries fitted the neck-related (cervicogenic) pattern; the newest ones change "
        "that: %(k)s of %(n)s began in the neck, %(side_k)s of %(side_n)s were on the %(side)s "
        "side only. A change is told when it still stands after two weeks."
    ),
    "pattern.possible.changing": _(
        "Some entries fitted a neck-related pattern; the newest ones change that: %(k)s of %(n)s "
        "began in the neck, %(side_k)s of %(side_n)s were on the %(side)s side only. A change is "
        "told when it still stands after two weeks."
    ),
    "pattern.probable.waiting": _(
        "Recent entries fit a neck-related pattern (%(k)s of %(n)s began in the neck, %(side_k)s "
        "of %(side_n)s on the %(side)s side only). That is told as a result when it still stands "
        "after two weeks."
    ),
    "pattern.possible.waiting": _(
        "Recent entries fit a neck-related pattern in part (%(k)s of %(n)s began in the neck, "
        "%(side_k)s of %(side_n)s on the %(side)s side only). That is told as a result when it "
        "still stands after two weeks."
    ),
    "pattern.none.waiting": _(
        "Your newest entries do not show a clear neck-related pattern; earlier ones did for a "
        "while. A change is told when it still stands after two weeks."
    ),
    "pattern.not_enough_data.waiting": _(
        "There are not enough answers yet to look for a neck-related pattern."
    ),
    "pattern.paused": _(
        "The look at patterns is paused until the warning sign you ticked was checked."
    ),
    "pattern.early_look": ngettext_lazy(
        "Early look: it rests on %(observed_days)s day with an answer. Clinicians ask for a diary "
        "of eight weeks.",
        "Early look: it rests on %(observed_days)s days with an answer. Clinicians ask for a diary "
        "of eight weeks.",
        "observed_days",
    ),
    # --- what to do next, and what is missing
    "pattern.next.examination": _("Worth asking for an examination of the neck."),
    "pattern.next.record": _("Going on with the diary will tell more."),
    "pattern.needed": _("Still needed: %(needs)s."),
    "pattern.need.days": ngettext_lazy(
        "%(more)s more day with an answer about headaches",
        "%(more)s more days with an answer about headaches",
        "more",
    ),
    "pattern.need.episodes": ngettext_lazy(
        "%(more)s more headache in the diary", "%(more)s more headaches in the diary", "more"
    ),
    "pattern.need.hold": _("the same result until %(until)s"),
    "pattern.need.side_lock": ngettext_lazy(
        "the side of at least %(more)s more headache (known so far: %(answered)s)",
        "the side of at least %(more)s more headaches (known so far: %(answered)s)",
        "more",
    ),
    "pattern.need.starts_in_neck": ngettext_lazy(
        "where at least %(more)s more headache began (known so far: %(answered)s)",
        "where at least %(more)s more headaches began (known so far: %(answered)s)",
        "more",
    ),
    "pattern.need.provoked": ngettext_lazy(
        "what brought on at least %(more)s more headache (known so far: %(answered)s)",
        "what brought on at least %(more)s more headaches (known so far: %(answered)s)",
        "more",
    ),
    "pattern.need.further_sign": ngettext_lazy(
        "for at least %(more)s more headache, whether shoulder or arm hurt or turning the head "
        "was limited (known so far: %(answered)s)",
        "for at least %(more)s more headaches, whether shoulder or arm hurt or turning the head "
        "was limited (known so far: %(answered)s)",
        "more",
    ),
    "pattern.need.not_migraine_like": ngettext_lazy(
        "for at least %(more)s more headache, nausea and whether light and sound disturbed "
        "(known so far: %(answered)s)",
        "for at least %(more)s more headaches, nausea and whether light and sound disturbed "
        "(known so far: %(answered)s)",
        "more",
    ),
    "pattern.need.origin": ngettext_lazy(
        "where at least %(more)s more headache began and where it spread (known so far: "
        "%(answered)s)",
        "where at least %(more)s more headaches began and where they spread (known so far: "
        "%(answered)s)",
        "more",
    ),
    # --- features for it and against it
    "for.side_lock": _("Fits: on the same side, the %(side)s one, in %(k)s of %(n)s headaches."),
    "for.starts_in_neck": _("Fits: began in the neck in %(k)s of %(n)s headaches."),
    "for.starts_in_neck.back_head": _(
        "Fits: began in the neck or at the back of the head in %(k)s of %(n)s headaches (at the "
        "back of the head: %(back_head)s, which says less)."
    ),
    "for.provoked": _(
        "Fits: brought on by neck movement or a held posture in %(k)s of %(n)s headaches."
    ),
    "for.further_sign.same_side_pain": _(
        "Fits: neck, shoulder or arm hurt on the side of the headache in %(k)s of %(n)s headaches."
    ),
    "for.further_sign.pressure": _(
        "Fits: pressing on the neck brought the pain on in %(k)s of %(n)s headaches."
    ),
    "for.further_sign.turning_limited": _(
        "Fits: turning the head was limited in %(k)s of %(n)s headaches."
    ),
    "for.moderate_dull": _("Fits: moderate pain that does not throb in %(k)s of %(n)s headaches."),
    "against.side_lock": _(
        "Does not fit: the side changes (left %(left)s, right %(right)s, both sides %(both)s)."
    ),
    "against.starts_in_neck": _(
        "Does not fit: began in the neck in only %(k)s of %(n)s headaches."
    ),
    "against.provoked": _(
        "Does not fit: brought on by neck movement or a held posture in only %(k)s of %(n)s "
        "headaches."
    ),
    "against.further_sign": _(
        "Does not fit: pain in shoulder or arm on that side, pain on pressing the neck, or a "
        "limited turning of the head are rare (at most %(k)s of %(n)s headaches)."
    ),
    "against.throbbing": _("Does not fit: throbbing pain in %(k)s of %(n)s headaches."),
    "against.active_worse": _(
        "Does not fit: worse with walking or climbing stairs in %(k)s of %(n)s headaches."
    ),
    "against.nausea": _("Does not fit: nausea in %(k)s of %(n)s headaches."),
    "against.senses": _("Does not fit: both light and sound disturb in %(k)s of %(n)s headaches."),
    "against.migraine_features": _(
        "Does not fit: the features of migraine show in %(k)s of %(n)s headaches."
    ),
    # --- other headaches, side by side and not ranked
    "pattern.overlap": _(
        "Migraine and tension-type headache often involve neck pain too. The features of migraine "
        "show in %(k)s of %(n)s of your entries."
    ),
    "pattern.overlap.none": _(
        "Migraine and tension-type headache often involve neck pain too. None of your entries "
        "answers enough questions to tell whether it has the features of migraine."
    ),
    "migraine.features": _("The features of migraine show in %(k)s of %(n)s of your entries."),
    "tension.features": _(
        "The features of tension-type headache show in %(k)s of %(n)s of your entries; a diary "
        "tells these least surely."
    ),
    # --- something that looks different; it names what to do, not what it might be
    "look_alike.3.1": _(
        "Some entries look different from a neck-related headache: severe pain around one eye for "
        "up to three hours, with a red or watering eye, a blocked nose or restlessness (%(k)s of "
        "%(n)s). Bring this up with a doctor."
    ),
    "look_alike.7.2": _(
        "Some entries look different from a neck-related headache: worse when upright and better "
        "when lying (%(k)s of %(n)s). Bring this up with a doctor, and tell how it was in the "
        "first days."
    ),
    "look_alike.13.4": _(
        "Some entries look different from other headaches: short, shooting or severe pain at the "
        "back of the head (%(k)s of %(n)s). Bring this up with a doctor."
    ),
}
