"""Reminders: every confirmed job that comes near is judged each minute, and settled once for each reader and start."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import structlog

from booking.domain.accounts import Account
from booking.domain.errors import OfficeError
from booking.domain.messages import Topic, Verdict, Way, judge, resolved
from booking.domain.messages.preferences import MOST_HOURS
from booking.domain.messages.reminders import useful_until
from booking.gateways.mail import Recipient
from booking.persistence.ids import new_id
from booking.persistence.reminders import Coming, Mark
from booking.services.desk import Desk
from booking.services.notifications import remind_by_mail
from booking.services.texting import About, Reader, facts_of, office_choices, readers_of, text

log = structlog.get_logger()

# A night's quiet hours may bring a reminder forward; what has begun within a day is settled as too late.
AHEAD, BACK = timedelta(hours=MOST_HOURS + 24), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reminded:
    """Somebody who may have to be reminded of a job; without an account they have the office's choices."""

    topic: Topic
    coming: Coming
    person_id: UUID
    told_at: datetime
    reader: Reader | None

    @property
    def key(self) -> tuple[str, UUID, UUID, datetime]:
        return self.topic.value, self.coming.booking.id, self.person_id, self.coming.booking.starts_at


async def remind(desk: Desk) -> list[Mark]:
    """What was settled by this call: sent, or skipped with its reason. Another worker at it settles it instead."""
    if not await desk.reminders.alone():
        return []
    window = {"after": desk.now - BACK, "before": desk.now + AHEAD}
    coming = await desk.reminders.coming(**window)
    marked = await desk.reminders.marked(**window) if coming else set()
    interpreters = await desk.accounts.by_interpreters({one.interpreter_id for one in coming})
    requesters = await desk.accounts.by_ids({one.booking.requester_id for one in coming})
    readers = await readers_of(desk, [*interpreters.values(), *requesters.values()])
    people = [two for one in coming for two in _both(one, interpreters, readers)]
    settled = [await _settle(desk, one) for one in people if one.key not in marked]
    return [mark for mark in settled if mark is not None]


def _both(coming: Coming, interpreters: Mapping[UUID, Account], readers: Mapping[UUID, Reader]) -> Iterator[Reminded]:
    account = interpreters.get(coming.interpreter_id)
    reader = readers[account.id] if account is not None else None
    yield Reminded(Topic.JOB_REMINDER, coming, coming.interpreter_id, coming.interpreter_told_at, reader)
    requester_id = coming.booking.requester_id
    if requester_id in readers:
        told_at = coming.requester_told_at
        yield Reminded(Topic.BOOKING_REMINDER, coming, requester_id, told_at, readers[requester_id])


async def _settle(desk: Desk, one: Reminded) -> Mark | None:
    """None while it waits, and where it is switched off; a letter that cannot be written stops nobody else's."""
    booking, preferences = one.coming.booking, resolved(office_choices(desk), {})
    way = preferences.way(one.topic, reachable=False)
    if one.reader is not None:
        preferences, way = one.reader.preferences, one.reader.way(one.topic)
    if way is Way.OFF:
        return None
    hours, quiet = preferences.remind_hours, preferences.quiet
    verdict = judge(starts_at=booking.starts_at, told_at=one.told_at, now=desk.now, hours=hours, quiet=quiet)
    if not verdict.send and verdict.reason is None:
        return None
    mark = _mark(desk, one, way, verdict)
    try:
        async with desk.trying():
            new = await desk.reminders.mark(mark)
            if new and verdict.send:
                await _send(desk, one, way, mark, until=useful_until(booking.starts_at, hours))
    except OfficeError as error:
        log.warning("reminder not written", booking=booking.number, field=error.field)
        return None
    return mark if new else None


def _mark(desk: Desk, one: Reminded, way: Way, verdict: Verdict) -> Mark:
    return Mark(
        id=new_id(),
        topic=one.topic.value,
        subject_id=one.coming.booking.id,
        person_id=one.person_id,
        starts_at=one.coming.booking.starts_at,
        way=way.value if verdict.send else "",
        reason=verdict.reason.value if verdict.reason is not None else "",
        judged_at=desk.now,
    )


async def _send(desk: Desk, one: Reminded, way: Way, mark: Mark, *, until: datetime) -> None:
    booking, interpreter = one.coming.booking, one.topic is Topic.JOB_REMINDER
    kind: Literal["job_reminder", "booking_reminder"] = "job_reminder" if interpreter else "booking_reminder"
    if way.by_mail:
        recipient, person_id = await _recipient(desk, one), one.person_id
        await remind_by_mail(desk, kind, booking, recipient, person_id=person_id, key=mark.id, until=until)
    if way.by_sms and one.reader is not None:
        about = About(
            until=until,
            booking_id=booking.id,
            interpreter_id=one.person_id if interpreter else None,
            starts_at=booking.starts_at,
            only=not way.by_mail,
        )
        text(desk, one.reader, one.topic, kind, facts_of(booking), about)


async def _recipient(desk: Desk, one: Reminded) -> Recipient:
    """An interpreter's mail goes to the address of the register, as their invitations do."""
    account = one.reader.account if one.reader is not None else None
    tongue = account.tongue if account is not None else "da"
    if one.topic is Topic.JOB_REMINDER:
        interpreter = await desk.interpreters.get(one.person_id)
        return Recipient(interpreter.email, interpreter.name, tongue, "interpreter")
    assert account is not None
    return Recipient(account.email, account.name, tongue, "requester")
