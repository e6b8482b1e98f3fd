"""Changing: the table says what a change means; everybody concerned hears what is new."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from booking.domain.bookings import Act, Booking, Order, Status, moved_to, require
from booking.domain.changes import Consequence, Verdict, judge, settled_for
from booking.domain.errors import Conflict
from booking.domain.history import Plain, since
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.texts import Text
from booking.matching.ranking import Ranked
from booking.persistence.assignments import Assignment
from booking.services.bookings.entering import check_people
from booking.services.bookings.ordering import checked, whereabouts
from booking.services.bookings.reading import find
from booking.services.candidates import rank_for
from booking.services.desk import Desk
from booking.services.invitations import send_cancellations, send_updates
from booking.services.offers import close_open_offers, make_offers
from booking.services.owing import LateMove, late_move, owe_move


@dataclass(frozen=True, slots=True)
class Changes:
    """The fields of an order that shall be different."""

    values: dict[str, Any]


async def change(desk: Desk, *, number: str, changes: Changes, version: int) -> tuple[Booking, Verdict]:
    """The booking as changed, and what that meant for whoever had it.

    Raises Conflict (field "If-Match") when `version` is not the present one, and Invalid as ordering does.
    """
    booking = await find(desk, number, permission="bookings:change", lock=True)
    require(booking, Act.CHANGE)
    await check_seen(desk, booking, version)
    after = changed(desk, booking, changes)
    if changes.values.keys() & {"preferred", "barred"}:
        await check_people(desk, after)
    verdict = judge(order_of(booking), order_of(after), booking.status)
    if verdict.kind is None:
        return booking, verdict
    if booking.status is Status.CONFIRMED:
        return await _change_confirmed(desk, booking, after, verdict)
    await desk.bookings.save(booking, after, action=f"{verdict.kind} changed")
    # Whoever ordered may have it in the calendar from an interpreter who has been released since.
    await send_updates(desk, booking, after, voiding=verdict.voiding)
    more_wishes = booking.status is Status.UNFILLED and after.alternatives != booking.alternatives
    if verdict.consequence is Consequence.RELEASE or more_wishes:
        after = await _search_anew(desk, after)
    return after, verdict


def order_of(booking: Booking) -> Order:
    return Order(**{field.name: getattr(booking, field.name) for field in fields(Order)})


def changed(desk: Desk, booking: Booking, changes: Changes) -> Booking:
    """The booking as it would be, one version later; raises Invalid as ordering does."""
    order = replace(order_of(booking), **changes.values)
    if "address" not in changes.values and order.address == desk.reference.units[booking.unit_id].address:
        order = replace(order, address="")
    said = "alternatives" in changes.values
    order = checked(order if said else replace(order, alternatives=()), desk, before=order_of(booking))
    # What was not spoken of is not judged anew, since its time may have come.
    tried = booking.alternatives[: booking.wish]
    order = replace(order, alternatives=tried + order.alternatives if said else booking.alternatives)
    values = {field.name: getattr(order, field.name) for field in fields(Order)} | whereabouts(order, desk.reference)
    # A time that has nothing of the old one is ordered now: what it costs to be asked late counts from here.
    again = {} if order.period.overlaps(booking.period) else {"requested_at": desk.now}
    return replace(booking, **values | again, version=booking.version + 1)


async def _change_confirmed(desk: Desk, before: Booking, after: Booking, verdict: Verdict) -> tuple[Booking, Verdict]:
    """Kept, asked anew or released, as the table and the interpreter's day have it; what is late is owed."""
    assignment = await desk.assignments.active(before.id)
    if assignment is None:
        raise Conflict(Text("Ingen tolk har opgaven.", "No interpreter has the job."), subject=before.number)
    await desk.assignments.lock_interpreter(assignment.interpreter_id)
    effect = await effect_of(desk, before, after, assignment, verdict)
    await desk.bookings.save(before, after, action=f"{verdict.kind} changed")
    desk.events.add("board")
    if effect.move is not None:
        await owe_move(desk, after, effect.interpreter, effect.move)
    if effect.verdict.consequence is Consequence.KEEP and effect.chosen is not None:
        await desk.assignments.move(assignment, moved(assignment, after, effect.chosen))
        await send_updates(desk, before, after, voiding=verdict.voiding)
        return after, effect.verdict
    await desk.assignments.release(assignment, now=desk.now)
    await send_cancellations(desk, before, role="interpreter")
    await send_updates(desk, before, after, voiding=verdict.voiding)
    if effect.verdict.consequence is Consequence.REOFFER and effect.chosen is not None:
        return await _ask_anew(desk, after, effect.chosen), effect.verdict
    return await _search_anew(desk, after), effect.verdict


