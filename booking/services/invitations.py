"""Invitations: what the calendars of interpreter and requester are told, frozen into the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from booking.domain.accounts import Account
from booking.domain.bookings import Booking, Status, is_closed
from booking.domain.interpreters import Interpreter
from booking.domain.invitations import (
    NEW_INTERPRETER,
    SEE_PAGE,
    Change,
    EventFacts,
    Invite,
    Place,
    Role,
    Stream,
    changes_between,
    decline_counter,
    invite,
    uid_of,
    withdraw,
    withdraw_again,
)
from booking.domain.messages import TextKind
from booking.domain.modes import MODES, Mode
from booking.gateways.mail import Moved, compose, reply_token
from booking.persistence.ids import new_id
from booking.persistence.reference import Reference
from booking.persistence.streams import Addressed
from booking.services.costs import deadline_or_none
from booking.services.desk import Desk
from booking.services.owing import deadline_passed
from booking.services.texting import text_of_change


def event_facts(booking: Booking, reference: Reference, changes: tuple[Change, ...] = ()) -> EventFacts:
    """What mail may know: a unit's public address, a link or a number; any other address stays behind the login."""
    return EventFacts(booking.number, booking.period, booking.mode, _place(booking, reference), changes)


def _place(booking: Booking, reference: Reference) -> Place:
    if booking.mode is Mode.IN_PERSON:
        public = booking.address == reference.units[booking.unit_id].address and booking.address
        return Place("public", booking.address) if public else Place("private")
    reach = getattr(booking, MODES[booking.mode].reach_field)
    if not reach:
        return Place("private")
    return Place("link" if booking.mode is Mode.SKYPE else "phone", reach)


async def invite_both(desk: Desk, booking: Booking, interpreter: Interpreter) -> None:
    """The interpreter gets a stream of their own; the requester's is begun, or goes on after a swap."""
    people = await desk.accounts.of_booking(interpreter_id=interpreter.id, requester_id=booking.requester_id)
    account = next((one for one in people if one.interpreter_id == interpreter.id), None)
    theirs = Addressed(stream_for(desk, booking, account, interpreter=interpreter), interpreter.id)
    await begin(desk, [theirs], event_facts(booking, desk.reference))
    live = [one for one in await desk.streams.live_of(booking.id) if one.stream.recipient_role == "requester"]
    if live:
        facts = await _swapped(desk, booking, interpreter)
        await send(desk, live[0], await _next_of(desk, live[0].stream, voiding=False), facts)
        if facts.changes:
            await text_of_change(desk, "changed", booking, person_id=live[0].person_id, role="requester")
    else:
        facts = with_deadline(event_facts(booking, desk.reference), booking, interpreter, desk.reference)
        mine = [Addressed(stream_for(desk, booking, one), one.id) for one in people if one.id == booking.requester_id]
        await begin(desk, mine, facts)


async def _swapped(desk: Desk, booking: Booking, interpreter: Interpreter) -> EventFacts:
    """Another interpreter, and the deadline of another supplier where it differs."""
    facts = event_facts(booking, desk.reference)
    now_is = with_deadline(facts, booking, interpreter, desk.reference)
    earlier = await desk.assignments.last_released(booking.id)
    if earlier is None:
        return now_is
    before = await desk.interpreters.get(earlier.interpreter_id)
    was = with_deadline(facts, booking, before, desk.reference)
    swap = () if before.id == interpreter.id else (Change(NEW_INTERPRETER, SEE_PAGE, SEE_PAGE),)
    return replace(now_is, changes=(*swap, *changes_between(was, now_is)))


def with_deadline(
    facts: EventFacts, booking: Booking, interpreter: Interpreter | None, reference: Reference
) -> EventFacts:
    """What the requester may know beside: until when this supplier lets go of the booking for nothing."""
    return replace(facts, free_until=deadline_or_none(booking, interpreter, reference) if interpreter else None)


@dataclass(frozen=True, slots=True)
class Standing:
    """A booking as calendars should have it: who has the job, and what each role may know."""

    holder: Interpreter | None
    facts: Mapping[Role, EventFacts]

    def due(self, booking: Booking, one: Addressed) -> bool:
        """Whether the booking should stand in this calendar."""
        if booking.status is Status.CANCELLED or is_closed(booking):
            return False
        if one.stream.recipient_role == "requester":
            return one.person_id == booking.requester_id
        return self.holder is not None and self.holder.id == one.person_id


async def standing(desk: Desk, booking: Booking) -> Standing:
    """What stands now, with no news; a deadline that had passed when the job was changed stays passed."""
    facts = event_facts(booking, desk.reference)
    assignment = await desk.assignments.active(booking.id)
    if assignment is None:
        return Standing(None, {"interpreter": facts, "requester": facts})
    holder = await desk.interpreters.get(assignment.interpreter_id)
    mine = with_deadline(facts, booking, holder, desk.reference)
    passed = await deadline_passed(desk, booking, assignment, holder)
    return Standing(holder, {"interpreter": facts, "requester": replace(mine, free_until=passed or mine.free_until)})


