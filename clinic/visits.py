"""Visits: what was agreed, and what has changed in the diary since the last one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from care.access import ReadableDiary
from clinic import timeline
from diary import shapes

Row = dict[str, Any]


def read(diary: ReadableDiary, today: date, time_zone: str) -> dict[str, Any]:
    """The last visit, the next one, the latest target, and what came since the last."""
    fields = ("on", "seen_by", "questions", "agreed", "target_headache_days")
    rows = list(diary.rows(shapes.VISITS).order_by("on", "key").values(*fields))
    past = [row for row in rows if row["on"] <= today]
    to_come = [row for row in rows if row["on"] > today]
    targets = [row for row in past if row["target_headache_days"] is not None]
    last = past[-1] if past else None
    return {
        "days": [row["on"] for row in rows],
        "last": last,
        "next": to_come[0] if to_come else None,
        "target": targets[-1] if targets else None,
        "since": _since(diary, last["on"], time_zone) if last else None,
    }


def _since(diary: ReadableDiary, day: date, time_zone: str) -> dict[str, Any]:
    """New medicines and treatments, and entries of before that were changed after."""
    after = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(time_zone))
    new = diary.rows(shapes.MEDICATIONS).filter(created_at__gt=after).order_by("created_at")
    begun = diary.rows(shapes.TREATMENTS).filter(started_on__gt=day).order_by("started_on")
    return {
        "on": day,
        "medicines": list(new.values_list("name", flat=True)),
        "treatments": [
            timeline.named({**row, "started_on": row["started_on"].isoformat()})
            for row in begun.values("kind", "name", "started_on")
        ],
        "changed": sum(
            diary.rows(shape).filter(day__lt=day).changed_since(after).count()
            for shape in (shapes.EPISODES, shapes.CHECK_INS, shapes.DOSES)
        ),
    }
