"""The sections of a page: each makes tables and lines of what the summary holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from diary import vocabulary
from reports import blocks_2
from reports.figures import body_map, calendar, links
from reports.numbers import number
from reports.phrases.counts import CODES
from reports.phrases.criteria import NAMES
from reports.summary import COVERED

Summary = Mapping[str, Any]
Block = dict[str, Any]
MOST_ROWS, MOST_PLACES, MOST_LINES = 5, 5, 4
MONTHS = 3


def table(head: list[str], rows: list[list[str]], *, name: str) -> Block:
    """A table whose first column names its rows."""
    return {"kind": "table", "name": name, "head": head, "rows": rows}


def lines(*items: str) -> Block:
    """Sentences, one below the other; empty ones are left out."""
    return {"kind": "lines", "items": [item for item in items if item]}


def day(text: str | None, form: str = "SHORT_DATE_FORMAT") -> str:
    """A local day in words."""
    return date_format(date.fromisoformat(text), form) if text else ""


# --- 1 Headline


def _columns() -> dict[str, str]:
    return {
        "last_28": _("last %(days)s days"),
        "this": _("this period (%(days)s d)"),
        "previous": _("the %(days)s d before"),
        "before_treatment": _("%(days)s d before treatment"),
    }


def _headline(summary: Summary) -> list[Block]:
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
    return f"{number(worst['median'])} ({ends}), n {worst['n']}"


def _length(length: Mapping[str, Any] | None) -> str:
    if length is None:
        return ""
    if length["value"] is None:
        return _("not known")
    ends = f"{number(length['low'])}–{number(length['high'])}"
    return f"{number(length['value'])} ({ends}), n {length['n']}"


# --- 2 Medicines


def _medicines(summary: Summary) -> list[Block]:
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


# --- 3 Calendar


def _calendar(summary: Summary) -> list[Block]:
    marked = _marked(summary)
    rows = [
        {"label": date_format(month, "M Y"), "cells": _month(month, cells, marked)}
        for month, cells in calendar.months(summary, MONTHS)
    ]
    legend = _(
        "0 clear; 1–3 by pain (1–3, 4–6, 7–10) or a day lost = 3; • strength unknown; blank: no "
        "answer. P painkiller, T triptan, C combination, O opioid, E ergot, G gepant, X other, "
        "? unknown; a aura, m menstruation, ▲ change or mark."
    )
    return [{"kind": "calendar", "name": _("Calendar"), "rows": rows}, lines(legend)]


def _marked(summary: Summary) -> set[str]:
    days = {mark["on"] for mark in summary["marks"]}
    return days | {row["started_on"] for row in summary["treatments"]}


def _month(month: date, cells: list[Mapping[str, Any]], marked: set[str]) -> list[Block]:
    by_day = {cell["day"]: cell for cell in cells}
    last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    found = []
    for place in range(1, 32):
        cell = by_day.get(month.replace(day=place).isoformat()) if place <= last.day else None
        grade = cell["grade"] if cell else None
        sign = "" if grade is None else "•" if grade == "unknown" else str(grade)
        more = calendar.letters(cell) if cell else ""
        if cell and cell["day"] in marked:
            more += "▲"
        step = 2 if grade == "unknown" else grade
        found.append({"sign": sign, "more": more, "step": step, "there": place <= last.day})
    return found


# --- 4 Pattern, 5 neck


def _pattern(summary: Summary) -> list[Block]:
    pattern = summary["pattern"]
    sides, places, onsets = pattern["sides"], pattern["places"], pattern["onset_hours"]
    told = [_("Side (of %(n)s known): left %(left)s, right %(right)s, both %(both)s, changed "
              "%(changed)s.") % sides if sides["n"] else _("Side: not answered.")]  # fmt: skip
    if places["n"]:
        spots = "; ".join(f"{body_map.named(s)} {s['k']}" for s in places["spots"][:MOST_PLACES])
        told.append(_("Places (of %(n)s with a body map): %(spots)s.")
                    % {"n": places["n"], "spots": spots})  # fmt: skip
    else:
        told.append(_("Places: no body map."))
    told.append(_onset(onsets["counts"], onsets["n"]))
    told.append(_weekday(pattern["weekdays"]))
    told.append(_features(pattern))
    return [lines(*told)]


def _features(pattern: Mapping[str, Any]) -> str:
    if not pattern["migraine"]["n"] + pattern["tension"]["n"]:
        return ""
    told = _("Features of migraine %(k)s of %(n)s, of tension-type headache %(k2)s of %(n2)s "
             "headaches with enough answers.")  # fmt: skip
    tension = {"k2": pattern["tension"]["k"], "n2": pattern["tension"]["n"]}
    return told % {**pattern["migraine"], **tension}


def _onset(counts: list[int], n: int) -> str:
    if not n:
        return _("Hour of onset: not known.")
    parts = [sum(counts[start : start + 6]) for start in range(0, 24, 6)]
    names = ("0–6 h", "6–12 h", "12–18 h", "18–24 h")
    listed = ", ".join(f"{name} {k}" for name, k in zip(names, parts, strict=True))
    return _("Onset (of %(n)s known): %(listed)s.") % {"n": n, "listed": listed}


def _weekday(weekdays: list[Mapping[str, Any]]) -> str:
    parts = {"work": weekdays[:5], "free": weekdays[5:]}
    counts = {
        f"{name}_{key}": sum(row[key] for row in part)
        for name, part in parts.items()
        for key in ("k", "n")
    }
    if not counts["work_n"] + counts["free_n"]:
        return ""
    said = _("Headache on Mondays to Fridays %(work_k)s/%(work_n)s, at weekends "
             "%(free_k)s/%(free_n)s answered days.")  # fmt: skip
    return said % counts


def _neck(summary: Summary) -> list[Block]:
    neck = summary["neck"]
    if neck["paused"]:
        return [lines(_("The look at patterns is paused until the warning sign was checked."))]
    early = _("Early look, under 56 answered days.") if neck["early_look"] else ""
    unknown = [
        row for row in neck["criteria"] if row["status"] in ("cannot_judge", "not_enough_data")
    ]
    names = "; ".join(str(NAMES.get(row["id"], row["id"])) for row in unknown)
    return [
        lines(
            f"{early} {neck['headline']} {neck['next_step']}".strip(),
            *neck["for"][:MOST_LINES],
            *neck["against"][:MOST_LINES],
            _("Cannot be judged yet: %s.") % names if names else "",
            _("ICHD-3 11.2.1 cannot be judged from a diary: it needs examination and imaging."),
            *_examined(summary),
            neck["still_needed"],
        )
    ]


def _examined(summary: Summary) -> list[str]:
    found = [_finding(row) for row in summary["findings"]]
    return [_("Examined: %s.") % "; ".join(found)] if found else []


def _finding(row: Mapping[str, Any]) -> str:
    side = vocabulary.REGION_SIDES.get(row["side"], row["side"])
    told = [
        str(vocabulary.FINDING_KINDS.get(row["kind"], row["kind"])),
        str(side or ""),
        f"{number(row['degrees'])}°" if row["degrees"] is not None else "",
        str(vocabulary.FINDING_RESULTS.get(row["result"], row["result"]) or ""),
        day(row["on"]),
    ]
    return ", ".join(part for part in told if part)


# --- 6 What was tested, 7 treatments, 8 signs, 9 questions


def _tested(summary: Summary) -> list[Block]:
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


def _treatments(summary: Summary) -> list[Block]:
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
            told += " " + _("(change %(est)+d %%, between %(lo)+d and %(hi)+d)") % change
    return f"{told}."


def ticked(signs: Mapping[str, Any]) -> list[str]:
    """Every warning sign that was ticked, with its days, in words."""
    return [
        ngettext(
            "%(sign)s: on one day, %(last)s",
            "%(sign)s: on %(days)s days, last %(last)s",
            row["days"],
        )
        % {
            "sign": capfirst(str(vocabulary.WARNING_SIGNS.get(row["sign"], row["sign"]))),
            "days": row["days"],
            "last": day(row["last"]),
        }
        for row in signs["ticked"]
    ]


def _warnings(summary: Summary) -> list[Block]:
    signs = summary["warnings"]
    none = _("Never asked.")
    if signs["asked"]:
        none = ngettext(
            "None ticked, asked in one entry.",
            "None ticked, asked in %(asked)s entries.",
            signs["asked"],
        )
        none %= {"asked": signs["asked"]}  # fmt: skip
    return [lines(*(ticked(signs)[:MOST_LINES] or [none]), *signs["computed"][:2])]


def _questions(summary: Summary) -> list[Block]:
    asked, agreed = summary["questions"], summary["agreed"]
    told = [f"{place}. {text}" for place, text in enumerate(asked["asked"], start=1)]
    if asked["more"]:
        told.append(_("and %(more)s more") % asked)
    told = told or [_("No questions noted.")]
    if agreed:
        said = {"day": day(agreed["on"]), "agreed": agreed["agreed"]}
        told.append(_("Agreed on %(day)s: %(agreed)s") % said)
        target = agreed["target_headache_days"]
        if target is not None:
            goal = ngettext("Target: one headache day a month.",
                            "Target: %(target)s headache days a month.", target)  # fmt: skip
            told.append(goal % {"target": target})
    return [lines(*told)]


ON_PAGE_2: Final = frozenset(blocks_2.SECTIONS)
SECTIONS: Final[dict[str, tuple[Any, Callable[[Summary], list[Block]]]]] = {
    "headline": (gettext_lazy("Headaches"), _headline),
    "medicines": (gettext_lazy("Acute medicine days"), _medicines),
    "calendar": (gettext_lazy("Calendar of the last three months"), _calendar),
    "pattern": (gettext_lazy("Pattern"), _pattern),
    "neck": (gettext_lazy("Neck"), _neck),
    "tested": (gettext_lazy("What was tested"), _tested),
    "treatments": (gettext_lazy("Treatments"), _treatments),
    "warnings": (gettext_lazy("Warning signs"), _warnings),
    "questions": (gettext_lazy("My questions, and what was agreed"), _questions),
    **blocks_2.SECTIONS,
}
