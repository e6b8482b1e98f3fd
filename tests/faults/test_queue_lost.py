"""Redis is a doorbell and no more: without it, emptied, or with workers killed, every promise is kept."""

import asyncio
import os
import random
import time
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis

from booking.local.children import wait_until_ready
from booking.local.sink import Fault
from tests.e2e.counting import NOTHING_WRONG, Count, counted, fetch, quiet
from tests.e2e.offices import Office, wish
from tests.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.alone]
KILLS, BOOKINGS = 4, 30
# Another number, another course of events: FAULT_SEED=7 pytest tests/faults
SEED = int(os.environ.get("FAULT_SEED", "20"))
# What one worker may have under way when it is killed: its own bell's, and arq's.
IN_FLIGHT = 28
_EXPIRE = """
    UPDATE outbox SET lease_until = clock_timestamp()
    WHERE state = 'pending' AND lease_until < clock_timestamp() + interval '36 seconds'
"""


async def book(client: httpx.AsyncClient, hours: float) -> tuple[str, float]:
    """The number, and the seconds until it was said."""
    began = time.monotonic()
    answer = await client.post("/api/v1/bookings", json=wish(hours))
    assert answer.status_code == 201, answer.text
    return answer.json()["number"], time.monotonic() - began


async def mails_about(office: Office, number: str) -> list[str]:
    """The Message-IDs in the sink whose mail names the booking."""
    rows = await fetch(
        office.settings,
        "SELECT message_id FROM outbox JOIN bookings ON bookings.id = subject_id WHERE number = $1 AND kind = 'mail'",
        number,
    )
    ours = {row["message_id"] for row in rows}
    return [one.message_id for one in office.sink.messages() if one.message_id in ours]


async def invited(office: Office, number: str, *, seconds: float) -> float:
    """The seconds until both invitations were in the sink."""
    began = time.monotonic()

    async def both() -> bool:
        return len(await mails_about(office, number)) == 2

    await until(both, seconds=seconds)
    return time.monotonic() - began


async def test_without_redis_a_booking_is_taken_at_once_and_its_invitations_leave_within_five_seconds(
    running: Office,
) -> None:
    running.kill(running.queue)
    try:
        async with running.asking("requester") as client:
            number, took = await book(client, 24)
            waited = await invited(running, number, seconds=5)
            ready = (await client.get("/health/ready")).json()
    finally:
        running.start_queue()

    print(f"without Redis: accepted in {took:.2f} s, invitations after {waited:.2f} s")
    assert took < 1
    assert ready == {"database": "ok", "queue": "degraded", "mailbox": "off"}
    assert await counted(running.settings, running.sink) == NOTHING_WRONG


async def test_when_redis_is_back_the_workers_use_it_again(running: Office) -> None:
    async def heard() -> bool:
        async with running.asking("requester") as client:
            return (await client.get("/health/ready")).json()["queue"] == "ok" and await listening(running) >= 2

    await until(heard, seconds=15, every=0.2)

    async with running.asking("requester") as client:
        number, _ = await book(client, 27)
        # Rung for, it is done in a moment; the sweep alone would need 1.4 s at least every other time.
        waits = [await invited(running, number, seconds=5)]
        for hours in (30, 33, 36):
            number, _ = await book(client, hours)
            waits.append(await invited(running, number, seconds=5))
    print("rung for:", [f"{wait:.2f}" for wait in waits])
    assert sorted(waits)[2] < 1


async def listening(office: Office) -> int:
    """How many connections of arq ask Valkey for work."""
    async with Redis.from_url(office.settings.redis_url) as queue:
        clients: list[dict[str, Any]] = await queue.client_list()
    return sum(1 for one in clients if one["cmd"].startswith("zrange"))


