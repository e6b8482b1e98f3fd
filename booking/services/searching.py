"""One box for everything: bookings by number or case, interpreters, units and users by name; as far as one may see."""

from dataclasses import dataclass

from booking.domain.accounts import Account
from booking.domain.bookings import Booking
from booking.domain.interpreters import Interpreter
from booking.domain.permissions import may
from booking.domain.units import Unit
from booking.persistence.administration import every_account
from booking.services.bookings import list_bookings
from booking.services.desk import Desk
from booking.services.overviews import search_for

EACH = 8
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """The first few of each kind."""

    bookings: tuple[Booking, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    units: tuple[Unit, ...] = ()
    users: tuple[Account, ...] = ()


async def find_everything(desk: Desk, *, text: str) -> Found:
    """Nothing for less than two signs; the newest bookings first, the others by name."""
    sought = " ".join(text.split())
    if len(sought) < SHORTEST:
        return Found()
    named = may(desk.actor, "interpreters:read")
    return Found(
        bookings=tuple(await list_bookings(desk, search=search_for(desk, sought), newest_first=True, limit=EACH)),
        interpreters=tuple(await desk.interpreters.listed(named=sought, limit=EACH)) if named else (),
        units=_units(desk, sought),
        users=tuple(await every_account(desk.connection, q=sought, limit=EACH))
        if may(desk.actor, "users:read")
        else (),
    )


def _units(desk: Desk, sought: str) -> tuple[Unit, ...]:
    if not may(desk.actor, "units:write"):
        return ()
    low = sought.lower()
    every = sorted(desk.reference.units.values(), key=lambda unit: unit.name)
    return tuple(unit for unit in every if low in unit.name.lower() or low == unit.code)[:EACH]
