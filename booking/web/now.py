"""The page "Telefontolk nu": call for an interpreter, and follow who comes."""

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Stream

from booking.domain.errors import Conflict, Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services.bookings import find
from booking.services.on_demand import Way, call, give_up, go_on
from booking.web.guards import Asked, office_of
from booking.web.making.now import blank, call_page, now_form, order_in, typed_in
from booking.web.streams import streaming
from booking.web.views.chrome import Notice
from booking.web.visits import Visit, visiting

HERE = "/nu"
FORM, PAGE, FRAGMENT = "nu/side.html", "nu/opkald.html", "nu/_opkald.html"


@get(HERE)
async def now_page(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "bookings:create")
        return await visit.show(FORM, now_form(visit.desk, blank(visit.desk)), place="nu")


@post(HERE)
async def call_now(request: Asked) -> Response[str]:
    """On to the call; the form comes back as typed with what is wrong."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "bookings:create")
            booking = await call(visit.desk, order=order_in(visit.desk, typed_in(visit.fields)))
            return visit.moved(f"{HERE}/{booking.number}")
    except Invalid as error:
        return await _again(request, error)


async def _again(request: Asked, error: Invalid) -> Response[str]:
    async with visiting(request) as visit:
        view = now_form(visit.desk, typed_in(visit.fields), errors={error.field or "language": error.message})
        return await visit.show(FORM, view, place="nu", status=422, path=HERE)


@get(f"{HERE}/{{number:str}}")
async def follow(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await call_page(visit.desk, number), place="nu", fragment=FRAGMENT)


@get(f"{HERE}/{{number:str}}/strom")
async def stream(request: Asked, number: FromPath[str]) -> Stream:
    """Rings whenever somebody has answered; the page then fetches the call with its own rights."""
    async with visiting(request) as visit:
        booking = await find(visit.desk, number, permission="bookings:costs")
    return streaming(office_of(request).live, frozenset({f"booking {booking.number}"}), event="call")


@post(f"{HERE}/{{number:str}}/stop")
async def stop(request: Asked, number: FromPath[str]) -> Response[str]:
    try:
        async with visiting(request) as visit:
            await give_up(visit.desk, number=number)
            return visit.moved(HERE, told="call_stopped", number=number)
    except Conflict as error:
        return await _as_it_is(request, number, error.message)


@post(f"{HERE}/{{number:str}}/andet")
async def instead(request: Asked, number: FromPath[str]) -> Response[str]:
    try:
        async with visiting(request) as visit:
            await find(visit.desk, number, permission="bookings:create", lock=True)
            made = await go_on(visit.desk, number=number, way=_way_in(visit))
            page = f"{HERE}/{made.number}" if made.on_demand else f"/bestillinger/{made.number}"
            return visit.moved(page, told="" if made.on_demand else "booked", number=made.number)
    except Conflict as error:
        return await _as_it_is(request, number, error.message)


def _way_in(visit: Visit) -> Way:
    chosen = visit.fields.get("way", "")
    if chosen not in list(Way):
        raise Invalid(Text("Vælg en af mulighederne.", "Choose one of the ways on."), field="way")
    return Way(chosen)


async def _as_it_is(request: Asked, number: str, text: Text) -> Response[str]:
    """The call as it now stands, with what came first."""
    async with visiting(request) as visit:
        view = await call_page(visit.desk, number)
        notice = Notice(text, "warn")
        return await visit.show(PAGE, view, place="nu", status=409, path=f"{HERE}/{number}", notice=notice)
