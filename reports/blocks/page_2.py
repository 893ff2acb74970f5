"""The sections of the second page, which is made on request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from diary import vocabulary
from reports.blocks.parts import Block, Summary, day, lines, table
from reports.numbers import number
from reports.phrases.criteria import NAMES

AUTHORS: Final = {"chisg": "CHISG", "antonaci": "Antonaci"}


def _clock(hour: float | None) -> str:
    return "–" if hour is None else f"{int(hour):02d}:{round(hour % 1 * 60) % 60:02d}"


def _episodes(summary: Summary) -> list[Block]:
    found = summary["episodes"][::-1]
    if not found:
        return [lines(_("No headache in this period."))]
    rows = [
        [
            day(row["day"]),
            _clock(row["hour"]),
            number(row["hours"]),
            number(row["peak"]),
            str(vocabulary.SIDES.get(row["side"], "–")),
            row["notes"],
        ]
        for row in found
    ]
    head = [_("Day"), _("Began"), _("Hours"), _("Worst pain"), _("Side"), _("Notes")]
    counted = {"shown": len(rows), "all": summary["period"]["headaches"]}
    said = ngettext(
        "The one headache of the period.",
        "The last %(shown)s of %(all)s headaches of the period.",
        counted["all"],
    )
    said %= counted  # fmt: skip
    return [table(head, rows, name=_("Headaches")), lines(said)]


def _of_chart(_summary: Summary) -> list[Block]:
    return []


def _criteria(summary: Summary) -> list[Block]:
    words = {
        "met": _("met"),
        "not_met": _("not met"),
        "not_enough_data": _("not enough data"),
        "cannot_judge": _("cannot be judged"),
    }
    rows = [
        [
            _criterion(row["id"]),
            words[row["status"]],
            f"{row['k']}/{row['n']}" if row["n"] and row["k"] is not None else "",
        ]
        for row in summary["criteria"]
    ]
    head = [_("Criterion"), _("In the entries"), _("k/n")]
    return [{**table(head, rows, name=_("Criteria")), "narrow": True}]


def _criterion(id: str) -> str:
    """Its name, with the author and number where the name does not tell them."""
    named = str(NAMES.get(id, id))
    author, _dot, number = id.partition(".")
    return f"{named} ({AUTHORS[author]} {number})" if author in AUTHORS else named


def _method(summary: Summary) -> list[Block]:
    rules = {"rules": summary["rule_version"], "program": summary["program_version"]}
    return [
        lines(
            _("A headache day is a local day with at least 30 minutes of headache, or a treated "
              "one. A day without an entry is not answered and never counted as clear."),
            _("Medium to severe: at least 4 of 10 for 4 hours or more, or treated with acute "
              "medicine."),
            _("Medicine days are counted once a class and day, over 30 days; frequent is from 10 "
              "or 15 days on, after ICHD-3 8.2."),
            _("Links are told from days that began without a headache, against what came before "
              "it; intervals are 95 %. Several things tested at once are allowed for."),
            _("Before and after: up to 90 days each, without the first two weeks of a treatment."),
            _("Rules %(rules)s, program %(program)s.") % rules,
        )
    ]  # fmt: skip


SECTIONS: Final[dict[str, tuple[Any, Callable[[Summary], list[Block]]]]] = {
    "episodes": (gettext_lazy("Headaches one by one"), _episodes),
    "curves": (gettext_lazy("Pain curves of the three worst"), _of_chart),
    "medication_calendar": (gettext_lazy("Medicine over time"), _of_chart),
    "body_map": (gettext_lazy("Where it hurts"), _of_chart),
    "criteria": (gettext_lazy("Criteria and their counts"), _criteria),
    "method": (gettext_lazy("How this was counted"), _method),
}
