"""Whatever is typed, the calendar object keeps exactly its own properties."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]

from booking.domain.errors import Invalid
from booking.domain.invitations import EventFacts, Invite, Place, Stream
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.gateways.addresses import Mailbox
from booking.gateways.calendars import ics

UID = "6f1c1c39-8a3f-4a60-9f8e-3a0d0a0f5f10@fjordby.example"
STAMP = datetime(2026, 11, 2, 8, 30, 15, tzinfo=UTC)
STREAM = Stream(UUID(int=1), UUID(int=2), "interpreter", "aase@tolke.example", "Åse Østergård", "da", UID)
REQUEST = Invite("REQUEST", UID, 3, STAMP, "NEEDS-ACTION", True, "<itip.1.3.REQUEST@fjordby.example>")
LESSON = Period(datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC))
FACTS = EventFacts("B-2026-000123", LESSON, Mode.SKYPE, Place("private"))

PROPERTIES = sorted(
    {"UID", "DTSTAMP", "SEQUENCE", "ORGANIZER", "ATTENDEE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS"}
    | {"LOCATION", "DESCRIPTION", "URL", "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-DISALLOW-COUNTER"}
)

HOSTILE = [
    "A\r\nATTENDEE:mailto:x@evil.example",
    "A\nBEGIN:VALARM",
    "A\x0bX-EVIL:1",
    "A\x85X-EVIL:1",
    "A\u2028X-EVIL:1",
    "A\u2029X-EVIL:1",
    "A\x00B",
    'A";X-EVIL=1:mailto:x@evil.example',
    "A\\nX-EVIL:1;B,C:D",
    "=?utf-8?q?=0aX-EVIL:1?=",
    "A\ud800B",
    "A^nX-EVIL:1",
]


def written(facts: EventFacts = FACTS, *, stream: Stream = STREAM) -> bytes:
    organizer = Mailbox("Tolkebooking, Fjordby Kommune", "svar+k7gq2m@fjordby.example")
    return ics(REQUEST, facts, stream, organizer=organizer, page="https://tolk.fjordby.example/tolk#B-2026-000123")


def raw_names(raw: bytes) -> list[str]:
    """The property names of the event, read from the unfolded text alone."""
    text = raw.decode("utf-8").replace("\r\n ", "")
    lines = text.split("BEGIN:VEVENT\r\n")[1].split("END:VEVENT")[0].split("\r\n")
    return [re.split("[;:]", line)[0] for line in lines if line]


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_hostile_text_in_name_or_place_adds_no_property(text: str) -> None:
    facts = replace(FACTS, mode=Mode.IN_PERSON, place=Place("public", text))

    raw = written(facts, stream=replace(STREAM, name=text))

    assert sorted(raw_names(raw)) == PROPERTIES
    (event,) = icalendar.Calendar.from_ical(raw).events
    assert (sorted(event), event.errors) == (PROPERTIES, [])
    assert set(event["ATTENDEE"].params) == {"CN", "CUTYPE", "ROLE", "PARTSTAT", "RSVP"}
    assert str(event["ATTENDEE"]) == "mailto:aase@tolke.example"
    other = vobject.readOne(raw.decode("utf-8")).vevent
    assert sorted(name.upper() for name in other.contents) == PROPERTIES


@pytest.mark.parametrize(
    "link", ["https://x.example/\r\nX-EVIL:1", "https://x.example/ a", "https://x.example/\u2028b"]
)
def test_a_link_that_is_not_one_is_shown_as_text_only(link: str) -> None:
    raw = written(replace(FACTS, place=Place("link", link)))

    assert sorted(raw_names(raw)) == PROPERTIES


@pytest.mark.parametrize("address", ["a@b.example\r\nX-EVIL:1", "a b@c.example", "a@b", '"a"@b.example', ""])
def test_an_address_that_is_not_one_is_refused(address: str) -> None:
    with pytest.raises(Invalid):
        written(stream=replace(STREAM, address=address))
