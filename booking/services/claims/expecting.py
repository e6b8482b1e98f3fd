"""What a booking that is not settled yet is expected to cost, and to bring back."""

from typing import cast

from booking.domain.costs.pricing import Work, price
from booking.domain.errors import Invalid
from booking.domain.refunds.decision import Outcome
from booking.persistence.claims import Expected
from booking.services.costs import OWN_CATEGORY, OWN_SCHEME, quote
from booking.services.desk import Desk

# Nothing is owed to whoever did not come.
_FREE = frozenset({"interpreter_no_show"})


def expected_cost_ore(desk: Desk, one: Expected) -> int:
    """The cost of it alone, and why it costs that is not put into words: of thousands nobody reads any."""
    if cast(Outcome, one.outcome) in _FREE:
        return 0
    work = Work(
        scheme=one.scheme or OWN_SCHEME,
        category=one.category or OWN_CATEGORY,
        mode=one.booking.mode,
        booked=one.booking.period,
        actual=None,
        outcome="delivered",
        travel_minutes=one.travel_minutes,
        km=one.km,
        ordered_at=one.booking.requested_at,
    )
    try:
        return price(work, desk.reference.tariffs, desk.reference.workdays, explained=False).total_ore
    except Invalid:
        return 0


def expected_ore(desk: Desk, one: Expected) -> tuple[int, int]:
    """(cost, refund) in øre by the same engine as the bill; nothing where the tariffs do not reach."""
    if cast(Outcome, one.outcome) in _FREE:
        return 0, 0
    try:
        quoted = quote(
            one.booking,
            desk.reference,
            scheme=one.scheme or OWN_SCHEME,
            category=one.category or OWN_CATEGORY,
            travel_minutes=one.travel_minutes,
            km=one.km,
            ordered_at=one.booking.requested_at,
        )
    except Invalid:
        return 0, 0
    return quoted.price.total_ore, quoted.refund_ore
