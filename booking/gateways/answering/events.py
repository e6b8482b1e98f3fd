"""The calendar object of one of our own mails, as its reader sees it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar

from booking.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Event:
    """What an invitation says; `sequence` is the version, `asks` whether it wants an answer."""

    method: str
    uid: str
    sequence: int
    stamped_at: datetime
    period: Period
    summary: str
    location: str
    description: str
    organizer: str
    attendee: str
    attendee_name: str
    partstat: str
    asks: bool


def event_in(calendar: str) -> Event | None:
    """None for anything that is not one whole event with its attendee; Exchange's answers name no organizer."""
    try:
        parsed = Calendar.from_ical(calendar)
        [event] = parsed.events
        attendee = event["ATTENDEE"]
        return Event(
            method=str(parsed["METHOD"]),
            uid=str(event["UID"]),
            sequence=int(str(event.get("SEQUENCE", 0))),
            stamped_at=_instant(event.DTSTAMP),
            period=Period(_instant(event.DTSTART), _instant(event.DTEND)),
            summary=str(event.get("SUMMARY", "")),
            location=str(event.get("LOCATION", "")),
            description=str(event.get("DESCRIPTION", "")),
            organizer=_address(str(event.get("ORGANIZER", ""))),
            attendee=_address(str(attendee)),
            attendee_name=str(attendee.params.get("CN", "")),
            partstat=str(attendee.params.get("PARTSTAT", "")),
            asks=str(attendee.params.get("RSVP", "FALSE")).upper() == "TRUE",
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _instant(value: datetime | None) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError(value)
    return value.astimezone(UTC)


def _address(value: str) -> str:
    return value[7:] if value[:7].lower() == "mailto:" else value