async def send_updates(desk: Desk, before: Booking, after: Booking, *, voiding: bool) -> None:
    """Everybody in whose calendar the booking stands hears what is new, under the same UID."""
    changes = news_between(before, after, desk.reference)
    if not changes:
        return
    now_is = await standing(desk, after)
    facts, mine = (replace(now_is.facts[role], changes=changes) for role in ("interpreter", "requester"))
    moved = changes_between(with_deadline(facts, before, now_is.holder, desk.reference), mine)
    for one in await desk.streams.live_of(after.id):
        told = replace(mine, changes=changes + moved) if one.stream.recipient_role == "requester" else facts
        await send(desk, one, await _next_of(desk, one.stream, voiding=voiding), told)
        kind: TextKind = "changed" if before.period == after.period else "moved"
        role, moved_from = one.stream.recipient_role, before.period
        await text_of_change(desk, kind, after, person_id=one.person_id, role=role, before=moved_from)


def news_between(before: Booking, after: Booking, reference: Reference) -> tuple[Change, ...]:
    """What calendars have to be told of a change; nothing where it does not show in them."""
    old, new = event_facts(before, reference), event_facts(after, reference)
    return changes_between(old, new, place_moved=before.address != after.address)


async def send_cancellations(desk: Desk, booking: Booking, *, role: str | None = None) -> None:
    """Takes the booking out of the calendars: everybody's, or only that of the interpreter who lost it."""
    facts = event_facts(booking, desk.reference)
    for one in await desk.streams.live_of(booking.id):
        if role in (None, one.stream.recipient_role):
            await send(desk, one, withdraw(one.stream, now=await desk.streams.clock()), facts)
            recipient = one.stream.recipient_role
            await text_of_change(desk, "cancelled", booking, person_id=one.person_id, role=recipient)


async def send_again(desk: Desk, one: Addressed, booking: Booking) -> None:
    """The present invitation, or the cancellation where it has ended, as a message of its own: it asks nothing new.

    Where the job still stands in another form or at another address, the cancellation says so.
    """
    if one.stream.state == "ended":
        now = await desk.streams.clock()
        others = [other for other in await desk.streams.live_of(booking.id) if other.person_id == one.person_id]
        moved: Moved = "" if not others else "feed" if others[0].stream.form == "notice" else "address"
        facts = event_facts(booking, desk.reference)
        await send(desk, one, withdraw_again(one.stream, now=now), facts, moved=moved)
        return
    facts = event_facts(booking, desk.reference)
    if one.stream.recipient_role == "requester":
        assignment = await desk.assignments.active(booking.id)
        holder = await desk.interpreters.get(assignment.interpreter_id) if assignment is not None else None
        facts = with_deadline(facts, booking, holder, desk.reference)
    await send(desk, one, invite(one.stream, voiding=False, now=await desk.streams.clock()), facts)


async def refuse_proposal(desk: Desk, one: Addressed, booking: Booking) -> None:
    """Tells a calendar that what it proposed is refused; the version it has stays."""
    message = decline_counter(one.stream, now=desk.now, key=new_id())
    token = reply_token(one.person_id, desk.secret)
    body = compose(message, event_facts(booking, desk.reference), one.stream, desk.identity, token=token)
    to, name = one.stream.address, message.message_id
    desk.outbox.post(new_id(), booking.id, message_id=name, to=to, body=body, now=desk.now)


def stream_for(
    desk: Desk, booking: Booking, account: Account | None, *, interpreter: Interpreter | None = None
) -> Stream:
    """A new stream to an interpreter, with or without an account, or to the requester; of the form they have chosen."""
    person = interpreter or account
    assert person is not None
    return Stream(
        id=new_id(),
        booking_id=booking.id,
        recipient_role="interpreter" if interpreter is not None else "requester",
        address=person.email,
        name=person.name,
        tongue=account.tongue if account is not None else "da",
        uid=uid_of(uuid4(), desk.identity.domain),
        form="notice" if account is not None and account.calendar == "feed" else "invitation",
    )


async def begin(desk: Desk, begun: list[Addressed], facts: EventFacts, *, accepted: bool = True) -> None:
    """New streams, each with its first invitation; not `accepted`: what they have answered elsewhere stands."""
    now = await desk.streams.clock()
    made = [(one, *invite(one.stream, voiding=False, now=now, accepted=accepted)) for one in begun]
    await desk.streams.add_all([Addressed(stream, one.person_id) for one, stream, _ in made])
    for one, stream, message in made:
        await _post(desk, stream, message, facts, person_id=one.person_id)


async def _next_of(desk: Desk, stream: Stream, *, voiding: bool) -> tuple[Stream, Invite]:
    """An update; whoever has not answered the last one that voided their answer still has to."""
    return invite(stream, voiding=voiding, now=await desk.streams.clock())


async def send(
    desk: Desk, one: Addressed, made: tuple[Stream, Invite], facts: EventFacts, *, moved: Moved = ""
) -> None:
    """The next message of a stream; `moved` says why it is taken out of a calendar though the job stands."""
    stream, message = made
    await desk.streams.save(stream)
    await _post(desk, stream, message, facts, person_id=one.person_id, moved=moved)


async def _post(
    desk: Desk, stream: Stream, message: Invite, facts: EventFacts, *, person_id: UUID, moved: Moved = ""
) -> None:
    token = reply_token(person_id, desk.secret)
    body = compose(message, facts, stream, desk.identity, token=token, moved=moved)
    desk.outbox.post(
        new_id(),
        stream.booking_id,
        message_id=message.message_id,
        to=stream.address,
        body=body,
        now=desk.now,
        stream=(stream.id, message.seq, message.method),
    )
