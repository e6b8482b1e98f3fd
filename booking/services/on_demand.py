"""An interpreter now: everybody who is free and willing this minute is asked, and the first yes has the call."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum

from booking.domain.bookings import Booking, Order, Status, moved_to
from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.modes import MODES, Mode
from booking.domain.offers import Offer, OfferState
from booking.domain.periods import local_date
from booking.domain.permissions import may, require_permission
from booking.domain.texts import Text
from booking.persistence.ids import new_id
from booking.services.bookings import cancel, find
from booking.services.bookings.offering import objections
from booking.services.bookings.ordering import request
from booking.services.candidates import rank_for, wanted_of
from booking.services.desk import Desk
from booking.services.offers import make_offers, ring

MINUTE = timedelta(minutes=1)
LATER_MINUTES = 30
MOST_READY_HOURS = 12


class Way(StrEnum):
    """The next best, when nobody has come: another language, another mode, or a little later."""

    SUBSTITUTE = "substitute"
    VIDEO = "video"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class NextBest:
    """A way on, in words, and how many it would give."""

    way: Way
    text: Text
    count: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How a call stands: who was asked, until when, who has come, and what else there is when nobody has."""

    booking: Booking
    offers: tuple[Offer, ...]
    until: datetime | None
    interpreter: Interpreter | None
    ways: tuple[NextBest, ...] = ()
    hotlines: tuple[Interpreter, ...] = ()

    @property
    def waits(self) -> bool:
        return self.booking.status is Status.OFFERED

    @property
    def asked(self) -> int:
        return len(self.offers)

    @property
    def refused(self) -> int:
        return sum(one.state is OfferState.DECLINED for one in self.offers)


def from_now(now: datetime, minutes: int) -> tuple[datetime, datetime]:
    """The next whole minute, or this very one, and so many minutes on."""
    starts_at = now.replace(second=0, microsecond=0)
    starts_at += MINUTE if starts_at < now else timedelta(0)
    return starts_at, starts_at + minutes * MINUTE


def bridge(desk: Desk) -> str:
    """The office's telephone bridge; Invalid where it has none, and the requester's own number is needed."""
    number = desk.reference.offering(local_date(desk.now)).bridge_phone
    if not number:
        raise Invalid(
            Text("Skriv det nummer, tolken skal ringe til.", "Write the number for the interpreter to call."),
            field="phone",
        )
    return number


async def call(desk: Desk, *, order: Order) -> Booking:
    """Books from this minute on and asks everybody who can, in one transaction; unfilled at once when nobody can.

    Raises Denied and Invalid as ordering does; no notice is asked for.
    """
    if order.mode is Mode.IN_PERSON:
        raise Invalid(
            Text("Nu og her tolkes på telefon eller video.", "Right now it is by phone or by video."), field="mode"
        )
    booking = await request(desk, order=order, on_demand=True)
    able = [one for one in (await rank_for(desk, booking)).ranked if one.candidate.employment is not Employment.AGENCY]
    if able:
        await make_offers(desk, booking, able)
        return moved_to(booking, Status.OFFERED)
    unfilled = moved_to(booking, Status.UNFILLED)
    await desk.bookings.save(booking, unfilled, action="unfilled")
    ring(desk, booking, [])
    return unfilled


async def progress(desk: Desk, *, number: str) -> Progress:
    """NotFound to outsiders, Conflict for a booking that was made in advance."""
    booking = await _called(desk, number, permission="bookings:costs")
    offers = tuple(await desk.offers.of_booking(booking.id))
    assignment = await desk.assignments.active(booking.id)
    interpreter = await desk.interpreters.get(assignment.interpreter_id) if assignment is not None else None
    still = [one.answer_by for one in offers if one.state is OfferState.OPEN]
    found = Progress(booking, offers, max(still) if still else None, interpreter)
    if booking.status is not Status.UNFILLED:
        return found
    ways = tuple([one async for one in _ways(desk, booking)])
    return replace(found, ways=ways, hotlines=await _hotlines(desk, booking))


async def give_up(desk: Desk, *, number: str) -> Booking:
    """The call is taken back, free of charge, as long as nobody has said yes; Conflict afterwards."""
    booking = await _called(desk, number, permission="bookings:cancel", lock=True)
    if await desk.assignments.active(booking.id) is not None:
        raise Conflict(
            Text("En tolk har sagt ja. Afbestil på bestillingen.", "An interpreter has said yes. Cancel the booking."),
            subject=number,
        )
    return (await cancel(desk, number=number, reason="")).booking


