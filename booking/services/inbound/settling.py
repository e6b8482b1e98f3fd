"""Mail that waits: what the office does with what lies in quarantine, and what its sender confirms."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.errors import Conflict, NotFound
from booking.domain.inbound import Mail, Outcome, Reply
from booking.domain.permissions import require_permission
from booking.domain.tasks import Task
from booking.domain.texts import Text
from booking.persistence.inbound import InboundMail, Listed
from booking.services.desk import Desk
from booking.services.inbound.judging import judge_kept
from booking.services.inbound.weighing import read_kept
from booking.services.resending import send_dead_again

WAITING = frozenset({"quarantined", "held"})
# What the office may stand in for: it has spoken with the sender, or knows the address.
VOUCHABLE = frozenset({Outcome.NO_TOKEN, Outcome.FUTURE, Outcome.HELD, Outcome.DISOWNED, Outcome.UNKNOWN_SENDER})


@dataclass(frozen=True, slots=True)
class Opened:
    """A mail with what was read of it, and what may be done with it."""

    kept: InboundMail
    mail: Mail
    booking: Booking | None
    may_release: bool


@dataclass(frozen=True, slots=True)
class HeldAnswer:
    """An answer in somebody's name that they have not confirmed."""

    id: UUID
    booking: Booking
    answer: str
    received_at: datetime


async def in_quarantine(desk: Desk, *, everything: bool = False) -> list[Listed]:
    """What waits for the office or for its sender, or all that came; the newest first, two hundred at most."""
    require_permission(desk.actor, "inbound:read")
    states = ["received", "done", "discarded", *sorted(WAITING)] if everything else sorted(WAITING)
    return await desk.inbound.listed(states=states)


async def opened(desk: Desk, mail_id: UUID) -> Opened:
    require_permission(desk.actor, "inbound:read")
    kept = await desk.inbound.get(mail_id)
    booking = await desk.bookings.by_id(kept.booking_id) if kept.booking_id is not None else None
    return Opened(kept, await read_kept(desk, kept), booking, _may_release(kept))


def _may_release(kept: InboundMail) -> bool:
    return kept.state in WAITING and kept.raw is not None and kept.outcome in VOUCHABLE


async def judge_again(desk: Desk, *, mail_id: UUID) -> InboundMail:
    """Judged as if it came now; Conflict when it no longer waits, or is too old to be read."""
    return await _judged(desk, mail_id, vouched=False)


async def release(desk: Desk, *, mail_id: UUID) -> InboundMail:
    """The office stands in for the sender; Conflict for what no word of the office makes true."""
    require_permission(desk.actor, "inbound:settle")
    if not _may_release(await desk.inbound.get(mail_id, lock=True)):
        raise Conflict(Text("Den mail kan ikke frigives.", "That mail cannot be released."), subject=str(mail_id))
    return await _judged(desk, mail_id, vouched=True)


async def _judged(desk: Desk, mail_id: UUID, *, vouched: bool) -> InboundMail:
    require_permission(desk.actor, "inbound:settle")
    await _waiting(desk, mail_id)
    await judge_kept(desk, mail_id, waiting=WAITING, vouched=vouched)
    await _settled(desk, mail_id)
    return await desk.inbound.get(mail_id)


async def discard(desk: Desk, *, mail_id: UUID) -> InboundMail:
    """Nothing comes of it; that it came stays."""
    require_permission(desk.actor, "inbound:settle")
    await _discard(desk, mail_id)
    await desk.tasks.settle_about("quarantine", str(mail_id), "discard")
    return await desk.inbound.get(mail_id)


async def discard_of_task(desk: Desk, task: Task) -> None:
    """The button of the task that a mail in quarantine made."""
    await _discard(desk, UUID(task.subject))


async def _discard(desk: Desk, mail_id: UUID) -> None:
    await _waiting(desk, mail_id, unread=True)
    await desk.inbound.save(mail_id, {"state": "discarded"})
    await _settled(desk, mail_id)


async def _settled(desk: Desk, mail_id: UUID) -> None:
    await desk.inbound.save(mail_id, {"settled_by": desk.actor.account_id, "settled_at": desk.now})
    desk.events.add("board")


async def _waiting(desk: Desk, mail_id: UUID, *, unread: bool = False) -> InboundMail:
    kept = await desk.inbound.get(mail_id, lock=True)
    if kept.state not in WAITING:
        raise Conflict(
            Text("Mailen er allerede behandlet.", "The mail has been dealt with already."), subject=str(mail_id)
        )
    if kept.raw is None and not unread:
        raise Conflict(
            Text("Mailens indhold er slettet efter 30 dage.", "What the email said was deleted after 30 days."),
            subject=str(mail_id),
        )
    return kept


async def held_answers(desk: Desk) -> list[HeldAnswer]:
    """Answers in the actor's name that wait for them."""
    require_permission(desk.actor, "offers:answer")
    found: list[HeldAnswer] = []
    for one in await desk.inbound.listed(states=["held"], person_id=desk.actor.interpreter_id, limit=20):
        mail = await read_kept(desk, await desk.inbound.get(one.id))
        if isinstance(mail, Reply) and one.booking_id is not None:
            booking = await desk.bookings.by_id(one.booking_id)
            found.append(HeldAnswer(one.id, booking, mail.partstat, one.received_at))
    return found


async def confirm_answer(desk: Desk, *, mail_id: UUID) -> Outcome | None:
    """It was them: judged as it is now, with their word for it. NotFound for an answer in somebody else's name."""
    await _own(desk, mail_id)
    outcome = await judge_kept(desk, mail_id, waiting=frozenset({"held"}), vouched=True)
    await _settled(desk, mail_id)
    return outcome


async def deny_answer(desk: Desk, *, mail_id: UUID) -> None:
    """It was not them: nothing comes of it, and it is written down that somebody used their name."""
    await _own(desk, mail_id)
    desk.histories.add(desk.histories.row("security", mail_id, "answer denied by its person", {}))
    await desk.inbound.save(mail_id, {"state": "discarded"})
    await _settled(desk, mail_id)


async def _own(desk: Desk, mail_id: UUID) -> None:
    require_permission(desk.actor, "offers:answer")
    kept = await desk.inbound.get(mail_id, lock=True)
    if kept.person_id != desk.actor.interpreter_id or desk.actor.interpreter_id is None:
        raise NotFound(Text("Svaret findes ikke.", "There is no such answer."), subject=str(mail_id))
    if kept.state != "held":
        raise Conflict(Text("Svaret er allerede behandlet.", "The answer has been dealt with."), subject=str(mail_id))


async def clear_address(desk: Desk, task: Task) -> None:
    """The address is in order: the next mail that comes back from it is a task again."""
    await desk.bounces.unmark_bounced(str(task.facts.get("address", "")))


async def send_bounced_again(desk: Desk, task: Task) -> None:
    """The address is in order, and the mail that came back is sent anew: a new version, or a new copy."""
    await clear_address(desk, task)
    await send_dead_again(desk, task)
