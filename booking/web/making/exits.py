"""How a booking came to its end, and what the actor can still do about it."""

from dataclasses import replace

from booking.domain.bookings import Act, Booking, Status, allows, is_closed
from booking.domain.errors import Invalid
from booking.domain.exits import CHARGED, EXIT_TERMS, WAIVED
from booking.domain.periods import Period
from booking.domain.permissions import may, sees_all
from booking.domain.texts import Text
from booking.services.bookings import BookingDetails
from booking.services.bookings.aborting import REASONS
from booking.services.bookings.overruling import is_free, waived_lines
from booking.services.bookings.waiting import EARLY, waiting_of
from booking.services.closing import TIME_IS_OVER
from booking.services.desk import Desk
from booking.services.replacing import time_left
from booking.web import formats
from booking.web.making.actions import is_theirs, knows_case
from booking.web.making.entering import copied
from booking.web.making.histories import UNSAID
from booking.web.making.orders import AGREED_LENGTHS
from booking.web.views.exits import DecisionRow, ExitBoxes, PaidBox, WaitingBox
from booking.web.views.orders import OrderInput

PASSED = Text("Tiden gik, uden at en tolk blev fundet.", "The time passed without an interpreter being found.")
DECISIONS: dict[str, Text] = {
    WAIVED: EXIT_TERMS[WAIVED],
    CHARGED: EXIT_TERMS[CHARGED],
    "": Text("Flytningen er eftergivet af kontoret", "The move was waived by the office"),
}


async def exit_boxes(desk: Desk, found: BookingDetails) -> ExitBoxes:
    """What is said of the case and its costs only to those who know it."""
    booking = found.booking
    boxes = ExitBoxes(waiting=await waiting_box(desk, found), may_abort=_may_abort(desk, found))
    if not knows_case(desk):
        return boxes
    overrules = may(desk.actor, "bookings:overrule")
    latest = await desk.assignments.latest(booking.id) if is_free(booking) else None
    return replace(
        boxes,
        may_close=may(desk.actor, "bookings:close") and allows(booking, Act.CLOSE),
        may_waive=overrules and _may_waive(found),
        may_charge=overrules and latest is not None,
        may_replace=_may_replace(desk, found),
        note_wanted=overrules and boxes.waiting is not None and not boxes.waiting.over,
        terms=EXIT_TERMS.get(booking.exit_terms),
        why=_why(booking),
        evidence=_evidence(desk, found),
        note=found.delivery.note if found.delivery is not None else "",
        decision=await _decision(desk, found),
        paid=await _paid(desk, found),
    )


async def waiting_box(desk: Desk, found: BookingDetails) -> WaitingBox | None:
    """From half an hour before the start, to the office and to the interpreter who has the job."""
    booking, assignment = found.booking, found.assignment
    if assignment is None or not may(desk.actor, "bookings:wait") or not allows(booking, Act.WAIT):
        return None
    if not is_theirs(desk, assignment) or desk.now < booking.starts_at - EARLY:
        return None
    try:
        clock = await waiting_of(desk, booking, assignment)
    except Invalid:
        return None
    over = desk.now >= clock.over_at
    return WaitingBox(booking.number, clock.since, clock.minutes(desk.now), clock.wait_minutes, clock.over_at, over)


def _may_abort(desk: Desk, found: BookingDetails) -> bool:
    begun = allows(found.booking, Act.ABORT) and found.booking.starts_at <= desk.now
    return begun and may(desk.actor, "bookings:abort") and is_theirs(desk, found.assignment)


def _may_waive(found: BookingDetails) -> bool:
    settled = found.settlement
    return (
        settled is not None
        and allows(found.booking, Act.OVERRULE)
        and waived_lines(found.booking, settled) != settled.lines
    )


def _may_replace(desk: Desk, found: BookingDetails) -> bool:
    missed = found.delivery is not None and found.delivery.outcome == "interpreter_no_show"
    here = missed and found.booking.status is Status.NO_SHOW and may(desk.actor, "bookings:create")
    return here and time_left(found.booking, desk.now) is not None


def _why(booking: Booking) -> Text | str:
    if booking.exit_reason == TIME_IS_OVER:
        return PASSED
    if booking.exit_reason in UNSAID and not is_closed(booking):
        return ""
    return REASONS.get(booking.exit_reason, booking.exit_reason)


def _evidence(desk: Desk, found: BookingDetails) -> Text | None:
    delivery = found.delivery
    if delivery is None or delivery.waited_from is None:
        return None
    da, en = formats.clock(delivery.waited_from, "da"), formats.clock(delivery.waited_from, "en")
    minutes = delivery.waited_minutes
    return Text(f"Der blev ventet {minutes} min. fra kl. {da}.", f"Somebody waited {minutes} min from {en}.")


async def _decision(desk: Desk, found: BookingDetails) -> DecisionRow | None:
    settled = found.settlement
    if settled is None or not settled.reason or settled.decided_by is None:
        return None
    account = await desk.accounts.by_id(settled.decided_by)
    what = DECISIONS.get(found.booking.exit_terms, DECISIONS[""])
    return DecisionRow(what, account.name if account is not None else "", settled.priced_at, settled.reason)


async def _paid(desk: Desk, found: BookingDetails) -> PaidBox | None:
    """The first stretch that is still to come."""
    period, paid_ore = await _ahead(desk, found.booking)
    latest = await desk.assignments.latest(found.booking.id) if period is not None else None
    if period is None or latest is None:
        return None
    interpreter = await desk.interpreters.get(latest.interpreter_id)
    user = await desk.paid_times.user_of(found.booking.id)
    used = user is not None and user != found.booking.number
    return PaidBox(
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        paid_ore=paid_ore,
        interpreter=interpreter.name,
        used=used,
        user=(user or "") if used and sees_all(desk.actor) else "",
        may_book=not used and may(desk.actor, "bookings:create"),
    )


async def _ahead(desk: Desk, booking: Booking) -> tuple[Period | None, int]:
    coming = [one for one in await desk.paid_times.of_booking(booking.id) if one.period.starts_at > desk.now]
    return (coming[0].period, coming[0].paid_ore) if coming else (None, 0)


async def in_paid_time(desk: Desk, booking: Booking) -> OrderInput:
    """The form for another conversation in the time that the booking pays for: same time, mode, language and unit."""
    values = copied(desk, booking)
    period, _ = await _ahead(desk, booking)
    latest = await desk.assignments.latest(booking.id)
    if period is None or latest is None:
        return values
    minutes = str(period.minutes)
    return replace(
        values,
        date=formats.day(period.starts_at, desk.actor.tongue),
        start=formats.clock(period.starts_at, desk.actor.tongue),
        minutes=minutes if minutes in AGREED_LENGTHS else "other",
        other_minutes="" if minutes in AGREED_LENGTHS else minutes,
        preferred=str(latest.interpreter_id),
        citizen_ref="",
        note="",
    )
