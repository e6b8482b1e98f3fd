"""Rewriting: a job that stands moves to another stream, because its reader's address or way of reading has changed."""

from dataclasses import replace
from uuid import uuid4

from booking.domain.invitations import Stream, uid_of, withdraw
from booking.gateways.mail import Moved
from booking.persistence.ids import new_id
from booking.persistence.streams import Addressed
from booking.services.desk import Desk
from booking.services.invitations import begin, send, standing


async def readdress(desk: Desk, one: Addressed, email: str) -> None:
    """The old mailbox may be a stranger's: the job is taken out of it, and stands in a new stream at the new one."""
    if one.stream.address == email:
        return
    if one.stream.form == "notice":
        await desk.streams.save(replace(one.stream, address=email))
        return
    fresh = anew(desk, one.stream, address=email)
    await take_out(desk, one, moved="address")
    await invite_anew(desk, Addressed(fresh, one.person_id))


def anew(desk: Desk, stream: Stream, *, address: str) -> Stream:
    """The same job for the same reader under a UID of its own."""
    return Stream(
        id=new_id(),
        booking_id=stream.booking_id,
        recipient_role=stream.recipient_role,
        address=address,
        name=stream.name,
        tongue=stream.tongue,
        uid=uid_of(uuid4(), desk.identity.domain),
        partstat=stream.partstat,
        form=stream.form,
    )


async def take_out(desk: Desk, one: Addressed, *, moved: Moved) -> None:
    booking = await desk.bookings.by_id(one.stream.booking_id)
    facts = (await standing(desk, booking)).facts[one.stream.recipient_role]
    await send(desk, one, withdraw(one.stream, now=await desk.streams.clock()), facts, moved=moved)


async def invite_anew(desk: Desk, one: Addressed) -> None:
    booking = await desk.bookings.by_id(one.stream.booking_id)
    await begin(desk, [one], (await standing(desk, booking)).facts[one.stream.recipient_role], accepted=False)
