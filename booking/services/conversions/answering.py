"""The requester's answer: a yes changes the booking with all its consequences, a no is remembered with its reason."""

from dataclasses import replace
from typing import Any

from booking.domain.bookings import Booking
from booking.domain.conversions import Advice, State, check_decline, check_open
from booking.domain.errors import Invalid
from booking.domain.modes import MODES, Mode, is_remote
from booking.domain.permissions import may, require_permission
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.services.bookings.changing import Changes, change
from booking.services.bookings.reading import find
from booking.services.desk import Desk


async def accept(desk: Desk, *, number: str, mode: Mode | None = None, reach: str = "") -> Booking:
    """The booking in its new mode; `reach` is the number or the link, where it has none yet.

    Raises Conflict when nothing waits for an answer, Invalid (mode, phone, link) for what cannot be ordered so.
    """
    booking = await find(desk, number, permission="advice:answer", lock=True)
    advice = check_open(await desk.conversions.of(booking.id, lock=True), number)
    wanted = mode or advice.mode
    if not is_remote(wanted):
        raise Invalid(Text("Vælg telefon eller video.", "Choose phone or video."), field="mode")
    field = MODES[wanted].reach_field
    values: dict[str, Any] = {"mode": wanted, "in_person_reason": None}
    if reach.strip():
        values[field] = reach.strip()
    after, _ = await change(desk, number=number, changes=Changes(values), version=booking.version)
    await _answer(desk, advice, State.ACCEPTED)
    return after


async def decline(desk: Desk, *, number: str, reason: str, words: str = "", never: bool = False) -> Advice:
    """The answer as it is remembered; with `never` the case is not asked about again.

    Raises Conflict when nothing waits for an answer, Invalid (reason, words) when it does not say why.
    """
    booking = await find(desk, number, permission="advice:answer", lock=True)
    advice = check_open(await desk.conversions.of(booking.id, lock=True), number)
    said = mask_cpr(check_decline(reason, words))
    return await _answer(desk, advice, State.DECLINED, reason=reason, words=said, never=never)


async def _answer(desk: Desk, advice: Advice, state: State, **values: Any) -> Advice:
    after = replace(advice, state=state, answered_at=desk.now, answered_by_name=desk.actor.name, **values)
    await desk.conversions.save(advice, after)
    desk.events.add("board")
    return after


async def open_advice(desk: Desk, booking: Booking) -> Advice | None:
    """What was asked about a booking, answered or not, for those who may see it."""
    if not (may(desk.actor, "advice:answer") or may(desk.actor, "advice:read")):
        return None
    return await desk.conversions.of(booking.id)


async def waiting_for(desk: Desk) -> list[tuple[Advice, Booking]]:
    """The actor's own bookings that wait for their answer, the soonest first."""
    require_permission(desk.actor, "advice:answer")
    return await desk.conversions.waiting(requester_id=desk.actor.account_id, now=desk.now)
