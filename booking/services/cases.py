"""Known cases: what the bookings that the actor may see say of a case number."""

from dataclasses import dataclass

from booking.domain.bookings import Booking
from booking.domain.permissions import require_permission
from booking.persistence.cases import Met, met_in_case
from booking.persistence.scope import visible_to
from booking.services.bookings.reading import list_bookings
from booking.services.desk import Desk


@dataclass(frozen=True, slots=True)
class KnownCase:
    """The newest booking of the case, and who has interpreted in it, the most usual first."""

    latest: Booking
    met: list[Met]


async def known_case(desk: Desk, *, citizen_ref: str) -> KnownCase | None:
    """None for a number that nothing is known of, or nothing that the actor may see."""
    require_permission(desk.actor, "bookings:create")
    sought = citizen_ref.strip()
    if not sought:
        return None
    found = await list_bookings(desk, citizen_ref=sought, newest_first=True, limit=1)
    if not found:
        return None
    return KnownCase(found[0], await met_in_case(desk.connection, visible_to(desk.actor), sought))
