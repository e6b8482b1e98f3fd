"""The outbox drained: each kind of promise has one way to be kept, and any process may keep it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

import structlog

from booking.gateways.mail import Mailer, PermanentMailError, TemporaryMailError, UnknownMailOutcome
from booking.gateways.sms import PermanentSmsError, SmsProvider, TemporarySmsError
from booking.persistence.outbox import MAX_ATTEMPTS, Claimed
from booking.services.claims.evidence import build_step
from booking.services.desk import Desk
from booking.services.inbound import judge_inbound
from booking.services.matching import match
from booking.services.offers import lapse
from booking.services.resending import find_drift
from booking.services.texting import mail_instead
from booking.services.usefulness import why_pointless

log = structlog.get_logger()

# A process that was paused may wake up when its lease is over and somebody else has sent: then it must not send.
TOO_OLD_SECONDS = 20.0
LONGEST_PAUSE = timedelta(minutes=5)
RECORD_SECONDS = 60.0

WorkAtDesk = Callable[[], AbstractAsyncContextManager[Desk]]


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What keeping a promise needs: transactions (`desk`) and single statements (`counter`) of the system's own, and
    the ways out for mail and, where there is one, for text messages.

    What fails is tried again after 2, 4, 8 … times `pause`.
    """

    desk: WorkAtDesk
    counter: WorkAtDesk
    mailer: Mailer
    envelope_sender: Callable[[UUID], str]
    sms: SmsProvider | None = None
    pause: timedelta = timedelta(seconds=1)


class Keeper(Protocol):
    def __call__(self, desk: Desk, subject_id: UUID, /) -> Awaitable[None]: ...


async def _match(desk: Desk, subject_id: UUID) -> None:
    await match(desk, booking_id=subject_id)


async def _lapse(desk: Desk, subject_id: UUID) -> None:
    await lapse(desk, offer_id=subject_id)


async def _inbound(desk: Desk, subject_id: UUID) -> None:
    await judge_inbound(desk, subject_id)


async def _drift(desk: Desk, subject_id: UUID) -> None:
    """Some bookings at a time, each in a transaction of its own, until none is left."""
    last = await find_drift(desk, after=subject_id)
    if last is not None:
        await desk.outbox.promise("drift", last, now=desk.now)


# Every kind but mail and sms is kept inside one transaction, together with the mark that it is done.
KEEPERS: dict[str, Keeper] = {
    "match": _match,
    "lapse": _lapse,
    "inbound": _inbound,
    "drift": _drift,
    "evidence": build_step,
}


async def fulfil(office: Fulfilment, promise_id: UUID) -> bool:
    """Keeps a promise if it is due and nobody else has it; True when this call did.

    Any number of calls, from anywhere, have the effect of one.
    """
    began = time.monotonic()
    async with office.counter() as desk:
        claimed = await desk.outbox.claim(promise_id)
    if claimed is None:
        return False
    if claimed.attempts > MAX_ATTEMPTS:
        await _give_up(office, claimed, error="too many attempts")
        return True
    if claimed.useful_until is not None and await _skipped(office, claimed):
        return True
    if claimed.kind in WAYS_OUT:
        await WAYS_OUT[claimed.kind](office, claimed, before=began + TOO_OLD_SECONDS)
        return True
    try:
        async with office.desk() as desk:
            await KEEPERS[claimed.kind](desk, claimed.subject_id)
            await desk.outbox.finish(claimed.id)
    except Exception as error:
        log.exception("promise not kept", kind=claimed.kind, promise=str(claimed.id))
        await _later(office, claimed, error=type(error).__name__)
    return True


async def _send(office: Fulfilment, claimed: Claimed, *, before: float) -> None:
    assert claimed.envelope_to is not None
    assert claimed.body is not None
    try:
        sender = office.envelope_sender(claimed.id)
        await office.mailer.send(sender, claimed.envelope_to, claimed.body, before=before)
    except PermanentMailError as error:
        await _give_up(office, claimed, error=str(error))
    except (TemporaryMailError, UnknownMailOutcome) as error:
        await _later(office, claimed, error=str(error))
    else:
        await _record_sent(office, claimed)


async def _text(office: Fulfilment, claimed: Claimed, *, before: float) -> None:
    assert claimed.envelope_to is not None
    assert claimed.body is not None
    if office.sms is None:
        return await _give_up(office, claimed, error="no gateway for text messages")
    try:
        await office.sms.send(claimed.envelope_to, claimed.body.decode(), key=claimed.id.hex, before=before)
    except PermanentSmsError as error:
        return await _give_up(office, claimed, error=str(error), refused=True)
    except TemporarySmsError as error:
        return await _later(office, claimed, error=str(error), at_least=timedelta(seconds=error.after))
    return await _record_sent(office, claimed)


async def _skipped(office: Fulfilment, claimed: Claimed) -> bool:
    """Whether it has become pointless while it waited; then it is put away with its reason."""
    async with office.counter() as desk:
        reason = await why_pointless(desk, claimed)
    if reason is None:
        return False
    async with office.desk() as desk:
        await desk.outbox.finish(claimed.id, state="skipped", error=reason.value, token=claimed.token)
        await desk.reminders.take_back(claimed.id, reason.value)
    return True


async def _record_sent(office: Fulfilment, claimed: Claimed) -> None:
    """Written down at once, and if the database is away as soon as it is back: what is forgotten is sent again."""
    until = time.monotonic() + RECORD_SECONDS
    while True:
        try:
            async with office.counter() as desk:
                await desk.outbox.finish(claimed.id, state="sent")
                return
        except Exception as error:
            log.warning("sent but not recorded yet", promise=str(claimed.id), error=type(error).__name__)
            if time.monotonic() > until:
                raise
        await asyncio.sleep(0.2)


async def _give_up(office: Fulfilment, claimed: Claimed, *, error: str, refused: bool = False) -> None:
    """What a text message said goes by mail where no mail says it; `refused`: the number cannot be reached."""
    async with office.desk() as desk:
        mine = await desk.outbox.finish(claimed.id, state="dead", error=error, token=claimed.token)
        if mine and claimed.kind == "sms":
            await mail_instead(desk, claimed, refused=refused)
    log.error("promise given up", kind=claimed.kind, promise=str(claimed.id))


async def _later(office: Fulfilment, claimed: Claimed, *, error: str, at_least: timedelta = timedelta(0)) -> None:
    delay = min(max(office.pause * 2**claimed.attempts, at_least), LONGEST_PAUSE)
    async with office.counter() as desk:
        await desk.outbox.postpone(claimed.id, error=error, delay=delay, token=claimed.token)


WAYS_OUT = {"mail": _send, "sms": _text}


async def due(office: Fulfilment, *, limit: int = 100) -> list[tuple[str, UUID]]:
    async with office.counter() as desk:
        return await desk.outbox.due(limit=limit)
