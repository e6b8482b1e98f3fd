"""The page that cancels several bookings of a series or a job: what it costs first, then all of them or none."""

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.bookings import Act, require
from booking.services.bookings import find
from booking.services.series import cancel_all
from booking.web.booking_pages import seen
from booking.web.guards import Asked
from booking.web.making.scopes import cancel_many, scope_in, scope_options
from booking.web.visits import visiting

HERE = "/bestillinger/{number:str}/afbestil-flere"
PAGE = "bestillinger/afbestil.html"


@get(HERE)
async def foresee(request: Asked, number: FromPath[str], gaelder: FromQuery[str] = "") -> Response[str]:
    """What each of them costs at this moment; nothing is cancelled."""
    async with visiting(request) as visit:
        booking = await find(visit.desk, number, permission="bookings:cancel")
        require(booking, Act.CANCEL)
        return await visit.show(PAGE, await cancel_many(visit.desk, booking, gaelder), place="bestillinger")


@post(HERE)
async def cancel(request: Asked, number: FromPath[str]) -> Response[str]:
    """On to the series, else to the booking."""
    async with visiting(request, once=True) as visit:
        booking = await seen(visit, number, "bookings:cancel")
        scope = scope_in(visit.fields.get("scope", ""), await scope_options(visit.desk, booking))
        reason = visit.fields.get("reason", "").strip()[:200]
        await cancel_all(visit.desk, number=number, scope=scope, reason=reason)
        page = f"/serier/{booking.series_id}" if booking.series_id is not None else f"/bestillinger/{number}"
        return visit.moved(page, told="cancelled_together", number=number)
