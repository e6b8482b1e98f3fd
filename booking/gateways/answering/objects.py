"""The calendar objects that Outlook, Gmail and Apple's Calendar send back (RFC 5546 REPLY and COUNTER)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from icalendar import vUri

from booking.domain.periods import Period, local
from booking.gateways.answering.clients import ANSWERS, Answer, Client
from booking.gateways.answering.events import Event
from booking.gateways.calendars import VTIMEZONE, Line, utc, written

# As Exchange writes it: no IANA name, and rules that begin in 1601.
ROMANCE = b"""BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
""".replace(b"\n", b"\r\n")
ZONES = {"outlook": ROMANCE, "gmail": b"", "apple": VTIMEZONE}
Written = Callable[[Event, str, Period, datetime, str, str], Iterator[Line]]


def calendar_answer(
    client: Client, answer: Answer, event: Event, *, period: Period, now: datetime, comment: str, subject: str
) -> bytes:
    """The object in UTF-8; `period` is the event's own or the one proposed, `subject` what its summary becomes."""
    manner = ANSWERS[answer]
    lines = LINES[client.key](event, manner.partstat, period, now, comment, subject)
    head = b"BEGIN:VCALENDAR\r\nPRODID:%s\r\nVERSION:2.0\r\n" % client.prodid.encode()
    method = b"METHOD:%s\r\n" % manner.method.encode()
    body = b"".join(written(line) for line in lines)
    return head + method + ZONES[client.key] + b"BEGIN:VEVENT\r\n" + body + b"END:VEVENT\r\nEND:VCALENDAR\r\n"


def _attendee(event: Event, partstat: str, **more: str) -> Line:
    about: Mapping[str, str | list[str]] = {"PARTSTAT": partstat, "CN": event.attendee_name} | more
    return "ATTENDEE", about, vUri(f"mailto:{event.attendee}")


def _outlook(event: Event, partstat: str, period: Period, now: datetime, comment: str, subject: str) -> Iterator[Line]:
    """Exchange leaves the ORGANIZER out, and says in the summary what was answered."""
    danish = {"LANGUAGE": "da-DK"}
    yield _attendee(event, partstat)
    yield "COMMENT", danish, f"{comment}\n"
    yield "UID", {}, event.uid
    yield "SUMMARY", danish, subject
    for name, instant in (("DTSTART", period.starts_at), ("DTEND", period.ends_at)):
        yield name, {"TZID": "Romance Standard Time"}, f"{local(instant):%Y%m%dT%H%M%S}"
    yield "CLASS", {}, "PUBLIC"
    yield "PRIORITY", {}, "5"
    yield "DTSTAMP", {}, utc(now)
    yield "TRANSP", {}, "OPAQUE"
    yield "STATUS", {}, "TENTATIVE" if partstat == "TENTATIVE" else "CONFIRMED"
    yield "SEQUENCE", {}, str(event.sequence)
    yield "LOCATION", danish, event.location
    yield "X-MICROSOFT-CDO-APPT-SEQUENCE", {}, str(event.sequence)
    yield "X-MICROSOFT-CDO-BUSYSTATUS", {}, "BUSY"
    yield "X-MICROSOFT-CDO-INTENDEDSTATUS", {}, "BUSY"
    yield "X-MICROSOFT-CDO-ALLDAYEVENT", {}, "FALSE"
    yield "X-MICROSOFT-CDO-INSTTYPE", {}, "0"
    yield "X-MICROSOFT-DISALLOW-COUNTER", {}, "FALSE"


def _gmail(event: Event, partstat: str, period: Period, now: datetime, comment: str, subject: str) -> Iterator[Line]:
    noted = {"X-RESPONSE-COMMENT": comment} if comment else {}
    yield "DTSTART", {}, utc(period.starts_at)
    yield "DTEND", {}, utc(period.ends_at)
    yield "DTSTAMP", {}, utc(now)
    yield "ORGANIZER", {"CN": event.organizer}, vUri(f"mailto:{event.organizer}")
    yield "UID", {}, event.uid
    yield _attendee(event, partstat, CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", **{"X-NUM-GUESTS": "0"}, **noted)
    if comment:
        yield "COMMENT", {}, comment
    yield "CREATED", {}, utc(event.stamped_at)
    yield "DESCRIPTION", {}, event.description
    yield "LAST-MODIFIED", {}, utc(now)
    yield "LOCATION", {}, event.location
    yield "SEQUENCE", {}, str(event.sequence)
    yield "STATUS", {}, "CONFIRMED"
    yield "SUMMARY", {}, event.summary
    yield "TRANSP", {}, "OPAQUE"


def _apple(event: Event, partstat: str, period: Period, now: datetime, comment: str, subject: str) -> Iterator[Line]:
    yield "UID", {}, event.uid
    yield "DTSTAMP", {}, utc(now)
    for name, instant in (("DTSTART", period.starts_at), ("DTEND", period.ends_at)):
        yield name, {"TZID": "Europe/Copenhagen"}, f"{local(instant):%Y%m%dT%H%M%S}"
    yield "SEQUENCE", {}, str(event.sequence)
    yield "SUMMARY", {}, event.summary
    yield "ORGANIZER", {}, vUri(f"MAILTO:{event.organizer}")
    yield _attendee(event, partstat, CUTYPE="INDIVIDUAL", EMAIL=event.attendee)
    if comment:
        yield "COMMENT", {}, comment
    yield "CALSCALE", {}, "GREGORIAN"
    yield "LAST-MODIFIED", {}, utc(now)


LINES: dict[str, Written] = {"outlook": _outlook, "gmail": _gmail, "apple": _apple}
