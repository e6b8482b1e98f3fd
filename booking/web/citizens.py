"""CPR numbers on pages: entered, taken away, shown once on a click; and who has read which."""

from dataclasses import replace

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.citizens import shown
from booking.domain.errors import Conflict, Invalid
from booking.domain.texts import Text
from booking.services import citizens
from booking.web.guards import Asked
from booking.web.making.bookings import booking_page
from booking.web.making.citizens import reads_page
from booking.web.visits import visiting

HERE, READS = "/bestillinger/{number:str}/cpr", "/cpr-opslag"
PAGE, READS_PAGE = "bestillinger/side.html", "cpr/opslag.html"


@post(HERE)
async def enter(request: Asked, number: FromPath[str]) -> Response[str]:
    """What was typed is never shown again, also when it is wrong."""
    try:
        async with visiting(request) as visit:
            typed, whole = visit.fields.get("cpr", ""), visit.fields.get("whole_case") == "1"
            warned = await citizens.enter(visit.desk, number=number, cpr=typed, whole_case=whole)
            return visit.moved(f"/bestillinger/{number}#cpr", told="cpr_odd" if warned else "cpr_kept")
    except (Invalid, Conflict) as error:
        return await _shown(request, number, error=error.message)


@post(f"{HERE}/slet")
async def remove(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        await citizens.remove(visit.desk, number=number)
        return visit.moved(f"/bestillinger/{number}#cpr", told="cpr_removed")


@post(f"{HERE}/vis")
async def show(request: Asked, number: FromPath[str]) -> Response[str]:
    """The booking's page with the number on it, this once; that it was read is written down."""
    async with visiting(request) as visit:
        cpr = shown(await citizens.read_cpr(visit.desk, number=number))
    return await _shown(request, number, cpr=cpr)


async def _shown(request: Asked, number: str, *, cpr: str = "", error: Text | None = None) -> Response[str]:
    async with visiting(request) as visit:
        view = await booking_page(visit.desk, number)
        boxes = view.voucher
        if boxes is not None and boxes.cpr is not None:
            view = replace(view, voucher=replace(boxes, cpr=replace(boxes.cpr, shown=cpr, error=error)))
        status = 422 if error is not None else 200
        return await visit.show(PAGE, view, place="bestillinger", status=status, path=f"/bestillinger/{number}")


@get(READS)
async def reads(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(READS_PAGE, await reads_page(visit.desk), place="cpr-opslag")
