"""A calendar object that came in (RFC 5545, 5546): one event, and of it only what an answer is made of."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar.parser import Contentline, Contentlines
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from booking.domain.inbound import Head, Reply
from booking.domain.periods import Period
from booking.domain.texts import Text
from booking.gateways.guards import cleaned

DEEPEST = 8
LONGEST_UID, LONGEST_COMMENT = 255, 1000
_READ = frozenset({"METHOD", "UID", "SEQUENCE", "DTSTAMP", "ATTENDEE", "COMMENT", "DTSTART", "DTEND", "DURATION"})
_ONCE = _READ - {"ATTENDEE", "COMMENT"}
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)")
_DURATION = re.compile(r"P(?:(\d{1,2})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d{1,5}S)?)?")

Values = Mapping[str, list[tuple[Mapping[str, str], str]]]


class NotRead(Exception):
    """A calendar that is not one event's answer, and why."""

    def __init__(self, da: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(da, en)


def reply_in(text: str, head: Head, *, method: str = "") -> Reply:
    """`method` is that of the Content-Type, for a calendar that leaves its own out. Raises NotRead."""
    values = _values(text)
    uid = cleaned(_one(values, "UID"))
    if not uid or len(uid) > LONGEST_UID:
        raise NotRead("Kalenderen har intet brugbart UID.", "The calendar has no usable UID.")
    said = cleaned(_one(values, "METHOD") or method).upper()
    if not said:
        raise NotRead("Kalenderen siger ikke, hvad den er.", "The calendar does not say what it is.")
    attendees = [one for one in values.get("ATTENDEE", []) if _mailto(one[1])]
    if said == "REPLY" and len(attendees) != 1:
        raise NotRead("Et svar har netop en deltager.", "An answer has exactly one attendee.")
    first = attendees[0][0] if attendees else {}
    return Reply(
        head=head,
        method=said[:20],
        uid=uid,
        sequence=_sequence(_one(values, "SEQUENCE")),
        dtstamp=_instant(_one(values, "DTSTAMP"), {}),
        attendees=tuple(_mailto(value) for _, value in attendees),
        partstat=cleaned(first.get("PARTSTAT", "")).upper()[:20],
        delegated_to=_mailto(first.get("DELEGATED-TO", "")),
        comment=_comment(values),
        proposed=_proposed(values) if said == "COUNTER" else None,
        proposed_text=cleaned(_one(values, "DTSTART"))[:40] if said == "COUNTER" else "",
    )


def _values(text: str) -> Values:
    """The properties that are read, of the calendar and of its one event, as parameters and value."""
    found: dict[str, list[tuple[Mapping[str, str], str]]] = {}
    for inside, line in _lines(text):
        name = re.split("[;:]", line, maxsplit=1)[0].upper()
        where = ["VCALENDAR"] if name == "METHOD" else ["VCALENDAR", "VEVENT"]
        if name not in _READ or inside != where:
            continue
        _, parameters, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
        plain = {key.upper(): one if isinstance(one, str) else str(one[0]) for key, one in parameters.items()}
        found.setdefault(name, []).append((plain, str(value)))
        if name in _ONCE and len(found[name]) > 1:
            raise NotRead(f"Kalenderen siger {name} to gange.", f"The calendar says {name} twice.")
    return found


def _lines(text: str) -> Iterator[tuple[list[str], str]]:
    """Each line with the components it stands in; flat, so that depth costs nothing, and with bounds."""
    inside: list[str] = []
    calendars = events = 0
    for content in Contentlines.from_ical(text):  # type: ignore[no-untyped-call]
        line = str(content).strip()
        begins, ends = line[:6].upper() == "BEGIN:", line[:4].upper() == "END:"
        if begins:
            calendars, events = calendars + (not inside), events + (line[6:].strip().upper() == "VEVENT")
            inside.append(line[6:].strip().upper())
        elif ends and (not inside or inside.pop() != line[4:].strip().upper()):
            raise NotRead("Kalenderens dele er ikke lukket rigtigt.", "The calendar's parts are not closed properly.")
        elif line and not ends:
            if not inside:
                raise NotRead("Der står noget uden for kalenderen.", "Something stands outside the calendar.")
            yield list(inside), line
        if calendars > 1 or events > 1 or len(inside) > DEEPEST or (begins and inside[0] != "VCALENDAR"):
            raise NotRead("Mailen har ikke netop én kalender med én aftale.", "It is not one calendar with one event.")
    if inside or not events:
        raise NotRead("Kalenderen er ikke hel, eller tom.", "The calendar is not whole, or empty.")


def _one(values: Values, name: str) -> str:
    found = values.get(name)
    return found[0][1] if found else ""


def _comment(values: Values) -> str:
    """All that was said, on one line."""
    said = cleaned(" ".join(_unescaped(value) for _, value in values.get("COMMENT", [])))
    return " ".join(said.split())[:LONGEST_COMMENT]


def _sequence(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,9}", text.strip(), re.ASCII):
        raise NotRead("SEQUENCE er ikke et tal.", "SEQUENCE is not a number.")
    return int(text)


def _mailto(value: str) -> str:
    bare = cleaned(value).lower().strip('"')
    return bare.removeprefix("mailto:").strip()[:LONGEST_UID]


def _unescaped(value: str) -> str:
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _instant(text: str, parameters: Mapping[str, str]) -> datetime | None:
    """An aware instant in UTC; None for what is no instant, or in a zone that nobody knows."""
    found = _STAMP.fullmatch(text.strip())
    zone = UTC if found is not None and found[7] else _zone(parameters.get("TZID", ""))
    if found is None or zone is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(tzid: str) -> ZoneInfo | None:
    """By its IANA or its Windows name; what the mail says of a zone itself is not read."""
    name = WINDOWS_TO_OLSON.get(tzid, tzid)
    try:
        return ZoneInfo(name) if re.fullmatch(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}", name) else None
    except (LookupError, ValueError, OSError):
        return None


def _proposed(values: Values) -> Period | None:
    starts = _at(values, "DTSTART")
    if starts is None:
        return None
    ends = _at(values, "DTEND")
    length = _DURATION.fullmatch(_one(values, "DURATION").strip())
    if ends is None and length is not None:
        days, hours, minutes = (int(part or 0) for part in length.groups())
        ends = starts + timedelta(days=days, hours=hours, minutes=minutes)
    return Period(starts, ends) if ends is not None and ends > starts else None


def _at(values: Values, name: str) -> datetime | None:
    found = values.get(name)
    return _instant(found[0][1], found[0][0]) if found else None
