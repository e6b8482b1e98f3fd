"""What leaves the house, as three parsers of other people's understand it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args
from uuid import UUID

import pytest

from booking.domain.invitations import EventFacts, Invite, Place, Stream, changes_between, invite, withdraw
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.texts import Tongue
from booking.gateways.calendars import VTIMEZONE, ics
from tests.gateways.test_calendars import FACTS, ORGANIZER, PAGE, STREAM, dst_nights, written
from tests.peers.reading import READERS, Read, Reader

FEBRUARY = datetime(2026, 2, 2, 8, 0, tzinfo=UTC)
PLACES = {
    Mode.IN_PERSON: [Place("public", "Rådhuset, lokale 3; »Øst«, 1. sal\\tv"), Place("private")],
    Mode.PHONE: [Place("phone", "99 31 00 00")],
    Mode.SKYPE: [Place("link", "https://moede.fjordby.example/rum;a=1,2?x=%C3%B8")],
}


@pytest.fixture(scope="module", params=READERS)
def reader(request: pytest.FixtureRequest) -> Reader:
    return READERS[request.param]()


def days() -> Iterator[datetime]:
    """Every day of 2026 to 2030, each at another hour than the day before."""
    first = datetime(2026, 1, 1, tzinfo=UTC)
    yield from (first + timedelta(days=day, hours=day * 7 % 24) for day in range(5 * 365 + 1))


def lasting(start: datetime) -> EventFacts:
    return replace(FACTS, period=Period(start, start + timedelta(minutes=50)))


def instants(found: Sequence[Read]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def promised(starts: Sequence[datetime]) -> list[tuple[int, int]]:
    return [(int(start.timestamp()), int(start.timestamp()) + 50 * 60) for start in starts]


def in_one_file(files: Sequence[bytes]) -> bytes:
    """The events of many messages under one time zone: reading that costs most of the time."""
    head, tail = b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n"
    events = [head + file.partition(head)[2].removesuffix(tail) for file in files]
    return written().partition(b"BEGIN:VTIMEZONE")[0] + VTIMEZONE + b"".join(events) + tail


def test_every_half_hour_of_the_nights_when_the_clocks_change_is_the_same_instant(reader: Reader) -> None:
    starts = list(dst_nights())

    found = reader([written(lasting(start)) for start in starts])

    assert instants([event for [event] in found]) == promised(starts)


def test_every_day_of_five_years_is_the_same_instant(reader: Reader) -> None:
    starts = list(days())

    [found] = reader([in_one_file([written(lasting(start)) for start in starts])])

    assert len(starts) == 1826
    assert instants(found) == promised(starts)


def life_of(stream: Stream, facts: EventFacts) -> Iterator[tuple[Invite, EventFacts, Stream]]:
    """Invited, moved, told something small, cancelled."""
    later = replace(facts, period=facts.period.shifted(90))
    moved = replace(later, changes=changes_between(facts, later))
    stream, first = invite(stream, voiding=False, now=FEBRUARY, accepted=True)
    yield first, facts, stream
    for voiding in (True, False):
        stream, update = invite(stream, voiding=voiding, now=FEBRUARY)
        yield update, moved, stream
    stream, end = withdraw(stream, now=FEBRUARY)
    yield end, later, stream


def every_message() -> list[tuple[Invite, EventFacts, Stream]]:
    return [
        message
        for mode, places in PLACES.items()
        for place in places
        for tongue in get_args(Tongue)
        for role in ("interpreter", "requester")
        for message in life_of(
            replace(STREAM, id=UUID(int=9), recipient_role=role, tongue=tongue),
            replace(FACTS, mode=mode, place=place),
        )
    ]


def said(message: tuple[Invite, EventFacts, Stream]) -> Read:
    """What a program should understand, but for the description."""
    sent, facts, stream = message
    cancelled, english = sent.method == "CANCEL", stream.tongue == "en"
    title = {
        ("interpreter", False): "Tolkeopgave",
        ("interpreter", True): "Interpreting job",
        ("requester", False): "Tolk bestilt",
        ("requester", True): "Interpreter booked",
    }[stream.recipient_role, english]
    prefix = {(True, False): "Aflyst: ", (True, True): "Cancelled: "}.get((cancelled, english), "")
    return Read(
        method=sent.method,
        seq=sent.seq,
        start=int(facts.period.starts_at.timestamp()),
        end=int(facts.period.ends_at.timestamp()),
        uid=stream.uid,
        summary=f"{prefix}{title} {facts.number}",
        location="" if cancelled else facts.place.shown(facts.mode).in_(stream.tongue),
        description="",
        status="CANCELLED" if cancelled else "CONFIRMED",
        organizer=f"mailto:{ORGANIZER.address}",
        attendee=f"mailto:{stream.address}",
        partstat=sent.partstat,
    )


def test_every_message_of_a_stream_is_understood_whole_in_every_mode_and_tongue(reader: Reader) -> None:
    messages = every_message()

    found = reader([ics(*message, organizer=ORGANIZER, page=PAGE) for message in messages])

    assert [replace(event, description="") for [event] in found] == [said(message) for message in messages]
    for [event], (sent, facts, stream) in zip(found, messages, strict=True):
        told = event.description.split("\n")
        news = [change.sentence.in_(stream.tongue) for change in facts.changes]
        assert told[: len(news)] == (news if sent.method == "REQUEST" else [""][: len(news)])


def test_the_messages_tried_are_of_every_kind() -> None:
    tried = {(sent.method, sent.partstat, facts.mode) for sent, facts, _ in every_message()}

    assert len(every_message()) == 64
    assert {("REQUEST", "NEEDS-ACTION", mode) for mode in Mode} < tried
    assert {("CANCEL", "ACCEPTED", mode) for mode in Mode} < tried
