"""What a booking that is not settled yet is expected to cost, and to bring back."""

from typing import cast

from booking.domain.costs.pricing import Work
from booking.domain.errors import Invalid
from booking.domain.refunds.decision import Outcome
from booking.persistence.claims import Expected
from booking.services.costs import OWN_CATEGORY, OWN_SCHEME, as_booked, cost_ore, quote
from booking.services.desk import Desk

# Nothing is owed to whoever did not come.
_FREE = frozenset({"interpreter_no_show"})


def expected_cost_ore(desk: Desk, one: Expected) -> int:
    """The cost of it alone."""
    return 0 if cast(Outcome, one.outcome) in _FREE else cost_ore(_work(one), desk.reference)


def expected_ore(desk: Desk, one: Expected) -> tuple[int, int]:
    """(cost, refund) in øre by the same engine as the bill; nothing where the tariffs do not reach."""
    if cast(Outcome, one.outcome) in _FREE:
        return 0, 0
    try:
        quoted = quote(one.booking, desk.reference, work=_work(one))
    except Invalid:
        return 0, 0
    return quoted.price.total_ore, quoted.refund_ore


def _work(one: Expected) -> Work:
    return as_booked(
        one.booking,
        scheme=one.scheme or OWN_SCHEME,
        category=one.category or OWN_CATEGORY,
        travel_minutes=one.travel_minutes,
        km=one.km,
        ordered_at=one.booking.requested_at,
    )
