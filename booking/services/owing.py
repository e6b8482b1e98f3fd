"""Owing: what a late exit or a late move costs, less what was paid before, and the time that it pays for."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from booking.domain.bookings import Booking
from booking.domain.costs.moves import lost_part
from booking.domain.costs.paid_times import PaidTime, paid_for
from booking.domain.costs.pricing import Price, PriceLine
from booking.domain.costs.wording import NO_REASON
from booking.domain.deadlines import Deadline
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.texts import Text
from booking.persistence.assignments import Assignment
from booking.persistence.costs import Settlement
from booking.services.costs import cancel_deadline, price_of, settle
from booking.services.desk import Desk
from booking.services.journeys import journey_of

NO_TRIP = (0, Decimal(0))
_DATED = ("mode", "starts_at", "ends_at")


@dataclass(frozen=True, slots=True)
class LateMove:
    """What a change after the deadline owes: the lost pieces of the old period, in order, and their price."""

    deadline: Deadline | None
    lost: tuple[Period, ...]
    price: Price

    @property
    def minutes(self) -> int:
        return sum(piece.minutes for piece in self.lost)


def in_time(deadline: Deadline | None, now: datetime) -> bool:
    """Whether it is let go for nothing; terms without a deadline give no such right."""
    return deadline is not None and deadline.in_time(now)


async def deadline_passed(
    desk: Desk, booking: Booking, assignment: Assignment, interpreter: Interpreter
) -> Deadline | None:
    """The deadline that was over when the job was changed under whoever has it: what is late stays late.

    None where it was changed in time, or to a time that has nothing of the old one.
    """
    then = booking
    for entry in reversed(await desk.histories.of(booking.id)):
        said = {name: entry.changes[name][0] for name in _DATED if name in entry.changes}
        if entry.subject_kind != "booking" or entry.at <= assignment.assigned_at:
            continue
        then = replace(then, **{name: _read(name, value) for name, value in said.items()})  # type: ignore[arg-type]
        deadline = cancel_deadline(then, interpreter, desk.reference)
        if said and then.period.overlaps(booking.period) and deadline is not None and not deadline.in_time(entry.at):
            return deadline
    return None


def _read(name: str, value: object) -> object:
    return Mode(str(value)) if name == "mode" else datetime.fromisoformat(str(value))


async def late_price(desk: Desk, booking: Booking, assignment: Assignment, interpreter: Interpreter) -> Price:
    """What a late cancellation of this job owes this supplier; Invalid when no tariff is in force on the day."""
    return price_of(
        booking,
        desk.reference,
        "cancelled_late",
        interpreter=interpreter,
        trip=await journey_of(desk, booking, assignment, booking.mode),
        paid=await desk.paid_times.of(interpreter.id, booking.period),
    )


async def late_move(
    desk: Desk, before: Booking, assignment: Assignment, *, kept: Period | None, interpreter: Interpreter
) -> LateMove | None:
    """What moving owes whoever has the job; None in time. `kept` is the new period, None when they lose the job."""
    deadline = cancel_deadline(before, interpreter, desk.reference)
    lost = lost_part(before.period, kept)
    if not lost or in_time(deadline, desk.now):
        return None
    owed = price_of(
        before,
        desk.reference,
        "moved_late",
        interpreter=interpreter,
        trip=await journey_of(desk, before, assignment, before.mode) if kept is None else NO_TRIP,
        lost=lost,
        paid=await desk.paid_times.of(interpreter.id, before.period),
    )
    return LateMove(deadline, lost, owed)


async def owe_move(desk: Desk, after: Booking, interpreter: Interpreter, move: LateMove) -> None:
    """Keeps what the move owes beside what earlier moves do, and the time it pays for."""
    if not move.price.lines:
        return
    moves = await moves_owed(desk, after)
    await settle(desk, after, move.price, outcome="moved_late", interpreter=interpreter, carried=moves)
    await _pay(desk, after, interpreter, move.lost, owed_ore=move.price.total_ore)


async def owe_exit(
    desk: Desk,
    booking: Booking,
    interpreter: Interpreter,
    priced: Price,
    *,
    because: Text = NO_REASON,
    reason: str = "",
) -> Settlement:
    """Settles a late exit; the interpreter's time is paid from now on, for whoever takes it."""
    settlement, _ = await settle(
        desk,
        booking,
        priced,
        outcome="cancelled_late",
        interpreter=interpreter,
        because=because,
        carried=await moves_owed(desk, booking),
        reason=reason,
    )
    await _pay(desk, booking, interpreter, (booking.period,), owed_ore=priced.total_ore)
    return settlement


async def _pay(
    desk: Desk, booking: Booking, interpreter: Interpreter, pieces: tuple[Period, ...], *, owed_ore: int
) -> None:
    """A salaried interpreter's time is paid by the month, and leaves nothing."""
    if interpreter.employment is Employment.SALARIED:
        return
    known = await desk.paid_times.of(interpreter.id, Period(pieces[0].starts_at, pieces[-1].ends_at))
    made: tuple[PaidTime, ...] = paid_for(booking.number, pieces, owed_ore, known)
    await desk.paid_times.add(booking.id, interpreter.id, made, now=desk.now)


async def moves_owed(desk: Desk, booking: Booking) -> tuple[PriceLine, ...]:
    """The lines that late moves have left; every later settlement carries them on."""
    settled = await desk.costs.settlement_of(booking.id)
    return tuple(line for line in settled.lines if line.component == "moved_late") if settled is not None else ()
