"""Real diaries for the tests: rows that came in by the archive, as anybody's do."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from accounts import actor
from accounts.models import User
from care.access import ReadableDiary, readable_diary, writable_diary
from interchange.readers import archive

BERLIN, TOKYO, NEW_YORK = "Europe/Berlin", "Asia/Tokyo", "America/New_York"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def keep(owner: User, **collections: Any) -> ReadableDiary:
    """Put records into a person's diary and open it for reading."""
    counts = {kind: len(rows) for kind, rows in collections.items() if isinstance(rows, list)}
    document = {"format": "nape-archive", "version": 1, "counts": counts, **collections}
    entries, unknown = archive.read(document)
    assert not unknown
    archive.write(writable_diary(actor.of_shell(owner)), entries)
    return readable_diary(actor.of_shell(owner))


def episode(number: int, started: str, ended: str | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "started_at": started,
        "ended_at": ended,
        "time_zone": BERLIN,
        **fields,
    }


def identity(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def check_ins(first: date, answers: list[str | None], **fields: Any) -> list[dict[str, Any]]:
    """One check-in a day from the first on; None is a day without one."""
    return [
        {
            "date": (first + timedelta(days=number)).isoformat(),
            "time_zone": BERLIN,
            "headache_today": answer,
            **fields,
        }
        for number, answer in enumerate(answers)
        if answer
    ]
