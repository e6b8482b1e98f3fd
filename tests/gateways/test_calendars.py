"""The calendar object as other people's programs read it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline, Parameters

from booking.domain.deadlines import DeadlineRule, deadline
from booking.domain.invitations import EventFacts, Invite, Place, Stream, changes_between
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.workdays import Workdays
from booking.gateways.addresses import Mailbox
from booking.gateways.calendars import VTIMEZONE, ics
from booking.gateways.calendars import written as write_line
from booking.gateways.guards import cleaned

UID = "6f1c1c39-8a3f-4a60-9f8e-3a0d0a0f5f10@fjordby.example"
ORGANIZER = Mailbox("Tolkebooking, Fjordby Kommune", "svar+k7gq2m@fjordby.example")
PAGE = "https://tolk.fjordby.example/tolk#B-2026-000123"
STAMP = datetime(2026, 11, 2, 8, 30, 15, tzinfo=UTC)
STREAM = Stream(UUID(int=1), UUID(int=2), "interpreter", "aase@tolke.example", "Åse Østergård", "da", UID)
REQUEST = Invite("REQUEST", UID, 3, STAMP, "NEEDS-ACTION", True, "<itip.1.3.REQUEST@fjordby.example>")
CANCEL = replace(REQUEST, method="CANCEL", seq=4, rsvp=False)
LESSON = Period(datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC))
FACTS = EventFacts("B-2026-000123", LESSON, Mode.SKYPE, Place("link", "https://moede.fjordby.example/rum;a=1,2"))

ALWAYS = {
    "UID", "DTSTAMP", "SEQUENCE", "ORGANIZER", "ATTENDEE", "DTSTART", "DTEND",
    "SUMMARY", "STATUS", "CLASS", "X-MICROSOFT-CDO-BUSYSTATUS",
}  # fmt: skip
REQUESTED = ALWAYS | {"LOCATION", "DESCRIPTION", "URL", "X-MICROSOFT-DISALLOW-COUNTER"}


def written(facts: EventFacts = FACTS, invite: Invite = REQUEST, stream: Stream = STREAM) -> bytes:
    return ics(invite, facts, stream, organizer=ORGANIZER, page=PAGE)


def event_of(raw: bytes) -> icalendar.Event:
    calendar = icalendar.Calendar.from_ical(raw)
    (event,) = calendar.events
    assert not event.errors
    return event


def dst_nights() -> Iterator[datetime]:
    for year in range(2026, 2031):
        for month in (3, 10):
            last = max(day for day in range(25, 32) if date(year, month, day).weekday() == 6)
            midnight = datetime(year, month, last, tzinfo=UTC) - timedelta(hours=3)
            yield from (midnight + timedelta(minutes=30 * half) for half in range(16))


def test_a_request_says_exactly_what_it_must() -> None:
    event = event_of(written())

    assert set(event) == REQUESTED | {"CONFERENCE"}
    assert {name: str(event[name]) for name in ("UID", "STATUS", "CLASS", "SUMMARY", "URL")} == {
        "UID": UID,
        "STATUS": "CONFIRMED",
        "CLASS": "PRIVATE",
        "SUMMARY": "Tolkeopgave B-2026-000123",
        "URL": PAGE,
    }
    assert (event["SEQUENCE"], event.DTSTAMP) == (3, STAMP)
    assert (str(event["X-MICROSOFT-CDO-BUSYSTATUS"]), str(event["X-MICROSOFT-DISALLOW-COUNTER"])) == ("BUSY", "TRUE")


def test_organizer_and_the_one_attendee_are_addressed_in_full() -> None:
    event = event_of(written())

    assert (str(event["ORGANIZER"]), dict(event["ORGANIZER"].params)) == (
        f"mailto:{ORGANIZER.address}",
        {"CN": ORGANIZER.name},
    )
    assert (str(event["ATTENDEE"]), dict(event["ATTENDEE"].params)) == (
        "mailto:aase@tolke.example",
        {
            "CN": "Åse Østergård",
            "CUTYPE": "INDIVIDUAL",
            "ROLE": "REQ-PARTICIPANT",
            "PARTSTAT": "NEEDS-ACTION",
            "RSVP": "TRUE",
        },
    )


def test_a_cancellation_takes_the_whole_event_away_and_says_no_more_than_that() -> None:
    raw = written(invite=CANCEL)
    event = event_of(raw)

    assert set(event) == ALWAYS
    assert (str(event["STATUS"]), event["SEQUENCE"], str(event["SUMMARY"])) == (
        "CANCELLED",
        4,
        "Aflyst: Tolkeopgave B-2026-000123",
    )
    assert (icalendar.Calendar.from_ical(raw)["METHOD"], event["ATTENDEE"].params["RSVP"]) == ("CANCEL", "FALSE")


def test_the_calendar_names_its_method_before_its_only_event() -> None:
    calendar = icalendar.Calendar.from_ical(written())

    assert {name: str(calendar[name]) for name in calendar} == {
        "VERSION": "2.0",
        "PRODID": "-//SprogTolk//Tolkebooking//DA",
        "CALSCALE": "GREGORIAN",
        "METHOD": "REQUEST",
    }
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]


def test_nothing_is_written_that_made_other_programs_stumble() -> None:
    raw = written()

    assert not any(name in raw for name in (b"TRANSP", b"VALARM", b"RRULE;", b"SCHEDULE-AGENT"))
    assert raw.count(b"RRULE:") == 2
    assert VTIMEZONE in raw


def test_the_requester_reads_of_an_order_not_of_a_job() -> None:
    event = event_of(written(stream=replace(STREAM, recipient_role="requester", tongue="en")))

    assert str(event["SUMMARY"]) == "Interpreter booked B-2026-000123"


def test_a_booking_keeps_to_the_clock_on_the_wall() -> None:
    raw = written()

    assert b"DTSTART;TZID=Europe/Copenhagen:20261124T100000\r\n" in raw
    assert b"DTEND;TZID=Europe/Copenhagen:20261124T110000\r\n" in raw


def test_the_repeated_hour_is_written_in_utc_without_a_zone() -> None:
    start = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    raw = written(replace(FACTS, period=Period(start, start + timedelta(hours=1))))

    assert b"DTSTART:20261025T003000Z\r\nDTEND:20261025T013000Z\r\n" in raw
    assert b"TZID" not in raw


@pytest.mark.parametrize(
    ("mode", "place", "location", "conference"),
    [
        (
            Mode.SKYPE,
            Place("link", "https://moede.fjordby.example/rum;a=1,2"),
            "https://moede.fjordby.example/rum;a=1,2",
            ("https://moede.fjordby.example/rum;a=1,2", ["AUDIO", "VIDEO"], "Deltag på video"),
        ),
        (Mode.SKYPE, Place("link", "Skype: tolk.fjordby"), "Skype: tolk.fjordby", None),
        (Mode.SKYPE, Place("link", "javascript:alert(1)"), "javascript:alert(1)", None),
        (Mode.SKYPE, Place("private"), "Link i appen", None),
        (Mode.PHONE, Place("phone", "99 00 11 22"), "99 00 11 22", ("tel:+4599001122", "PHONE", "Ring op")),
        (Mode.PHONE, Place("phone", "+46 8 000 00"), "+46 8 000 00", ("tel:+46800000", "PHONE", "Ring op")),
        (Mode.PHONE, Place("phone", "omstillingen"), "omstillingen", None),
        (Mode.PHONE, Place("private"), "Telefonnummer i appen", None),
        (Mode.IN_PERSON, Place("public", "Rådhuset, lokale 3"), "Rådhuset, lokale 3", None),
        (Mode.IN_PERSON, Place("private"), "Adresse i appen", None),
    ],
)
def test_the_way_in_stands_where_calendars_look_for_it(
    mode: Mode, place: Place, location: str, conference: tuple[str, list[str] | str, str] | None
) -> None:
    event = event_of(written(replace(FACTS, mode=mode, place=place)))

    assert str(event["LOCATION"]) == location
    assert location in str(event["DESCRIPTION"])
    found = event.get("CONFERENCE")
    parameters = found and (str(found), found.params["FEATURE"], found.params["LABEL"])
    assert parameters == conference


def test_outlook_finds_its_button_to_join_a_teams_meeting_and_nothing_else_has_one() -> None:
    link = "https://teams.microsoft.com/l/meetup-join/19%3arum/0?context=%7b%7d"

    [teams, other] = [event_of(written(replace(FACTS, place=Place("link", text)))) for text in (link, f"x {link}")]

    assert (str(teams["X-MICROSOFT-SKYPETEAMSMEETINGURL"]), str(teams["CONFERENCE"])) == (link, link)
    assert "X-MICROSOFT-SKYPETEAMSMEETINGURL" not in other


def test_an_update_says_the_change_before_everything_else() -> None:
    later = replace(FACTS, period=LESSON.shifted(60))

    event = event_of(written(replace(later, changes=changes_between(FACTS, later))))

    assert str(event["DESCRIPTION"]).split("\n") == [
        "Ny tid: tirsdag 24. november kl. 11.00–12.00, før tirsdag 24. november kl. 10.00–11.00",
        "Videotolkning, tirsdag 24. november 2026 kl. 11.00–12.00",
        "Link: https://moede.fjordby.example/rum;a=1,2",
        f"Se mere: {PAGE}",
    ]


def test_whoever_ordered_has_the_deadline_in_the_calendar_and_every_other_byte_is_the_same() -> None:
    until = deadline(DeadlineRule("workdays_before", "2"), LESSON.starts_at, Workdays(frozenset()))
    mine = replace(STREAM, recipient_role="requester")

    plain, told = (event_of(written(facts, stream=mine)) for facts in (FACTS, replace(FACTS, free_until=until)))

    assert str(told["DESCRIPTION"]).split("\n") == [
        "Videotolkning, tirsdag 24. november 2026 kl. 10.00–11.00",
        "Link: https://moede.fjordby.example/rum;a=1,2",
        "Afbestil gratis senest: fredag 20/11 kl. 10.00 (2 arbejdsdage før tirsdag 24/11 kl. 10.00)",
        f"Se mere: {PAGE}",
    ]
    assert {name for name in told if told[name] != plain[name]} == {"DESCRIPTION"}


def test_no_line_is_longer_than_75_octets_and_every_character_survives_the_folds() -> None:
    place = "æ€𝄞ø" * 60

    raw = written(replace(FACTS, mode=Mode.IN_PERSON, place=Place("public", place)))

    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert all(line.decode("utf-8") is not None for line in raw.split(b"\r\n"))
    assert str(event_of(raw)["LOCATION"]) == place
    assert raw.count(b"\n") == raw.count(b"\r\n")


LINES = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\x00"), max_size=200
)


# How icalendar reads quotes and backslashes in parameters, and blanks about an equals sign, is its own affair.
NAMES = LINES.map(lambda text: cleaned(re.sub(r'["\\^=]', "", text)))


@given(LINES, NAMES)
def test_a_line_reads_as_one_that_icalendar_has_written(text: str, parameter: str) -> None:
    line = write_line(("SUMMARY", {"CN": parameter, "FEATURE": ["AUDIO", parameter]}, text))

    other = Contentline.from_parts("SUMMARY", Parameters({"CN": parameter, "FEATURE": ["AUDIO", parameter]}), text)
    unfolded = Contentline(line.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode())  # type: ignore[no-untyped-call]
    assert unfolded.parts() == other.parts()
    assert max(len(part) for part in line.split(b"\r\n")) <= 75


def test_a_name_may_have_an_equals_sign() -> None:
    line = write_line(("ATTENDEE", {"CN": "a = b", "MEMBER": ["c", "d = e"]}, "x"))

    assert line == b'ATTENDEE;CN="a = b";MEMBER=c,"d = e":x\r\n'


def test_a_quote_in_a_name_is_said_as_rfc_6868_has_it() -> None:
    assert write_line(("ATTENDEE", {"CN": 'Bo "Bob" ^'}, "x")) == b"ATTENDEE;CN=\"Bo ^'Bob^' ^^\":x\r\n"
