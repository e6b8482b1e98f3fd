"""What one presses when the day goes otherwise: waiting, breaking off, closing, deciding against the rule."""

from typing import cast

from litestar import Response, post
from litestar.params import FromPath

from booking.domain.errors import Invalid
from booking.domain.texts import Text
from booking.services import bookings
from booking.services.bookings import find
from booking.services.bookings.aborting import Reason
from booking.services.closing import close_unfilled
from booking.services.replacing import replace_no_show
from booking.web.booking_pages import seen
from booking.web.guards import Asked
from booking.web.visits import visiting

HERE = "/bestillinger/{number:str}"
LONGEST = 500


@post(f"{HERE}/vent")
async def wait(request: Asked, number: FromPath[str]) -> Response[str]:
    """Who presses again sees how long it has run."""
    async with visiting(request) as visit:
        await bookings.wait(visit.desk, number=number)
        return visit.moved(f"/bestillinger/{number}", told="waiting", number=number)


@post("/tolk/opgaver/{number:str}/vent")
async def wait_on_phone(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        await find(visit.desk, number, permission="offers:answer")
        await bookings.wait(visit.desk, number=number)
        return visit.moved("/tolk", told="waiting", number=number)


@post(f"{HERE}/afbryd")
async def abort(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        await seen(visit, number, "bookings:abort")
        reason = cast(Reason, visit.fields.get("reason", ""))
        note = visit.fields.get("note", "").strip()[:LONGEST]
        await bookings.abort(visit.desk, number=number, reason=reason, note=note)
        return visit.moved(f"/bestillinger/{number}", told="aborted", number=number)


@post(f"{HERE}/luk")
async def close(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        await seen(visit, number, "bookings:close")
        await close_unfilled(visit.desk, number=number, reason=visit.fields.get("reason", "")[:LONGEST])
        return visit.moved(f"/bestillinger/{number}", told="closed", number=number)


@post(f"{HERE}/fravig")
async def overrule(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        await seen(visit, number, "bookings:overrule")
        decision, reason = visit.fields.get("decision", ""), visit.fields.get("reason", "")[:LONGEST]
        if decision not in ("waive", "charge"):
            raise Invalid(Text("Vælg, hvad der skal ske.", "Choose what shall happen."), field="decision")
        done = await bookings.overrule(
            visit.desk, number=number, decision="waive" if decision == "waive" else "charge", reason=reason
        )
        told = "waived" if decision == "waive" else "charged"
        return visit.moved(f"/bestillinger/{done[0].number}", told=told, number=number)


@post(f"{HERE}/erstat")
async def replacement(request: Asked, number: FromPath[str]) -> Response[str]:
    """On to the new booking."""
    async with visiting(request) as visit:
        await seen(visit, number, "bookings:create")
        new = await replace_no_show(visit.desk, number=number)
        return visit.moved(f"/bestillinger/{new.number}", told="booked", number=new.number)
