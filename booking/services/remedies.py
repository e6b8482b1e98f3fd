"""Remedies: the ways out where nobody can, each as the change of the order that would give somebody."""

from dataclasses import dataclass, replace
from typing import Any

from booking.domain.bookings import Act, Booking, Order, Status, allows
from booking.domain.money import said_kroner
from booking.domain.periods import danish_moment
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.matching.explanation import Change, Explanation
from booking.services.bookings.changing import order_of
from booking.services.bookings.foreseeing import thought_up
from booking.services.bookings.offering import is_offered
from booking.services.bookings.reading import find
from booking.services.costs import quote_or_none
from booking.services.desk import Desk
from booking.services.matching import held_against_all
from booking.services.vacancies import Vacancy, nearest


@dataclass(frozen=True, slots=True)
class Remedy:
    """`changes` are the order's fields as they would have to be; none where the office takes over as it is.

    To the office `first` is who would come, at what expected `cost_ore`; to others it is the price they are shown.
    """

    kind: str
    text: Text
    changes: dict[str, Any]
    count: int = 0
    first: str = ""
    cost_ore: int | None = None

    @property
    def detail(self) -> Text | None:
        """Who it would be, as far as the reader may know, and what it costs."""
        if self.cost_ore is None:
            return None
        cost = said_kroner(self.cost_ore)
        who = Text(f"først {self.first}, ", f"{self.first} first, ") if self.first else Text("", "")
        return Text(f"{who.da}{cost.da}", f"{who.en}{cost.en}")


OFFICE = Remedy(
    "office",
    Text(
        "Lad tolkekontoret finde en, også hos eksterne leverandører",
        "Let the interpreter office find somebody, external suppliers too",
    ),
    {},
)


async def remedies_of(desk: Desk, booking: Booking, why: Explanation) -> tuple[Remedy, ...]:
    """One for each change that gives somebody, the nearest free time of the week, always the office's queue last.

    A requester is told only of what the catalogue offers; the office may book the rest too.
    """
    order, before = order_of(booking), order_of(booking) if booking.number else None
    small = tuple(remedy_of(desk, order, change) for change in why.changes)
    if not may(desk.actor, "catalogue:override"):
        small = tuple(one for one in small if is_offered(desk, replace(order, **one.changes), before=before))
    if not may(desk.actor, "bookings:create") or any(one.kind == "time" for one in small):
        return *small, OFFICE
    return *small, *(_moved(desk, order, one) for one in await nearest(desk, order, most=2)), OFFICE


def _moved(desk: Desk, order: Order, free: Vacancy) -> Remedy:
    ends_at = free.starts_at + (order.ends_at - order.starts_at)
    at, count = danish_moment(free.starts_at), _free(free.free)
    said = Text(f"Nærmeste ledige tid, {at.da}: {count.da}", f"Nearest free time, {at.en}: {count.en}")
    changes = {"starts_at": free.starts_at, "ends_at": ends_at}
    return Remedy("time", said, changes, free.free, cost_ore=_price(desk, order, changes))


def _price(desk: Desk, order: Order, changes: dict[str, Any]) -> int | None:
    found = quote_or_none(replace(order, **changes), desk.reference)
    return found.price.total_ore if found is not None else None


def remedy_of(desk: Desk, order: Order, change: Change) -> Remedy:
    """A change as the reader may know it, with the fields of the order that it sets."""
    wanted = change.wanted
    changes: dict[str, dict[str, Any]] = {
        "time": {"starts_at": wanted.period.starts_at, "ends_at": wanted.period.ends_at},
        "mode": {"mode": wanted.mode},
        "substitute": {"substitutes_ok": True},
        "gender": {"gender_required": False},
        "supplier": {},
    }
    made = Remedy(change.kind, change.counted, changes[change.kind], change.count)
    if may(desk.actor, "candidates:read"):
        return replace(made, first=change.first.candidate.name, cost_ore=change.cost_ore)
    return replace(made, cost_ore=_price(desk, order, made.changes))


def _free(count: int) -> Text:
    return Text(f"{count} {'ledig' if count == 1 else 'ledige'}", f"{count} free")


async def remedies(desk: Desk, *, number: str) -> tuple[Remedy, ...]:
    """For a booking that waits and that nobody can take as it stands; none where somebody can, or is asked."""
    booking = await find(desk, number, permission="bookings:costs")
    waits = allows(booking, Act.MATCH) and booking.status is not Status.OFFERED
    if not waits or booking.starts_at <= desk.now:
        return ()
    why = (await held_against_all(desk, booking)).why_nobody
    return await remedies_of(desk, booking, why) if why is not None else ()


async def remedies_for(desk: Desk, *, order: Order) -> tuple[Remedy, ...]:
    """The same for an order that is only thought up."""
    booking = thought_up(desk, order)
    why = (await held_against_all(desk, booking)).why_nobody
    return await remedies_of(desk, booking, why) if why is not None else ()
