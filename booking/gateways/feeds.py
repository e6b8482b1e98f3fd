"""Writes a feed as iCalendar (RFC 5545, 7986): one calendar to subscribe to, which nobody is asked to answer."""

from collections.abc import Iterable, Iterator

from icalendar import vUri

from booking.domain.feeds import FeedEvent, uid_of
from booking.domain.invitations import Role, repeated
from booking.domain.modes import MODES
from booking.domain.texts import Text, Tongue
from booking.gateways.addresses import MailIdentity
from booking.gateways.calendars import TITLES, VTIMEZONE, Line, conference, description, times, utc, written
from booking.gateways.guards import cleaned

REFRESH = "PT30M"
WANTED = Text("Tolk søges", "Interpreter wanted")
BUSY = {"CONFIRMED": "BUSY", "TENTATIVE": "TENTATIVE", "CANCELLED": "FREE"}


def feed_ics(events: Iterable[FeedEvent], *, name: Text, role: Role, tongue: Tongue, identity: MailIdentity) -> bytes:
    """The whole calendar in UTF-8; the same facts give the same bytes, whenever they are asked for.

    No METHOD, organizer or attendee, else clients mail answers; no alarms, which belong to whoever subscribes.
    """
    return b"".join(
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//SprogTolk//Tolkebooking//DA\r\nCALSCALE:GREGORIAN\r\n",
            *(written(line) for line in _head(cleaned(name.in_(tongue)))),
            VTIMEZONE,
            *(_event(event, role, tongue, identity) for event in events),
            b"END:VCALENDAR\r\n",
        )
    )


def _head(name: str) -> Iterator[Line]:
    yield "NAME", {}, name
    yield "X-WR-CALNAME", {}, name
    yield "REFRESH-INTERVAL", {"VALUE": "DURATION"}, REFRESH
    yield "X-PUBLISHED-TTL", {}, REFRESH


def _event(event: FeedEvent, role: Role, tongue: Tongue, identity: MailIdentity) -> bytes:
    period = event.facts.period
    in_utc = repeated(period.starts_at) or repeated(period.ends_at)
    lines = (
        *_identity(event, identity),
        *times(event.facts, in_utc=in_utc),
        *_content(event, role, tongue),
        *(_where(event, tongue, identity.page(event.facts.number, role)) if event.state != "CANCELLED" else ()),
    )
    return b"".join((b"BEGIN:VEVENT\r\n", *(written(line) for line in lines), b"END:VEVENT\r\n"))


def _identity(event: FeedEvent, identity: MailIdentity) -> Iterator[Line]:
    yield "UID", {}, uid_of(event, domain=identity.domain)
    yield "DTSTAMP", {}, utc(event.changed_at)
    yield "LAST-MODIFIED", {}, utc(event.changed_at)
    yield "SEQUENCE", {}, str(event.seq)


def _content(event: FeedEvent, role: Role, tongue: Tongue) -> Iterator[Line]:
    title = WANTED if event.state == "TENTATIVE" else TITLES[role]
    prefix = Text("Aflyst: ", "Cancelled: ").in_(tongue) if event.state == "CANCELLED" else ""
    mode = MODES[event.facts.mode].short.in_(tongue).lower()
    yield "SUMMARY", {}, f"{prefix}{title.in_(tongue)} {event.facts.number}, {mode}"
    yield "STATUS", {}, event.state
    yield "CLASS", {}, "PRIVATE"
    yield "X-MICROSOFT-CDO-BUSYSTATUS", {}, BUSY[event.state]


def _where(event: FeedEvent, tongue: Tongue, page: str) -> Iterator[Line]:
    facts = event.facts
    yield "LOCATION", {}, cleaned(facts.place.shown(facts.mode).in_(tongue))
    yield "DESCRIPTION", {}, description(facts, tongue, page)
    yield "URL", {}, vUri(cleaned(page))
    yield from conference(facts, tongue)
