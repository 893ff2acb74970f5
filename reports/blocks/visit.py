"""What the visit must not miss: warning signs, the person's questions, and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diary import vocabulary
from reports.blocks.parts import MOST_LINES, Block, Summary, day, lines


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


def warnings(summary: Summary) -> list[Block]:
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


def questions(summary: Summary) -> list[Block]:
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
