"""The living days: what is on the board today and later goes the whole way through the services."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from random import Random
from uuid import UUID

from booking.domain.accounts import SYSTEM, Actor, Role
from booking.domain.bookings import Booking, Order, Status, moved_to
from booking.domain.errors import Conflict
from booking.domain.modes import Mode
from booking.domain.offers import Offer, OfferState
from booking.domain.periods import day_bounds, instant_of, local_date
from booking.local.seeding.advising import unfounded
from booking.local.seeding.drawing import draw_asked_at, soon
from booking.local.seeding.municipality import Municipality
from booking.local.seeding.telling import Teller
from booking.persistence.seed.cast import CAST
from booking.services.answers import accept
from booking.services.bookings import Report, deliver, request
from booking.services.desk import Desk
from booking.services.interpreters import add_absence
from booking.services.matching import match
from booking.services.offers import decline

# The board is full today and tomorrow, and fills up for the days after.
AHEAD = (36, 32, 26, 18, 12, 10, 8)
WEEKEND = 3
REMOTE = 0.58
EVENING = time(20, 15)
# Of each day after today, those whose search came to an end: what a plan is for.
LOST = range(2, 6)
# Languages that nobody in the register speaks.
RARE = ("rhg", "cnh", "lin", "run")


class Answer(Enum):
    """What the one who is asked says; `NOBODY` was found when it was looked for, though somebody may be free now."""

    YES = auto()
    NO_THEN_YES = auto()
    NOT_YET = auto()
    NOBODY = auto()


@dataclass(frozen=True, slots=True)
class Wish:
    """An order, who asks, when, and what the interpreter will answer."""

    order: Order
    requester: Actor
    asked_at: datetime
    answer: Answer


def living_days(today: date) -> list[date]:
    """From today to the Wednesday of next week."""
    monday = today - timedelta(days=today.weekday())
    return [day for n in range(10) if (day := monday + timedelta(days=n)) >= today]


async def live(desk: Desk, rng: Random, teller: Teller, municipality: Municipality) -> int:
    """How many bookings were ordered, matched and answered; each at its own instant, in order of asking."""
    now, actor = desk.now, desk.actor
    await _absences(desk, rng, municipality)
    wishes = sorted(
        [*_wishes(desk, rng, teller), *_evenings(desk, rng, teller, municipality)], key=lambda wish: wish.asked_at
    )
    for wish in wishes:
        await _order(desk, rng, wish, municipality, now=now)
    desk.now, desk.actor = now, actor
    return len(wishes)


async def _absences(desk: Desk, rng: Random, municipality: Municipality) -> None:
    """One is ill today, another has two days off."""
    today = local_date(desk.now)
    sick, away = rng.sample([one for one in municipality.interpreters if one.max_trip < 240 and one.gender], 2)
    bounds, later = day_bounds(today), day_bounds(today + timedelta(days=3))
    await add_absence(desk, interpreter_id=sick.id, starts_at=bounds.starts_at, ends_at=bounds.ends_at, reason="Syg")
    await add_absence(
        desk,
        interpreter_id=away.id,
        starts_at=later.starts_at,
        ends_at=later.ends_at + timedelta(days=1),
        reason="Ferie",
    )


def _wishes(desk: Desk, rng: Random, teller: Teller) -> list[Wish]:
    today = local_date(desk.now)
    workdays = 0
    wishes = []
    for day in living_days(today):
        is_workday = desk.reference.workdays.is_workday(day)
        many = AHEAD[min(workdays, len(AHEAD) - 1)] if is_workday else WEEKEND
        workdays += is_workday
        for n in range(many):
            order, requester = teller.draw([day], remote=rng.random() < REMOTE)
            if is_workday and n < 2:
                order = replace(order, language=rng.choice(RARE))
            wish = _wish(desk, rng, unfounded(order, n), requester)
            lost = is_workday and day > today and n in LOST
            wishes.append(replace(wish, answer=Answer.NOBODY) if lost else wish)
    return wishes


def _evenings(desk: Desk, rng: Random, teller: Teller, municipality: Municipality) -> list[Wish]:
    """A job and an offer for the interpreter of the cast: parents' meetings after office hours, who ask for her."""
    email, _, _ = CAST[Role.INTERPRETER]
    [wanted] = [key for key, actor in municipality.by_interpreter.items() if actor.email == email]
    wishes = []
    for ahead, answer in ((1, Answer.YES), (2, Answer.NOT_YET)):
        order, requester = teller.draw([local_date(desk.now) + timedelta(days=ahead)], remote=True)
        starts_at = instant_of(local_date(order.starts_at), EVENING)
        order = replace(
            order,
            language="apc",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            preferred=(wanted,),
        )
        wishes.append(Wish(order, requester, soon(rng, desk.now, least=-6, most=-4), answer))
    return wishes


