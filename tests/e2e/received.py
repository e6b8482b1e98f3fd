"""Invitations as a recipient's programs read them: one mail, parsed by two libraries that must agree."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage

import icalendar
import vobject  # type: ignore[import-untyped]

from booking.local.sink import Sink


@dataclass(frozen=True)
class Received:
    """What an invitation says, in UTC."""

    to: str
    method: str
    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime


def invitations(sink: Sink, number: str) -> dict[str, list[Received]]:
    """By recipient, in order of arrival: every invitation that names the booking."""
    found: dict[str, list[Received]] = {}
    for accepted in sink.messages():
        calendar = calendar_of(sink.read(accepted))
        if calendar is not None and number in calendar:
            [to] = accepted.envelope_to
            one = read_by_icalendar(to, calendar)
            assert read_by_vobject(to, calendar) == one
            found.setdefault(to, []).append(one)
    return found


def calendar_of(mail: EmailMessage) -> str | None:
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            return str(part.get_content())
    return None


def read_by_icalendar(to: str, written: str) -> Received:
    calendar = icalendar.Calendar.from_ical(written)
    [event] = calendar.events
    return Received(
        to,
        str(calendar["METHOD"]),
        str(event["UID"]),
        int(str(event["SEQUENCE"])),
        event.DTSTART.astimezone(UTC),
        event.DTEND.astimezone(UTC),
    )


def read_by_vobject(to: str, written: str) -> Received:
    calendar = vobject.readOne(written)
    event = calendar.vevent
    return Received(
        to,
        str(calendar.method.value),
        str(event.uid.value),
        int(event.sequence.value),
        event.dtstart.value.astimezone(UTC),
        event.dtend.value.astimezone(UTC),
    )


def everything_in(mail: EmailMessage) -> str:
    """Headers and every part, decoded, as one text; of a picture or a PDF what can be read of it."""
    parts = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    headers = [f"{name}: {value}" for name, value in mail.items()]
    return "\n".join([*headers, *(part.decode(errors="replace") for part in parts if isinstance(part, bytes))])
