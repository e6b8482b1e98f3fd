"""Several asked at once: one gets the job, the others are told once, and no death on the way leaves a trace."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Status
from booking.domain.errors import Conflict
from booking.domain.offers import Offer, OfferState
from booking.resources import Resources
from booking.services import bookings
from booking.services.answers import accept
from booking.services.desk import Desk
from booking.services.matching import match
from booking.services.offers import lapse
from booking.services.outbox import due, fulfil
from booking.services.withdrawing import withdraw
from booking.settings import Settings
from tests.builders import Cast
from tests.conftest import NOW, Keep
from tests.faults.test_double_booking import deadlocks
from tests.services.asking import hire_six, offers_of, open_offers_of, wanted
from workers.main import fulfilment

ROUNDS = 8


class Killed(Exception):
    """The process is gone, in the middle of its work."""


async def test_six_cold_connections_say_yes_in_the_same_moment_and_one_has_the_job_each_time(
    office: Resources, settings: Settings, cast: Cast, keep: Keep
) -> None:
    people = await hire_six(office)
    for at in range(ROUNDS):
        ahead = timedelta(minutes=20 * (at + 1))
        booked = await wanted(office, cast, ahead, ends_at=NOW + ahead + timedelta(minutes=10))
        async with office.desk(SYSTEM) as desk:
            await match(desk, booking_id=booked.id)
        asked = await open_offers_of(office, cast, booked.number)
        await office.engine.dispose()

        said = await asyncio.gather(*(yes(office, people[one.interpreter_id], one) for one in asked))

        async with office.desk(cast.coordinator) as desk:
            details = await bookings.read(desk, booked.number)
        closed = [mail for mail in details.mails if mail["method"] is None]
        assert said.count("has it") == 1
        assert details.booking.status is Status.CONFIRMED
        assert sorted(one.state.value for one in details.offers) == ["accepted"] + ["lost"] * (len(asked) - 1)
        assert len(closed) == len(asked) + len(asked) - 1, "each was asked once, and each loser told once"
    assert await deadlocks(settings) == 0


async def yes(office: Resources, actor: Any, offer: Offer) -> str:
    try:
        async with office.desk(actor) as desk:
            await accept(desk, offer_id=offer.id)
    except Conflict as error:
        return error.message.en
    return "has it"


async def counted(office: Resources, work: Callable[[Desk], Awaitable[object]], actor: Any) -> int:
    """How many statements the work takes; nothing of it is kept."""
    seen = 0

    def count(*_: object) -> None:
        nonlocal seen
        seen += 1

    event.listen(office.engine.sync_engine, "before_cursor_execute", count)
    try:
        async with office.desk(actor) as desk:
            await work(desk)
            await desk.finish()
            raise Killed
    except Killed:
        pass
    finally:
        event.remove(office.engine.sync_engine, "before_cursor_execute", count)
    return seen


async def killed_at(office: Resources, work: Callable[[Desk], Awaitable[object]], actor: Any, at: int) -> None:
    """The work, ended by force before its statement number `at`."""
    seen = 0

    def kill(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            raise Killed

    event.listen(office.engine.sync_engine, "before_cursor_execute", kill)
    try:
        with pytest.raises(Killed):
            async with office.desk(actor) as desk:
                await work(desk)
    finally:
        event.remove(office.engine.sync_engine, "before_cursor_execute", kill)


async def state_of(office: Resources, cast: Cast, number: str) -> tuple[object, ...]:
    """What an outsider sees of a booking: its status and version, its offers, its mails, and what is promised."""
    async with office.desk(cast.coordinator) as desk:
        details = await bookings.read(desk, number)
        entries = await desk.histories.of(details.booking.id)
        gone = await desk.withdrawals.of_bookings([details.booking.id])
    booking = details.booking
    states = tuple(one.state for one in details.offers)
    return booking.status, booking.version, states, len(details.mails), len(entries), len(gone)


async def test_killed_at_any_statement_asking_everybody_leaves_nothing_and_is_done_once_afterwards(
    office: Resources, cast: Cast
) -> None:
    await hire_six(office)
    booked = await wanted(office, cast, timedelta(hours=3))

    async def work(desk: Desk) -> None:
        await match(desk, booking_id=booked.id)

    before = await state_of(office, cast, booked.number)
    for at in range(1, await counted(office, work, SYSTEM)):
        await killed_at(office, work, SYSTEM, at)
        assert await state_of(office, cast, booked.number) == before
    for _ in range(2):
        async with office.desk(SYSTEM) as desk:
            await work(desk)

    assert [one.state for one in await offers_of(office, cast, booked.number)] == 6 * [OfferState.OPEN]


async def test_killed_at_any_statement_a_withdrawal_leaves_nothing_and_is_done_once_afterwards(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    people = await hire_six(office)
    booked = await wanted(office, cast, timedelta(hours=3))
    await keep()
    first = (await open_offers_of(office, cast, booked.number))[0]
    actor = people[first.interpreter_id]
    async with office.desk(actor) as desk:
        await accept(desk, offer_id=first.id)

    async def work(desk: Desk) -> None:
        await withdraw(desk, number=booked.number, reason="Syg")

    before = await state_of(office, cast, booked.number)
    for at in range(1, await counted(office, work, actor)):
        await killed_at(office, work, actor, at)
        assert await state_of(office, cast, booked.number) == before
    async with office.desk(actor) as desk:
        await work(desk)

    assert (await state_of(office, cast, booked.number))[-1] == 1


async def test_a_scheduler_that_was_down_over_the_deadline_handles_each_silence_once(
    office: Resources, cast: Cast
) -> None:
    await hire_six(office)
    booked = await wanted(office, cast, timedelta(hours=10))
    async with office.desk(SYSTEM) as desk:
        await match(desk, booking_id=booked.id)
    first = await open_offers_of(office, cast, booked.number)
    # By the database's clock, far ahead of the test's, all three are overdue.
    workers = [fulfilment(office), fulfilment(office)]
    late = [promise for kind, promise in await due(workers[0]) if kind == "lapse"]

    kept = await asyncio.gather(*(fulfil(worker, promise) for promise in late for worker in workers))

    async with office.desk(cast.coordinator) as desk:
        actions = [entry.action for entry in await desk.histories.of(booked.id)]
    matches = [promise for kind, promise in await due(workers[0]) if kind == "match"]
    assert (len(late), sum(kept)) == (3, 3)
    assert (actions.count("offer lapsed"), actions.count("next is asked")) == (3, 1)
    await asyncio.gather(*(fulfil(worker, promise) for promise in matches for worker in workers))
    second = await open_offers_of(office, cast, booked.number)
    assert len(second) == 3
    assert {one.interpreter_id for one in first} & {one.interpreter_id for one in second} == set()


async def test_the_last_to_answer_and_the_last_to_lapse_at_once_ask_the_next_once(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    people = await hire_six(office)
    booked = await wanted(office, cast, timedelta(hours=10))
    async with office.desk(SYSTEM) as desk:
        await match(desk, booking_id=booked.id)
    first, second, third = await open_offers_of(office, cast, booked.number)

    async def silent(offer: Offer) -> None:
        async with office.desk(SYSTEM) as desk:
            await lapse(desk, offer_id=offer.id)

    said, *_ = await asyncio.gather(
        yes(office, people[first.interpreter_id], first), silent(second), silent(third), silent(third)
    )

    states = [one.state for one in await offers_of(office, cast, booked.number)]
    assert said == "has it"
    assert states[0] is OfferState.ACCEPTED
    assert set(states[1:]) <= {OfferState.LAPSED, OfferState.LOST}