def _wish(desk: Desk, rng: Random, order: Order, requester: Actor) -> Wish:
    ahead = order.starts_at - desk.now
    asked_at = draw_asked_at(rng, order.starts_at, not_before=desk.now - timedelta(days=21))
    if ahead > timedelta(hours=2) and rng.random() < 0.16:
        return Wish(order, requester, soon(rng, desk.now, least=-6, most=-1), Answer.NOT_YET)
    answer = Answer.NO_THEN_YES if rng.random() < 0.12 else Answer.YES
    latest = desk.now - timedelta(minutes=rng.uniform(20, 240))
    return Wish(order, requester, min(asked_at, latest), answer)


async def _order(desk: Desk, rng: Random, wish: Wish, municipality: Municipality, *, now: datetime) -> None:
    desk.now, desk.actor = wish.asked_at, wish.requester
    booking = await request(desk, order=wish.order)
    [promise] = [key for kind, key in desk.promised if kind == "match"]
    desk.promised.clear()
    await desk.outbox.finish(promise)
    if wish.answer is Answer.NOBODY:
        await desk.bookings.save(booking, moved_to(booking, Status.UNFILLED), action="unfilled")
        return
    await _match(desk, booking.id)
    if wish.answer is Answer.NO_THEN_YES:
        await _answer(desk, rng, booking, municipality, now=now, yes=False)
    if wish.answer is not Answer.NOT_YET:
        await _answer(desk, rng, booking, municipality, now=now, yes=True)
    if booking.ends_at + timedelta(minutes=15) < now:
        await _deliver(desk, rng, booking, municipality, now=now)


async def _match(desk: Desk, booking_id: UUID) -> None:
    desk.actor = SYSTEM
    await match(desk, booking_id=booking_id)


async def _answer(
    desk: Desk, rng: Random, booking: Booking, municipality: Municipality, *, now: datetime, yes: bool
) -> None:
    offer = await _open_offer(desk, booking.id)
    if offer is None:
        return
    latest = min(offer.answer_by, now)
    desk.now = min(soon(rng, offer.made_at, least=2, most=75), offer.made_at + (latest - offer.made_at) * 0.9)
    desk.actor = municipality.by_interpreter[offer.interpreter_id]
    if not yes:
        await decline(desk, offer_id=offer.id)
        # Where others were asked at the same time, nobody is looked for yet.
        for promise in [key for kind, key in desk.promised if kind == "match"]:
            await _match(desk, booking.id)
            await desk.outbox.finish(promise)
        desk.promised.clear()
        return
    try:
        async with desk.connection.begin_nested():
            await accept(desk, offer_id=offer.id)
    except Conflict:
        return


async def _open_offer(desk: Desk, booking_id: UUID) -> Offer | None:
    offers = await desk.offers.of_booking(booking_id)
    return next((offer for offer in offers if offer.state is OfferState.OPEN), None)


async def _deliver(desk: Desk, rng: Random, booking: Booking, municipality: Municipality, *, now: datetime) -> None:
    """This morning's are reported by now, most of them as they were booked."""
    assignment = await desk.assignments.active(booking.id)
    if assignment is None:
        return
    desk.now = min(soon(rng, booking.ends_at, least=3, most=14), now)
    desk.actor = municipality.by_interpreter[assignment.interpreter_id]
    snow = booking.mode is Mode.IN_PERSON and rng.random() < 0.03
    await deliver(desk, number=booking.number, report=Report(mode=Mode.PHONE if snow else None))
