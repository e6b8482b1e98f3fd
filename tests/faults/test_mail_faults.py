"""A mail server that refuses, hangs up or is away: every mail arrives in its order, and what cannot is given up."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Booking
from booking.gateways.mail import TemporaryMailError
from booking.local.sink import Fault, Sink
from booking.persistence.ids import new_id
from booking.persistence.outbox import MAX_ATTEMPTS
from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import Changes
from booking.services.outbox import Fulfilment, due, fulfil
from tests.builders import Cast, order
from tests.e2e.counting import NOTHING_WRONG, Count, counted, fetch
from workers.main import fulfilment

HASTE = timedelta(milliseconds=20)
REQUESTER = "requester@example.org"
OPEN = "SELECT id FROM outbox WHERE state = 'pending' AND kind <> 'lapse'"
MAILS = "SELECT envelope_to, seq, method, state, attempts, last_error FROM outbox WHERE kind = 'mail' ORDER BY seq"


@pytest.fixture
def work(office: Resources) -> Fulfilment:
    """A worker's means, less patient than in production."""
    return replace(fulfilment(office), pause=HASTE)


async def drain(office: Resources, work: Fulfilment, *, workers: int = 3, seed: int = 1) -> None:
    """Several workers at once, who hear of what is open in any order, until nothing is left but what lapses."""

    async def one(chance: random.Random) -> None:
        while promises := await fetch(office.settings, OPEN):
            for promise in chance.sample(promises, len(promises)):
                await fulfil(work, promise["id"])
            await asyncio.sleep(0.01)

    await asyncio.gather(*(one(random.Random(seed + number)) for number in range(workers)))


async def confirmed(office: Resources, cast: Cast, work: Fulfilment, *, hour: int = 9) -> Booking:
    """A booking with Salma, whose two invitations are promised and not yet sent."""
    async with office.desk(cast.requester) as desk:
        starts_at = order().starts_at.replace(hour=hour)
        booked = await bookings.request(desk, order=order(starts_at=starts_at))
    await keep_only_matches(work)
    return booked


async def keep_only_matches(work: Fulfilment) -> None:
    for kind, promise_id in await due(work):
        if kind == "match":
            await fulfil(work, promise_id)


async def move(office: Resources, cast: Cast, number: str, *, minutes: int) -> None:
    async with office.desk(cast.requester) as desk:
        now = await bookings.find(desk, number)
        period = now.period.shifted(minutes)
        changes = Changes({"starts_at": period.starts_at, "ends_at": period.ends_at})
        await bookings.change(desk, number=number, changes=changes, version=now.version)


def sent(sink: Sink) -> list[str]:
    return [one.envelope_to[0] for one in sink.messages()]


@pytest.mark.parametrize("kind", ["refuse", "refuse_recipient", "drop_before_store"])
async def test_what_is_refused_for_now_comes_later_and_once(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment, kind: str
) -> None:
    await confirmed(office, cast, work)
    began = time.monotonic()

    with sink.failing(Fault(kind, code=451, address=REQUESTER, times=2)):  # type: ignore[arg-type]
        await drain(office, work)

    attempts = {row["envelope_to"]: row["attempts"] for row in await fetch(office.settings, MAILS)}
    assert attempts == {REQUESTER: 3, "salma@tolk.example.org": 1}
    assert time.monotonic() - began > (HASTE * (2 + 4)).total_seconds()
    assert await counted(office.settings, sink) == NOTHING_WRONG


