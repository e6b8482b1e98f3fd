"""Who could take a booking, and why it is not shown to somebody: for the office, one click from the booking."""

from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from booking.web.guards import Asked
from booking.web.making.candidates import candidates_page
from booking.web.visits import visiting

PAGE = "bestillinger/kandidater.html"


@get("/bestillinger/{number:str}/kandidater")
async def show(
    request: Asked, number: FromPath[str], q: FromQuery[str] = "", tolk: FromQuery[str] = ""
) -> Response[str]:
    """`q` narrows those who fell by name; `tolk` is the one of whom every rule is asked."""
    async with visiting(request) as visit:
        view = await candidates_page(visit.desk, number, q=q, interpreter_id=_chosen(tolk))
        return await visit.show(PAGE, view, place="bestillinger")


def _chosen(typed: str) -> UUID | None:
    """What is no interpreter's id asks about nobody."""
    try:
        return UUID(typed) if typed else None
    except ValueError:
        return None
