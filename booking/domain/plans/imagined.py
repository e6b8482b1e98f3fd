"""What is imagined of a talk: whether it could as well be held by phone or video."""

from booking.domain.bookings import Booking
from booking.domain.modes import Mode

# Reasons that the room itself is needed for.
NEEDS_THE_ROOM = frozenset({"child", "trauma", "hearing", "home_visit", "no_connection"})


def may_be_remote(booking: Booking) -> bool:
    """In person for a reason that a telephone or a screen can do as well."""
    return booking.mode is Mode.IN_PERSON and booking.in_person_reason not in NEEDS_THE_ROOM
