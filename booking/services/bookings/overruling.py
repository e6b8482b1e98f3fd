"""Overruling: the office lets go of what the rule makes owed, or charges what the rule lets go, and says why."""

from typing import Literal, cast

from booking.domain.bookings import Act, Booking, Status, moved_to, require
from booking.domain.costs.pricing import Price, PriceLine
from booking.domain.errors import Conflict, Invalid
from booking.domain.exits import CHARGED, IN_TIME, WAIVED
from booking.domain.interpreters import Interpreter
from booking.domain.privacy import mask_cpr
from booking.domain.refunds.decision import Outcome
from booking.domain.texts import Text
from booking.persistence.assignments import Assignment
from booking.persistence.costs import Settlement
from booking.services.bookings.reading import find
from booking.services.costs import settle
from booking.services.desk import Desk
from booking.services.owing import late_price, owe_exit

Decision = Literal["waive", "charge"]


async def overrule(desk: Desk, *, number: str, decision: Decision, reason: str) -> tuple[Booking, Settlement]:
    """The booking and its new settlement; the one before stays, superseded.

    `waive` lets go of everything owed for what did not take place, `charge` owes what a late cancellation would.
    Raises Invalid without a reason, and Conflict when there is nothing to decide or it is claimed.
    """
    booking = await find(desk, number, permission="bookings:overrule", lock=True)
    require(booking, Act.OVERRULE)
    reason = mask_cpr(reason.strip())
    if not reason:
        raise Invalid(Text("Skriv, hvorfor reglen fraviges.", "Write why the rule is overruled."), field="reason")
    if decision == "waive":
        return await _waive(desk, booking, reason)
    return await _charge(desk, booking, reason)


async def _waive(desk: Desk, booking: Booking, reason: str) -> tuple[Booking, Settlement]:
    if booking.status is Status.NO_SHOW and booking.attested_at is None:
        raise Conflict(
            Text(
                f"{booking.number} er ikke attesteret, så prisen er ikke gjort op. Attestér først, og eftergiv så.",
                f"{booking.number} is not attested, so its price is not settled. Attest first, then waive.",
            ),
            subject=booking.number,
        )
    settled = await desk.costs.settlement_of(booking.id)
    kept = waived_lines(booking, settled) if settled is not None else ()
    if settled is None or kept == settled.lines:
        raise Conflict(
            Text(
                f"{booking.number} skylder ikke noget, der kan eftergives.", f"{booking.number} owes nothing to waive."
            ),
            subject=booking.number,
        )
    user = await desk.paid_times.user_of(booking.id)
    if user is not None:
        raise Conflict(
            Text(
                f"Den betalte tid bruges af {user}, som kun betaler forskellen. Ret eller afbestil den først.",
                f"The paid time is used by {user}, which pays the difference only. Change or cancel that one first.",
            ),
            subject=booking.number,
        )
    await desk.paid_times.end(booking.id, now=desk.now)
    after = await _decided(desk, booking, WAIVED, "waived")
    new, _ = await settle(
        desk,
        after,
        Price(kept),
        outcome=cast(Outcome, settled.outcome),
        interpreter=await _interpreter(desk, booking),
        held_on=settled.held_on,
        reason=reason,
    )
    return after, new


def waived_lines(booking: Booking, settled: Settlement) -> tuple[PriceLine, ...]:
    """What is left to pay when everything owed for what did not take place is let go."""
    if booking.status in (Status.CANCELLED, Status.NO_SHOW):
        return ()
    return tuple(line for line in settled.lines if line.component != "moved_late")


async def _charge(desk: Desk, booking: Booking, reason: str) -> tuple[Booking, Settlement]:
    assignment = await desk.assignments.latest(booking.id)
    if assignment is None or not is_free(booking) or not await _had_it_to_the_end(desk, booking, assignment):
        raise Conflict(
            Text(
                f"Der er ikke noget at opkræve for {booking.number}: det kan kun en gratis afbestilling af en tolk.",
                f"There is nothing to charge for {booking.number}: only a free cancellation of an interpreter can be.",
            ),
            subject=booking.number,
        )
    interpreter = await desk.interpreters.get(assignment.interpreter_id)
    await desk.assignments.lock_interpreter(interpreter.id)
    owed = await late_price(desk, booking, assignment, interpreter)
    after = await _decided(desk, booking, CHARGED, "charged")
    return after, await owe_exit(desk, after, interpreter, owed, reason=reason)


async def _had_it_to_the_end(desk: Desk, booking: Booking, assignment: Assignment) -> bool:
    """Whether the cancellation took the job from them; nothing is owed to somebody who had given it back before."""
    entries = await desk.histories.of(booking.id)
    return any(one.action == "cancelled" and one.at == assignment.released_at for one in entries)


def is_free(booking: Booking) -> bool:
    """Cancelled, and by rule or by decision nothing is owed for it."""
    return booking.status is Status.CANCELLED and booking.exit_terms in (IN_TIME, WAIVED)


async def _interpreter(desk: Desk, booking: Booking) -> Interpreter | None:
    assignment = await desk.assignments.latest(booking.id)
    return await desk.interpreters.get(assignment.interpreter_id) if assignment is not None else None


async def _decided(desk: Desk, booking: Booking, terms: str, action: str) -> Booking:
    exited = booking.status in (Status.CANCELLED, Status.NO_SHOW)
    after = moved_to(booking, booking.status, terms=terms if exited else "")
    await desk.bookings.save(booking, after, action=action)
    desk.events.add("board")
    return after
