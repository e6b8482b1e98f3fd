"""Quality: complaints from the booking to the decision, ratings, and everybody's figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from booking.domain.bookings import Booking, Status
from booking.domain.errors import Conflict, Invalid
from booking.domain.interpreters import Interpreter
from booking.domain.periods import Period, check_day, day_bounds, local
from booking.domain.permissions import may, require_permission
from booking.domain.quality import (
    About,
    Complaint,
    Figures,
    Ruling,
    Stage,
    answered,
    checked_stars,
    decided,
    said,
    sent_to_hearing,
)
from booking.domain.texts import Text
from booking.persistence.ids import new_id
from booking.persistence.interpreters import unknown_interpreter
from booking.persistence.quality import unknown_complaint
from booking.services.bookings.reading import find
from booking.services.desk import Desk
from booking.services.notifications import tell_interpreters, tell_requester

NOBODY = UUID(int=0)
ENDED = frozenset({Status.DELIVERED, Status.ATTESTED, Status.SETTLED, Status.CLAIMED, Status.NO_SHOW, Status.ABORTED})


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint with the booking it is about and whose work it was."""

    complaint: Complaint
    booking: Booking
    interpreter: Interpreter


async def complain(desk: Desk, *, number: str, about: About, text: str) -> Complaint:
    """A complaint about the interpreter of a booking that has taken place, or was to; the office is told by its list.

    Raises Conflict where nobody had the job, Invalid for an empty text.
    """
    booking = await find(desk, number, permission="complaints:make", lock=True)
    interpreter_id = await _interpreter_of(desk, booking)
    complaint = Complaint(
        id=new_id(),
        number=await desk.quality.next_number(year=local(desk.now).year),
        booking_id=booking.id,
        interpreter_id=interpreter_id,
        about=about,
        text=said(text, field="text"),
        made_by=desk.actor.account_id,
        made_at=desk.now,
    )
    await desk.quality.add(complaint)
    desk.events.add("board")
    return complaint


async def rate(desk: Desk, *, number: str, stars: int) -> None:
    """One to five stars from the requester's unit; given again, the later ones count."""
    booking = await find(desk, number, permission="ratings:give", lock=True)
    interpreter_id = await _interpreter_of(desk, booking)
    assert desk.actor.account_id is not None
    await desk.quality.rate(booking.id, interpreter_id, checked_stars(stars), by=desk.actor.account_id, now=desk.now)


async def _interpreter_of(desk: Desk, booking: Booking) -> UUID:
    delivery = await desk.deliveries.current(booking.id)
    if booking.status not in ENDED or delivery is None or delivery.interpreter_id is None:
        raise Conflict(
            Text(
                f"{booking.number} er ikke afholdt endnu. Klag eller bedøm, når samtalen er slut.",
                f"{booking.number} has not taken place yet. Complain or rate when the conversation is over.",
            ),
            subject=booking.number,
        )
    return delivery.interpreter_id


async def hear(desk: Desk, *, number: str) -> Case:
    """Sends a complaint to the interpreter, who has ten working days to answer."""
    case = await _handled(desk, number)
    heard = sent_to_hearing(case.complaint, desk.reference.workdays, now=desk.now)
    await desk.quality.save(heard, action="complaint heard")
    await tell_interpreters(desk, "complaint_heard", case.booking, {case.interpreter.id: None})
    return Case(heard, case.booking, case.interpreter)


async def answer(desk: Desk, *, number: str, text: str) -> Case:
    """The interpreter's own words; NotFound for a complaint about somebody else, or that nobody asked about yet."""
    case = await read(desk, number, permission="complaints:answer", lock=True)
    after = answered(case.complaint, text, now=desk.now)
    await desk.quality.save(after, action="complaint answered")
    desk.events.add("board")
    return Case(after, case.booking, case.interpreter)


