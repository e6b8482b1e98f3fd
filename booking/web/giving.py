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
from booking.services.undoing import unassign
from booking.web.board import day_typed, show_board
from booking.web.guards import Asked
from booking.web.views.board_choices import EVERYTHING, choices_in
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


@post("/bestillinger/{number:str}/fortryd")
async def undo(request: Asked, number: FromPath[str]) -> Response[str]:
    """Back to the queue, with the booking open in it; what is too late is said there."""
    try:
        async with visiting(request) as visit:
            booking = await unassign(visit.desk, number=number)
            return visit.moved(
                EVERYTHING.at("/tavle", local_date(booking.starts_at), number), told="undone", number=number
            )
    except Conflict as error:
        async with visiting(request) as visit:
            booking = await find(visit.desk, number, permission="bookings:assign")
            notice = Notice(error.message, "warn")
            return await show_board(visit, local_date(booking.starts_at), number, status=409, notice=notice)


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
    choices = choices_in(visit.fields)
    if "bliv" in visit.fields:
        return choices.at("/tavle", _day(visit))
    coming = await next_waiting(visit.desk, after=booking, language=choices.language)
    if coming is None:
        return choices.at("/tavle", _day(visit))
    return choices.at("/tavle", local_date(coming.starts_at), coming.number)


def _day(visit: Visit) -> date:
    return day_typed(visit, visit.fields.get("dag", ""))


async def _not_after_all(request: Asked, number: str, text: Text) -> Response[str]:
    async with visiting(request) as visit:
        notice = Notice(text, "warn")
        choices = choices_in(visit.fields)
        return await show_board(visit, _day(visit), number, choices=choices, status=409, notice=notice)
