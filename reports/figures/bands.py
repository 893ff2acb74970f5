"""How often headaches follow each level of something: shares with their intervals."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reports.figures.picture import Numbers, Picture, nothing
from reports.phrases import links as words

FEWEST_DAYS = 5


def picture(summary: Numbers, exposure: str, *, name: str, what: str) -> Picture:
    """The bands of one exposure; `what` was counted on the days after it."""
    row = next((row for row in summary["links"] if row["exposure"] == exposure), None)
    bands = [band for band in row["bands"] if band["risk"] is not None] if row else []
    if row is None or not bands:
        return nothing(_("%s: no answers to compare yet") % name)
    text = next((one["text"] for one in summary["tested"] if one["exposure"] == exposure), name)
    labels = [label(row, band) for band in bands]
    rows = [
        [named, str(band["onsets"]), str(band["days"]), f"{100 * band['risk']:.0f}",
         f"{100 * band['lo']:.0f}–{100 * band['hi']:.0f}"]
        for named, band in zip(labels, bands, strict=True)
    ]  # fmt: skip
    listed = "; ".join(f"{line[0]}: {line[1]}/{line[2]}" for line in rows)
    return Picture(
        title=_("%(name)s, %(what)s: %(counts)s") % {"name": name, "what": what, "counts": listed},
        alt=text,
        head=[name, capfirst(what), _("Days"), "%", _("interval (95 %)")],
        rows=rows,
        note=_(
            "Share of days that began without a headache, with 95 %% intervals. Hollow: fewer "
            "than %s days. A link in a diary is no proof of a cause."
        )
        % FEWEST_DAYS,
        data={
            "labels": labels,
            "shares": [band["risk"] for band in bands],
            "lows": [band["lo"] for band in bands],
            "highs": [band["hi"] for band in bands],
            "counts": [f"{band['onsets']}/{band['days']}" for band in bands],
            "few": [band["days"] < FEWEST_DAYS for band in bands],
            "y": _("%% of days: %s") % what,
        },
    )


def label(row: Numbers, band: Numbers) -> str:
    """A band in words."""
    level = words.LEVELS.get(f"{row['exposure']}.{band['label']}")
    if level is not None:
        return str(level)
    limits = {end: _number(band[end]) for end in ("from", "below")}
    if band["from"] is None:
        return str(words.BELOW % limits)
    return str((words.FROM if band["below"] is None else words.BETWEEN) % limits)


def _number(value: float | None) -> str:
    return "" if value is None else number_format(f"{value:.2f}".rstrip("0").rstrip("."))


def draw(sheet: Any, data: Numbers) -> None:
    """A point with its interval a band, and the counts beside it."""
    axes, theme = sheet.axes(bottom=0.02), sheet.theme
    for place, share in enumerate(data["shares"]):
        low, high = data["lows"][place], data["highs"][place]
        sheet.line(axes, [place, place], [100 * low, 100 * high], linewidth=1.4)
        face = theme.paper if data["few"][place] else theme.accent
        sheet.line(axes, [place], [100 * share], marker="o", markersize=7, markerfacecolor=face)
        beside = place + 0.07 / sheet.share
        sheet.write(axes, beside, 100 * share, data["counts"][place], va="center")
    axes.set_xlim(-0.5, len(data["labels"]) - 0.3)
    axes.set_ylim(0, min(100, 115 * max(data["highs"])))
    sheet.ticks(axes, "x", [float(n) for n in range(len(data["labels"]))], data["labels"])
    sheet.name(axes, y=data["y"])
