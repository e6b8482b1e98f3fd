"""The interpreter's own page: what is offered, what is next, and what waits for its hours."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from urllib.parse import quote

from booking.domain.bookings import STATUSES, Booking
from booking.domain.modes import MODES, Mode
from booking.domain.offers import Offer, deadline_of
from booking.domain.periods import local, local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text, Tongue
from booking.persistence.reference import Reference
from booking.services.bookings import read
from booking.services.costs import trip_paid
from booking.services.desk import Desk
from booking.services.offers import just_declined, open_offers
from booking.services.on_demand import ready_until
from booking.services.overviews import own_jobs
from booking.services.withdrawing import is_late
from booking.web import formats
from booking.web.making.exits import waiting_box
from booking.web.making.feeds import subscription_box
from booking.web.making.queues import lead
from booking.web.views.exits import WaitingBox
from booking.web.views.jobs import Declined, HoursForm, Job, JobsPage, OfferCard, OffersPart, WeekDay

SOON = timedelta(hours=12)


async def jobs_page(desk: Desk) -> JobsPage:
    """Raises Denied to everybody but interpreters."""
    jobs = await own_jobs(desk)
    over = [one for one in jobs if one.ends_at <= desk.now]
    coming = [job_of(desk, one) for one in jobs if one.ends_at > desk.now]
    asked = await offers_part(desk)
    return JobsPage(
        greeting=_greeting(desk.actor.name, desk.now),
        today=local_date(desk.now),
        next=coming[0] if coming else None,
        offers=asked.offers,
        declined=asked.declined,
        to_report=tuple([await hours_of(desk, one) for one in over]),
        week=_week(jobs, desk.now),
        coming=tuple(coming),
        subscription=await subscription_box(desk),
        waiting=await _waiting(desk, coming[0].number) if coming else None,
        ready_until=await ready_until(desk),
        undelivered=await undelivered_at(desk),
    )


async def undelivered_at(desk: Desk) -> str:
    """The reader's own address as an interpreter, where mail comes back from it; else empty."""
    assert desk.actor.interpreter_id is not None
    email = (await desk.interpreters.get(desk.actor.interpreter_id)).email
    return email if await desk.bounces.among([email]) else ""


async def _waiting(desk: Desk, number: str) -> WaitingBox | None:
    """The clock of the job that is on or comes first."""
    return await waiting_box(desk, await read(desk, number))


async def offers_part(desk: Desk) -> OffersPart:
    """Raises Denied to everybody but interpreters."""
    require_permission(desk.actor, "offers:answer")
    return OffersPart(
        tuple(_offer(offer, booking, desk.reference) for offer, booking in await open_offers(desk)),
        tuple(Declined(one.id, one.starts_at, one.ends_at) for one in await just_declined(desk)),
    )


def _greeting(name: str, now: datetime) -> Text:
    hour, first = local(now).hour, name.split()[0]
    if hour < 10:
        return Text(f"Godmorgen, {first}", f"Good morning, {first}")
    return (
        Text(f"Hej, {first}", f"Hello, {first}") if hour < 18 else Text(f"God aften, {first}", f"Good evening, {first}")
    )


def job_of(desk: Desk, booking: Booking) -> Job:
    return Job(
        number=booking.number,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        language=_language(booking.language, desk.reference),
        mode=booking.mode,
        unit=desk.reference.units[booking.unit_id].name,
        contact=booking.contact,
        reach=getattr(booking, MODES[booking.mode].reach_field),
        map=map_link(booking) if booking.mode is Mode.IN_PERSON else "",
        status=STATUSES[booking.status],
        starts_in=_starts_in(booking, desk.now),
        may_withdraw=booking.starts_at > desk.now,
        late=is_late(desk, booking),
    )


def map_link(booking: Booking) -> str:
    """Opens the phone's own map at the address; nobody else is asked before it is tapped."""
    address, postcode = booking.address.strip(), booking.postcode.strip()
    return f"geo:0,0?q={quote(address if postcode in address else f'{address}, {postcode}')}"


def _starts_in(booking: Booking, now: datetime) -> Text | None:
    if booking.starts_at <= now < booking.ends_at:
        return Text("i gang nu", "on now")
    ahead = booking.starts_at - now
    return lead(ahead) if timedelta(0) < ahead <= SOON else None


def _language(code: str, reference: Reference) -> Text | str:
    return reference.languages[code].name if code in reference.languages else code


async def hours_of(desk: Desk, booking: Booking) -> HoursForm:
    """Preset as booked, with the way as it was expected when the job was given."""
    tongue: Tongue = desk.actor.tongue
    assignment = await desk.assignments.active(booking.id) if booking.mode is Mode.IN_PERSON else None
    minutes, km = trip_paid(assignment, booking.mode)
    return HoursForm(
        job_of(desk, booking),
        formats.day(booking.starts_at, tongue),
        formats.clock(booking.starts_at, tongue),
        formats.clock(booking.ends_at, tongue),
        mode=booking.mode.value,
        travel=str(minutes) if minutes else "",
        km=formats.number(km, tongue, 1) if km else "",
    )


def _offer(offer: Offer, booking: Booking, reference: Reference) -> OfferCard:
    """Before the yes the unit is told, and its own public address; any other address comes with the job."""
    unit, here = reference.units[booking.unit_id], booking.mode is Mode.IN_PERSON
    public = unit.address if here and booking.address in ("", unit.address) else ""
    return OfferCard(
        id=offer.id,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        language=_language(offer.language, reference),
        mode=booking.mode,
        place=f"{unit.name}, {public}" if public else unit.name,
        pay_ore=offer.cost_ore,
        answer_by=offer.answer_by,
        answer_by_why=deadline_of(offer, booking.starts_at).lead,
        km=Decimal(str(offer.trip_km)) if here else None,
        travel_minutes=offer.trip_minutes if here else None,
        number=booking.number,
        now=booking.on_demand,
        order_number=offer.order_number,
    )


def _week(jobs: Sequence[Booking], now: datetime) -> tuple[WeekDay, ...]:
    """Seven days from today."""
    days = [local_date(now) + timedelta(days=ahead) for ahead in range(7)]
    return tuple(WeekDay(day, sum(local_date(one.starts_at) == day for one in jobs)) for day in days)
