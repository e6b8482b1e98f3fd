"""Usefulness: whether what was promised a while ago is still worth sending, held against the present."""

from typing import assert_never
from uuid import UUID

from booking.domain.bookings import ALLOWED, Act
from booking.domain.messages import Reason, Topic, pointless
from booking.domain.offers import OfferState
from booking.persistence.outbox import Claimed
from booking.persistence.reminders import Mark
from booking.persistence.texts import TextMessage
from booking.services.desk import Desk
from booking.services.texting import Reader, readers_of


async def why_pointless(desk: Desk, claimed: Claimed) -> Reason | None:
    """Why a message must not leave any more; None when it shall. Reads only."""
    assert claimed.useful_until is not None
    if desk.now > claimed.useful_until:
        return Reason.TOO_LATE
    if claimed.kind == "sms":
        message = await desk.texts.by_id(claimed.id)
        return await _why_not_text(desk, message, claimed.envelope_to or "") if message is not None else None
    mark = await desk.reminders.by_id(claimed.id)
    return await _why_not_mail(desk, mark) if mark is not None else None


async def _why_not_text(desk: Desk, message: TextMessage, number: str) -> Reason | None:
    topic, reader = Topic(message.topic), await _reader(desk, message.account_id)
    if reader is None or reader.number != number or not reader.way(topic).by_sms:
        return Reason.OFF
    match topic:
        case Topic.OFFER | Topic.ON_DEMAND:
            assert message.offer_id is not None
            offer = await desk.offers.get(message.offer_id)
            return None if offer.state is OfferState.OPEN else Reason.ANSWERED
        case Topic.JOB_CHANGED | Topic.BOOKING_CHANGED:
            return Reason.OUTDONE if await desk.texts.outdone(message) else None
        case Topic.JOB_REMINDER | Topic.BOOKING_REMINDER:
            return await _why_not_remind(desk, message, meant_for=message.interpreter_id)
        case Topic.ALARM:
            assert message.booking_id is not None
            booking = await desk.bookings.by_id(message.booking_id)
            return None if booking.status in ALLOWED[Act.MATCH] else Reason.OVER
        case Topic.DAY_SHEET | Topic.UNFILLED_WEEK | Topic.OPEN_TASKS | Topic.LEADER_REPORT:
            return None
        case _:
            assert_never(topic)


async def _why_not_mail(desk: Desk, mark: Mark) -> Reason | None:
    topic = Topic(mark.topic)
    interpreter = topic in (Topic.JOB_REMINDER, Topic.DAY_SHEET)
    account = await (
        desk.accounts.by_interpreter(mark.person_id) if interpreter else desk.accounts.by_id(mark.person_id)
    )
    if account is not None:
        reader = (await readers_of(desk, [account]))[account.id]
        if not reader.way(topic).by_mail:
            return Reason.OFF
    if topic not in (Topic.JOB_REMINDER, Topic.BOOKING_REMINDER):
        return None
    return await _why_not_remind(desk, mark, meant_for=mark.person_id if interpreter else None)


async def _why_not_remind(desk: Desk, said: Mark | TextMessage, *, meant_for: UUID | None) -> Reason | None:
    booking_id = said.subject_id if isinstance(said, Mark) else said.booking_id
    assert booking_id is not None
    assert said.starts_at is not None
    booking = await desk.bookings.by_id(booking_id)
    assignment = await desk.assignments.active(booking_id)
    holder = assignment.interpreter_id if assignment is not None else None
    return pointless(booking, starts_at=said.starts_at, holder=holder, meant_for=meant_for)


async def _reader(desk: Desk, account_id: UUID) -> Reader | None:
    account = await desk.accounts.by_id(account_id)
    if account is None or not account.active:
        return None
    return (await readers_of(desk, [account]))[account.id]