async def decide(desk: Desk, *, number: str, ruling: Ruling, reason: str) -> Case:
    """The office's decision; the interpreter and whoever ordered are told that there is one."""
    case = await _handled(desk, number)
    after = decided(case.complaint, ruling, reason, by=desk.actor.account_id, now=desk.now)
    await desk.quality.save(after, action="complaint decided")
    if case.complaint.stage is not Stage.RECEIVED:
        await tell_interpreters(desk, "complaint_decided", case.booking, {case.interpreter.id: None})
    await tell_requester(desk, "complaint_decided", case.booking)
    desk.events.add("board")
    return Case(after, case.booking, case.interpreter)


async def _handled(desk: Desk, number: str) -> Case:
    return await read(desk, number, permission="complaints:handle", lock=True)


async def read(desk: Desk, number: str, *, permission: str = "complaints:read", lock: bool = False) -> Case:
    """One complaint, to the office, to the unit that made it, and to the interpreter once they are asked."""
    require_permission(desk.actor, permission)
    complaint = await desk.quality.get(number, lock=lock)
    booking = await desk.bookings.by_id(complaint.booking_id)
    if not _sees(desk, complaint, booking):
        raise unknown_complaint(number)
    return Case(complaint, booking, await desk.interpreters.get(complaint.interpreter_id))


def _sees(desk: Desk, complaint: Complaint, booking: Booking) -> bool:
    if may(desk.actor, "complaints:handle"):
        return True
    if desk.actor.interpreter_id == complaint.interpreter_id:
        return complaint.answer_by is not None
    return may(desk.actor, "complaints:make") and booking.unit_id in desk.actor.unit_ids


async def cases(desk: Desk) -> list[Case]:
    """Every complaint for the office; for an interpreter those they were asked about."""
    require_permission(desk.actor, "complaints:list")
    own = None if may(desk.actor, "complaints:handle") else desk.actor.interpreter_id or NOBODY
    found = await desk.quality.listed(interpreter_id=own)
    found = [one for one in found if own is None or one.answer_by is not None]
    booked = await desk.bookings.by_ids([one.booking_id for one in found])
    people = await desk.interpreters.by_ids([one.interpreter_id for one in found])
    return [Case(one, booked[one.booking_id], people[one.interpreter_id]) for one in found]


async def of_booking(desk: Desk, *, number: str) -> tuple[Booking, list[Case]]:
    """A booking and the complaints about it, to those who may complain."""
    booking = await find(desk, number, permission="complaints:make")
    found = await desk.quality.listed(booking_id=booking.id)
    people = await desk.interpreters.by_ids([one.interpreter_id for one in found])
    return booking, [Case(one, booking, people[one.interpreter_id]) for one in found]


def days_of(since: date | None, until: date | None, *, today: date) -> tuple[date, date, Period]:
    """First and last day, from 1 January to today unless said; Invalid when the first comes after the last."""
    check_day(since, field="from")
    check_day(until, field="to")
    last = until or today
    first = since or last.replace(month=1, day=1)
    if first > last:
        raise Invalid(
            Text("Den første dag skal ligge før den sidste.", "The first day must come before the last."), field="from"
        )
    return first, last, Period(day_bounds(first).starts_at, day_bounds(last).ends_at)


@dataclass(frozen=True, slots=True)
class Standing:
    """One interpreter or supplier and what happened in the period."""

    interpreter: Interpreter
    figures: Figures


async def standings(desk: Desk, *, period: Period) -> Sequence[Standing]:
    """Everybody to whom something happened, by name."""
    require_permission(desk.actor, "quality:read")
    found: Mapping[UUID, Figures] = await desk.quality.figures(period)
    people = await desk.interpreters.by_ids(list(found))
    rows = [Standing(people[key], figures) for key, figures in found.items()]
    return sorted(rows, key=lambda row: (row.interpreter.name, row.interpreter.id.int))


async def own_figures(desk: Desk, *, interpreter_id: UUID, period: Period) -> Standing:
    """One interpreter's, to the office and to themselves."""
    require_permission(desk.actor, "quality:own")
    if not may(desk.actor, "quality:read") and desk.actor.interpreter_id != interpreter_id:
        raise unknown_interpreter(interpreter_id)
    found = await desk.quality.figures(period, only=interpreter_id)
    return Standing(await desk.interpreters.get(interpreter_id), found.get(interpreter_id, Figures()))
