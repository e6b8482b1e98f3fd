"""The office's day board, live; one booking of the queue can be open in it."""

from datetime import date

from litestar import Response, get
from litestar.params import FromQuery
from litestar.response import Stream

from booking.domain.errors import Invalid
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.services.boards import day_board
from booking.services.weeks import week_load
from booking.web.entries import day_in
from booking.web.guards import Asked, office_of
from booking.web.making.boards import board_day
from booking.web.making.weeks import board_week
from booking.web.openers import marked
from booking.web.streams import streaming
from booking.web.views.board_choices import EVERYTHING, Choices, choices_in
from booking.web.views.chrome import Notice
from booking.web.visits import Visit, visiting

HERE = "/tavle"
PAGE, FRAGMENT = "tavle/dag.html", "tavle/_levende.html"
WEEK_PAGE = "tavle/uge.html"
TOPICS = frozenset({"board"})


@get(HERE)
async def board(request: Asked, dag: FromQuery[str] = "", vis: FromQuery[str] = "") -> Response[str]:
    """Today, or the day typed; what cannot be read as a day shows today. `vis` is the booking that is open.

    `sprog`, `kun` and `koe` narrow down what is shown.
    """
    async with visiting(request) as visit:
        return await show_board(visit, day_typed(visit, dag), vis, choices=choices_in(request.query_params))


async def show_board(
    visit: Visit,
    day: date,
    chosen: str,
    *,
    choices: Choices = EVERYTHING,
    status: int = 200,
    notice: Notice | None = None,
) -> Response[str]:
    found = await day_board(visit.desk, day=day, chosen=chosen)
    view = board_day(found, visit.desk.reference, visit.desk.now, choices)
    view = await marked(visit, view, chosen)
    return await visit.show(PAGE, view, place="tavle", fragment=FRAGMENT, status=status, path=view.here, notice=notice)


def day_typed(visit: Visit, typed: str) -> date:
    """Today for what cannot be read as a day."""
    today = local_date(visit.desk.now)
    try:
        return day_in(typed, today) if typed.strip() else today
    except Invalid:
        return today


@get(f"{HERE}/uge")
async def week(request: Asked, dag: FromQuery[str] = "") -> Response[str]:
    """The week of today, or of the day typed."""
    async with visiting(request) as visit:
        found = await week_load(visit.desk, day=day_typed(visit, dag))
        view = board_week(found, visit.desk.reference, visit.desk.now, choices_in(request.query_params))
        return await visit.show(WEEK_PAGE, view, place="tavle", fragment=FRAGMENT, path=view.here)


@get(f"{HERE}/strom")
async def stream(request: Asked) -> Stream:
    """Rings whenever the board has changed; the page then fetches it with its own rights."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "board:read")
    return streaming(office_of(request).live, TOPICS, event="board")