async def go_on(desk: Desk, *, number: str, way: Way) -> Booking:
    """The next best is ordered in its place: called for at once again, or booked for a little later."""
    booking = await _called(desk, number, permission="bookings:create", lock=True)
    if booking.status is not Status.UNFILLED:
        raise Conflict(
            Text(f"{number} venter ikke længere på en tolk.", f"{number} no longer waits for an interpreter."),
            subject=number,
        )
    other = _other(desk, booking, way)
    order = Order(**{field.name: getattr(other, field.name) for field in fields(Order)})
    made = await (request(desk, order=order, at_once=True) if way is Way.LATER else call(desk, order=order))
    await cancel(desk, number=number, reason="")
    return made


async def set_ready(desk: Desk, *, hours: int) -> datetime | None:
    """Until when the actor, an interpreter, may be rung for a call that begins now; 0 hours switch it off."""
    require_permission(desk.actor, "offers:answer")
    if desk.actor.interpreter_id is None:
        raise Denied(Text("Din konto er ikke knyttet til en tolk.", "Your account is not linked to an interpreter."))
    if not 0 <= hours <= MOST_READY_HOURS:
        raise Invalid(
            Text(f"Vælg 0 til {MOST_READY_HOURS} timer.", f"Choose 0 to {MOST_READY_HOURS} hours."), field="hours"
        )
    until = desk.now + timedelta(hours=hours) if hours else None
    await desk.interpreters.set_ready(await desk.interpreters.get(desk.actor.interpreter_id), until)
    return until


async def ready_until(desk: Desk) -> datetime | None:
    """Until when the actor may be rung; None when they may not, or no longer."""
    if desk.actor.interpreter_id is None:
        return None
    until = (await desk.interpreters.get(desk.actor.interpreter_id)).ready_until
    return until if until is not None and until > desk.now else None


async def _called(desk: Desk, number: str, *, permission: str, lock: bool = False) -> Booking:
    booking = await find(desk, number, permission=permission, lock=lock)
    if not booking.on_demand:
        raise Conflict(Text(f"{number} er bestilt på forhånd.", f"{number} was booked in advance."), subject=number)
    return booking


def _other(desk: Desk, booking: Booking, way: Way) -> Booking:
    """The booking as it would be that other way, from this minute on or a little later, and nobody's no counts."""
    starts_at, ends_at = from_now(desk.now, booking.period.minutes)
    other = replace(booking, id=new_id(), starts_at=starts_at, ends_at=ends_at)
    if way is Way.SUBSTITUTE:
        return replace(other, substitutes_ok=True)
    if way is Way.VIDEO:
        return replace(other, mode=Mode.SKYPE)
    later = timedelta(minutes=LATER_MINUTES)
    return replace(other, starts_at=starts_at + later, ends_at=ends_at + later)


async def _ways(desk: Desk, booking: Booking) -> AsyncIterator[NextBest]:
    """Only what is offered and would give somebody, by the same engine that would look for them."""
    for way, text in _possible(desk, booking):
        if not may(desk.actor, "catalogue:override") and objections(desk, _other(desk, booking, way), at_once=True):
            continue
        able = [
            one
            for one in (await rank_for(desk, _other(desk, booking, way))).ranked
            if one.candidate.employment is not Employment.AGENCY
        ]
        if able:
            yield NextBest(way, text, len(able))


def _possible(desk: Desk, booking: Booking) -> list[tuple[Way, Text]]:
    found: list[tuple[Way, Text]] = []
    codes = wanted_of(desk, booking).substitutes_on_consent
    if codes:
        names = [desk.reference.language(code).name for code in codes]
        said = Text(", ".join(one.da.lower() for one in names), ", ".join(one.en for one in names))
        found.append((Way.SUBSTITUTE, Text(f"På {said.da}, hvis borgeren forstår det", f"In {said.en}, if understood")))
    if booking.mode is not Mode.SKYPE:
        name = MODES[Mode.SKYPE].name
        found.append((Way.VIDEO, Text(f"{name.da} nu", f"{name.en} now")))
    later = Text(f"Telefon om {LATER_MINUTES} minutter", f"By phone in {LATER_MINUTES} minutes")
    return [*found, (Way.LATER, later)]


async def _hotlines(desk: Desk, booking: Booking) -> tuple[Interpreter, ...]:
    """Suppliers who speak the language and have a telephone, in the order agreed with them."""
    speakers = await desk.interpreters.listed(language=booking.language)
    day = local_date(booking.starts_at)
    agencies = [
        one
        for one in speakers
        if one.active
        and one.employment is Employment.AGENCY
        and one.phone
        and any(skill.language == booking.language and skill.valid_from <= day for skill in one.skills)
    ]
    return tuple(sorted(agencies, key=lambda one: (one.agency_rank, one.name)))
