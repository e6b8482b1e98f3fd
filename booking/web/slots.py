"""Free times on "Bestil tolk": shown while the form is typed, and held when one is pressed."""

from datetime import datetime

from litestar import Response, post

from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.periods import check_offset
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services.holds import let_go
from booking.web.guards import Asked
from booking.web.making.entering import dressed
from booking.web.making.orders import order_form, quoted, typed_in
from booking.web.making.slots import hold_slot, with_slots
from booking.web.making.ways import at_start
from booking.web.visits import Visit, visiting

HERE = "/bestil"
PAGE, FRAGMENT = "bestil/side.html", "bestil/_ledige.html"


@post(f"{HERE}/ledige")
async def free_times(request: Asked) -> Response[str]:
    """The starts of the day with how many are free, for what is typed so far."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "bookings:create")
        form = order_form(visit.desk, typed_in(visit.fields))
        alone = request.headers.get("hx-request") == "true"
        form = await (with_slots if alone else dressed)(visit.desk, form)
        return await visit.show(PAGE, form, place="bestil", fragment=FRAGMENT, path=HERE)


@post(f"{HERE}/tid")
async def choose_time(request: Asked) -> Response[str]:
    """Date and start filled in and held for ten minutes; without a time, what is held is let go."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "bookings:create")
            values = typed_in(visit.fields)
            starts_at = _starts_at(visit)
            if starts_at is None:
                await let_go(visit.desk)
            else:
                values = at_start(visit.desk, values, starts_at)
                await hold_slot(visit.desk, values)
            return await _shown(visit)
    except (Conflict, Invalid, Denied) as error:
        refusal = error.message
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "bookings:create")
        return await _shown(visit, refusal=refusal)


async def _shown(visit: Visit, *, refusal: Text | None = None) -> Response[str]:
    values, starts_at = typed_in(visit.fields), _starts_at(visit)
    if starts_at is not None:
        values = at_start(visit.desk, values, starts_at)
    quote, error = await quoted(visit.desk, values)
    form = order_form(visit.desk, values, quote=quote, quote_error=error)
    return await visit.show(PAGE, await dressed(visit.desk, form, refusal=refusal), place="bestil", path=HERE)


def _starts_at(visit: Visit) -> datetime | None:
    """None when nothing was pressed, or nothing that we have written."""
    try:
        return check_offset(datetime.fromisoformat(visit.fields.get("slot", "")), field="slot")
    except (ValueError, Invalid):
        return None
