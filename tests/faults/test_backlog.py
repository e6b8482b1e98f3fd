"""A backlog: the oldest first, one slow domain keeps nobody else waiting, and it drains without pauses."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from booking.domain.accounts import SYSTEM
from booking.local.sink import Fault, Sink
from booking.persistence.ids import new_id
from booking.persistence.outbox import LANES, lane_of
from booking.resources import Resources
from booking.services.outbox import Fulfilment, due
from tests.e2e.counting import NOTHING_WRONG, counted, fetch
from tests.faults.test_mail_faults import work
from tests.waiting import until
from workers.main import AT_ONCE_PER_LANE, TAKEN_ALONG, LocalBell, sweep

__all__ = ["work"]
SLOW, QUICK = "anna@langsom.example", "bo@rask.example"
AGED = "UPDATE outbox SET next_at = clock_timestamp() - interval '1 hour' WHERE envelope_to = $1"


async def post(office: Resources, to: str, count: int) -> None:
    """Letters that wait to be sent."""
    async with office.desk(SYSTEM) as desk:
        for _ in range(count):
            key = new_id()
            message_id = f"<note.{key}@tolk.example.org>"
            body = f"From: a@tolk.example.org\r\nTo: {to}\r\nMessage-ID: {message_id}\r\n\r\nHej\r\n".encode()
            desk.outbox.post(key, key, message_id=message_id, to=to, body=body, now=desk.now)
        desk.promised.clear()  # nobody rings: the sweep alone finds them


@asynccontextmanager
async def sweeping(work: Fulfilment) -> AsyncIterator[LocalBell]:
    """A worker's drainer, as long as the block lasts."""
    bell = LocalBell(work)
    task = asyncio.create_task(sweep(work, bell))
    try:
        yield bell
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await bell.finish()


async def test_a_domain_whose_server_is_slow_keeps_no_other_waiting(
    office: Resources, sink: Sink, work: Fulfilment
) -> None:
    await post(office, SLOW, 14)
    await post(office, QUICK, 12)
    await fetch(office.settings, AGED, SLOW)

    with sink.failing(Fault("delay", address=SLOW, seconds=0.7, times=99)):
        async with sweeping(work):

            async def quick_are_through() -> bool:
                return sum(one.envelope_to == (QUICK,) for one in sink.messages()) == 12

            await until(quick_are_through, every=0.1)
            order = [one.envelope_to[0] for one in sink.messages()]

    assert order.count(SLOW) <= 2 * AT_ONCE_PER_LANE
    assert (await fetch(office.settings, "SELECT count(*) AS n FROM outbox WHERE attempts > 1"))[0]["n"] == 0


async def test_the_oldest_go_first_and_a_long_backlog_drains_without_pauses(
    office: Resources, sink: Sink, work: Fulfilment
) -> None:
    await post(office, SLOW, TAKEN_ALONG + 30)
    await post(office, QUICK, 10)
    aged = "UPDATE outbox SET next_at = clock_timestamp() - random() * interval '1 hour' WHERE envelope_to = $1"
    await fetch(office.settings, aged, SLOW)
    ages = {row["message_id"]: row["next_at"] for row in await fetch(office.settings, "SELECT * FROM outbox")}
    first = [ages[row["message_id"]] for row in await fetch(office.settings, "SELECT * FROM outbox ORDER BY next_at")]

    async with sweeping(work):

        async def all_sent() -> bool:
            return len(sink.messages()) == len(ages)

        began = datetime.now(UTC)
        await until(all_sent, seconds=30, every=0.3)

    assert datetime.now(UTC) - began < timedelta(seconds=25)
    assert await counted(office.settings, sink) == NOTHING_WRONG
    arrived = [ages[one.message_id] for one in sink.messages() if one.envelope_to == (SLOW,)]
    # A few are under way at once, so neighbours may change places; nobody overtakes half of the queue.
    assert max(abs(arrived.index(at) - place) for place, at in enumerate(first[: len(arrived)])) < TAKEN_ALONG


async def test_what_is_due_is_a_few_of_each_domain_before_more_of_one(office: Resources, work: Fulfilment) -> None:
    await post(office, SLOW, 40)
    await post(office, QUICK, 3)
    await fetch(office.settings, AGED, SLOW)

    lanes = [lane for lane, _ in await due(work, limit=25)]

    assert [lanes.count(lane_of("mail", to)) for to in (SLOW, QUICK)] == [22, 3]


@pytest.mark.parametrize(
    ("kind", "to", "lane"), [("match", None, "match"), ("mail", "a@B.example", lane_of("mail", "c@b.EXAMPLE"))]
)
def test_a_lane_is_the_domains_whoever_is_written_to(kind: str, to: str | None, lane: str) -> None:
    assert lane_of(kind, to) == lane
    assert len({lane_of("mail", f"a@{n}.example") for n in range(2000)}) == LANES