async def test_an_address_that_is_refused_for_good_is_given_up_and_the_others_are_served(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    await confirmed(office, cast, work)

    with sink.failing(Fault("refuse_recipient", code=550, address=REQUESTER)):
        await drain(office, work)

    rows = {row["envelope_to"]: row for row in await fetch(office.settings, MAILS)}
    assert (rows[REQUESTER]["state"], rows[REQUESTER]["attempts"]) == ("dead", 1)
    assert "550" in rows[REQUESTER]["last_error"]
    assert sent(sink) == ["salma@tolk.example.org"]


async def test_a_hang_up_after_the_server_has_stored_gives_one_repeat_of_the_same_bytes(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    await confirmed(office, cast, work)

    with sink.failing(Fault("drop_after_store", address=REQUESTER)):
        await drain(office, work)

    found = await counted(office.settings, sink)
    assert list(found.repeated.values()) == [1]
    assert found == Count(repeated=found.repeated)


async def test_a_server_that_is_away_gets_everything_when_it_is_back(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    await sink.stop()
    for hour in (9, 11, 13):
        await confirmed(office, cast, work, hour=hour)
    waiting = asyncio.create_task(drain(office, work))
    await asyncio.sleep(0.2)

    await sink.start()
    await waiting

    assert Counter(sent(sink)) == {REQUESTER: 3, "salma@tolk.example.org": 3}
    assert await counted(office.settings, sink) == NOTHING_WRONG


async def test_a_promise_that_cannot_be_kept_ends_dead_and_stops_nobody(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    async with office.desk(SYSTEM) as desk:
        poison = {
            await desk.outbox.promise("match", new_id(), now=desk.now),  # a booking that is not there
            await desk.outbox.promise("sing", new_id(), now=desk.now),
        }
    booked = await confirmed(office, cast, work)

    with capture_logs() as said:
        await drain(office, replace(work, pause=timedelta(milliseconds=1)))

    dead = await fetch(office.settings, "SELECT id, attempts, last_error FROM outbox WHERE state = 'dead'")
    assert {(row["id"], row["attempts"]) for row in dead} == {(one, MAX_ATTEMPTS + 1) for one in poison}
    assert {line["promise"] for line in said if line["event"] == "promise given up"} == set(map(str, poison))
    assert len(sent(sink)) == 2
    async with office.desk(cast.coordinator) as desk:
        assert (await bookings.find(desk, booked.number)).status == "confirmed"


async def test_a_promise_that_kills_whoever_tries_is_given_up_too(office: Resources, work: Fulfilment) -> None:
    async with office.desk(SYSTEM) as desk:
        promise_id = await desk.outbox.promise("match", new_id(), now=desk.now)
    for _ in range(MAX_ATTEMPTS):
        assert await claim(office, promise_id) is not None
        await end_leases(office)

    await fulfil(work, promise_id)

    assert await fetch(office.settings, "SELECT state FROM outbox") == [{"state": "dead"}]


async def claim(office: Resources, promise_id: UUID) -> UUID | None:
    """The token of a claim whose holder is never heard of again."""
    async with office.desk(SYSTEM) as desk:
        claimed = await desk.outbox.claim(promise_id)
    return claimed.token if claimed else None


async def end_leases(office: Resources) -> None:
    await fetch(office.settings, "UPDATE outbox SET lease_until = clock_timestamp() WHERE state = 'pending'")


async def test_whoever_wakes_up_after_the_lease_changes_nothing_of_the_next_claim(
    office: Resources, work: Fulfilment
) -> None:
    async with office.desk(SYSTEM) as desk:
        promise_id = await desk.outbox.promise("match", new_id(), now=desk.now)
    late = await claim(office, promise_id)
    await end_leases(office)
    assert await claim(office, promise_id) is not None

    async with office.desk(SYSTEM) as desk:
        await desk.outbox.postpone(promise_id, error="woke up", delay=timedelta(0), token=late)
        await desk.outbox.finish(promise_id, state="dead", token=late)

    assert await claim(office, promise_id) is None
    states = await fetch(office.settings, "SELECT state, last_error FROM outbox")
    assert states == [{"state": "pending", "last_error": None}]


async def test_whoever_wakes_up_too_late_hands_nothing_over(office: Resources, sink: Sink) -> None:
    with pytest.raises(TemporaryMailError):
        await office.mailer.send("bounce@tolk.example.org", REQUESTER, b"late", before=time.monotonic() - 1)

    assert sink.messages() == []
