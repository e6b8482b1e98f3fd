"""The day that goes wrong, on pages: ill in two presses, the proposal approved line by line, well again."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.errors import Conflict, Invalid
from booking.domain.periods import local_date
from booking.domain.texts import Text
from booking.services import repairs
from booking.web.entries import day_in
from booking.web.guards import Asked
from booking.web.making.repairs import repair_page
from booking.web.views.chrome import Notice
from booking.web.visits import Visit, visiting

HERE = "/reparation/{repair_id:uuid}"
PAGE = "reparation/side.html"


@get(HERE)
async def show(request: Asked, repair_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await repair_page(visit.desk, repair_id), place="tolke")


@post("/tolke/{interpreter_id:uuid}/syg")
async def report_ill(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    """For the rest of today, to a day, or until further notice; then on to the proposal."""
    async with visiting(request) as visit:
        length, typed = visit.fields.get("laengde", ""), visit.fields.get("til", "")
        today = local_date(visit.desk.now)
        last_day = day_in(typed, today, field="til") if length == "til" else None
        made = await repairs.report_ill(
            visit.desk, interpreter_id=interpreter_id, last_day=last_day, open_ended=length == "videre"
        )
        return visit.moved(f"/reparation/{made.id}", told="ill")


@post("/tolke/{interpreter_id:uuid}/rask")
async def report_well(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        ended = await repairs.report_well(visit.desk, interpreter_id=interpreter_id)
        return visit.moved(f"/reparation/{ended.id}", told="well")


@post(f"{HERE}/gennemfoer")
async def apply(request: Asked, repair_id: FromPath[UUID]) -> Response[str]:
    """The line pressed, or all of them; a page that is older than the lines says so."""

    async def act(visit: Visit) -> None:
        await repairs.find_repair(visit.desk, repair_id)
        line = _line(visit)
        await repairs.apply(visit.desk, repair_id=repair_id, line_ids=None if line is None else [line])

    return await _done(request, repair_id, act, told="repaired")


@post(f"{HERE}/forlaeng")
async def prolong(request: Asked, repair_id: FromPath[UUID]) -> Response[str]:
    return await _done(
        request, repair_id, lambda visit: repairs.prolong(visit.desk, repair_id=repair_id), told="prolonged"
    )


@post(f"{HERE}/forny")
async def renew(request: Asked, repair_id: FromPath[UUID]) -> Response[str]:
    return await _done(request, repair_id, lambda visit: repairs.renew(visit.desk, repair_id=repair_id), told="renewed")


@post(f"{HERE}/tag-tilbage")
async def take_back(request: Asked, repair_id: FromPath[UUID]) -> Response[str]:
    async def act(visit: Visit) -> None:
        await repairs.find_repair(visit.desk, repair_id)
        line = _line(visit)
        if line is None:
            raise Invalid(Text("Vælg en linje.", "Choose a line."), field="linje")
        await repairs.take_back(visit.desk, repair_id=repair_id, line_id=line)

    return await _done(request, repair_id, act, told="taken_back")


async def _done(
    request: Asked, repair_id: UUID, act: Callable[[Visit], Awaitable[object]], *, told: str
) -> Response[str]:
    """On to the page, with what was done; where it cannot be, the page as it is now, with why."""
    path = f"/reparation/{repair_id}"
    try:
        async with visiting(request) as visit:
            await act(visit)
            return visit.moved(path, told=told)
    except Conflict as error:
        notice = Notice(error.message, "warn")
    async with visiting(request) as visit:
        view = await repair_page(visit.desk, repair_id)
        return await visit.show(PAGE, view, place="tolke", status=409, path=path, notice=notice)


def _line(visit: Visit) -> UUID | None:
    """The line that was pressed; None for all of them."""
    typed = visit.fields.get("linje", "")
    try:
        return UUID(typed) if typed else None
    except ValueError as error:
        raise Invalid(Text("Linjen findes ikke.", "There is no such line."), field="linje") from error