@dataclass(frozen=True, slots=True)
class Effect:
    """A change for the one who has the job: what it means for them, and what it owes them (None: nothing).

    `chosen` is they themselves at the new time and place, if they can.
    """

    verdict: Verdict
    interpreter: Interpreter
    chosen: Ranked | None
    move: LateMove | None


async def effect_of(desk: Desk, before: Booking, after: Booking, assignment: Assignment, verdict: Verdict) -> Effect:
    """Whoever carries it out locks the interpreter's row first. Invalid when no tariff prices what is owed."""
    interpreter = await desk.interpreters.get(assignment.interpreter_id)
    chosen = None
    if verdict.consequence is not Consequence.RELEASE:
        ranking = await rank_for(desk, after, only=[interpreter.id])
        chosen = ranking.ranked[0] if ranking.ranked else None
    salaried = interpreter.employment is Employment.SALARIED
    verdict = settled_for(verdict, salaried=salaried, can=chosen is not None)
    kept = after.period if verdict.consequence is Consequence.KEEP else None
    move = await late_move(desk, before, assignment, kept=kept, interpreter=interpreter)
    return Effect(verdict, interpreter, chosen, move)


def moved(assignment: Assignment, after: Booking, chosen: Ranked) -> Assignment:
    """The assignment at its new time and place."""
    return replace(
        assignment,
        starts_at=after.starts_at,
        ends_at=after.ends_at,
        mode=after.mode,
        language=chosen.language,
        cost_ore=chosen.cost_ore,
        trip_minutes=chosen.trip.minutes if chosen.trip else 0,
        trip_km=chosen.trip.km if chosen.trip else 0.0,
    )


async def _ask_anew(desk: Desk, booking: Booking, chosen: Ranked) -> Booking:
    """The one who had it is asked before all others; a no or silence goes on to the next."""
    after = moved_to(booking, Status.OFFERED)
    await desk.bookings.save(booking, after, action="asked anew")
    await make_offers(desk, after, [chosen])
    return after


async def _search_anew(desk: Desk, booking: Booking) -> Booking:
    await close_open_offers(desk, booking)
    after = booking
    if booking.status is not Status.REQUESTED:
        after = moved_to(booking, Status.REQUESTED)
        await desk.bookings.save(booking, after, action="searched anew")
    await desk.outbox.promise("match", booking.id, now=desk.now)
    desk.events.add("board")
    return after


def check_version(booking: Booking, version: int) -> None:
    """Conflict (field "If-Match") when the booking was changed since it was that version."""
    if version != booking.version:
        raise _overtaken(booking, {})


async def check_seen(desk: Desk, booking: Booking, version: int) -> None:
    """As `check_version`, and the refusal says what is different now."""
    if version != booking.version:
        raise _overtaken(booking, since(await desk.histories.of(booking.id), version))


def _overtaken(booking: Booking, news: Mapping[str, tuple[Plain, Plain]]) -> Conflict:
    pairs = [
        (name, "" if was is None else was, "" if now is None else now)
        for name, (was, now) in news.items()
        if name != "requested_at"
    ]
    da = "".join(f" {name}: »{now}« (før »{was}«)." for name, was, now in pairs)
    en = "".join(f" {name}: “{now}” (was “{was}”)." for name, was, now in pairs)
    return Conflict(
        Text(
            f"{booking.number} er ændret, siden du hentede den (den er nu version {booking.version}). "
            f"Hent den igen.{da}",
            f"{booking.number} was changed since you fetched it (it is now version {booking.version}). "
            f"Fetch it again.{en}",
        ),
        field="If-Match",
        subject=booking.number,
    )
