"""The messages of a calendar stream: never in the wrong order, never pointless, never a cancellation of nothing."""

import asyncio
import os
import random

from booking.domain.accounts import SYSTEM
from booking.local.sink import Fault, Sink
from booking.resources import Resources
from booking.services import bookings
from booking.services.outbox import Fulfilment, due, fulfil
from tests.builders import Cast
from tests.e2e.counting import NOTHING_WRONG, Count, counted, fetch
from tests.faults.test_mail_faults import MAILS, REQUESTER, confirmed, drain, move, sent, work

__all__ = ["work"]
SEED = int(os.environ.get("FAULT_SEED", "7"))


async def test_moved_twice_before_the_first_mail_left_only_the_newest_is_sent(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    booked = await confirmed(office, cast, work)
    for _ in range(2):
        await move(office, cast, booked.number, minutes=30)

    await drain(office, work)

    rows = await fetch(office.settings, MAILS)
    assert [(row["seq"], row["state"]) for row in rows] == [
        *[(0, "superseded")] * 2,
        *[(1, "superseded")] * 2,
        *[(2, "sent")] * 2,
    ]
    assert await counted(office.settings, sink) == NOTHING_WRONG


async def test_what_was_never_sent_is_never_cancelled(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    booked = await confirmed(office, cast, work)
    first = [promise_id for _, promise_id in await due(work)]
    await move(office, cast, booked.number, minutes=30)
    for promise_id in first:
        await fulfil(work, promise_id)
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=booked.number)

    await drain(office, work)

    assert sent(sink) == []
    assert {row["state"] for row in await fetch(office.settings, MAILS)} == {"superseded"}


async def test_what_may_have_been_sent_is_cancelled(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    booked = await confirmed(office, cast, work)
    with sink.failing(Fault("drop_after_store", address=REQUESTER)):
        for _, promise_id in await due(work):
            await fulfil(work, promise_id)
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=booked.number)

    await drain(office, work)

    last = [(row["seq"], row["method"], row["state"]) for row in await fetch(office.settings, MAILS)][-2:]
    assert last == [(1, "CANCEL", "sent")] * 2


async def test_while_bookings_move_and_the_server_fails_no_stream_is_ever_reversed(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    chance = random.Random(SEED)
    booked = [await confirmed(office, cast, work, hour=hour) for hour in (8, 11, 14, 17)]
    kinds = ("refuse", "drop_after_store", "refuse_recipient", "drop_before_store")
    sink.faults += [Fault(kind, code=451, times=3) for kind in kinds]  # type: ignore[arg-type]

    async def move_now_and_then() -> None:
        for _ in range(3):
            for one in booked:
                await asyncio.sleep(chance.uniform(0, 0.05))
                await move(office, cast, one.number, minutes=chance.choice((10, -10)))

    await asyncio.gather(move_now_and_then(), drain(office, work, seed=SEED))
    await drain(office, work)

    found = await counted(office.settings, sink)
    assert found == Count(repeated=found.repeated)
    assert sum(found.repeated.values()) <= 3
    newest = "SELECT state FROM outbox o WHERE seq = (SELECT max(seq) FROM outbox WHERE stream_id = o.stream_id)"
    assert {row["state"] for row in await fetch(office.settings, newest)} == {"sent"}


async def test_connections_that_are_cut_while_a_mail_is_being_taken_cause_no_repeat(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    await confirmed(office, cast, work)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = $1"
    database = office.settings.database_url.rsplit("/", 1)[1]

    with sink.failing(Fault("delay", seconds=0.3, times=2)):
        sending = [asyncio.create_task(fulfil(work, promise_id)) for _, promise_id in await due(work)]
        await asyncio.sleep(0.15)
        await fetch(office.settings, cut, database)
        await asyncio.gather(*sending)

    assert await counted(office.settings, sink) == NOTHING_WRONG


async def test_mails_that_wait_for_their_turn_hide_nobody_elses(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    booked = await confirmed(office, cast, work)
    with sink.failing(Fault("refuse", code=451, times=2)):
        for _, promise_id in await due(work):
            await fulfil(work, promise_id)
    await move(office, cast, booked.number, minutes=30)
    await fetch(office.settings, "UPDATE outbox SET next_at = next_at + interval '1 hour' WHERE seq = 0")
    async with office.desk(SYSTEM) as desk:
        other = await desk.outbox.promise("match", booked.id, now=desk.now)

    assert await due(work, limit=1) == [("match", other)]
