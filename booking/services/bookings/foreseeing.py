"""What an order or a change would mean, before it is sent: price, refund, deadline, and who could take it."""

from dataclasses import dataclass, fields, replace

from booking.domain.bookings import Act, Booking, Order, Status, require
from booking.domain.changes import Consequence, Verdict, judge
from booking.domain.deadlines import Deadline
from booking.domain.interpreters import Interpreter
from booking.domain.permissions import require_permission
from booking.persistence.ids import new_id
from booking.services.bookings.changing import Changes, changed, effect_of, order_of
from booking.services.bookings.ordering import check_codes, whereabouts
from booking.services.bookings.reading import find
from booking.services.candidates import rank_for
from booking.services.costs import Quote, deadline_or_none, quote, quote_or_none
from booking.services.desk import Desk
from booking.services.invitations import news_between
from booking.services.owing import LateMove


@dataclass(frozen=True, slots=True)
class Foresight:
    """`free` is None while the language is not chosen; `of_gender` have the gender asked for, of `free_of_any`."""

    quote: Quote
    free: int | None
    free_of_any: int = 0
    of_gender: int = 0


async def foresee(desk: Desk, *, order: Order) -> Foresight:
    """Nothing is written. Raises Invalid for an unknown code, and when no tariff is in force on the day."""
    require_permission(desk.actor, "bookings:create")
    check_codes(order)
    found = quote(order, desk.reference)
    if order.language not in desk.reference.languages:
        return Foresight(found, None)
    ranked = (await rank_for(desk, replace(thought_up(desk, order), gender_required=False))).ranked
    if ranked and ranked[0].candidate.paid_ore:
        paid = await desk.paid_times.of(ranked[0].candidate.id, order.period)
        found = quote(order, desk.reference, paid=paid)
    fitting = sum(one.candidate.gender == order.gender or one.candidate.is_agency for one in ranked)
    return Foresight(found, fitting if order.gender and order.gender_required else len(ranked), len(ranked), fitting)


def thought_up(desk: Desk, order: Order) -> Booking:
    """The booking that the order would become if the actor sent it now."""
    values = {field.name: getattr(order, field.name) for field in fields(Order)}
    return Booking(
        **values | whereabouts(order, desk.reference),
        id=new_id(),
        number="",
        status=Status.REQUESTED,
        requested_at=desk.now,
        requester_id=desk.actor.account_id or new_id(),
    )


@dataclass(frozen=True, slots=True)
class ChangeForesight:
    """A change as it would be carried out at this instant.

    `interpreter` has the job now, and `move` is what it owes them, None in time;
    `told` when calendars would hear of it. A quote is None where no tariff reaches,
    `free` where nobody new is looked for.
    """

    before: Booking
    after: Booking
    verdict: Verdict
    interpreter: Interpreter | None
    move: LateMove | None
    told: bool
    quote_before: Quote | None
    quote_after: Quote | None
    deadline: Deadline | None
    free: int | None


async def foresee_change(desk: Desk, *, number: str, changes: Changes) -> ChangeForesight:
    """Nothing is written. Raises Conflict and Invalid as changing does."""
    before = await find(desk, number, permission="bookings:change")
    require(before, Act.CHANGE)
    after = changed(desk, before, changes)
    assignment = await desk.assignments.active(before.id) if before.status is Status.CONFIRMED else None
    holder = await desk.interpreters.get(assignment.interpreter_id) if assignment is not None else None
    verdict, move = judge(order_of(before), order_of(after), before.status), None
    if assignment is not None and verdict.kind is not None:
        effect = await effect_of(desk, before, after, assignment, verdict)
        verdict, move = effect.verdict, effect.move
    anew = verdict.consequence is Consequence.RELEASE
    return ChangeForesight(
        before=before,
        after=after,
        verdict=verdict,
        interpreter=holder,
        move=move,
        told=bool(news_between(before, after, desk.reference)),
        quote_before=quote_or_none(before, desk.reference),
        quote_after=quote_or_none(after, desk.reference),
        deadline=deadline_or_none(after, None if anew else holder, desk.reference),
        free=len((await rank_for(desk, after)).ranked) if anew else None,
    )
