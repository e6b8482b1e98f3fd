"""A time that a calendar proposed: moved to as any move, or refused with a word."""

from datetime import datetime

from booking.domain.errors import Conflict
from booking.domain.tasks import Task
from booking.domain.texts import Text
from booking.persistence.streams import Addressed
from booking.services.bookings import Changes, change
from booking.services.desk import Desk
from booking.services.invitations import refuse_proposal as send_refusal


async def accept_proposal(desk: Desk, task: Task) -> None:
    """A move like any other, by the one who presses; Conflict when the booking has moved since, or no time is known."""
    addressed = await _asked(desk, task)
    starts, ends = task.facts.get("starts_at"), task.facts.get("ends_at")
    if not isinstance(starts, str) or not isinstance(ends, str):
        raise Conflict(
            Text(
                "Tidspunktet kunne ikke læses. Ring til tolken, og flyt bestillingen i hånden.",
                "The time could not be read. Ring the interpreter and move the booking by hand.",
            ),
            subject=str(task.id),
        )
    booking = await desk.bookings.by_id(addressed.stream.booking_id, lock=True)
    values = {"starts_at": datetime.fromisoformat(starts), "ends_at": datetime.fromisoformat(ends)}
    await change(desk, number=booking.number, changes=Changes(values), version=booking.version)


async def refuse_proposal(desk: Desk, task: Task) -> None:
    """The booking stays, and the calendar that proposed is told so."""
    addressed = await _asked(desk, task)
    booking = await desk.bookings.by_id(addressed.stream.booking_id, lock=True)
    await send_refusal(desk, addressed, booking)


async def _asked(desk: Desk, task: Task) -> Addressed:
    addressed = await desk.streams.by_uid(str(task.facts.get("uid", "")))
    seq = task.facts.get("seq")
    if addressed is None or addressed.stream.state == "ended" or not isinstance(seq, int):
        raise _overtaken(task)
    if seq < addressed.stream.reset_seq:
        raise _overtaken(task)
    return addressed


def _overtaken(task: Task) -> Conflict:
    return Conflict(
        Text(
            "Bestillingen er ændret, siden forslaget kom. Se på den, og afvis forslaget, hvis det ikke passer længere.",
            "The booking has changed since the proposal came. Look at it.",
        ),
        subject=str(task.id),
    )
