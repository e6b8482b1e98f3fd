"""The deadline for free cancellation: one instant, the same on screen, in mail, in the calendar and on the bill."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import httpx
import icalendar
import pytest

from booking.domain.bookings import Booking
from booking.domain.deadlines import Deadline
from booking.domain.interpreters import Employment
from booking.domain.texts import Tongue
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import assignments, bookings
from booking.services.bookings.cancelling import cancellation_terms
from tests.builders import Cast, interpreter, order, token_of
from tests.conftest import Clock

Keep = Callable[[], Awaitable[None]]


async def confirmed(office: Resources, cast: Cast, keep: Keep, **different: Any) -> Booking:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(**different))
    await keep()
    return booked


async def deadline_of(office: Resources, cast: Cast, number: str) -> Deadline:
    async with office.desk(cast.coordinator) as desk:
        found = (await cancellation_terms(desk, (await bookings.read(desk, number)).booking)).deadline
    assert found is not None
    return found


async def speaks(office: Resources, cast: Cast, tongue: Tongue) -> None:
    async with office.desk(cast["admin"]) as desk:
        await desk.connection.exec_driver_sql(
            f"UPDATE accounts SET tongue = '{tongue}' WHERE email IN ('requester@example.org', 'salma@example.org')"
        )


def read(sink: Sink, to: str, subject: str) -> EmailMessage:
    """The newest mail to somebody whose subject has these words."""
    (*_, newest) = [
        mail for mail in map(sink.read, sink.messages()) if to in str(mail["To"]) and subject in str(mail["Subject"])
    ]
    return newest


def text(mail: EmailMessage, subtype: str) -> str:
    (part,) = [part for part in mail.walk() if part.get_content_type() == f"text/{subtype}"]
    return str(part.get_content())


def event(mail: EmailMessage) -> str:
    """The calendar object's description."""
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    return str(icalendar.Calendar.from_ical(raw).events[0]["DESCRIPTION"])


WORDS: dict[Tongue, dict[str, str]] = {
    "da": {"booked": "Tolk bestilt", "job": "Tolkeopgave", "receipt": "Kvittering"},
    "en": {"booked": "Interpreter booked", "job": "Interpreting job", "receipt": "Receipt"},
}


@pytest.mark.parametrize("tongue", ["da", "en"])
async def test_one_booking_has_the_same_instant_everywhere(
    office: Resources, cast: Cast, keep: Keep, sink: Sink, clock: Clock, http: httpx.AsyncClient, tongue: Tongue
) -> None:
    await speaks(office, cast, tongue)
    http.headers.update({"Authorization": f"Bearer {token_of('requester')}", "Accept-Language": tongue})
    booked = await confirmed(office, cast, keep)
    until, words = await deadline_of(office, cast, booked.number), WORDS[tongue]
    said, derived = until.said.in_(tongue), until.derivation.in_(tongue)

    shown = (await http.get(f"/api/v1/bookings/{booked.number}")).json()
    mine, theirs = read(sink, "requester@", words["booked"]), read(sink, "salma@", words["job"])

    assert datetime.fromisoformat(shown["deadline"]["at"]) == until.instant == datetime(2026, 3, 12, 5, tzinfo=UTC)
    assert (shown["deadline"]["words"], shown["quote"]["free_cancel_deadline"]) == (derived, shown["deadline"])
    assert [said in one for one in (text(mine, "plain"), text(mine, "html"), event(mine))] == [True] * 3
    assert [said in one for one in (text(theirs, "plain"), text(theirs, "html"), event(theirs))] == [False] * 3

    clock.at = until.instant + timedelta(seconds=1)
    late = (await http.post(f"/api/v1/bookings/{booked.number}/cancel", json={})).json()
    await keep()

    assert derived in late["cost"]["because"]
    receipt = read(sink, "requester@", words["receipt"])
    assert [said in text(receipt, subtype) for subtype in ("plain", "html")] == [True, True]


async def test_at_the_instant_it_is_free_and_one_second_later_it_is_owed(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    booked = await confirmed(office, cast, keep)
    until = await deadline_of(office, cast, booked.number)
    found = []

    for seconds in (0, 1):
        clock.at = until.instant + timedelta(seconds=seconds)
        async with office.desk(cast.requester) as desk:
            found.append((await cancellation_terms(desk, (await bookings.read(desk, booked.number)).booking)).late)

    assert found == [False, True]


async def test_another_supplier_brings_another_deadline_and_the_update_says_so(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    by_state_terms = {"scheme": "STATE-NSK", "category": "3"}
    agency = interpreter(uuid4(), "Nadia Nord", Employment.AGENCY, "apc", **by_state_terms)
    async with office.desk(cast["admin"]) as desk:
        await desk.interpreters.add_all([agency])
    booked = await confirmed(office, cast, keep)
    before = await deadline_of(office, cast, booked.number)

    async with office.desk(cast.coordinator) as desk:
        await assignments.assign(desk, number=booked.number, interpreter_id=agency.id)
    await keep()

    after = await deadline_of(office, cast, booked.number)
    update = read(sink, "requester@", "Tolk bestilt")
    assert (before.said.da, after.said.da) == (
        "torsdag 12/3 kl. 06.00 (4 timer før torsdag 12/3 kl. 10.00)",
        "onsdag 11/3 kl. 10.00 (24 timer før torsdag 12/3 kl. 10.00)",
    )
    assert text(update, "plain").replace("\r\n", "\n").split("\n\n")[0] == (
        f"* Ny tolk: se hvem på siden\n* Ny afbestillingsfrist: {after.said.da}, før torsdag 12/3 kl. 06.00"
    )
    assert f"Ny afbestillingsfrist: {after.said.da}" in event(update)
    assert str(update["Subject"]) == f"Ny tolk: se hvem på siden; Ny afbestillingsfrist – Tolk bestilt {booked.number}"
