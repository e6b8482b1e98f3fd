"""Known cases: what the bookings that the actor may see say of a case number."""

from dataclasses import dataclass

from booking.domain.bookings import Booking, Status
from booking.domain.permissions import require_permission
from booking.persistence.cases import Met, met_in_case
from booking.persistence.overviews import names_by_booking
from booking.persistence.scope import visible_to
from booking.services.bookings.reading import list_bookings
from booking.services.desk import Desk

MOST_RECENT, LOOKED_THROUGH = 3, 40


@dataclass(frozen=True, slots=True)
class KnownCase:
    """The newest booking of the case, and who has interpreted in it, the most usual first."""

    latest: Booking
    met: list[Met]


@dataclass(frozen=True, slots=True)
class RecentCase:
    """The newest booking of a case that the actor booked for, and who has it."""

    latest: Booking
    interpreter: str


async def recent_cases(desk: Desk) -> list[RecentCase]:
    """The cases that the actor booked for most recently, the newest first; what was cancelled is not repeated."""
    kept = [one for one in Status if one is not Status.CANCELLED]
    mine = desk.actor.account_id
    found = await list_bookings(desk, requester_id=mine, statuses=kept, newest_first=True, limit=LOOKED_THROUGH)
    by_case: dict[str, Booking] = {}
    for one in found:
        if one.citizen_ref:
            by_case.setdefault(one.citizen_ref, one)
    latest = list(by_case.values())[:MOST_RECENT]
    names = await names_by_booking(desk.connection, [one.id for one in latest])
    return [RecentCase(one, names.get(one.id, "")) for one in latest]


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
