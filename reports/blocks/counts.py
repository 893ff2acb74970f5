"""How much headache, and how much medicine: counts with their denominators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.blocks.parts import Block, Summary, lines, table
from reports.numbers import number
from reports.phrases.counts import CODES
from reports.summary import COVERED

MOST_ROWS: Final = 5


def _columns() -> dict[str, str]:
    return {
        "last_28": _("last %(days)s days"),
        "this": _("this period (%(days)s d)"),
        "previous": _("the %(days)s d before"),
        "before_treatment": _("%(days)s d before treatment"),
    }


def headline(summary: Summary) -> list[Block]:
    columns = summary["headline"]
    measures = {
        "headache_day": _("Headache days"),
        "moderate_severe": _("Medium to severe, or treated"),
        "clear": _("Clear days (answered “no”)"),
        "lost": _("Days lost (work, home, friends)"),
    }
    rows = [[name, *(_measure(column[key]) for column in columns)]
            for key, name in measures.items()]  # fmt: skip
    rows.append([_("Typical worst pain, 0–10: median (middle half)"),
                 *(_spread(column["worst"]) for column in columns)])  # fmt: skip
    rows.append([_("Length in hours: median (middle half)"),
                 *(_length(column["length"]) for column in columns)])  # fmt: skip
    head = [_columns()[column["name"]] % column for column in columns]
    said = _("k/n: days of those answered; in brackets per 28 days, where %(share)s %% or more "
             "have an answer.") % {"share": round(100 * COVERED)}  # fmt: skip
    late = summary["period"]["late_entries"]
    delay = _("%(k)s of %(n)s headaches were entered over two days late.") % late
    counted = table([_("Days"), *head], rows, name=_("Headache days"))
    return [counted, lines(said, delay if late["k"] else "")]


def _measure(measure: Mapping[str, Any]) -> str:
    if not measure["n"]:
        return _("no answer")
    counted = f"{number(measure['low'])}/{measure['n']}"
    if measure["of"] == 28 or measure["per_28"] is None:
        return counted
    return f"{counted} ({number(measure['per_28'])})"


def _spread(worst: Mapping[str, Any] | None) -> str:
    if worst is None:
        return ""
    if not worst["n"]:
        return _("no answer")
    ends = f"{number(worst['low'])}–{number(worst['high'])}"
    return f"{number(worst['median'])} ({ends}), n\u00a0{worst['n']}"


def _length(length: Mapping[str, Any] | None) -> str:
    if length is None:
        return ""
    if length["value"] is None:
        return _("not known")
    ends = f"{number(length['low'])}–{number(length['high'])}"
    return f"{number(length['value'])} ({ends}), n\u00a0{length['n']}"


def medicines(summary: Summary) -> list[Block]:
    section = summary["medicines"]
    limits = [row for row in section["limits"] if row["code"] in section["used"]]
    if not section["any"]["n"] and not section["doses"]:
        return [lines(*section["says"])]
    marks = {"reached": _("frequent"), "near": _("close to frequent"), "open": _("cannot be told"),
             "below": _("below")}  # fmt: skip
    rows = [
        [str(capfirst(CODES[row["code"]])),
         f"{row['days']['low']}/{row['days']['n']}", str(row["limit"]), marks[row["mark"]]]
        for row in limits
    ][:MOST_ROWS]  # fmt: skip
    any_days = section["any"]
    rows.append([_("Any"), f"{number(any_days['low'])}/{any_days['n']}", "", ""])
    by_class = table([_("Acute medicine, last 30 days"), _("days/answered"), _("frequent from"),
                      _("mark")], rows, name=_("Acute medicine by class"))  # fmt: skip
    more = len(section["doses"]) - MOST_ROWS
    rest = ngettext("and one more medicine", "and %(more)s more medicines", more) % {"more": more}
    beside = [by_class, *_taken(section["doses"][:MOST_ROWS])]
    return [
        {"kind": "beside", "tables": beside},
        lines(*section["says"][:1], rest if more > 0 else ""),
    ]


def _taken(doses: list[Mapping[str, Any]]) -> list[Block]:
    """What was taken in the period, by name."""
    rows = [
        [
            dose["name"] or _("unnamed medicine"),
            str(dose["doses"]),
            str(dose["days"]),
            f"{dose['relief_good']}/{dose['relief_asked']}" if dose["relief_asked"] else "–",
            str(dose["repeats"]),
        ]
        for dose in doses
    ]
    head = [_("Medicine, this period"), _("doses"), _("days"), _("good relief at 2 h, of asked"),
            _("repeated within 24 h")]  # fmt: skip
    return [table(head, rows, name=_("Medicines of the period"))] if rows else []
