"""Sending again, always a new version: what calendars were never told or told wrongly, and what no server took."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from uuid import UUID

from booking.domain.bookings import Booking, Status
from booking.domain.errors import Conflict
from booking.domain.invitations import Role, invite, withdraw, withdraw_again
from booking.domain.invitations.drift import OFF, STANDS, drifted, facts_of, shown_by
from booking.domain.tasks import Task
from booking.domain.texts import Text
from booking.gateways.mail.renewing import renewed
from booking.gateways.sent_events import shown_in
from booking.persistence import sent
from booking.persistence.ids import new_id
from booking.persistence.sent import GivenUp, Told
from booking.persistence.streams import Addressed
from booking.services.desk import Desk
from booking.services.invitations import Standing, begin, send, standing, stream_for
from booking.services.rewriting import readdress

AT_ONCE = 50
ANSWER = re.compile(r"\((\d{3}), ['\"](.{1,300}?)['\"][,)]")
# What was given up longer ago than this is nobody's business any more.
REMEMBERED = timedelta(days=30)


async def send_again(desk: Desk, *, booking_id: UUID, stream_id: UUID) -> None:
    """A new version of a stream, as the booking stands now: SEQUENCE + 1, never the old bytes."""
    booking = await desk.bookings.by_id(booking_id, lock=True)
    one = await desk.streams.get(stream_id)
    if one is None:
        raise Conflict(Text("Kalenderaftalen findes ikke mere.", "The appointment is no more."), subject=booking.number)
    now_is, stamp = await standing(desk, booking), await desk.streams.clock()
    facts = now_is.facts[one.stream.recipient_role]
    if one.stream.state == "ended":
        made = withdraw_again(one.stream, now=stamp)
    elif now_is.due(booking, one):
        address = (await addresses_of(desk, booking, now_is))[one.stream.recipient_role]
        if one.stream.address != address:
            await readdress(desk, one, address)
            return
        made = invite(one.stream, voiding=False, now=stamp)
    else:
        made = withdraw(one.stream, now=stamp)
    await send(desk, one, made, facts)


async def addresses_of(desk: Desk, booking: Booking, now_is: Standing) -> dict[Role, str]:
    """Where whoever has the booking in their calendar is reached by now."""
    requester = await desk.accounts.by_id(booking.requester_id)
    found: dict[Role, str] = {"requester": requester.email} if requester is not None else {}
    return found | ({"interpreter": now_is.holder.email} if now_is.holder is not None else {})


async def mend(desk: Desk) -> int:
    """Every version that no outbox row speaks of is made anew; how many there were."""
    found = await sent.untold(desk.connection, now=desk.now, limit=AT_ONCE)
    for booking_id, stream_id in found:
        await send_again(desk, booking_id=booking_id, stream_id=stream_id)
    return len(found)


async def raise_and_resend(desk: Desk, *, by: int) -> int:
    """After an older backup was restored: every invitation ahead with a SEQUENCE that no calendar can know yet."""
    found = await sent.live_ahead(desk.connection, now=desk.now)
    for booking_id, stream_id in found:
        await sent.raise_sequence(desk.connection, stream_id, by - 1)
        await send_again(desk, booking_id=booking_id, stream_id=stream_id)
    return len(found)


async def find_drift(desk: Desk, *, after: UUID | None = None) -> UUID | None:
    """Compares some bookings ahead with what their calendars were sent last; each difference is a task, once.

    The last booking looked at, to go on after; None when all are done. Their rows are held, so that nothing moves
    between two looks.
    """
    ids = await sent.ahead(desk.connection, now=desk.now, after=after, limit=AT_ONCE)
    await desk.bookings.lock(ids)
    told: dict[UUID, list[Told]] = {}
    for one in await sent.told(desk.connection, ids):
        told.setdefault(one.addressed.stream.booking_id, []).append(one)
    for booking in (await desk.bookings.by_ids(ids)).values():
        await _compare(desk, booking, told.get(booking.id, []))
    return ids[-1] if ids else None


async def _compare(desk: Desk, booking: Booking, told: list[Told]) -> None:
    now_is = await standing(desk, booking)
    addresses = await addresses_of(desk, booking, now_is)
    for one in told:
        if one.state == "sent":
            await _compare_stream(desk, booking, now_is, one, addresses)
    if booking.status is Status.CONFIRMED:
        await _look_for_missing(desk, booking, now_is)


async def _compare_stream(
    desk: Desk, booking: Booking, now_is: Standing, one: Told, addresses: Mapping[Role, str]
) -> None:
    stream = one.addressed.stream
    due = stream.state == "live" and now_is.due(booking, one.addressed)
    has = shown_in(one.body)
    if has is None:
        return
    should = shown_by(stream, now_is.facts[stream.recipient_role], due=due)
    if due:
        should = replace(should, address=addresses[stream.recipient_role])
    if found := drifted(has, should):
        details = facts_of(found) | {"stream": str(stream.id), "address": stream.address}
        subject = f"{stream.id}:{one.seq}:{details['differs']}"
        await desk.tasks.add("drift", subject, booking_id=booking.id, person_id=one.addressed.person_id, facts=details)


async def _look_for_missing(desk: Desk, booking: Booking, now_is: Standing) -> None:
    """Whoever should have the booking in their calendar and has no stream at all."""
    live = {(one.stream.recipient_role, one.person_id) for one in await desk.streams.live_of(booking.id)}
    people: list[tuple[Role, UUID]] = [("requester", booking.requester_id)]
    if now_is.holder is not None:
        people.append(("interpreter", now_is.holder.id))
    for role, person_id in people:
        if (role, person_id) not in live:
            facts = facts_of({"status": (OFF, STANDS)}) | {"role": role}
            subject = f"{booking.id}:{person_id}:{booking.version}"
            await desk.tasks.add("drift", subject, booking_id=booking.id, person_id=person_id, facts=facts)


async def mend_drift(desk: Desk, task: Task) -> None:
    """The button of a drift: a new version of the stream, or the first where there was none."""
    assert task.booking_id is not None
    if "stream" in task.facts:
        await send_again(desk, booking_id=task.booking_id, stream_id=UUID(str(task.facts["stream"])))
        return
    booking = await desk.bookings.by_id(task.booking_id, lock=True)
    now_is = await standing(desk, booking)
    await _begin_missing(desk, booking, now_is, str(task.facts["role"]))


async def _begin_missing(desk: Desk, booking: Booking, now_is: Standing, role: str) -> None:
    live = {one.stream.recipient_role for one in await desk.streams.live_of(booking.id)}
    if role in live or booking.status is not Status.CONFIRMED or now_is.holder is None:
        return
    people = await desk.accounts.of_booking(interpreter_id=now_is.holder.id, requester_id=booking.requester_id)
    if role == "interpreter":
        account = next((one for one in people if one.interpreter_id == now_is.holder.id), None)
        stream = stream_for(desk, booking, account, interpreter=now_is.holder)
        await begin(desk, [Addressed(stream, now_is.holder.id)], now_is.facts["interpreter"])
        return
    mine = [one for one in people if one.id == booking.requester_id]
    new = [Addressed(stream_for(desk, booking, one), one.id) for one in mine]
    await begin(desk, new, now_is.facts["requester"])


async def list_given_up(desk: Desk) -> int:
    """A task for each promise that was given up and that nobody has been shown yet; how many there were."""
    found = await sent.given_up(desk.connection, since=desk.now - REMEMBERED, limit=AT_ONCE)
    for one in found:
        kind = "dead_mail" if one.kind == "mail" else "dead_work"
        facts = {"reason": _reason(one.last_error or ""), "work": one.kind}
        if one.body is not None:
            facts |= {"address": one.envelope_to or "", "about": _about(one.body)}
        await desk.tasks.add(kind, str(one.id), booking_id=one.booking_id, facts=facts)
    return len(found)


def _reason(error: str) -> str:
    """What the server said, without the words of a program around it."""
    answered = ANSWER.search(error)
    return f"{answered[1]} {answered[2]}" if answered is not None else error[:300]


def _about(mail: bytes) -> str:
    return str(message_from_bytes(mail, policy=policy.default)["Subject"])[:300]


async def send_dead_again(desk: Desk, task: Task) -> None:
    """The button of a mail or a piece of work that was given up: a new version, a new copy, or another try."""
    dead = await sent.one_given_up(desk.connection, UUID(task.subject))
    if dead is None:
        raise Conflict(Text("Mailen er slettet.", "The mail was deleted."), subject=task.subject)
    if dead.stream_id is not None:
        await send_again(desk, booking_id=dead.subject_id, stream_id=dead.stream_id)
    elif dead.body is not None and dead.envelope_to is not None:
        _copy(desk, dead, dead.body, dead.envelope_to)
    else:
        await desk.outbox.promise(dead.kind, dead.subject_id, now=desk.now)


def _copy(desk: Desk, dead: GivenUp, body: bytes, to: str) -> None:
    """The same letter under a new id and date: it belongs to no calendar, so its words can be sent as they are."""
    promise_id = new_id()
    message_id = f"<note.{promise_id}@{desk.identity.domain}>"
    fresh = renewed(body, message_id=message_id, date=desk.now)
    desk.outbox.post(promise_id, dead.subject_id, message_id=message_id, to=to, body=fresh, now=desk.now)
