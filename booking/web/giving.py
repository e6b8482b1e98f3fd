"""Giving or offering a job from the board or the candidates: one press, and on to the next that waits."""

from datetime import date
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from booking.domain.bookings import Booking
from booking.domain.errors import Conflict, Invalid
from booking.domain.offering import How
from booking.domain.periods import local_date
from booking.domain.texts import Text
from booking.services.asking import ask
from booking.services.assignments import assign
from booking.services.boards import next_waiting
from booking.services.bookings import find
from booking.web.board import show_board
from booking.web.entries import day_in
from booking.web.guards import Asked
from booking.web.views.chrome import Notice
from booking.web.visits import Visit, fields_of, visiting


@post("/bestillinger/{number:str}/tildel")
async def give(request: Asked, number: FromPath[str]) -> Response[str]:
    """From the board on to the next booking in the queue; who cannot after all is said on the board as it is now."""
    try:
        async with visiting(request) as visit:
            booking = await find(visit.desk, number, permission="bookings:assign")
            await assign(visit.desk, number=number, interpreter_id=_interpreter(visit))
            return visit.moved(await _onwards(visit, booking), told="assigned", number=number)
    except Conflict as error:
        if "dag" not in await fields_of(request):
            raise
        return await _not_after_all(request, number, error.message)


@post("/bestillinger/{number:str}/tilbyd")
async def offer(request: Asked, number: FromPath[str]) -> Response[str]:
    """To the next, several or everybody who is asked; from the board on to the next booking in the queue."""
    try:
        async with visiting(request) as visit:
            booking = await find(visit.desk, number, permission="offers:make", lock=True)
            await ask(visit.desk, number=number, how=_how(visit))
            return visit.moved(await _onwards(visit, booking), told="offered", number=number)
    except Conflict as error:
        if "dag" not in await fields_of(request):
            raise
        return await _not_after_all(request, number, error.message)


def _how(visit: Visit) -> How:
    typed = visit.fields.get("how", "")
    if typed not in list(How):
        raise Invalid(Text("Vælg, hvem der skal spørges.", "Choose who is to be asked."), field="how")
    return How(typed)


def _interpreter(visit: Visit) -> UUID:
    try:
        return UUID(visit.fields.get("interpreter", ""))
    except ValueError as error:
        raise Invalid(Text("Vælg en tolk.", "Choose an interpreter."), field="interpreter") from error


async def _onwards(visit: Visit, booking: Booking) -> str:
    if "dag" not in visit.fields:
        return f"/bestillinger/{booking.number}"
    coming = await next_waiting(visit.desk, after=booking)
    if coming is None:
        return f"/tavle?dag={_day(visit).isoformat()}"
    return f"/tavle?dag={local_date(coming.starts_at).isoformat()}&vis={coming.number}"


def _day(visit: Visit) -> date:
    today = local_date(visit.desk.now)
    try:
        return day_in(visit.fields.get("dag", ""), today)
    except Invalid:
        return today


async def _not_after_all(request: Asked, number: str, text: Text) -> Response[str]:
    async with visiting(request) as visit:
        notice = Notice(text, "warn")
        return await show_board(visit, _day(visit), number, status=409, notice=notice)
