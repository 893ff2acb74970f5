"""The flag of the neck-related pattern: when it is raised, since when, and what is still needed.

Looking again and again inflates chance findings, so a change of grade is announced only when it
holds for 14 days: seen 14 days ago already (kept state), or true of the entries as they stood 14
days ago. The grade itself is always given as it is today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from analytics import pattern
from analytics.pattern import Ledger, Look
from analytics.results import NOT_ENOUGH_DATA, Sentence

HOLD_DAYS: Final = 14
RAISED: Final = (pattern.POSSIBLE, pattern.PROBABLE)
ONE_SIDED_NEEDED: Final = 9

Kept = dict[str, str | None]
"""``grade`` and ``since`` that were announced; ``candidate`` and ``candidate_since`` that wait."""


def announce(
    grade: str, *, today: dt.date, held: bool, kept: Mapping[str, str | None] | None = None
) -> Kept:
    """Decide what is announced today.

    Parameters
    ----------
    grade
        Today's grade.
    held
        Whether the entries gave the same grade as they stood 14 days ago.
    kept
        What this function returned last time; None before the first time.

    Returns
    -------
    dict
        The state to keep for the next time; ``grade`` is the announced one.
    """
    before = today - dt.timedelta(days=HOLD_DAYS)
    if kept is None:
        kept = {"grade": NOT_ENOUGH_DATA, "since": (before if held else today).isoformat()}
    if grade == kept["grade"]:
        return _state(grade, kept["since"])
    seen = kept.get("candidate_since") if kept.get("candidate") == grade else None
    first_seen = dt.date.fromisoformat(seen) if seen else today
    since = min(first_seen, before) if held else first_seen
    if since <= before:
        return _state(grade, since.isoformat())
    return _state(kept["grade"], kept["since"], grade, since.isoformat())


def hoist(look: Look, announced: Kept) -> dict[str, Any]:
    """Make the flag: raised or not, its headline, next step and what is still needed."""
    grade = str(announced["grade"])
    raised = grade in RAISED
    needed = list_needs(look)
    waiting = announced["candidate"] in RAISED
    if waiting:
        first_seen = dt.date.fromisoformat(str(announced["candidate_since"]))
        until = first_seen + dt.timedelta(days=HOLD_DAYS)
        needed.append(Sentence("pattern.need.hold", {"until": until}))
    changing = raised and look.grade != grade
    key = f"pattern.{grade}.changing" if changing else f"pattern.{grade if raised else look.grade}"
    step = "examination" if raised else "record" if needed else "none"
    return {
        "raised": raised,
        "quiet": grade == pattern.POSSIBLE,
        "grade": grade,
        "since": announced["since"] if raised else None,
        "headline": Sentence(f"{key}.waiting" if waiting and not raised else key, _numbers(look)),
        "next_step": Sentence(f"pattern.next.{step}"),
        "still_needed": needed,
    }


def list_needs(look: Look) -> list[Sentence]:
    """What is missing for a grade: the gate first, then each part without enough answers."""
    gate = {
        "days": pattern.GATE_DAYS - look.observed_days,
        "episodes": pattern.GATE_EPISODES - len(look.headaches),
    }
    needs = [Sentence(f"pattern.need.{one}", {"more": n}) for one, n in gate.items() if n > 0]
    return needs + [
        Sentence(f"pattern.need.{part}", _missing(part, look.ledger))
        for part in pattern.open_parts(look.parts)
    ]


def _missing(part: str, ledger: Ledger) -> dict[str, Any]:
    """How many headaches answered so far, and how many more at least."""
    if part == "side_lock":
        on_side = max(ledger.sides.left, ledger.sides.right)
        more = max(ONE_SIDED_NEEDED - on_side, 1)
        return {"answered": ledger.sides.known, "more": more, "side": ledger.sides.dominant}
    further = max(ledger.same_side_pain[1], ledger.pressure[1], ledger.turning_limited[1])
    answered = {
        "starts_in_neck": ledger.starts[1],
        "provoked": ledger.provoked[1],
        "further_sign": further,
        "not_migraine_like": min(ledger.nausea[1], ledger.senses[1]),
        "origin": ledger.origin[1],
    }[part]
    return {"answered": answered, "more": max(pattern.LEAST_ANSWERS - answered, 1)}


def _numbers(look: Look) -> dict[str, Any]:
    sides, ledger = look.ledger.sides, look.ledger
    back_head = int(look.headaches["back_head_start"].sum())
    return {
        "k": ledger.starts[0],
        "n": ledger.starts[1],
        "back_head": back_head,
        "side": sides.dominant,
        "side_k": max(sides.left, sides.right),
        "side_n": sides.known,
        "provoked_k": ledger.provoked[0],
        "provoked_n": ledger.provoked[1],
        "from": look.start,
    }


def _state(
    grade: str | None,
    since: str | None,
    candidate: str | None = None,
    candidate_since: str | None = None,
) -> Kept:
    return {
        "grade": grade,
        "since": since,
        "candidate": candidate,
        "candidate_since": candidate_since,
    }
