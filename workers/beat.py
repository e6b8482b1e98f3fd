"""The beat: twice a minute every worker looks what is due by the clock; needs PostgreSQL and nothing else."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import structlog

from booking.persistence.reminders import Mark
from booking.services.desk import Desk
from booking.services.digests import send_day_sheets, send_open_tasks, send_unfilled_week
from booking.services.outbox import Fulfilment
from booking.services.reminders import remind

BEAT_SECONDS = 30.0

log = structlog.get_logger()

# Each in a transaction of its own, which only one worker is in at a time; whatever was settled is not settled again.
BEATS: tuple[Callable[[Desk], Awaitable[list[Mark]]], ...] = (
    remind,
    send_day_sheets,
    send_unfilled_week,
    send_open_tasks,
)


async def beat(office: Fulfilment) -> None:
    """Everything that is due now; one that fails keeps none of the others back, and is tried at the next beat."""
    for one in BEATS:
        try:
            async with office.desk() as desk:
                settled = await one(desk)
        except Exception:
            log.exception("beat missed", beat=one.__name__)
        else:
            if settled:
                log.info("settled", beat=one.__name__, count=len(settled))


async def keep_time(office: Fulfilment) -> None:
    """Until it is cancelled; workers do not march in step."""
    while True:
        await asyncio.sleep(BEAT_SECONDS * random.uniform(0.7, 1.3))  # noqa: S311
        await beat(office)
