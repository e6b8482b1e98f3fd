"""Waiting: the clock that shows how long somebody has waited for a citizen who does not come."""

from datetime import timedelta

from booking.domain.bookings import Act, Booking, require
from booking.domain.errors import Conflict, Denied
from booking.domain.periods import danish_clock, local, local_date
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.domain.waiting import Waiting
from booking.persistence.assignments import Assignment
from booking.services.bookings.reading import find
from booking.services.costs import scheme_of
from booking.services.desk import Desk

# Who is there earlier than this waits for nothing yet.
EARLY = timedelta(minutes=30)


async def wait(desk: Desk, *, number: str) -> Waiting:
    """Starts the clock, once: who presses again hears how long it has run.

    Raises Conflict more than half an hour before the start, and when nobody has the job.
    """
    booking = await find(desk, number, permission="bookings:wait", lock=True)
    require(booking, Act.WAIT)
    assignment = await desk.assignments.active(booking.id)
    if assignment is None:
        raise Conflict(Text("Ingen tolk har opgaven.", "No interpreter has the job."), subject=booking.number)
    if desk.actor.interpreter_id not in (None, assignment.interpreter_id):
        raise Denied(Text("Det er en anden tolks opgave.", "It is another interpreter's job."), subject=booking.number)
    if desk.now < booking.starts_at - EARLY:
        raise Conflict(
            Text(
                f"{booking.number} begynder først senere. Meld dig, når du er der, tidligst 30 minutter før.",
                f"{booking.number} begins later. Report when you are there, 30 minutes before at the earliest.",
            ),
            subject=booking.number,
        )
    if assignment.waiting_since is None:
        assignment = await desk.assignments.wait(assignment, since=desk.now)
        desk.events.add("board")
    return await waiting_of(desk, booking, assignment)


async def waiting_of(desk: Desk, booking: Booking, assignment: Assignment) -> Waiting:
    """The clock, with the wait by the terms of who has the job."""
    interpreter = await desk.interpreters.get(assignment.interpreter_id)
    scheme, _ = scheme_of(interpreter)
    terms = desk.reference.tariffs.terms(scheme, mode=booking.mode, day=local_date(booking.starts_at))
    return Waiting(booking.period, assignment.waiting_since, terms.wait_minutes or 0)


def check_waited(desk: Desk, booking: Booking, waiting: Waiting, *, note: str) -> None:
    """Conflict, with when it may be reported, before the wait is over; the office needs a note instead."""
    if desk.now >= waiting.over_at:
        return
    if may(desk.actor, "bookings:overrule"):
        if note:
            return
        when = _when(waiting)
        raise Conflict(
            Text(f"{when.da} Skriv en note, hvis den skal meldes nu.", f"{when.en} Write a note to report it now."),
            field="note",
            subject=booking.number,
        )
    raise Conflict(_when(waiting), subject=booking.number)


def _when(waiting: Waiting) -> Text:
    clock = danish_clock(local(waiting.over_at).time())
    if waiting.since is None:
        return Text(
            f"Ingen har trykket »Jeg er her og venter«. Tryk først på den, og meld udeblivelsen efter "
            f"{waiting.wait_minutes} minutter, eller meld den kl. {clock.da}.",
            f"Nobody has pressed “I am here and waiting”. Press it first and report the no-show after "
            f"{waiting.wait_minutes} minutes, or report it at {clock.en}.",
        )
    return Text(
        f"Der skal ventes {waiting.wait_minutes} minutter. Udeblivelsen kan meldes fra kl. {clock.da}.",
        f"The wait is {waiting.wait_minutes} minutes. The no-show can be reported from {clock.en}.",
    )
