"""What a recipient's calendar is told, in which order, and which answers count."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from booking.domain.deadlines import DeadlineRule, deadline
from booking.domain.errors import Conflict, Invalid
from booking.domain.invitations import (
    Change,
    EventFacts,
    Invite,
    Partstat,
    Place,
    Role,
    Stream,
    changes_between,
    counts,
    invite,
    moment,
    uid_of,
    when,
    withdraw,
)
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

NOW = datetime(2026, 11, 2, 8, 30, 15, 900_000, tzinfo=UTC)
SECOND = NOW.replace(microsecond=0)
UID = uid_of(UUID(int=7), "fjordby.example")
STREAM = Stream(UUID(int=1), UUID(int=2), "interpreter", "bo@tolke.example", "Bo Lund", "da", UID)
LESSON = Period(datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC))
FACTS = EventFacts("B-2026-000123", LESSON, Mode.IN_PERSON, Place("public", "Rådhuset, lokale 3"))


def test_the_first_request_has_sequence_nought_and_a_whole_second_as_its_stamp() -> None:
    stream, first = invite(STREAM, voiding=False, now=NOW)

    message_id = f"<itip.{STREAM.id}.0.REQUEST@fjordby.example>"
    assert first == Invite("REQUEST", UID, 0, SECOND, "NEEDS-ACTION", True, message_id)
    assert stream == replace(STREAM, seq=0, last_dtstamp=SECOND)


def test_every_later_message_has_the_next_sequence_and_a_later_stamp_within_one_second() -> None:
    stream, _ = invite(STREAM, voiding=False, now=NOW)
    stream, update = invite(stream, voiding=False, now=NOW)
    stream, cancel = withdraw(stream, now=NOW - timedelta(hours=1))

    one = timedelta(seconds=1)
    assert [(m.method, m.seq, m.dtstamp) for m in (update, cancel)] == [
        ("REQUEST", 1, SECOND + one),
        ("CANCEL", 2, SECOND + 2 * one),
    ]
    assert cancel.message_id == f"<itip.{STREAM.id}.2.CANCEL@fjordby.example>"
    assert (stream.state, stream.seq, stream.last_dtstamp) == ("ended", 2, SECOND + 2 * one)


def test_the_uid_stays_the_same_through_update_and_cancellation() -> None:
    stream, first = invite(STREAM, voiding=False, now=NOW)
    stream, update = invite(stream, voiding=True, now=NOW)
    _, cancel = withdraw(stream, now=NOW)

    assert {first.uid, update.uid, cancel.uid} == {UID}


@pytest.mark.parametrize(
    ("role", "seq", "before", "voiding", "accepted", "after", "asks"),
    [
        ("interpreter", -1, "NEEDS-ACTION", False, False, "NEEDS-ACTION", True),
        ("interpreter", -1, "NEEDS-ACTION", False, True, "ACCEPTED", False),
        ("interpreter", -1, "NEEDS-ACTION", True, True, "ACCEPTED", False),
        ("interpreter", 0, "ACCEPTED", False, False, "ACCEPTED", False),
        ("interpreter", 0, "NEEDS-ACTION", False, True, "ACCEPTED", False),
        ("interpreter", 0, "NEEDS-ACTION", False, False, "NEEDS-ACTION", True),
        ("interpreter", 0, "TENTATIVE", False, False, "TENTATIVE", True),
        ("interpreter", 0, "DECLINED", False, False, "DECLINED", False),
        ("interpreter", 0, "ACCEPTED", True, False, "NEEDS-ACTION", True),
        ("interpreter", 0, "ACCEPTED", True, True, "NEEDS-ACTION", True),
        ("requester", -1, "NEEDS-ACTION", False, False, "ACCEPTED", False),
        ("requester", 3, "ACCEPTED", True, False, "ACCEPTED", False),
    ],
)
def test_who_is_asked_and_who_is_told(
    *, role: Role, seq: int, before: Partstat, voiding: bool, accepted: bool, after: Partstat, asks: bool
) -> None:
    stream = replace(STREAM, recipient_role=role, seq=seq, partstat=before)

    stream, message = invite(stream, voiding=voiding, now=NOW, accepted=accepted)

    assert (message.partstat, message.rsvp, stream.partstat) == (after, asks, after)


def test_only_a_voiding_change_takes_back_the_answers_given_before() -> None:
    stream, _ = invite(STREAM, voiding=False, now=NOW)
    stream, _ = invite(stream, voiding=True, now=NOW)
    stream, _ = invite(stream, voiding=False, now=NOW)

    assert stream.reset_seq == 1
    assert [counts(stream, answered_seq=seq) for seq in range(-1, 4)] == [False, False, True, True, False]


def test_a_cancelled_stream_is_never_used_again() -> None:
    ended = replace(STREAM, seq=1, state="ended")

    with pytest.raises(Conflict):
        invite(ended, voiding=False, now=NOW)
    with pytest.raises(Conflict):
        withdraw(ended, now=NOW)


def test_nothing_is_cancelled_that_was_never_sent() -> None:
    with pytest.raises(Conflict):
        withdraw(STREAM, now=NOW)


def test_an_event_has_no_field_for_citizen_language_or_case() -> None:
    assert [field.name for field in fields(EventFacts)] == [
        "number",
        "period",
        "mode",
        "place",
        "changes",
        "free_until",
    ]


def test_a_private_place_cannot_carry_an_address() -> None:
    with pytest.raises(Invalid):
        Place("private", "Birkevej 4")


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        (Mode.IN_PERSON, Text("Adresse i appen", "Address in the app")),
        (Mode.PHONE, Text("Telefonnummer i appen", "Phone number in the app")),
        (Mode.SKYPE, Text("Link i appen", "Link in the app")),
    ],
)
def test_a_private_place_is_shown_in_the_app_only(mode: Mode, shown: Text) -> None:
    assert Place("private").shown(mode) == shown


def test_what_changed_is_said_first_new_then_old() -> None:
    later = replace(FACTS, period=LESSON.shifted(24 * 60), mode=Mode.PHONE, place=Place("phone", "99 00 11 22"))

    changes = changes_between(FACTS, later)

    assert [change.sentence for change in changes] == [
        Text(
            "Ny tid: onsdag 25. november kl. 10.00–11.00, før tirsdag 24. november kl. 10.00–11.00",
            "New time: Wednesday 25 November 10:00–11:00, was Tuesday 24 November 10:00–11:00",
        ),
        Text("Ny mødeform: telefon, før fremmøde", "New form: phone, was in person"),
        Text("Nyt nummer: 99 00 11 22, før Rådhuset, lokale 3", "New number: 99 00 11 22, was Rådhuset, lokale 3"),
    ]
    assert changes[2].headline == Text("Nyt nummer", "New number")


def test_a_deadline_that_moves_is_news_of_its_own_and_stays_out_of_subjects() -> None:
    earlier, later = (
        deadline(DeadlineRule("hours_before", hours), LESSON.starts_at, Workdays(frozenset())) for hours in ("48", "24")
    )

    (change,) = changes_between(replace(FACTS, free_until=earlier), replace(FACTS, free_until=later))

    assert (change.sentence.da, change.headline.en) == (
        "Ny afbestillingsfrist: mandag 23/11 kl. 10.00 (24 timer før tirsdag 24/11 kl. 10.00), "
        "før søndag 22/11 kl. 10.00",
        "New cancellation deadline",
    )
    assert changes_between(FACTS, replace(FACTS, free_until=later)) == ()


def test_a_move_between_private_places_says_where_to_look() -> None:
    home = replace(FACTS, place=Place("private"))

    (change,) = changes_between(home, home, place_moved=True)

    assert change.sentence == Text("Nyt sted: Adresse i appen", "New place: Address in the app")


def test_nothing_changed_is_nothing_to_say() -> None:
    assert changes_between(FACTS, FACTS) == ()


def test_a_change_that_is_not_discreet_may_stand_in_a_subject() -> None:
    change = Change(Text("Ny tid", "New time"), Text("før", "then"), Text("nu", "now"))

    assert change.headline == Text("Ny tid: nu, før før", "New time: now, was then")


@pytest.mark.parametrize(
    ("starts_at", "minutes", "said"),
    [
        (
            "2026-11-24T09:00Z",
            60,
            Text("tirsdag 24. november 2026 kl. 10.00–11.00", "Tuesday 24 November 2026 10:00–11:00"),
        ),
        (
            "2026-12-31T22:30Z",
            60,
            Text(
                "torsdag 31. december 2026 kl. 23.30 – fredag 1. januar 2027 kl. 00.30",
                "Thursday 31 December 2026 23:30 – Friday 1 January 2027 00:30",
            ),
        ),
        (
            "2026-10-25T00:30Z",
            60,
            Text(
                "søndag 25. oktober 2026 kl. 02.30 (sommertid)–02.30 (normaltid)",
                "Sunday 25 October 2026 02:30 (summer time)–02:30 (winter time)",
            ),
        ),
        (
            "2026-03-29T00:30Z",
            60,
            Text("søndag 29. marts 2026 kl. 01.30–03.30", "Sunday 29 March 2026 01:30–03:30"),
        ),
    ],
)
def test_a_time_is_said_by_the_clock_on_the_wall(starts_at: str, minutes: int, said: Text) -> None:
    start = datetime.fromisoformat(starts_at)

    assert when(Period(start, start + timedelta(minutes=minutes)), year=True) == said


def test_a_moment_is_said_with_its_weekday() -> None:
    assert moment(NOW) == Text("mandag 2. november kl. 09.30", "Monday 2 November 09:30")
