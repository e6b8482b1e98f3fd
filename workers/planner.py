"""The planner: plans asked for are taken up by lease, thought over in a process of their own, and put down."""

import asyncio
import random
import signal
import time
from contextlib import AsyncExitStack, suppress
from datetime import UTC
from typing import Any
from uuid import UUID

import structlog
from arq.worker import Worker, func
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import BusyLoadingError, ConnectionError, TimeoutError

from booking.domain.accounts import SYSTEM
from booking.domain.plans import Ended, Progress
from booking.gateways.queue import PLANS, decode, encode, redis_settings
from booking.matching.planning.tasks import Explained
from booking.persistence.plans import Lease
from booking.resources import Resources
from booking.services.planning import thinking as plans
from booking.services.planning.thinking import Found
from booking.settings import Settings
from workers.thinker import PROGRAM, Thinker, thinking

SWEEP_SECONDS = 2.0
WORD_SECONDS = 1.0
GRACE_SECONDS = 15.0
AT_ONCE = 1

log = structlog.get_logger()


class Planner:
    """Thinks over what is rung for or found, one plan at a time; one that waits here is not begun twice."""

    def __init__(self, office: Resources, *, grace: float = GRACE_SECONDS, program: str = PROGRAM) -> None:
        self._office = office
        self._grace = grace
        self._program = program
        self._free = asyncio.Semaphore(AT_ONCE)
        self._tasks: dict[UUID, asyncio.Task[None]] = {}

    def ring(self, plan_ids: list[UUID]) -> None:
        for plan_id in plan_ids:
            if plan_id not in self._tasks:
                self._tasks[plan_id] = asyncio.create_task(self._turn(plan_id))

    async def _turn(self, plan_id: UUID) -> None:
        async with self._free:
            try:
                await self.think(plan_id)
            except Exception as error:  # the database may be away; the sweep finds the plan again
                log.exception("plan left to the sweep", plan=str(plan_id), error=type(error).__name__)
            finally:
                del self._tasks[plan_id]

    async def think(self, plan_id: UUID) -> bool:
        """Takes the plan up if it waits and nobody has it; True when this call brought it to its end."""
        async with self._office.counter(SYSTEM) as desk:
            lease = await desk.plan_leases.claim(plan_id)
        if lease is None:
            return False
        if lease.attempts > plans.MOST_ATTEMPTS:
            async with self._office.desk(SYSTEM) as desk:
                await plans.give_up(desk, lease)
            return True
        try:
            return await self._think(lease)
        except asyncio.CancelledError:  # we are told to stop: another planner may begin at once
            async with self._office.counter(SYSTEM) as desk:
                await desk.plan_leases.let_go(lease)
            raise

    async def _think(self, lease: Lease) -> bool:
        async with self._office.desk(SYSTEM) as desk:
            work = await plans.take_up(desk, lease.plan_id)
        async with self._office.desk(SYSTEM) as desk:
            if not await plans.begin(desk, lease, work):
                return False
        found = Found()
        ended = await self._follow(lease, work, found)
        async with self._office.desk(SYSTEM) as desk:
            done = await plans.conclude(desk, lease, work, found, ended=ended)
        log.info("plan ended", plan=str(lease.plan_id), ended=str(ended or "done"))
        return done

    async def _follow(self, lease: Lease, work: plans.Work, found: Found) -> Ended | None:
        """Listens until it ends; None when it came to its own end, else why it was ended."""
        until = time.monotonic() + work.plan.ask.limit_seconds + self._grace
        async with thinking(work.parts(), program=self._program) as thinker:
            listening = asyncio.create_task(_listen(thinker, found))
            try:
                return await self._wait(lease, work, found, listening, until=until)
            finally:
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)

    async def _wait(
        self, lease: Lease, work: plans.Work, found: Found, listening: "asyncio.Task[None]", *, until: float
    ) -> Ended | None:
        told: Progress | None = None
        while True:
            over, _ = await asyncio.wait([listening], timeout=WORD_SECONDS)
            progress = plans.progress_of(found.proposals, work)
            async with self._office.counter(SYSTEM) as desk:
                stop = await plans.go_on(desk, lease, progress if progress != told else None)
            told = progress
            if over:
                whole = found.is_whole(work)
                return None if whole else Ended.FELL
            if stop is None:
                raise LeaseLost
            if stop:
                return Ended.STOPPED
            if time.monotonic() > until:
                return Ended.FELL

    async def finish(self) -> None:
        """What is thought over is left to another planner."""
        for task in list(self._tasks.values()):
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)


class LeaseLost(Exception):
    """Somebody else has taken the plan up: we were silent for too long."""


async def _listen(thinker: Thinker, found: Found) -> None:
    while (said := await thinker.said()) is not None:
        if isinstance(said, Explained):
            found.reasons[said.job] = said
        else:
            found.proposals[said.part] = said.proposal


async def ring(context: dict[str, Any], promises: list[tuple[str, str]]) -> None:
    """A plan was asked for: by kind and id."""
    planner: Planner = context["planner"]
    planner.ring([UUID(plan_id) for kind, plan_id in promises if kind == "plan"])


async def sweep(office: Resources, planner: Planner) -> None:
    """Needs PostgreSQL and nothing else: finds what no ring told of, and what a dead planner has left."""
    while True:
        try:
            async with office.counter(SYSTEM) as desk:
                planner.ring(await desk.plan_leases.due())
        except Exception as error:
            log.warning("sweep failed", error=type(error).__name__)
        await asyncio.sleep(SWEEP_SECONDS * random.uniform(0.7, 1.3))  # noqa: S311  planners must not march in step


def arq_worker(office: Resources, planner: Planner) -> Worker:
    settings = redis_settings(office.settings.redis_url)
    settings.retry = Retry(ExponentialBackoff(cap=1, base=0.05), 20)
    settings.retry_on_timeout = True
    settings.retry_on_error = [ConnectionError, TimeoutError, BusyLoadingError, OSError]
    return Worker(
        functions=[func(ring, name="ring")],  # type: ignore[arg-type]
        redis_settings=settings,
        queue_name=PLANS,
        job_serializer=encode,
        job_deserializer=decode,
        poll_delay=0.2,
        max_jobs=5,
        job_timeout=10,
        keep_result=0,
        health_check_interval=15,
        timezone=UTC,
        handle_signals=False,
        ctx={"planner": planner},
    )


async def listen(office: Resources, planner: Planner) -> None:
    """arq, begun again whenever Redis has taken it down."""
    while True:
        worker = arq_worker(office, planner)
        try:
            await worker.async_run()
        except asyncio.CancelledError:
            with suppress(Exception):
                await worker.close()
            raise
        except Exception as error:
            log.warning("queue lost", error=type(error).__name__)
            with suppress(Exception):
                await worker.close()
            await asyncio.sleep(1)


async def serve(settings: Settings) -> None:
    """Until SIGTERM or SIGINT; a plan under way is left to another planner, or to this one when it is back."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        office = await stack.enter_async_context(Resources(settings))
        planner = Planner(office)
        tasks = [asyncio.create_task(one) for one in (sweep(office, planner), listen(office, planner))]
        log.info("planner ready")
        await stop.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await planner.finish()


def run(settings: Settings) -> None:
    import uvloop

    uvloop.run(serve(settings))
