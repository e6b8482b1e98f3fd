"""The alternatives of an order: checked, reached, and gone on to one after another."""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from booking.domain.bookings import Booking, Order, Status, check_order, moved_to
from booking.domain.errors import Invalid
from booking.domain.texts import Text
from booking.domain.wishes import MOST_WISHES, Wish

AnyOrder = TypeVar("AnyOrder", bound=Order)


def check_alternatives(order: Order, *, now: datetime) -> None:
    """Each wish after the first is checked like an order of its own; Invalid names it, e.g. alternatives.1.ends_at."""
    if len(order.alternatives) > MOST_WISHES:
        most = Text(f"Skriv højst {MOST_WISHES} andre ønsker.", f"Write at most {MOST_WISHES} other wishes.")
        raise Invalid(most, field="alternatives")
    said = [order.present]
    for at, wish in enumerate(order.alternatives):
        try:
            check_order(at_wish(order, wish), now=now)
        except Invalid as error:
            raise of_wish(error, at) from error
        if any(wish.is_like(other) for other in said):
            again = Text("Ønsket står der allerede. Ret det, eller fjern det.", "The wish is there already. Change it.")
            raise of_wish(Invalid(again, field="starts_at"), at)
        said.append(wish)


def with_reach(order: Order) -> Order:
    """The order with each wish reached like the order itself where it does not say how."""
    wishes = tuple(wish.reached_like(order.present) for wish in order.alternatives)
    return replace(order, alternatives=wishes) if wishes else order


def at_wish(order: AnyOrder, wish: Wish) -> AnyOrder:
    """The order as if the wish were the only one."""
    values = {name: getattr(wish, name) for name in Wish.__dataclass_fields__}
    return replace(order, **values, alternatives=())


def of_wish(error: Invalid, at: int) -> Invalid:
    """A refusal of the wish with that index among the alternatives, which people count from 2."""
    said = Text(f"Ønske {at + 2}: {error.message.da}", f"Wish {at + 2}: {error.message.en}")
    return Invalid(said, field=f"alternatives.{at}.{error.field}")


def next_wish(booking: Booking, *, now: datetime) -> Booking | None:
    """The booking at its next wish that has not begun, requested again; None when there is none left.

    `alternatives` are always all the wishes but the one it stands at, so that none is forgotten.
    """
    wishes = booking.wishes
    at = next((at for at in range(booking.wish + 1, len(wishes)) if wishes[at].starts_at > now), None)
    if at is None:
        return None
    moved = replace(
        booking,
        **{name: getattr(wishes[at], name) for name in Wish.__dataclass_fields__},
        alternatives=wishes[:at] + wishes[at + 1 :],
        wish=at,
    )
    return moved_to(moved, Status.REQUESTED)
