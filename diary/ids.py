"""Identifiers that records get."""

import secrets
import time
import uuid
from datetime import date


def new_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): the millisecond of its making, then random bits."""
    milliseconds = time.time_ns() // 1_000_000
    bits = milliseconds << 80 | 0x7 << 76 | secrets.randbits(76)
    return uuid.UUID(int=bits & ~(0x3 << 62) | 0x2 << 62)


def check_in_id(person_id: uuid.UUID, day: date) -> uuid.UUID:
    """The one id of a person's local day, so that two devices that start it write one record."""
    return uuid.uuid5(person_id, f"day:{day.isoformat()}")
