"""The page of a series: its dates, what was left out of it, and taking a date back."""

from datetime import date
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.errors import Invalid
from booking.domain.texts import Text
from booking.services.series import take_back as book_after_all
from booking.web.guards import Asked
from booking.web.making.series import series_page
from booking.web.visits import Visit, visiting

HERE = "/serier/{series_id:uuid}"
PAGE = "serier/side.html"


@get(HERE)
async def show(request: Asked, series_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await series_page(visit.desk, series_id), place="bestillinger")


@post(f"{HERE}/datoer")
async def take_back(request: Asked, series_id: FromPath[UUID]) -> Response[str]:
    """A date that was left out is booked after all; what is in the way is said on the page."""
    try:
        async with visiting(request) as visit:
            made = await book_after_all(visit.desk, series_id=series_id, on=_date_in(visit))
            return visit.moved(f"/serier/{series_id}", told="booked", number=made[0].number)
    except Invalid as error:
        return await _again(request, series_id, error.message)


def _date_in(visit: Visit) -> date:
    """Of the button that was pressed; the first day of the calendar, which nobody left out, where it cannot be read."""
    try:
        return date.fromisoformat(visit.fields.get("date", ""))
    except ValueError:
        return date.min


async def _again(request: Asked, series_id: UUID, error: Text) -> Response[str]:
    async with visiting(request) as visit:
        view = await series_page(visit.desk, series_id, error=error)
        return await visit.show(PAGE, view, place="bestillinger", status=422, path=f"/serier/{series_id}")
