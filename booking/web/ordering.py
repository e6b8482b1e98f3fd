"""The page "Bestil tolk": order, see the price first, order again."""

import hashlib
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromQuery

from booking.domain.errors import Denied, Invalid
from booking.domain.permissions import require_permission
from booking.domain.privacy import has_cpr
from booking.domain.texts import Text
from booking.services import bookings
from booking.services.bookings import Entry, find
from booking.web.calling import of_caller
from booking.web.guards import Asked
from booking.web.making.entering import copied, dressed, for_requester, from_template, with_usual
from booking.web.making.exits import in_paid_time
from booking.web.making.orders import blank, order_form, quoted, repeated, typed_in
from booking.web.making.series import left_out_in
from booking.web.orders_in import Wrong, field_of, order_in
from booking.web.repeating import booked_together, dated, is_several, page_of
from booking.web.views.orders import OrderInput
from booking.web.visits import Visit, visiting

HERE = "/bestil"
PAGE, FRAGMENT = "bestil/side.html", "bestil/_overslag.html"


@get(HERE)
async def order_page(
    request: Asked,
    gentag: FromQuery[str] = "",
    kopier: FromQuery[str] = "",
    skabelon: FromQuery[UUID | None] = None,
    betalt: FromQuery[str] = "",
    ringer: FromQuery[str] = "",
    enhed: FromQuery[str] = "",
) -> Response[str]:
    """A blank form, or one filled in like an earlier booking, without its day or with it, or from a template.

    `ringer` is the address of the requester who rings, `enhed` the unit of one without an account.
    """
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "bookings:create")
        values = blank(visit.desk)
        if gentag:
            values = await with_usual(visit.desk, repeated(visit.desk, await find(visit.desk, gentag)))
        if kopier:
            values = copied(visit.desk, await find(visit.desk, kopier))
        if betalt:
            values = await in_paid_time(visit.desk, await find(visit.desk, betalt))
        if ringer or enhed:
            values = await of_caller(visit.desk, values, email=ringer, unit=enhed)
        if skabelon is not None:
            values = await from_template(visit.desk, skabelon)
        return await visit.show(PAGE, await dressed(visit.desk, order_form(visit.desk, values)), place="bestil")


@post(f"{HERE}/pris")
async def price(request: Asked) -> Response[str]:
    """What the order would cost as typed; nothing is sent."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "bookings:create")
        values = typed_in(visit.fields)
        quote, error = await quoted(visit.desk, values)
        view = await dressed(visit.desk, order_form(visit.desk, values, quote=quote, quote_error=error))
        return await visit.show(PAGE, view, place="bestil", fragment=FRAGMENT, path=HERE)


@post(HERE)
async def book(request: Asked) -> Response[str]:
    """On to the booking; the form as typed comes back with what is wrong, and a double click books once."""
    try:
        async with visiting(request) as visit:
            values = await for_requester(visit.desk, typed_in(visit.fields))
            number = await _booked_once(visit, values)
            masked = has_cpr(f"{values.note}\n{values.contact}\n{values.address}")
            told = "booked_masked" if masked else _told(values)
            return visit.moved(await page_of(visit, values, number), told=told, number=number)
    except Wrong as wrong:
        return await _again(request, wrong.errors)


def _told(values: OrderInput) -> str:
    if values.repeats:
        return "booked_series"
    return "booked_job" if is_several(values) else "booked"


async def _booked_once(visit: Visit, values: OrderInput) -> str:
    """The booking's number, the same for the same form sent twice."""
    desk, account_id = visit.desk, visit.desk.actor.account_id
    require_permission(desk.actor, "bookings:create")
    assert account_id is not None
    digest = hashlib.sha256(repr((values, sorted(left_out_in(visit.fields)))).encode()).digest()
    # A form that was sent, gone back to and changed is another order, though its key is the same.
    key = f"form:{values.key[:64]}:{digest.hex()[:16]}"
    found = await desk.idempotency_keys.claim(account_id, key, request_hash=digest, now=desk.now)
    if found is not None and found.body is not None:
        return found.body.decode()
    number = await _booked(visit, values)
    await desk.idempotency_keys.answer(account_id, key, status=303, etag=None, body=number.encode())
    return number


async def _booked(visit: Visit, values: OrderInput) -> str:
    order = order_in(values, visit.desk.reference, now=visit.desk.now)
    try:
        entry = Entry(values.requester, values.channel)
        if is_several(values):
            return await booked_together(visit, values, order, entry)
        return (await bookings.request(visit.desk, order=order, entry=entry)).number
    except (Invalid, Denied) as error:
        if error.field is None:
            raise
        raise Wrong({field_of(error, values, order, now=visit.desk.now): error.message}) from error


async def _again(request: Asked, errors: dict[str, Text]) -> Response[str]:
    async with visiting(request) as visit:
        values = typed_in(visit.fields)
        quote, quote_error = await quoted(visit.desk, values)
        view = order_form(visit.desk, values, errors=errors, quote=quote, quote_error=quote_error)
        view = await dated(visit, view)
        return await visit.show(PAGE, await dressed(visit.desk, view), place="bestil", status=422, path=HERE)
