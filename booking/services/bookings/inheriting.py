"""Inheriting: a later booking of a case takes over the citizen's number that is known of the earlier ones."""

from booking.domain.bookings import Booking
from booking.domain.errors import Conflict
from booking.gateways.citizen_numbers import Sealed
from booking.persistence.citizens import Stored
from booking.services.desk import Desk


async def inherit_number(desk: Desk, booking: Booking) -> None:
    """The newest number of the unit's case, sealed anew for this booking; a number is shown to nobody here.

    A missing key must not keep anybody from booking: the number is then entered by hand.
    """
    if desk.vault is None or not booking.citizen_ref:
        return
    known = await desk.citizens.newest_of_case(booking.unit_id, booking.citizen_ref)
    if known is None:
        return
    try:
        cpr = desk.vault.open(known.booking_id, Sealed(known.key_id, known.sealed))
    except Conflict:
        return
    sealed = desk.vault.seal(booking.id, cpr)
    await desk.citizens.keep([Stored(booking.id, sealed.key_id, sealed.content)])
