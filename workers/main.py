"""The worker: keeps promises when the doorbell rings, and every two seconds looks whether a ring was missed."""

import asyncio
import random
import signal
import time
from contextlib import AsyncExitStack, suppress
from datetime import UTC
from uuid import UUID

import structlog
from arq.cron import cron
from arq.worker import Worker
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import BusyLoadingError, ConnectionError, TimeoutError

from booking.domain.accounts import SYSTEM
from booking.gateways.mail import verp_address
from booking.gateways.queue import QUEUE, decode, encode, redis_settings
from booking.resources import Resources
from booking.services.outbox import Fulfilment, due, fulfil
from booking.settings import Settings
from workers.beat import keep_time
from workers.jobs import CRONS, JOBS, RARE

SWEEP_SECONDS = 2.0
AT_ONCE, AT_ONCE_PER_LANE = 8, 4
TAKEN_ALONG = 200
ON_THE_MINUTE = frozenset({0})
TICK_KEPT_SECONDS = 50
NO_TIMES: dict[str, set[int]] = {}

log = structlog.get_logger()


class LocalBell:
    """In a worker, what one promise leads to is begun at once, without a way round Redis.

    Mails to one recipient's domain take half of the places at most: where a server hangs, the others go on.
    """

    def __init__(self, office: Fulfilment) -> None:
        self._office = office
        self._free = asyncio.Semaphore(AT_ONCE)
        self._lanes: dict[str, asyncio.Semaphore] = {}
        self._tasks: dict[UUID, asyncio.Task[None]] = {}

    def ring(self, promises: list[tuple[str, UUID]]) -> None:
        for lane, promise_id in promises:
            # Those the sweep finds again while they wait here would pile up as long as a mail server hangs.
            if promise_id not in self._tasks:
                self._tasks[promise_id] = asyncio.create_task(self._keep(lane, promise_id))

    async def has_room(self, *, seconds: float) -> None:
        """Returns when fewer wait than could be kept at once, or when the time is over."""
        until = time.monotonic() + seconds
        while len(self._tasks) >= AT_ONCE and (left := until - time.monotonic()) > 0:
            await asyncio.wait(self._tasks.values(), timeout=left, return_when=asyncio.FIRST_COMPLETED)

    def _lane(self, lane: str) -> asyncio.Semaphore:
        places = AT_ONCE_PER_LANE if lane.startswith("mail ") else AT_ONCE
        return self._lanes.setdefault(lane, asyncio.Semaphore(places))

    async def _keep(self, lane: str, promise_id: UUID) -> None:
        async with self._lane(lane), self._free:
            try:
                await fulfil(self._office, promise_id)
            except Exception as error:  # the database may be away; the sweep will find the promise again
                log.warning("promise left to the sweep", error=type(error).__name__)
            finally:
                del self._tasks[promise_id]

    async def finish(self) -> None:
        while self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=25)


def fulfilment(resources: Resources) -> Fulfilment:
    return Fulfilment(
        lambda: resources.desk(SYSTEM),
        lambda: resources.counter(SYSTEM),
        resources.mailer,
        lambda promise_id: verp_address(promise_id, resources.secret, domain=resources.identity.domain),
        resources.sms,
    )


async def sweep(office: Fulfilment, bell: LocalBell) -> None:
    """The drainer: needs PostgreSQL and nothing else, so that a silent Redis costs seconds at most.

    With more due than it takes along at once, it comes back as soon as there is room.
    """
    while True:
        pause, more = SWEEP_SECONDS * random.uniform(0.7, 1.3), False  # noqa: S311  workers must not march in step
        try:
            promises = await due(office, limit=TAKEN_ALONG)
            more = len(promises) == TAKEN_ALONG
            if promises:
                bell.ring(promises)
        except Exception as error:
            log.warning("sweep failed", error=type(error).__name__)
        await (bell.has_room(seconds=pause) if more else asyncio.sleep(pause))


def arq_worker(resources: Resources, office: Fulfilment, *, cron_seconds: frozenset[int] = ON_THE_MINUTE) -> Worker:
    """arq as PLATFORM § 3 found that it survives: JSON jobs, no kept results, retries on a lost Redis."""
    settings = redis_settings(resources.settings.redis_url)
    settings.retry = Retry(ExponentialBackoff(cap=1, base=0.05), 20)
    settings.retry_on_timeout = True
    settings.retry_on_error = [ConnectionError, TimeoutError, BusyLoadingError, OSError]
    return Worker(
        functions=JOBS,
        # Only the result that is kept tells a worker who is late that another has done this tick's job.
        cron_jobs=[
            cron(job, second=set(cron_seconds), unique=True, keep_result=TICK_KEPT_SECONDS, **times)  # type: ignore[arg-type]
            for job, times in [*((job, NO_TIMES) for job in CRONS), *RARE]
        ],
        redis_settings=settings,
        queue_name=QUEUE,
        job_serializer=encode,
        job_deserializer=decode,
        poll_delay=0.04,
        max_jobs=20,
        queue_read_limit=500,
        job_timeout=40,
        keep_result=0,
        job_completion_wait=10,
        health_check_interval=15,
        timezone=UTC,
        handle_signals=False,
        ctx={"resources": resources, "fulfilment": office},
    )


async def listen(resources: Resources, office: Fulfilment) -> None:
    """arq, begun again whenever Redis has taken it down."""
    while True:
        worker = arq_worker(resources, office)
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
    """Until SIGTERM or SIGINT; what is under way is finished first."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        resources = await stack.enter_async_context(Resources(settings))
        office = fulfilment(resources)
        bell = LocalBell(office)
        resources.bell = bell
        loops = sweep(office, bell), listen(resources, office), keep_time(office)
        tasks = [asyncio.create_task(one) for one in loops]
        log.info("worker ready")
        await stop.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await bell.finish()


def run(settings: Settings) -> None:
    import uvloop

    uvloop.run(serve(settings))
