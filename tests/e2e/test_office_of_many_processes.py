"""Two API processes and three workers over one PostgreSQL and one Valkey are one office."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import partial

import httpx
import pytest
from arq.connections import create_pool
from arq.worker import Worker

from booking.gateways.queue import QUEUE, redis_settings
from booking.resources import Resources
from tests.builders import PASSWORD
from tests.e2e.counting import NOTHING_WRONG, counted, fetch, quiet
from tests.e2e.offices import Office, wish
from tests.waiting import until
from workers.jobs import CRONS, Context
from workers.main import arq_worker, fulfilment

pytestmark = [pytest.mark.slow, pytest.mark.alone]
ORDERS = 40
TICKS = 3


async def log_in(office: Office, *, api: int, email: str = "coordinator@example.org") -> httpx.Cookies:
    async with httpx.AsyncClient(base_url=office.apis[api]) as browser:
        answer = await browser.post("/log-ind", data={"email": email, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return browser.cookies


def csrf_in(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return found[1]


async def test_a_session_made_at_one_api_is_good_at_the_other_and_ends_at_both(running: Office) -> None:
    cookies = await log_in(running, api=0)
    browsers = [httpx.AsyncClient(base_url=address, cookies=cookies) for address in running.apis]
    async with browsers[0] as first, browsers[1] as second:
        open_at = [(await browser.get("/tavle")).status_code for browser in (first, second)]
        left = await second.post("/log-ud", data={"csrf": csrf_in((await second.get("/tavle")).text)})
        closed_at = [(await browser.get("/tavle")).status_code for browser in (first, second)]

    assert (open_at, left.status_code, closed_at) == ([200, 200], 303, [303, 303])


@asynccontextmanager
async def listening(office: Office, *, api: int) -> AsyncIterator[AsyncIterator[str]]:
    """The lines of an open board, once it is open."""
    cookies = await log_in(office, api=api)
    async with (
        httpx.AsyncClient(base_url=office.apis[api], cookies=cookies, timeout=10) as browser,
        browser.stream("GET", "/tavle/strom") as answer,
    ):
        yield answer.aiter_lines()


async def rung(lines: AsyncIterator[str]) -> None:
    async for line in lines:
        if line == "event: board":
            return


async def test_what_happens_at_one_api_rings_on_the_boards_of_both(running: Office) -> None:
    async with AsyncExitStack() as stack:
        boards = [await stack.enter_async_context(listening(running, api=api)) for api in (0, 1)]
        # The first ring of an open board says that it hears from now on.
        async with asyncio.timeout(5):
            await asyncio.gather(*(rung(board) for board in boards))
        client = await stack.enter_async_context(running.asking("requester", api=0))
        answer = await client.post("/api/v1/bookings", json=wish(24 * 40))
        async with asyncio.timeout(5):
            await asyncio.gather(*(rung(board) for board in boards))

    assert answer.status_code == 201
    await quiet(running.settings)


async def test_forty_orders_at_once_are_each_promised_and_kept_once(running: Office) -> None:
    async with running.asking("requester", api=0) as one, running.asking("requester", api=1) as other:
        answers = await asyncio.gather(
            *((one, other)[slot % 2].post("/api/v1/bookings", json=wish(24 + 2 * slot)) for slot in range(ORDERS))
        )
    await quiet(running.settings)

    numbers = [answer.json()["number"] for answer in answers]
    assert [answer.status_code for answer in answers] == [201] * ORDERS
    assert len(set(numbers)) == ORDERS
    rows = await fetch(
        running.settings,
        "SELECT number, status, (SELECT count(*) FROM assignments a WHERE a.booking_id = b.id) AS given,"
        " (SELECT count(*) FROM outbox o WHERE o.subject_id = b.id AND kind = 'mail') AS mails"
        " FROM bookings b WHERE number = ANY($1)",
        numbers,
    )
    assert Counter((row["status"], row["given"], row["mails"]) for row in rows) == {("confirmed", 1, 2): ORDERS}
    assert await counted(running.settings, running.sink) == NOTHING_WRONG


async def test_an_offer_is_made_once_and_answered_at_whichever_api(running: Office) -> None:
    async with running.asking("requester", api=0) as requester:
        made = await requester.post("/api/v1/bookings", json=wish(24 * 20, language="pes"))
    number = made.json()["number"]
    async with running.asking("farid", api=1) as farid:

        async def asked() -> list[dict[str, str]]:
            found = (await farid.get("/api/v1/offers")).json()["items"]
            return [one for one in found if one["number"] == number]

        [offer] = await until(asked)
        answers = await asyncio.gather(*(farid.post(f"/api/v1/offers/{offer['id']}/accept") for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    await quiet(running.settings)
    assert await counted(running.settings, running.sink) == NOTHING_WRONG


@asynccontextmanager
async def ticking(office: Office, queue: str, done: list[str]) -> AsyncIterator[None]:
    """A worker's arq with a tick every second instead of every minute; `done` gets the ids of the jobs it did."""

    async def note(context: Context) -> None:
        done.append(context["job_id"])

    async with Resources(replace(office.settings, redis_url=queue)) as resources:
        worker = arq_worker(resources, fulfilment(resources), cron_seconds=frozenset(range(60)))
        worker.after_job_end = note  # type: ignore[assignment]  # arq gives it the job's context
        running = asyncio.create_task(worker.async_run())
        try:
            yield
        finally:
            await until(partial(at_rest, worker))
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await worker.close()


async def at_rest(worker: Worker) -> bool:
    return all(task.done() for task in worker.tasks.values())


@pytest.mark.filterwarnings("ignore:Call to deprecated close:DeprecationWarning")  # arq 0.28's own
async def test_of_three_workers_one_does_the_job_of_each_tick(running: Office) -> None:
    queue = running.settings.redis_url.rpartition("/")[0] + "/15"
    done: list[str] = []

    async with ticking(running, queue, done), ticking(running, queue, done), ticking(running, queue, done):
        # Until the middle between two ticks, when no job is under way.
        await asyncio.sleep(TICKS + (0.6 - time.time()) % 1)
        pool = await create_pool(redis_settings(queue), default_queue_name=QUEUE)
        of_one_who_is_late = await pool.enqueue_job("cron:tidy", _job_id=done[0])
        await pool.aclose(close_connection_pool=True)

    assert of_one_who_is_late is None
    assert len(done) == len(set(done))
    of_each_tick = {job.__name__ for job in CRONS}
    # A worker also does what it finds in the outbox, under ids of its own.
    each_tick = [one for one in done if one.startswith("cron:") and one.split(":")[1] in of_each_tick]
    assert len(CRONS) * (TICKS - 1) <= len(each_tick) <= len(CRONS) * (TICKS + 1)
