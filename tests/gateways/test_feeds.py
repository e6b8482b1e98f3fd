"""The feed as other people's programs read it."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]

from booking.domain.feeds import FeedEvent, uid_of
from booking.domain.invitations import EventFacts, Place
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.texts import Text, Tongue
from booking.gateways.feeds import feed_ics
from booking.gateways.mail import MailIdentity
from tests.gateways.test_calendars import dst_nights

IDENTITY = MailIdentity("fjordby.example", "Fjordby Kommune", "https://tolk.fjordby.example")
NAME = Text("Tolkeopgaver – Fjordby Kommune", "Interpreting jobs – Fjordby Kommune")
STAMP = datetime(2026, 11, 2, 8, 30, 15, 123, tzinfo=UTC)
LESSON = Period(datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC))
FACTS = EventFacts("B-2026-000123", LESSON, Mode.SKYPE, Place("link", "https://moede.fjordby.example/rum;a=1,2"))
JOB = FeedEvent(UUID(int=7), FACTS, "CONFIRMED", 3, STAMP)
ALWAYS = {
    "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND",
    "SUMMARY", "STATUS", "CLASS", "X-MICROSOFT-CDO-BUSYSTATUS",
}  # fmt: skip


def written(*events: FeedEvent, tongue: Tongue = "da") -> bytes:
    return feed_ics(events, name=NAME, role="interpreter", tongue=tongue, identity=IDENTITY)


def on(start: datetime, *, minutes: int = 50) -> FeedEvent:
    period = Period(start, start + timedelta(minutes=minutes))
    return replace(JOB, key=uuid5(JOB.key, str(start)), facts=replace(FACTS, period=period))


def events_of(raw: bytes) -> list[icalendar.Event]:
    events = icalendar.Calendar.from_ical(raw).events
    assert not [event.errors for event in events if event.errors]
    return list(events)


def test_the_calendar_says_its_name_and_how_often_to_ask_and_invites_nobody() -> None:
    calendar = icalendar.Calendar.from_ical(written(JOB))

    assert {name: str(calendar.get(name)) for name in ("VERSION", "NAME", "X-WR-CALNAME", "X-PUBLISHED-TTL")} == {
        "VERSION": "2.0",
        "NAME": NAME.da,
        "X-WR-CALNAME": NAME.da,
        "X-PUBLISHED-TTL": "PT30M",
    }
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT30M\r\n" in written()
    for never in (b"METHOD", b"ORGANIZER", b"ATTENDEE", b"VALARM", b"TRANSP", b"RRULE;"):
        assert never not in written(JOB)


def test_a_job_says_exactly_what_it_may() -> None:
    [event] = events_of(written(JOB))

    assert set(event) == ALWAYS | {"LOCATION", "DESCRIPTION", "URL", "CONFERENCE"}
    assert {name: str(event[name]) for name in ("SUMMARY", "STATUS", "CLASS", "URL", "LOCATION")} == {
        "SUMMARY": "Tolkeopgave B-2026-000123, video",
        "STATUS": "CONFIRMED",
        "CLASS": "PRIVATE",
        "URL": "https://tolk.fjordby.example/tolk#B-2026-000123",
        "LOCATION": "https://moede.fjordby.example/rum;a=1,2",
    }
    assert (event["SEQUENCE"], event.DTSTAMP) == (3, STAMP.replace(microsecond=0))


def test_what_is_cancelled_says_no_more_than_that() -> None:
    [event] = events_of(written(replace(JOB, state="CANCELLED"), tongue="en"))

    assert set(event) == ALWAYS
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == (
        "CANCELLED",
        "Cancelled: Interpreting job B-2026-000123, video",
    )


def test_what_nobody_has_yet_is_tentative() -> None:
    [event] = events_of(written(replace(JOB, state="TENTATIVE")))

    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("TENTATIVE", "Tolk søges B-2026-000123, video")


def test_a_private_address_stays_in_the_app() -> None:
    [event] = events_of(written(replace(JOB, facts=replace(FACTS, mode=Mode.IN_PERSON, place=Place("private")))))

    assert str(event["LOCATION"]) == "Adresse i appen"


def test_the_same_facts_give_the_same_bytes_and_the_same_uid() -> None:
    moved = replace(JOB, facts=replace(FACTS, period=LESSON.shifted(60)), seq=4)

    assert written(JOB) == written(JOB)
    assert uid_of(JOB, domain="x.dk") == uid_of(moved, domain="x.dk")
    assert str(JOB.key) not in uid_of(JOB, domain="x.dk")


def test_two_other_parsers_read_the_same_instants_on_all_the_nights_when_the_clocks_change() -> None:
    starts = list(dst_nights())

    raw = written(*(on(start) for start in starts))

    assert [event.DTSTART.astimezone(UTC) for event in events_of(raw)] == starts
    assert [event.DTEND.astimezone(UTC) - timedelta(minutes=50) for event in events_of(raw)] == starts
    others = vobject.readOne(raw.decode("utf-8")).vevent_list
    assert [one.dtstart.value.astimezone(UTC) for one in others] == starts


def test_only_the_repeated_hour_is_written_in_utc() -> None:
    raw = written(on(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)), JOB)

    assert b"DTSTART:20261025T003000Z\r\n" in raw
    assert b"DTSTART;TZID=Europe/Copenhagen:20261124T100000\r\n" in raw
    assert raw.count(b"BEGIN:VTIMEZONE") == 1


@pytest.mark.parametrize("nasty", ["x\r\nBEGIN:VALARM", "x\u2028ATTENDEE:mailto:a@b.dk", "x\x00;,\\"])
def test_what_people_typed_never_becomes_a_line_of_its_own(nasty: str) -> None:
    facts = replace(FACTS, mode=Mode.IN_PERSON, place=Place("public", nasty))

    [event] = events_of(written(replace(JOB, facts=facts)))

    assert set(event) == ALWAYS | {"LOCATION", "DESCRIPTION", "URL"}


def test_an_empty_feed_is_a_whole_calendar() -> None:
    assert events_of(written()) == []
    assert vobject.readOne(written().decode("utf-8")).vtimezone


def many() -> Iterator[FeedEvent]:
    yield from (on(LESSON.starts_at + timedelta(hours=20 * n)) for n in range(200))


def test_two_hundred_jobs_are_a_small_download() -> None:
    raw = written(*many())

    assert len(events_of(raw)) == len(vobject.readOne(raw.decode("utf-8")).vevent_list) == 200
    assert len(raw) < 160_000
    assert len(gzip.compress(raw)) < 10_000
