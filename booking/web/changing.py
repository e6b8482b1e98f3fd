"""The page "Ret bestilling": what a change means before it is sent, and nothing that somebody else did overrun."""

from dataclasses import replace

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.bookings import Act, Booking, require
from booking.domain.errors import Conflict, Invalid
from booking.domain.privacy import has_cpr
from booking.domain.texts import Text
from booking.services.bookings import find
from booking.services.bookings.changing import check_version
from booking.services.invitations import news_between
from booking.web.guards import Asked
from booking.web.making.changes import (
    Basis,
    basis_of,
    change_form,
    changed_order,
    outcome_of,
    overtaken_form,
    prefilled,
    wrong_of,
)
from booking.web.making.orders import typed_in
from booking.web.making.scopes import scope_box
from booking.web.making.ways import applied
from booking.web.openers import with_openers
from booking.web.orders_in import Wrong
from booking.web.reaching import change_together, reached
from booking.web.visits import Visit, visiting

HERE = "/bestillinger/{number:str}/ret"
PAGE, FRAGMENT = "bestillinger/ret.html", "bestillinger/_aendring.html"


@get(HERE)
async def change_page(
    request: Asked, number: FromPath[str], vej: FromQuery[str] = "", gaelder: FromQuery[str] = ""
) -> Response[str]:
    """The booking as it is, to be changed; or with the one thing changed that a way out says."""
    async with visiting(request) as visit:
        booking = await _changeable(visit, number)
        typed = applied(visit.desk, prefilled(visit.desk, booking), vej)
        view = await change_form(visit.desk, booking, typed, basis_of(visit.desk, booking))
        view = replace(view, scope=await scope_box(visit.desk, booking, gaelder))
        return await visit.show(PAGE, await with_openers(visit, view, number), place="bestillinger")


@post(f"{HERE}/virkning")
async def foresee(request: Asked, number: FromPath[str]) -> Response[str]:
    """What the change as typed would mean; nothing is changed."""
    async with visiting(request) as visit:
        booking = await _changeable(visit, number)
        view = await change_form(visit.desk, booking, typed_in(visit.fields), _basis_in(visit))
        view = await reached(visit, booking, view)
        return await visit.show(PAGE, view, place="bestillinger", fragment=FRAGMENT, path=_path(number))


@post(HERE)
async def change(request: Asked, number: FromPath[str]) -> Response[str]:
    """On to the booking, where it says what happened; otherwise the form as typed, with what is in the way."""
    try:
        async with visiting(request, once=True) as visit:
            told = await _changed(visit, await _changeable(visit, number, lock=True))
            return visit.moved(f"/bestillinger/{number}", told=told, number=number)
    except Wrong as wrong:
        return await _again(request, number, wrong.errors)
    except Conflict as error:
        if error.field != "If-Match":
            raise
        return await _overtaken(request, number)


async def _changeable(visit: Visit, number: str, *, lock: bool = False) -> Booking:
    booking = await find(visit.desk, number, permission="bookings:change", lock=lock)
    require(booking, Act.CHANGE)
    return booking


async def _changed(visit: Visit, booking: Booking) -> str:
    """The notice's key."""
    desk, version, typed = visit.desk, _version_in(visit), typed_in(visit.fields)
    check_version(booking, version)
    order, changes = changed_order(desk, booking, typed)
    try:
        after, verdict = await change_together(visit, booking, changes, version=version)
    except Invalid as error:
        raise wrong_of(error, typed, order, desk) from error
    key = outcome_of(booking, verdict, told=bool(news_between(booking, after, desk.reference)))
    masked = any(has_cpr(str(changes.values.get(name, ""))) for name in ("note", "contact", "address"))
    return f"{key}_masked" if masked else key


async def _again(request: Asked, number: str, errors: dict[str, Text]) -> Response[str]:
    async with visiting(request) as visit:
        booking = await _changeable(visit, number)
        view = await change_form(visit.desk, booking, typed_in(visit.fields), _basis_in(visit), errors=errors)
        view = await reached(visit, booking, view)
        return await visit.show(PAGE, view, place="bestillinger", status=422, path=_path(number))


async def _overtaken(request: Asked, number: str) -> Response[str]:
    """Made anew from the booking as it is now, so that sending it again is a decision about both changes."""
    async with visiting(request) as visit:
        booking = await _changeable(visit, number)
        view = await overtaken_form(visit.desk, booking, typed_in(visit.fields), _basis_in(visit))
        view = await reached(visit, booking, view)
        return await visit.show(PAGE, view, place="bestillinger", status=409, path=_path(number))


def _basis_in(visit: Visit) -> Basis:
    return Basis(visit.fields.get("version", ""), visit.fields.get("origin", ""))


def _version_in(visit: Visit) -> int:
    """0, which no booking has, where it cannot be read."""
    said = visit.fields.get("version", "")
    return int(said) if said.isdecimal() and said.isascii() and len(said) < 10 else 0


def _path(number: str) -> str:
    return f"/bestillinger/{number}/ret"
