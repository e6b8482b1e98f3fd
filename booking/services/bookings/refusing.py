"""What the office does not take: each refusal names the rule and what to do instead."""

from collections.abc import Iterator

from booking.domain.bookings import Order
from booking.domain.errors import Invalid
from booking.domain.privacy import has_cpr
from booking.domain.refunds.rules import is_regions_bill
from booking.domain.texts import Text


def check_region(order: Order) -> None:
    """Invalid for hospital and GP: the region orders and pays (Health Act § 50)."""
    if order.measure is None or not is_regions_bill(order.measure):
        return
    raise Invalid(
        Text(
            "Tolkning på hospital og hos læge bestilles og betales af regionen (sundhedslovens § 50). "
            "Bed behandlingsstedet om at bestille tolken.",
            "Interpreting at hospitals and doctors is ordered and paid by the region (Health Act § 50). "
            "Ask the place of treatment to book the interpreter.",
        ),
        field="measure",
    )


def check_cpr(order: Order) -> None:
    """Invalid where a CPR number stands for a case or a phone: masked, neither would be of any use."""
    if has_cpr(order.citizen_ref):
        raise Invalid(
            Text(
                "Skriv sagens nummer, ikke borgerens CPR-nummer.",
                "Write the case number, not the citizen's CPR number.",
            ),
            field="citizen_ref",
        )
    for field, phone in phones_of(order):
        if not has_cpr(phone):
            continue
        raise Invalid(
            Text(
                "Det ligner et CPR-nummer. Skriv et telefonnummer, et udenlandsk med landekode: +49 ...",
                "This looks like a CPR number. Write a phone number, a foreign one with its country code: +49 ...",
            ),
            field=field,
        )


def phones_of(order: Order) -> Iterator[tuple[str, str]]:
    """Each number with the field it stands in: the order's own, and those of its other wishes."""
    yield "phone", order.phone
    yield from ((f"alternatives.{at}.phone", wish.phone) for at, wish in enumerate(order.alternatives))
