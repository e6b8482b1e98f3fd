"""Where a calendar and a booking disagree, by field and in words."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args
from uuid import UUID

import pytest

from booking.domain.deadlines import DeadlineRule, deadline
from booking.domain.invitations import EventFacts, Place, Stream, invite, withdraw, withdraw_again
from booking.domain.invitations.drift import FIELDS, Field, Shown, drifted, facts_of, said_of, shown_by
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.tasks import KINDS
from booking.domain.texts import Tongue
from booking.domain.workdays import Workdays
from booking.gateways.mail import MailIdentity, compose
from booking.gateways.sent_events import shown_in

NOW = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
LESSON = Period(datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC))
FREE = deadline(DeadlineRule("hours_before", "24"), LESSON.starts_at, Workdays(frozenset()))
FACTS = EventFacts("B-2026-000123", LESSON, Mode.PHONE, Place("phone", "99 31 00 00"), free_until=FREE)
STREAM = Stream(UUID(int=1), UUID(int=2), "requester", "aase@fjordby.example", "Åse", "da", "6f1c@fjordby.example")
IDENTITY = MailIdentity("fjordby.example", "Fjordby Kommune", "https://tolk.fjordby.example")
HAS = shown_by(STREAM, FACTS, due=True)
OTHERS: dict[Field, Shown] = {
    "status": Shown(False, STREAM.address),
    "recipient": replace(HAS, address="bo@fjordby.example"),
    "time": replace(HAS, period=LESSON.shifted(30)),
    "mode": replace(HAS, mode="Videotolkning"),
    "place": replace(HAS, place=""),
    "deadline": replace(HAS, deadline="søndag 22/11 kl. 10.00"),
}


@pytest.mark.parametrize("field", get_args(Field))
def test_each_field_that_differs_is_named_with_what_is_and_what_should_be(field: Field) -> None:
    found = drifted(OTHERS[field], HAS)

    assert list(found) == [field]
    said = said_of(facts_of(found))
    assert (said.da.partition(":")[0], said.en.partition(":")[0]) == (FIELDS[field].da, FIELDS[field].en)
    assert ", skal være " in said.da


def test_what_agrees_is_no_drift_and_an_address_is_the_same_in_capitals() -> None:
    gone = Shown(False, STREAM.address)

    assert drifted(HAS, replace(HAS, address="AASE@fjordby.example")) == drifted(gone, gone) == {}


def test_an_appointment_that_is_gone_and_should_be_says_no_more_than_its_reader() -> None:
    assert list(drifted(Shown(False, "bo@fjordby.example"), Shown(False, STREAM.address))) == ["recipient"]


def test_several_differences_are_a_line_each() -> None:
    found = drifted(replace(HAS, period=None, place="99 31 00 01"), HAS)

    assert KINDS["drift"].said(facts_of(found)).da.split("\n") == [
        "Tid: ingenting, skal være tirsdag 24. november 2026 kl. 10.00–11.00",
        "Sted: 99 31 00 01, skal være 99 31 00 00",
    ]


@pytest.mark.parametrize("tongue", get_args(Tongue))
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("free", [True, False])
def test_a_mail_that_was_sent_reads_back_as_the_booking_it_was_made_from(
    tongue: Tongue, mode: Mode, free: bool
) -> None:
    stream = replace(STREAM, tongue=tongue)
    facts = replace(FACTS, mode=mode, place=Place("private"), free_until=FREE if free else None)
    stream, sent = invite(stream, voiding=False, now=NOW)

    read = shown_in(compose(sent, facts, stream, IDENTITY, token="k7gq"))

    assert read == shown_by(stream, facts, due=True)
    assert bool(read.deadline) == free


def test_a_cancellation_reads_back_as_gone_and_a_letter_as_nothing() -> None:
    stream, _ = invite(STREAM, voiding=False, now=NOW)
    ended, sent = withdraw(stream, now=NOW)

    assert shown_in(compose(sent, FACTS, ended, IDENTITY, token="k7gq")) == Shown(False, STREAM.address)
    assert shown_in(compose(sent, FACTS, replace(ended, form="notice"), IDENTITY, token="k7gq")) is None


def test_a_cancellation_once_more_has_the_next_sequence_and_a_later_stamp() -> None:
    ended, first = withdraw(invite(STREAM, voiding=False, now=NOW)[0], now=NOW)

    after, again = withdraw_again(ended, now=NOW)

    assert (after.state, again.method, again.seq - first.seq, again.dtstamp > first.dtstamp) == (
        "ended",
        "CANCEL",
        1,
        True,
    )
