"""Everything that was tested: differences with their intervals, grey where data is short."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from reports.figures.picture import Numbers, Picture, nothing
from reports.numbers import signed
from reports.phrases import links as words

MOST = 20


def describe(summary: Numbers) -> Picture:
    """One line an exposure that was answered, in the declared order: never ranked."""
    says = {row["exposure"]: row["says"] for row in summary["tested"]}
    rows = [row for row in summary["links"] if row["exposure"] in says and _contrast(row)][:MOST]
    if not rows:
        return nothing(_("What was tested: nothing has enough answers to compare yet"))
    clear = sum(says[row["exposure"]] == "supported" for row in rows)
    numbers = {"k": clear, "n": len(says)}
    title = _("What was tested: %(k)s of %(n)s show a link with headaches") % numbers
    lines = [_line(row, says[row["exposure"]]) for row in rows]
    return Picture(
        title=title,
        alt=title + ". " + "; ".join(f"{line[0]} {line[1]} ({line[2]})" for line in lines),
        head=[
            _("Tested"),
            _("Difference in a hundred days"),
            _("interval (95 %)"),
            _("With"),
            _("Without"),
            _("Answer"),
        ],
        rows=lines,
        note=_(
            "Difference of headaches in a hundred days with and without it, with "
            "intervals (95 %); grey and hollow: not enough data. No proof of a cause."
        ),
        data={
            "names": [line[0] for line in lines],
            "points": [_contrast(row) for row in rows],
            "enough": [says[row["exposure"]] != "not_enough_data" for row in rows],
            "x": _("more (right) or fewer (left) headaches in a hundred days"),
        },
    )


def answers() -> dict[str, str]:
    """What the diary says of an exposure, in words."""
    return {
        "supported": _("supported"),
        "not_supported": _("not supported"),
        "cannot_tell": _("cannot tell"),
        "not_enough_data": _("not enough data"),
    }


def name(row: Numbers) -> str:
    """The name of an exposure, also of one's own."""
    exposure = words.EXPOSURES.get(row["exposure"])
    return row["label"] or (str(exposure.name) if exposure else row["exposure"])


def _contrast(row: Numbers) -> list[float] | None:
    """The difference with its interval; of several levels, the one that lies farthest."""
    found = row["contrast"]
    return [100 * found[key] for key in ("rd", "rd_lo", "rd_hi")] if found else None


def _line(row: Numbers, says: str) -> list[str]:
    est, low, high = _contrast(row) or (0.0, 0.0, 0.0)
    found = row["contrast"]
    return [
        name(row),
        signed(round(est)),
        f"{signed(round(low))} – {signed(round(high))}",
        f"{found['onsets1']}/{found['days1']}",
        f"{found['onsets0']}/{found['days0']}",
        answers()[says],
    ]


def draw(sheet: Any, data: Numbers) -> None:
    """A point with its interval a line; nought is drawn."""
    axes, theme = sheet.axes(left=0.29 / sheet.share), sheet.theme
    sheet.line(axes, [0, 0], [-0.6, len(data["names"])], color=theme.soft, linewidth=0.8)
    for line, (est, low, high) in enumerate(data["points"]):
        enough = data["enough"][line]
        ink = theme.ink if enough else theme.soft
        sheet.line(axes, [low, high], [line, line], color=ink, linewidth=1.2 if enough else 0.7)
        sheet.line(axes, [est], [line], marker="o", markersize=4.5, markeredgecolor=ink,
                   markerfacecolor=theme.accent if enough else theme.paper)  # fmt: skip
    ends = [end for _est, low, high in data["points"] for end in (low, high)]
    axes.set_xlim(min(-5, 1.1 * min(ends)), max(5, 1.1 * max(ends)))
    axes.set_ylim(len(data["names"]) - 0.4, -0.6)
    sheet.ticks(axes, "y", [float(n) for n in range(len(data["names"]))], data["names"], size=6.3)
    sheet.name(axes, x=data["x"])
