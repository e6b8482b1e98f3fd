"""The outbox drained: each kind of promise has one way to be kept, and any process may keep it."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

import structlog

from booking.gateways.mail import Mailer, PermanentMailError, TemporaryMailError, UnknownMailOutcome
from booking.persistence.outbox import MAX_ATTEMPTS, Claimed
from booking.services.desk import Desk
from booking.services.matching import match
from booking.services.offers import lapse

log = structlog.get_logger()

WorkAtDesk = Callable[[], AbstractAsyncContextManager[Desk]]


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What keeping a promise needs: transactions of the system's own, and the way out for mail."""

    desk: WorkAtDesk
    mailer: Mailer
    envelope_sender: Callable[[UUID], str]


class Keeper(Protocol):
    def __call__(self, desk: Desk, subject_id: UUID) -> Awaitable[None]: ...


async def _match(desk: Desk, subject_id: UUID) -> None:
    await match(desk, booking_id=subject_id)


async def _lapse(desk: Desk, subject_id: UUID) -> None:
    await lapse(desk, offer_id=subject_id)


# Every kind but mail is kept inside one transaction, together with the mark that it is done.
KEEPERS: dict[str, Keeper] = {"match": _match, "lapse": _lapse}


async def fulfil(office: Fulfilment, promise_id: UUID) -> bool:
    """Keeps a promise if it is due and nobody else has it; True when this call did.

    Any number of calls, from anywhere, have the effect of one.
    """
    async with office.desk() as desk:
        claimed = await desk.outbox.claim(promise_id)
    if claimed is None:
        return False
    if claimed.attempts > MAX_ATTEMPTS:
        await _end(office, claimed, state="dead", error="too many attempts")
        return True
    if claimed.kind == "mail":
        return await _send(office, claimed)
    try:
        async with office.desk() as desk:
            await KEEPERS[claimed.kind](desk, claimed.subject_id)
            await desk.outbox.finish(claimed.id)
    except Exception as error:
        log.exception("promise not kept", kind=claimed.kind, promise=str(claimed.id))
        await _later(office, claimed, error=type(error).__name__)
    return True


async def _send(office: Fulfilment, claimed: Claimed) -> bool:
    assert claimed.envelope_to is not None
    assert claimed.body is not None
    try:
        await office.mailer.send(office.envelope_sender(claimed.id), claimed.envelope_to, claimed.body)
    except PermanentMailError as error:
        await _end(office, claimed, state="dead", error=str(error))
    except (TemporaryMailError, UnknownMailOutcome) as error:
        await _later(office, claimed, error=str(error))
    else:
        await _end(office, claimed, state="sent")
    return True


async def _end(office: Fulfilment, claimed: Claimed, *, state: str, error: str | None = None) -> None:
    async with office.desk() as desk:
        await desk.outbox.finish(claimed.id, state=state, error=error)
    if state == "dead":
        log.error("promise given up", kind=claimed.kind, promise=str(claimed.id), error=error)


async def _later(office: Fulfilment, claimed: Claimed, *, error: str) -> None:
    """Again after 2, 4, 8 … seconds, at most five minutes."""
    delay = timedelta(seconds=min(2**claimed.attempts, 300))
    async with office.desk() as desk:
        await desk.outbox.postpone(claimed.id, error=error, delay=delay)


async def due(office: Fulfilment, *, limit: int = 100) -> list[tuple[str, UUID]]:
    async with office.desk() as desk:
        return await desk.outbox.due(limit=limit)
