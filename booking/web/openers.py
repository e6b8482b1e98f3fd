"""Who else has a booking open: asked when its page is loaded, and every twenty seconds while it stays open."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from litestar import Response, get
from litestar.params import FromPath

from booking.domain.permissions import may
from booking.services.bookings import find
from booking.web.guards import Asked, office_of
from booking.web.views.boards import BoardDay
from booking.web.views.bookings import BookingPage
from booking.web.views.changes import ChangeForm
from booking.web.views.openers import Openers
from booking.web.visits import Visit, visiting

Shown = TypeVar("Shown", BookingPage, ChangeForm)
FRAGMENT = "bestillinger/_andre.html"


@get("/bestillinger/{number:str}/aaben")
async def still_open(request: Asked, number: FromPath[str]) -> Response[str]:
    """Keeps the mark of the one who asks, and says who else has one."""
    async with visiting(request) as visit:
        await find(visit.desk, number, permission="bookings:change")
        view = await openers(visit, number)
        return await visit.show(FRAGMENT, view, fragment=FRAGMENT)


async def openers(visit: Visit, number: str) -> Openers:
    """Whoever could change a booking has it open, and sees the others who could."""
    actor, office = visit.desk.actor, office_of(visit.request)
    if actor.account_id is None or not may(actor, "bookings:change"):
        return Openers(number, ())
    new, names = await office.presence.opened(number, actor.account_id, actor.name)
    if new and may(actor, "board:read"):
        office.live.publish(["board"])
    return Openers(number, tuple(names), watched=True)


async def with_openers(visit: Visit, view: Shown, number: str) -> Shown:
    return replace(view, openers=await openers(visit, number))


async def marked(visit: Visit, board: BoardDay, chosen: str) -> BoardDay:
    """The board with who else has a booking of the queue open; `chosen` is the one that is open in it."""
    office, actor = office_of(visit.request), visit.desk.actor
    if chosen and actor.account_id is not None and chosen in [item.number for item in board.queue]:
        new, _ = await office.presence.opened(chosen, actor.account_id, actor.name)
        if new:
            office.live.publish(["board"])
    numbers: Sequence[str] = [item.number for item in board.queue]
    found = await office.presence.others(numbers, actor.account_id)
    queue = tuple(replace(item, open_by=tuple(found.get(item.number, ()))) for item in board.queue)
    return replace(board, queue=queue)