async def test_what_redis_forgets_is_remembered_by_the_database(running: Office) -> None:
    async def forget() -> None:
        async with Redis.from_url(running.settings.redis_url) as queue:
            for _ in range(20):
                await queue.flushall()
                await asyncio.sleep(0.02)

    async with running.asking("requester") as client:
        forgetting = asyncio.create_task(forget())
        await asyncio.gather(*(book(client, 48 + 2 * slot) for slot in range(8)))
        await forgetting
    await quiet(running.settings)

    assert await counted(running.settings, running.sink) == NOTHING_WRONG


async def test_workers_that_are_told_to_stop_finish_what_they_began(running: Office) -> None:
    leaving = list(running.workers)

    async with running.asking("requester") as client:
        await asyncio.gather(*(book(client, 72 + 2 * slot) for slot in range(8)))
    for worker in leaving:
        worker.ask_to_stop()
    for _ in leaving:
        running.start_worker()
    codes = [await asyncio.to_thread(worker.wait_stopped) for worker in leaving]
    running.workers = [worker for worker in running.workers if worker not in leaving]
    await quiet(running.settings)

    assert codes == [0, 0]
    assert await counted(running.settings, running.sink) == NOTHING_WRONG


async def test_workers_killed_at_any_moment_lose_nothing(running: Office) -> None:
    chance = random.Random(SEED)
    before = len(running.sink.messages())
    running.start_worker()
    wait_until_ready(running.workers)

    async def kill_now_and_then() -> None:
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.05, 0.4))
            running.kill(chance.choice(running.workers))
            running.start_worker()
        await asyncio.sleep(0.5)

    # A server that takes its time between storing and saying so: the moment in which a kill costs a repeat.
    slow = Fault("delay", seconds=0.05, times=BOOKINGS * 4)
    with running.sink.failing(slow):
        async with running.asking("requester") as client:
            killing = asyncio.create_task(kill_now_and_then())
            for slot in range(BOOKINGS):
                number, _ = await book(client, 96 + 2 * slot)
                await asyncio.sleep(chance.uniform(0, 0.08))
                if slot % 3 == 0:
                    await move(client, number)
                if slot % 6 == 0:
                    await client.post(f"/api/v1/bookings/{number}/cancel", json={})
            await killing
    await quiet_once_the_leases_of_the_dead_are_over(running)

    found = await counted(running.settings, running.sink)
    print(f"{KILLS} kills, {len(running.sink.messages()) - before} mails, repeated: {found.repeated}")
    assert found == Count(repeated=found.repeated)
    assert sum(found.repeated.values()) <= KILLS * IN_FLIGHT
    assert await of_unknown_outcome(running, set(found.repeated)) == set(found.repeated)
    states = await fetch(running.settings, "SELECT DISTINCT status FROM bookings ORDER BY 1")
    assert [row["status"] for row in states] == ["cancelled", "confirmed"]


async def move(client: httpx.AsyncClient, number: str) -> None:
    """Ten minutes later; refused if the booking is being matched in this very moment."""
    path = f"/api/v1/bookings/{number}"
    found = await client.get(path)
    times = {
        name: (datetime.fromisoformat(found.json()[name]) + timedelta(minutes=10)).isoformat()
        for name in ("starts_at", "ends_at")
    }
    answer = await client.patch(path, json=times, headers={"If-Match": found.headers["etag"]})
    assert answer.status_code in (200, 412), answer.text


async def quiet_once_the_leases_of_the_dead_are_over(office: Office) -> None:
    """Rather than wait 40 s, the leases that no living worker can still need are ended."""
    await asyncio.sleep(4)
    await fetch(office.settings, _EXPIRE)
    await quiet(office.settings)


async def of_unknown_outcome(office: Office, message_ids: set[str]) -> set[str]:
    """Those that more than one attempt was made for: only they may come twice."""
    rows = await fetch(office.settings, "SELECT message_id FROM outbox WHERE attempts > 1 AND kind = 'mail'")
    return message_ids & {row["message_id"] for row in rows}
