"""Writes an invitation as iCalendar (RFC 5545, 5546, 7986), in the form that Outlook, Google and Apple obey."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from icalendar import vUri

from booking.domain.invitations import FREE_UNTIL, EventFacts, Invite, Role, Stream, repeated, when
from booking.domain.modes import MODES, Mode
from booking.domain.periods import local
from booking.domain.texts import Text, Tongue
from booking.gateways.addresses import Mailbox
from booking.gateways.guards import cleaned, guarded_address

# Plain strings are escaped as TEXT when they are written; a URI is not.
Line = tuple[str, Mapping[str, str | list[str]], str | vUri]

# One STANDARD and one DAYLIGHT: with more, Exchange takes the newest, the first, or refuses the stream.
VTIMEZONE = b"""BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace(b"\n", b"\r\n")

# Some programs end a name at its first space.
QUOTABLE = re.compile("[,;: '\u2019]")
TITLES: dict[Role, Text] = {
    "interpreter": Text("Tolkeopgave", "Interpreting job"),
    "requester": Text("Tolk bestilt", "Interpreter booked"),
}
JOIN = {
    Mode.SKYPE: (["AUDIO", "VIDEO"], Text("Deltag på video", "Join by video")),
    Mode.PHONE: (["PHONE"], Text("Ring op", "Call")),
}
LINK = re.compile(r"(?:https?|skype|sips?|callto|msteams):[!#-;=?-Z_a-z~\[\]]+", re.IGNORECASE)
# With it Outlook shows its own button to join.
TEAMS = re.compile(r"https://teams\.(?:microsoft|live)\.com/[!#-;=?-Z_a-z~\[\]]+$", re.IGNORECASE)
PHONE = re.compile(r"\+?[0-9][0-9 ]{5,18}")


def ics(invite: Invite, facts: EventFacts, stream: Stream, *, organizer: Mailbox, page: str, off: bool = True) -> bytes:
    """The calendar object in UTF-8, folded at 75 octets; Invalid when an address is not one.

    A cancellation says that the booking is `off`, unless it only leaves this calendar. Local time with its zone, since
    a booking is a promise by the wall clock; UTC where the clock shows an hour twice.
    """
    in_utc = repeated(facts.period.starts_at) or repeated(facts.period.ends_at)
    lines = [
        *_identity(invite, stream, organizer),
        *times(facts, in_utc=in_utc),
        *_content(invite, facts, stream, page, off=off),
    ]
    return b"".join(
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//SprogTolk//Tolkebooking//DA\r\nCALSCALE:GREGORIAN\r\n",
            b"METHOD:%s\r\n" % invite.method.encode("ascii"),
            b"" if in_utc else VTIMEZONE,
            b"BEGIN:VEVENT\r\n",
            *(written(line) for line in lines),
            b"END:VEVENT\r\nEND:VCALENDAR\r\n",
        )
    )


def title(facts: EventFacts, stream: Stream) -> Text:
    """What is in the calendar's grid, for the whole office to read: no language, no place."""
    name = TITLES[stream.recipient_role]
    return Text(f"{name.da} {facts.number}", f"{name.en} {facts.number}")


def _identity(invite: Invite, stream: Stream, organizer: Mailbox) -> Iterator[Line]:
    attendee: dict[str, str | list[str]] = {
        "CN": cleaned(stream.name),
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": invite.partstat,
        "RSVP": "TRUE" if invite.rsvp else "FALSE",
    }
    yield "UID", {}, invite.uid
    yield "DTSTAMP", {}, utc(invite.dtstamp)
    yield "SEQUENCE", {}, str(invite.seq)
    yield "ORGANIZER", {"CN": cleaned(organizer.name)}, vUri(f"mailto:{guarded_address(organizer.address)}")
    yield "ATTENDEE", attendee, vUri(f"mailto:{guarded_address(stream.address)}")


def times(facts: EventFacts, *, in_utc: bool) -> Iterator[Line]:
    for name, instant in (("DTSTART", facts.period.starts_at), ("DTEND", facts.period.ends_at)):
        if in_utc:
            yield name, {}, utc(instant)
        else:
            yield name, {"TZID": "Europe/Copenhagen"}, f"{local(instant):%Y%m%dT%H%M%S}"


