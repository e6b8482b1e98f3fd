"""Filling the order form in without sending it: from the case, for another unit's requesters, by a way out."""

from litestar import Response, post

from booking.domain.permissions import require_permission
from booking.web.guards import Asked
from booking.web.making.entering import dressed, filled
from booking.web.making.orders import order_form, quoted, typed_in
from booking.web.making.ways import applied
from booking.web.visits import visiting
from booking.web.wishes_in import one_more

HERE = "/bestil/udfyld"
PAGE, PARENT = "bestil/side.html", "/bestil"


@post(HERE)
async def fill(request: Asked) -> Response[str]:
    """The form again with more in it; `hent` says from what: the case that was typed, all of it or the gaps alone."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "bookings:create")
        values, wanted = typed_in(visit.fields), visit.fields.get("hent", "")
        if wanted in ("sag", "huller"):
            values = await filled(visit.desk, values, everything=wanted == "sag")
        if wanted == "oenske":
            values = one_more(values)
        values = applied(visit.desk, values, visit.fields.get("vej", ""))
        quote, error = await quoted(visit.desk, values)
        form = order_form(visit.desk, values, quote=quote, quote_error=error)
        return await visit.show(PAGE, await dressed(visit.desk, form), place="bestil", path=PARENT)
