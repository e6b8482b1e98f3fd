"""The page of the one search box; a booking's whole number leads straight there."""

import re
from dataclasses import dataclass

from litestar import Response, get
from litestar.params import FromQuery

from booking.services.bookings import find
from booking.services.desk import Desk
from booking.services.searching import find_everything
from booking.web.guards import Asked
from booking.web.making.actions import knows_case
from booking.web.making.bookings import booking_row
from booking.web.views.bookings import BookingRow
from booking.web.visits import visiting

LONGEST = 200
_NUMBER = re.compile(r"[Bb]-\d{4}-\d{6,}")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: where it is, what it is called, and what tells it from others."""

    href: str
    name: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class FindPage:
    """`q` as typed; by kind what was found."""

    q: str
    bookings: tuple[BookingRow, ...] = ()
    interpreters: tuple[Hit, ...] = ()
    units: tuple[Hit, ...] = ()
    users: tuple[Hit, ...] = ()

    @property
    def hits(self) -> int:
        return len(self.bookings) + len(self.interpreters) + len(self.units) + len(self.users)


@get("/soeg")
async def search(request: Asked, q: FromQuery[str] = "") -> Response[str]:
    async with visiting(request) as visit:
        text = q.strip()[:LONGEST]
        if _NUMBER.fullmatch(text) and (number := await _exactly(visit.desk, text.upper())):
            return visit.moved(f"/bestillinger/{number}")
        return await visit.show("soeg.html", await _found(visit.desk, text))


async def _exactly(desk: Desk, number: str) -> str:
    """The number, when there is such a booking for whoever asks."""
    seen = await find_everything(desk, text=number)
    return (await find(desk, number)).number if any(one.number == number for one in seen.bookings) else ""


async def _found(desk: Desk, text: str) -> FindPage:
    found = await find_everything(desk, text=text)
    case = knows_case(desk)
    return FindPage(
        text,
        tuple(booking_row(one, desk.reference, interpreter="", case=case) for one in found.bookings),
        tuple(Hit(f"/tolke/{one.id}", one.name, one.email) for one in found.interpreters),
        tuple(Hit(f"/enheder/{one.code}", one.name, one.address) for one in found.units),
        tuple(Hit(f"/administration/brugere/{one.id}", one.name, one.email) for one in found.users),
    )
