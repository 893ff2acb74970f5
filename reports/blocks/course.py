"""What was tested and what was tried, and how it went on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diary import vocabulary
from reports.blocks.parts import MOST_LINES, Block, Summary, day, lines
from reports.figures import links
from reports.numbers import number, signed


def tested(summary: Summary) -> list[Block]:
    rows = {row["exposure"]: row for row in summary["links"]}
    names: dict[str, list[str]] = {}
    for one in summary["tested"]:
        named = links.name(rows[one["exposure"]]) + ("*" if one["suspected"] else "")
        names.setdefault(one["says"], []).append(named)
    answered = sum(len(found) for says, found in names.items() if says != "not_enough_data")
    counted = {"k": answered, "n": len(summary["tested"])}
    if not summary["tested"]:
        return [lines(_("Nothing was asked daily yet, so nothing could be tested."))]
    supported = [one["text"] for one in summary["tested"] if one["says"] == "supported"]
    listed = [
        f"{capfirst(name)}: {', '.join(names[says])}."
        for says, name in links.answers().items()
        if says in names and (says != "supported" or len(supported) > MOST_LINES)
    ]
    said = _("%(k)s of %(n)s have enough days for an answer. * suspected beforehand. A link in a "
             "diary is no proof of a cause.") % counted  # fmt: skip
    return [lines(*supported[:MOST_LINES], *listed, said)]


def treatments(summary: Summary) -> list[Block]:
    told = [_treatment(row) for row in summary["treatments"][:MOST_LINES]]
    scores = [f"{row['instrument']} {number(row['total'])} ({day(row['taken_on'])})"
              for row in summary["scores"]]  # fmt: skip
    marks = [f"{mark['label']} ({day(mark['on'])})" for mark in summary["marks"][:MOST_LINES]]
    return [
        lines(
            *(told or [_("No treatment in the diary.")]),
            _("Scores: %s.") % "; ".join(scores) if scores else "",
            _("Marks: %s.") % "; ".join(marks) if marks else "",
        )
    ]


def _treatment(row: Mapping[str, Any]) -> str:
    kind = capfirst(str(vocabulary.TREATMENT_KINDS.get(row["kind"], row["kind"])))
    named = f"{kind} ({row['name']})" if row["name"] else kind
    until = day(row["ended_on"]) or _("now")
    told = f"{named}, {day(row['started_on'])} – {until}"
    if row["sessions"]:
        sessions = ngettext("one session", "%(sessions)s sessions", row["sessions"])
        told += ", " + sessions % {"sessions": row["sessions"]}
    if row["global_change"]:
        change = vocabulary.GLOBAL_CHANGES[row["global_change"]]
        told += ", " + _("own judgement: %s") % change
    compared = row["compared"]
    if compared and compared["before"]["per_28"] is not None:
        sides = [
            f"{side['headache_days']}/{side['observed']} ({number(side['per_28'])})"
            for side in (compared["before"], compared["after"])
        ]
        told += ". " + _("Headache days before %(before)s, after %(after)s") % {
            "before": sides[0], "after": sides[1],
        }  # fmt: skip
        change = compared["change_percent"]
        if change:
            ends = {end: signed(value) for end, value in change.items()}
            told += " " + _("(change %(est)s %%, between %(lo)s and %(hi)s)") % ends
    return f"{told}."
