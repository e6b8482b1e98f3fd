"""Reads back what a calendar was sent: the calendar object of one of our own frozen mails."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import cast

import icalendar

from booking.domain.invitations import FREE_UNTIL
from booking.domain.invitations.drift import Shown
from booking.domain.modes import MODES
from booking.domain.periods import Period

# A wording that was changed stays readable when the one before it is kept here.
DEADLINES = tuple(f"{words}: " for words in (FREE_UNTIL.da, FREE_UNTIL.en))
NAMES = tuple(name for traits in MODES.values() for name in (traits.name.da, traits.name.en))


def shown_in(mail: bytes) -> Shown | None:
    """What the calendar of its reader shows since; None for a mail without a calendar part. ValueError: unreadable."""
    part = next((one for one in message_from_bytes(mail, policy=policy.default).walk() if _is_calendar(one)), None)
    if part is None:
        return None
    calendar = icalendar.Calendar.from_ical(cast(bytes, part.get_payload(decode=True)))
    [event] = calendar.events
    address = str(event["ATTENDEE"]).removeprefix("mailto:")
    if calendar["METHOD"] == "CANCEL":
        return Shown(False, address)
    lines = str(event.get("DESCRIPTION", "")).split("\n")
    return Shown(
        stands=True,
        address=address,
        period=Period(_instant(event.DTSTART), _instant(event.DTEND)),
        mode=next((name for line in lines for name in NAMES if line.startswith(f"{name}, ")), ""),
        place=str(event.get("LOCATION", "")),
        deadline=next((_deadline(line) for line in lines if line.startswith(DEADLINES)), ""),
    )


def _is_calendar(part: object) -> bool:
    return bool(part.get_content_type() == "text/calendar")  # type: ignore[attr-defined]


def _instant(read: object) -> datetime:
    assert isinstance(read, datetime)
    return read.astimezone(UTC)


def _deadline(line: str) -> str:
    return line.partition(": ")[2].partition(" (")[0]
