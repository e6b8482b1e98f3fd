"""Ways out over the API: where nobody can, the changes to send that would give somebody."""

from datetime import datetime

from litestar import Controller, get
from litestar.params import FromPath

from booking.api.desks import Asked, desk_for, tongue_of
from booking.domain.modes import Mode
from booking.domain.money import kroner
from booking.domain.texts import Tongue
from booking.services.remedies import Remedy, remedies
from schemas import holds as io


class RemediesController(Controller):
    path = "/bookings/{number:str}/ways-out"
    tags = ["Bookings"]

    @get(summary="What would give somebody")
    async def list_remedies(self, request: Asked, number: FromPath[str]) -> io.RemediesOut:
        """Each with the body of a PATCH and how many it gives, the office's queue last; none where somebody can."""
        async with desk_for(request) as desk:
            found = await remedies(desk, number=number)
            return io.RemediesOut([_out(one, tongue_of(request)) for one in found])


def _out(remedy: Remedy, tongue: Tongue) -> io.RemedyOut:
    changes = {name: _said(value) for name, value in remedy.changes.items()}
    cost = kroner(remedy.cost_ore) if remedy.cost_ore is not None else None
    return io.RemedyOut(
        remedy.kind, remedy.text.in_(tongue), remedy.count, changes, first=remedy.first or None, cost=cost
    )


def _said(value: datetime | Mode | bool) -> str | bool:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Mode) else value
