"""The insights of a year, from rows to the document.

.venv/bin/python -m bench.insights
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bench import measure

ROUNDS = 7


def main() -> None:
    """Print CPU seconds, imports not counted, and the ratio to writing the diary as an archive."""
    measure.start()
    works = [*_works(), *_made_up()]
    archive, counted, linked, whole, year, long = measure.cpu(*works, rounds=ROUNDS)
    for what, milliseconds, most in (
        ("A year from rows to result without associations, CPU seconds", counted, 0.3),
        ("Associations of a year with 17 exposures, CPU seconds", linked, 0.4),
        ("Associations of a year with 12 exposures, CPU seconds", year, 0.4),
        ("Associations of 1,000 days with 12 exposures, CPU seconds", long, 0.6),
    ):
        seconds = milliseconds / 1000
        detail = f"{milliseconds / archive:.1f} × the same diary written as an archive"
        measure.tell(what, seconds, f"≤ {most}", met=seconds <= most, detail=detail)
    print(f"The whole document: {whole / 1000:.2f} s, {whole / archive:.1f} × the archive.")


def _made_up() -> list[Callable[[], Any]]:
    """A made-up year and 1,000 days with twelve exposures, one of which raises the risk."""
    import numpy as np

    from analytics import associations
    from analytics.simulate.calibrations import AMOUNT, FAMILY, YES_NO
    from analytics.simulate.days import Habit, Plan, build

    habits = {**dict(FAMILY), "upper_back_pain": AMOUNT, "sleep_quality": AMOUNT}
    habits["alcohol_servings"] = Habit(share=YES_NO.share, effect=float(np.log(3)))
    days = build(Plan(days=1000, habits=habits), np.random.default_rng(1))
    window = days.index[0].date(), (days.index[-1] + timedelta(days=1)).date()
    return [
        lambda: associations.assess(days.iloc[-365:]),
        lambda: associations.assess(days, window=window),
    ]


def _works() -> list[Callable[[], Any]]:
    """The reference, and the parts that are measured, on the demo person's diary."""
    from accounts import actor
    from analytics import associations
    from analytics.assess import assess
    from care.access import readable_diary, writable_diary
    from insights import compute, frames
    from interchange import demo
    from interchange.readers import archive as reader
    from interchange.writers import archive as writer

    (user, _, _), *_ = measure.people(1)
    now = datetime.now(UTC)
    today = now.date()
    year = (today - timedelta(days=365), today)
    entries, _ = reader.read(demo.archive(until=today))
    reader.write(writable_diary(actor.of_shell(user)), entries)
    diary = readable_diary(actor.of_shell(user))
    read = frames.read(diary, year, now)
    table = compute._table(read, read.treatments, year)
    made: dict[str, Any] = {
        "now": now,
        "time_zone": "Europe/Berlin",
        "revision": 1,
        "rule_version": "bench",
    }
    return [
        lambda: writer.write(diary),
        lambda: assess(frames.read(diary, year, now), window=year, today=today),
        lambda: associations.assess(table, window=year),
        lambda: compute.compute(diary, year, **made),
    ]


if __name__ == "__main__":
    main()
