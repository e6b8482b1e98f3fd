"""The jobs, one visible table: ids in, one service call each."""

from typing import Any
from uuid import UUID

import structlog

from booking.resources import Resources
from booking.services.outbox import Fulfilment, fulfil
from booking.services.sweeping import sweep_old

Context = dict[str, Any]

log = structlog.get_logger()


async def ring(context: Context, kind: str, promise: str) -> bool:
    """Keeps one promise of the outbox; the kind is for the log."""
    office: Fulfilment = context["fulfilment"]
    return await fulfil(office, UUID(promise))


async def tidy(context: Context) -> None:
    """Once a minute on one worker: what has outlived its use goes."""
    resources: Resources = context["resources"]
    office: Fulfilment = context["fulfilment"]
    async with office.desk() as desk:
        await sweep_old(desk, now=resources.now())
    log.info("tidied")


JOBS: list[Any] = [ring]
CRONS: list[Any] = [tidy]
