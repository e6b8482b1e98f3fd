"""A stream while things go wrong around it: changed during a send, two changes at once, a disk that is full."""

import asyncio

import pytest
from sqlalchemy.exc import DBAPIError

from booking.domain.errors import Conflict
from booking.local.sink import Fault, Sink
from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import Changes
from booking.services.outbox import Fulfilment, due, fulfil
from tests.builders import Cast
from tests.conftest import execute
from tests.e2e.counting import NOTHING_WRONG, counted, fetch
from tests.faults.test_mail_faults import MAILS, REQUESTER, confirmed, drain, move, sent, work

__all__ = ["work"]


async def test_a_change_while_the_older_version_is_being_taken_comes_after_it(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    booked = await confirmed(office, cast, work)
    with sink.failing(Fault("delay", seconds=1.0, times=2)):
        sending = [asyncio.create_task(fulfil(work, promise_id)) for _, promise_id in await due(work)]
        await asyncio.sleep(0.15)
        await move(office, cast, booked.number, minutes=30)
        assert await due(work) == []  # its turn is after what is under way
        await asyncio.gather(*sending)

    await drain(office, work)

    rows = await fetch(office.settings, MAILS)
    assert [(row["seq"], row["state"], row["attempts"]) for row in rows] == [(0, "sent", 1)] * 2 + [(1, "sent", 1)] * 2
    assert await counted(office.settings, sink) == NOTHING_WRONG


async def test_of_two_changes_at_once_one_is_told_under_the_next_sequence_and_one_is_refused(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment
) -> None:
    booked = await confirmed(office, cast, work)
    async with office.desk(cast.requester) as desk:
        version = (await bookings.find(desk, booked.number)).version

    async def change(minutes: int) -> None:
        period = booked.period.shifted(minutes)
        changes = Changes({"starts_at": period.starts_at, "ends_at": period.ends_at})
        async with office.desk(cast.requester) as desk:
            await bookings.change(desk, number=booked.number, changes=changes, version=version)

    told = await asyncio.gather(change(30), change(60), return_exceptions=True)
    await drain(office, work)

    assert [type(one) for one in told if one] == [Conflict]
    rows = await fetch(office.settings, MAILS)
    assert [(row["seq"], row["state"]) for row in rows] == [(0, "superseded")] * 2 + [(1, "sent")] * 2


async def test_a_database_that_takes_no_writes_lets_no_mail_out_and_loses_none(
    office: Resources, cast: Cast, sink: Sink, work: Fulfilment, servers: tuple[str, str]
) -> None:
    await confirmed(office, cast, work)
    promises = [promise_id for _, promise_id in await due(work)]
    database = office.settings.database_url.rsplit("/", 1)[1]
    full = f'ALTER DATABASE "{database}" SET default_transaction_read_only'
    await execute(servers[0], f"{full} = on")
    await office.engine.dispose()

    for promise_id in promises:
        with pytest.raises(DBAPIError):
            await fulfil(work, promise_id)
    nothing = sent(sink)
    await execute(servers[0], f"{full} = off")
    await office.engine.dispose()
    await drain(office, work)

    assert nothing == []
    assert sorted(sent(sink)) == sorted([REQUESTER, "salma@tolk.example.org"])
