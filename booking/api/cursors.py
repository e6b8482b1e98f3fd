"""Cursors: where a page ended, opaque to whoever hands it back."""

import base64
import json
from datetime import datetime
from uuid import UUID

import msgspec

from booking.domain.errors import Invalid
from booking.domain.periods import check_offset
from booking.domain.texts import Text


def written(place: str, key: UUID) -> str:
    return base64.urlsafe_b64encode(json.dumps([place, key.hex]).encode()).decode().rstrip("=")


def read(cursor: str) -> tuple[str, UUID]:
    """Invalid for anything that this API did not make."""
    try:
        place, key = msgspec.json.decode(
            base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=tuple[str, str]
        )
        known = UUID(hex=key)
    except (ValueError, RecursionError, msgspec.MsgspecError):
        raise unreadable() from None
    if not place.isprintable():
        raise unreadable()
    return place, known


def read_instant(cursor: str) -> tuple[datetime, UUID]:
    place, key = read(cursor)
    try:
        return check_offset(datetime.fromisoformat(place)), key
    except (ValueError, Invalid):
        raise unreadable() from None


def unreadable() -> Invalid:
    return Invalid(
        Text("Cursoren kan ikke læses. Begynd forfra uden.", "The cursor cannot be read. Begin again without one."),
        field="cursor",
    )
