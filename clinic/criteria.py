"""Every criterion with its counts, and the way to the entries behind each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.phrases.criteria import NAMES, REASONS, SETS

SECTIONS = ("pattern", "migraine_features", "tension_features", "medication_days")


def listed(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rule sets with their criteria, in the order in which they are read."""
    rows = [row for section in SECTIONS for row in document[section]["criteria"]]
    sets = [
        {"name": name, "rows": [_row(row) for row in rows if row["id"].startswith(prefix)]}
        for prefix, name in SETS.items()
    ]
    return [one for one in sets if one["rows"]]


def entries(document: Mapping[str, Any], criterion: str) -> list[str]:
    """The ids of the entries that a criterion counts."""
    rows = (row for section in SECTIONS for row in document[section]["criteria"])
    found: list[str] = next((row["episodes"] for row in rows if row["id"] == criterion), [])
    return found


def name(criterion: str) -> str:
    """A criterion in words."""
    return str(NAMES.get(criterion, criterion))


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    counted = bool(row["n"]) and row["k"] is not None
    return {
        "id": row["id"],
        "name": NAMES.get(row["id"], row["id"]),
        "status": row["status"],
        "k": row["k"] if counted else None,
        "n": row["n"],
        "unit": row["unit"],
        "entries": len(row["episodes"]),
        "reason": REASONS.get(row["reason"] or "", ""),
    }
