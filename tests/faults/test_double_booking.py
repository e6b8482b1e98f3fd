"""Two bookings never get one interpreter at one time, however many ask at once."""

import asyncio
import time
from dataclasses import replace
from statistics import median
from uuid import UUID

import asyncpg
import pytest

from booking.domain.bookings import Status
from booking.domain.errors import Conflict
from booking.persistence.ids import new_id
from booking.resources import Resources
from booking.services import bookings
from booking.services.answers import accept
from booking.services.assignments import assign
from booking.settings import Settings
from tests.builders import FARID, OLENA, Cast, order
from tests.conftest import Keep

RACERS, ROUNDS = 8, 25
KIND_MS = 250


async def grab(office: Resources, cast: Cast, number: str, interpreter_id: UUID) -> tuple[str, float]:
    """What came of one try, and how long it took in milliseconds."""
    began = time.perf_counter()
    try:
        async with office.desk(cast.coordinator) as desk:
            await assign(desk, number=number, interpreter_id=interpreter_id)
    except Conflict:
        return "conflict", 1000 * (time.perf_counter() - began)
    return "won", 1000 * (time.perf_counter() - began)


@pytest.mark.slow
@pytest.mark.alone
async def test_eight_cold_connections_race_for_one_slot_and_one_wins_each_time(
    office: Resources, settings: Settings, cast: Cast
) -> None:
    refusals: list[float] = []
    for hour in range(ROUNDS):
        starts_at = order().starts_at.replace(day=1 + hour, month=4)
        async with office.desk(cast.requester) as desk:
            wishes = [
                await bookings.request(desk, order=order(language="prs", starts_at=starts_at)) for _ in range(RACERS)
            ]
        await office.engine.dispose()

        tries = await asyncio.gather(*(grab(office, cast, one.number, FARID) for one in wishes))

        assert sorted(outcome for outcome, _ in tries) == ["conflict"] * (RACERS - 1) + ["won"]
        refusals += [ms for outcome, ms in tries if outcome == "conflict"]
    # Whoever meets the winner in a deadlock waits for deadlock_timeout, on top of everything else.
    assert await deadlocks(settings) == 0
    assert median(refusals) < KIND_MS
    print(f"refusals: median {median(refusals):.0f} ms, slowest {max(refusals):.0f} ms of {len(refusals)}")


async def deadlocks(settings: Settings) -> int:
    connection = await asyncpg.connect(settings.database_url)
    try:
        found = await connection.fetchval("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(found)
    finally:
        await connection.close()


async def test_the_database_itself_refuses_when_the_lock_is_forgotten(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        first = await bookings.request(desk, order=order(language="prs"))
        second = await bookings.request(desk, order=order(language="prs"))
    async with office.desk(cast.coordinator) as desk:
        await assign(desk, number=first.number, interpreter_id=OLENA)
        taken = await desk.assignments.active(first.id)
    assert taken is not None

    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Conflict, match="already has another job"):
            await desk.assignments.add(replace(taken, id=new_id(), booking_id=second.id))


async def test_two_who_accept_and_one_who_is_given_the_job_leave_one_with_it(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(language="prs"))
    await keep()
    async with office.desk(cast.coordinator) as desk:
        offer = (await bookings.read(desk, booked.number)).offers[0]
    asked = "farid" if offer.interpreter_id == FARID else "olena"
    other = OLENA if asked == "farid" else FARID

    async def yes() -> str:
        try:
            async with office.desk(cast[asked]) as desk:
                await accept(desk, offer_id=offer.id)
        except Conflict:
            return "told kindly"
        return "has it"

    async def given() -> str:
        try:
            async with office.desk(cast.coordinator) as desk:
                await assign(desk, number=booked.number, interpreter_id=other)
        except Conflict:
            return "told kindly"
        return "has it"

    outcomes = await asyncio.gather(yes(), yes(), given())

    async with office.desk(cast.coordinator) as desk:
        details = await bookings.read(desk, booked.number)
    assert details.booking.status is Status.CONFIRMED
    assert "has it" in outcomes
    assert [one.state for one in details.offers if one.state == "open"] == []
