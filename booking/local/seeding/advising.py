"""The remote advisor at work: what was moved this autumn, what was asked this week, and a yes and a no."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from booking.domain.accounts import SYSTEM, Actor, Role
from booking.domain.bookings import Booking, Order, Status
from booking.domain.conversions import SHORT, Advice, State
from booking.domain.modes import Mode
from booking.persistence.ids import new_id
from booking.persistence.overviews import nets_by_booking
from booking.persistence.reference import read_reference
from booking.persistence.scope import visible_to
from booking.persistence.seed.cast import CAST
from booking.services import conversions
from booking.services.accounts import actor_of
from booking.services.desk import Desk
from booking.services.matching import match

ASKED, MOVED = 5, 14
# What meeting would have cost beside what the call did: the journey and the kilometres.
JOURNEY_ORE, JOURNEY_MINUTES = 31_250, 52


def unfounded(order: Order, n: int) -> Order:
    """Every other talk in person could as well be held at a distance: short, two parties, and no reason but habit."""
    if order.mode is not Mode.IN_PERSON or n % 2:
        return order
    ends_at = min(order.ends_at, order.starts_at + timedelta(minutes=SHORT))
    return replace(order, ends_at=ends_at, parties=2, child_present=False, in_person_reason="other")


async def advise(desk: Desk) -> int:
    """How many questions were put, now and before."""
    desk.reference = await read_reference(desk.connection, workdays=desk.reference.workdays)
    office = replace(desk, actor=await _cast(desk, Role.COORDINATOR))
    moved = await _moved(desk, office.actor)
    found = await conversions.potential(office)
    asked = [one.booking for one in found.fitting[:ASKED]]
    for booking in asked:
        await conversions.ask(office, number=booking.number)
    await office.finish()
    for booking, yes in zip(asked, (True, False), strict=False):
        await _answer(desk, booking, yes=yes)
    return moved + len(asked)


async def _moved(desk: Desk, coordinator: Actor) -> int:
    """Talks of this autumn that were asked about and held by video since."""
    held = await desk.bookings.listed(
        visible_to(SYSTEM), statuses=[Status.SETTLED], modes=[Mode.SKYPE], newest_first=True, limit=MOVED
    )
    nets = await nets_by_booking(desk.connection, [one.id for one in held])
    for booking in held:
        await desk.conversions.add(_past(booking, nets.get(booking.id, 0), coordinator))
    return len(held)


def _past(booking: Booking, net_ore: int, coordinator: Actor) -> Advice:
    asked_at = booking.starts_at - timedelta(days=6)
    return Advice(
        id=new_id(),
        booking_id=booking.id,
        case_ref=booking.citizen_ref,
        mode=Mode.SKYPE,
        in_person_ore=net_ore + JOURNEY_ORE,
        remote_ore=net_ore,
        freed_minutes=JOURNEY_MINUTES,
        asked_at=asked_at,
        asked_by=coordinator.account_id,
        asked_by_name=coordinator.name,
        state=State.ACCEPTED,
        answered_at=asked_at + timedelta(hours=3),
        answered_by_name="Rekvirenten",
    )


async def _answer(desk: Desk, booking: Booking, *, yes: bool) -> None:
    requester = replace(desk, actor=await _of(desk, booking.requester_id))
    if yes:
        await conversions.accept(requester, number=booking.number, reach="https://video.example.org/samtale")
        await _match(requester, booking)
    else:
        words = "Vi er midt i et svært forløb, og hun er mest tryg ved, at vi mødes."
        await conversions.decline(requester, number=booking.number, reason="vulnerable", words=words)
    await requester.finish()


async def _match(desk: Desk, booking: Booking) -> None:
    """What was moved is matched here, as all else that is seeded; no worker has it to do at the first start."""
    desk.actor = SYSTEM
    for promise in [key for kind, key in desk.promised if kind == "match"]:
        await match(desk, booking_id=booking.id)
        await desk.outbox.finish(promise)


async def _of(desk: Desk, account_id: UUID) -> Actor:
    found = await desk.accounts.by_id(account_id)
    assert found is not None, "whoever ordered has an account"
    return actor_of(found, desk.reference.units, via="web")


async def _cast(desk: Desk, role: Role) -> Actor:
    found = await desk.accounts.by_email(CAST[role][0])
    assert found is not None, "the cast is seeded first"
    return actor_of(found[0], desk.reference.units, via="web")
