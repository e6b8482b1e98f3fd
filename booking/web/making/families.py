"""Where a booking stands: in its series, and among the companions on its job."""

from booking.domain.bookings import STATUSES, Booking
from booking.domain.permissions import may
from booking.services.desk import Desk
from booking.services.series.reading import family_of
from booking.web.views.repeats import FamilyBox


async def family_box(desk: Desk, booking: Booking) -> FamilyBox | None:
    """For those who see more than their own job."""
    family = await family_of(desk, booking) if may(desk.actor, "bookings:history") else None
    if family is None:
        return None
    companions = tuple((one.number, STATUSES[one.status]) for one in family.companions)
    return FamilyBox(family.series_id, family.place, family.dates, companions)
