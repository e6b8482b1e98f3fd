"""What the catalogue offers: requesters are held to it, the office may book anyway."""

from booking.domain.alternatives import at_wish, of_wish
from booking.domain.bookings import FURTHEST, Order, check_times
from booking.domain.catalogue import Asked, Objection, why_not
from booking.domain.errors import Invalid
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.services.desk import Desk

_JUDGED = ("language", "mode", "starts_at", "ends_at", "in_person_reason")


def objections(desk: Desk, order: Order, *, at_once: bool = False) -> tuple[Objection, ...]:
    """Everything in the catalogue that speaks against the order at this instant; none when it is offered.

    `at_once`: it is called for now, so no notice is asked of it.
    """
    asked = Asked(order.language, order.mode, order.period, order.in_person_reason)
    return why_not(asked, desk.reference.catalogue, now=desk.now - FURTHEST if at_once else desk.now)


def check_offered(desk: Desk, order: Order, *, before: Order | None = None, at_once: bool = False) -> None:
    """Invalid, at the first field with all that is wrong, for what the catalogue does not offer.

    What an order had before and keeps is not asked about again, whatever the catalogue says now.
    """
    if may(desk.actor, "catalogue:override"):
        return
    if _is_as_before(order, before):
        return
    found = objections(desk, order, at_once=at_once)
    if found:
        said = Text(" ".join(one.text.da for one in found), " ".join(one.text.en for one in found))
        raise Invalid(said, field=found[0].field)


def is_offered(desk: Desk, order: Order, *, before: Order | None = None) -> bool:
    """Whether a requester could order it at its time and in its mode, or change `before` to it."""
    try:
        check_times(order, now=desk.now)
    except Invalid:
        return False
    return _is_as_before(order, before) or not objections(desk, order)


def _is_as_before(order: Order, before: Order | None) -> bool:
    return before is not None and all(getattr(before, name) == getattr(order, name) for name in _JUDGED)


def check_wishes_offered(desk: Desk, order: Order) -> None:
    """The same for each wish after the first, which the refusal names."""
    for at, wish in enumerate(order.alternatives):
        try:
            check_offered(desk, at_wish(order, wish))
        except Invalid as error:
            raise of_wish(error, at) from error
