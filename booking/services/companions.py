"""Several interpreters on one job: a booking for each, with its own number, interpreter, price and refund."""

from dataclasses import replace

from booking.domain.bookings import Booking, Order
from booking.domain.errors import Invalid
from booking.domain.series import ALONE, Kin
from booking.domain.texts import Text
from booking.persistence.ids import new_id
from booking.services.bookings import Entry, request
from booking.services.bookings.entering import OWN
from booking.services.desk import Desk

MOST_INTERPRETERS = 4


async def request_job(
    desk: Desk, *, order: Order, interpreters: int = 1, kin: Kin = ALONE, entry: Entry = OWN
) -> list[Booking]:
    """The job's bookings, companions when there are several; raises as ordering one does."""
    if not 1 <= interpreters <= MOST_INTERPRETERS:
        raise Invalid(
            Text(
                f"Vælg fra 1 til {MOST_INTERPRETERS} tolke. Bestil flere som en opgave mere.",
                f"Choose from 1 to {MOST_INTERPRETERS} interpreters. Book more as another job.",
            ),
            field="interpreters",
        )
    if interpreters > 1:
        kin = replace(kin, job_id=new_id())
    first = await request(desk, order=order, kin=kin, entry=entry)
    others = replace(kin, leads=False)
    return [first] + [await request(desk, order=order, kin=others, entry=entry) for _ in range(interpreters - 1)]
