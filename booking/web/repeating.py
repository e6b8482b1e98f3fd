"""Ordering on several dates, or for several interpreters: the dates first, then all of them in one transaction."""

from dataclasses import replace

from litestar import Response, post

from booking.domain.bookings import Order
from booking.domain.errors import Invalid
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.services.bookings import Entry, find
from booking.services.companions import request_job
from booking.services.series import request_series
from booking.web.guards import Asked
from booking.web.making.entering import dressed
from booking.web.making.orders import order_form, quoted, typed_in
from booking.web.making.series import interpreters_in, left_out_in, rule_in, with_dates
from booking.web.orders_in import Wrong
from booking.web.views.orders import OrderForm, OrderInput
from booking.web.views.repeats import SERIES_NAMES
from booking.web.visits import Visit, visiting

HERE = "/bestil"
PAGE, FRAGMENT = "bestil/side.html", "bestil/_gentag.html"


@post(f"{HERE}/serie")
async def show_dates(request: Asked) -> Response[str]:
    """Every date of the series as typed, with price, who is free, and what is in the way; nothing is sent."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "bookings:create")
        values = replace(typed_in(visit.fields), repeats="1")
        quote, error = await quoted(visit.desk, values)
        form = order_form(visit.desk, values, quote=quote, quote_error=error)
        view = await dressed(visit.desk, await with_dates(visit.desk, form, visit.fields))
        return await visit.show(PAGE, view, place="bestil", fragment=FRAGMENT, path=HERE)


def is_several(values: OrderInput) -> bool:
    return bool(values.repeats) or values.interpreters not in ("", "1")


async def booked_together(visit: Visit, values: OrderInput, order: Order, entry: Entry) -> str:
    """The number of the first booking; raises Wrong for what only this part of the form can have wrong."""
    try:
        count = interpreters_in(values)
        if not values.repeats:
            return (await request_job(visit.desk, order=order, interpreters=count, entry=entry))[0].number
        rule = rule_in(values, today=local_date(order.starts_at))
        leave_out = left_out_in(visit.fields)
        made = await request_series(
            visit.desk, order=order, rule=rule, interpreters=count, leave_out=leave_out, entry=entry
        )
    except Invalid as error:
        if error.field not in SERIES_NAMES:
            raise
        raise Wrong({error.field: error.message}) from error
    return made.bookings[0].number


async def page_of(visit: Visit, values: OrderInput, number: str) -> str:
    """Where it goes on from the form: to the series, else to the booking."""
    series_id = (await find(visit.desk, number)).series_id if values.repeats else None
    return f"/serier/{series_id}" if series_id is not None else f"/bestillinger/{number}"


async def dated(visit: Visit, form: OrderForm) -> OrderForm:
    """A form that comes back has its dates again, so that no tick is lost; its own errors stay."""
    if not form.values.repeats:
        return form
    shown = await with_dates(visit.desk, form, visit.fields)
    return replace(form, series=replace(shown.series, error=None))