def _content(invite: Invite, facts: EventFacts, stream: Stream, page: str, *, off: bool) -> Iterator[Line]:
    tongue, cancelled = stream.tongue, invite.method == "CANCEL"
    prefix = Text("Aflyst: ", "Cancelled: ").in_(tongue) if cancelled and off else ""
    yield "SUMMARY", {}, prefix + title(facts, stream).in_(tongue)
    yield "STATUS", {}, "CANCELLED" if cancelled else "CONFIRMED"
    yield "CLASS", {}, "PRIVATE"
    yield "X-MICROSOFT-CDO-BUSYSTATUS", {}, "FREE" if cancelled else "BUSY"
    if not cancelled:
        yield "LOCATION", {}, cleaned(facts.place.shown(facts.mode).in_(tongue))
        yield "DESCRIPTION", {}, description(facts, stream.tongue, page)
        yield "URL", {}, vUri(cleaned(page))
        yield "X-MICROSOFT-DISALLOW-COUNTER", {}, "TRUE"
        yield from conference(facts, tongue)
        if TEAMS.match(facts.place.text):
            yield "X-MICROSOFT-SKYPETEAMSMEETINGURL", {}, vUri(cleaned(facts.place.text))


def description(facts: EventFacts, tongue: Tongue, page: str) -> str:
    """What changed, how and when, where, and the page with the rest: a line each, all of it fit for every eye."""
    lines = [change.sentence.in_(tongue) for change in facts.changes]
    lines += [
        f"{MODES[facts.mode].name.in_(tongue)}, {when(facts.period, year=True).in_(tongue)}",
        f"{facts.place.label.in_(tongue)}: {facts.place.shown(facts.mode).in_(tongue)}",
    ]
    if facts.free_until is not None:
        lines.append(f"{FREE_UNTIL.in_(tongue)}: {facts.free_until.said.in_(tongue)}")
    lines.append(f"{Text('Se mere', 'See more').in_(tongue)}: {page}")
    return "\n".join(cleaned(line) for line in lines)


def conference(facts: EventFacts, tongue: Tongue) -> Iterator[Line]:
    """How to join from within the calendar, where a link or a number says it."""
    uri = _join_uri(facts)
    if uri and facts.mode in JOIN:
        features, label = JOIN[facts.mode]
        yield "CONFERENCE", {"VALUE": "URI", "FEATURE": features, "LABEL": label.in_(tongue)}, vUri(uri)


def _join_uri(facts: EventFacts) -> str | None:
    text = facts.place.text.strip()
    if facts.place.kind == "link" and LINK.fullmatch(text):
        return text
    if facts.place.kind == "phone" and PHONE.fullmatch(text):
        digits = text.replace(" ", "")
        return f"tel:{digits}" if digits.startswith("+") or len(digits) != 8 else f"tel:+45{digits}"
    return None


def written(line: Line) -> bytes:
    """A content line, escaped and folded (RFC 5545 § 3.1, 3.2, 3.3.11); of control characters only line feeds may come.

    icalendar writes what reads the same, in five times the time.
    """
    name, parameters, value = line
    head = name + "".join([f";{key}={_parameter(said)}" for key, said in parameters.items()]) if parameters else name
    return _folded(f"{head}:{value if isinstance(value, vUri) else escaped(value)}".encode())


def escaped(text: str) -> str:
    """As a value of type TEXT."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _parameter(said: str | list[str]) -> str:
    if isinstance(said, list):
        return ",".join([_parameter(one) for one in said])
    # No double quote can stand in a parameter; RFC 6868 has another way to say it.
    plain = said.replace("^", "^^").replace('"', "^'") if "^" in said or '"' in said else said
    return f'"{plain}"' if QUOTABLE.search(plain) else plain


def _folded(line: bytes) -> bytes:
    """The line at 75 octets at most, cut between characters (icalendar's own folding is a third of its time)."""
    pieces, rest, room = [], line, 75
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(rest[:cut])
        rest, room = rest[cut:], 74
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"


def utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"
