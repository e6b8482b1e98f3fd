"""Omlægning: talks ahead that could be remote, asking with one click, and the requester's answer."""

from dataclasses import replace

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.errors import Invalid
from booking.domain.modes import MODES
from booking.services import conversions
from booking.services.bookings import find
from booking.web.guards import Asked
from booking.web.making.bookings import booking_page
from booking.web.making.conversions import advice_page
from booking.web.openers import with_openers
from booking.web.orders_in import mode_in
from booking.web.visits import Visit, visiting

HERE, PLACE = "/overblik/omlaegning", "overblik"


@get(HERE)
async def show(request: Asked, enhed: FromQuery[str] = "") -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("overblik/omlaegning.html", await advice_page(visit.desk, enhed), place=PLACE)


@post(f"{HERE}/{{number:str}}")
async def ask(request: Asked, number: FromPath[str]) -> Response[str]:
    """The requester gets a mail and a card on the booking's page; back to the list."""
    async with visiting(request, once=True) as visit:
        await conversions.ask(visit.desk, number=number)
        return visit.moved(HERE, told="advice_asked", number=number)


@post("/bestillinger/{number:str}/omlaegning")
async def answer(request: Asked, number: FromPath[str]) -> Response[str]:
    """Yes changes the booking, no is remembered; what is wrong comes back in the card as it was typed."""
    try:
        async with visiting(request, once=True) as visit:
            told = await _answered(visit, number)
            return visit.moved(f"/bestillinger/{number}", told=told, number=number)
    except Invalid as error:
        async with visiting(request) as visit:
            view = await with_openers(visit, await booking_page(visit.desk, number), number)
            card = view.advice
            if card is not None:
                view = replace(view, advice=replace(card, error=error.message, typed=visit.fields))
            path = f"/bestillinger/{number}"
            return await visit.show("bestillinger/side.html", view, place="bestillinger", status=422, path=path)


async def _answered(visit: Visit, number: str) -> str:
    typed = visit.fields
    if typed.get("answer") == "yes":
        await find(visit.desk, number, permission="advice:answer")
        mode = mode_in(typed.get("mode", ""))
        reach = typed.get(MODES[mode].reach_field, "")
        await conversions.accept(visit.desk, number=number, mode=mode, reach=reach)
        return "advice_accepted"
    await conversions.decline(
        visit.desk,
        number=number,
        reason=typed.get("reason", ""),
        words=typed.get("words", ""),
        never=bool(typed.get("never")),
    )
    return "advice_declined"
