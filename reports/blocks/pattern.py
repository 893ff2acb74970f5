"""What the headaches have in common, and what of them speaks for the neck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from diary import vocabulary
from reports.blocks.parts import MOST_LINES, Block, Summary, day, lines
from reports.figures import body_map
from reports.numbers import number
from reports.phrases.criteria import NAMES

MOST_PLACES: Final = 5


def pattern(summary: Summary) -> list[Block]:
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


def neck(summary: Summary) -> list[Block]:
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
