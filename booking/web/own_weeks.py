"""An interpreter's week: the calendar of what is ahead and done, and the hours that were worked."""

from litestar import Response, get
from litestar.params import FromQuery

from booking.web.guards import Asked
from booking.web.making.own_weeks import calendar_page, hours_page
from booking.web.visits import visiting


@get("/tolk/kalender")
async def calendar(request: Asked, dag: FromQuery[str] = "") -> Response[str]:
    """The week of a day, as it is typed in the office: 19.11, tor, +7."""
    async with visiting(request) as visit:
        return await visit.show("tolk/kalender.html", await calendar_page(visit.desk, dag[:40]), place="tolk")


@get("/tolk/timer")
async def hours(request: Asked, dag: FromQuery[str] = "") -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("tolk/timer.html", await hours_page(visit.desk, dag[:40]), place="tolk")
