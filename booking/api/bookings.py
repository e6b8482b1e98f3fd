"""Bookings over the API: the life of a booking, one short method a verb."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from booking.api import cursors
from booking.api.changing import IfMatch
from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.api.kin import changed_together, is_several, ordered_together, with_kin
from booking.api.orders import changes_from, order_from
from booking.api.searching import narrowing_from
from booking.api.shapes import booking_out, details_out, etag, history_out, ordered_out
from booking.api.warned import masked_in
from booking.api.wishes import wishes_out
from booking.domain.bookings import Status
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.periods import check_offset as instant
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import bookings
from booking.services.assignments import assign
from booking.services.bookings import Entry, Report
from booking.services.bookings.changing import check_version
from booking.services.desk import Desk
from booking.services.series import cancel_all
from schemas import bookings as io
from schemas import orders

_ETAG = re.compile(r'(?:W/)?"?([0-9]{1,9})"?')
MOST = 200


class BookingsController(Controller):
    path = "/bookings"
    tags = ["Bookings"]

    @post(summary="Book an interpreter")
    async def book(self, request: Asked, data: JSONBody[orders.NewBooking]) -> Response[io.BookingOut]:
        """Accepts the order, gives it a number, and promises to look for somebody. Bears an Idempotency-Key."""
        # Whoever is ordered for is told by mail, a second write that must stand or fall with the first.
        async with desk_for(request, one_write=not (data.on_behalf_of or is_several(data))) as desk:
            require_permission(desk.actor, "bookings:create")

            async def make() -> Answer:
                entry = Entry(data.on_behalf_of, data.channel or "")
                if is_several(data):
                    return await ordered_together(request, desk, order_from(data, desk), data, entry)
                booking = await bookings.request(desk, order=order_from(data, desk), entry=entry)
                said = ordered_out(desk, booking, tongue_of(request))
                said.wishes = await wishes_out(desk, booking, tongue_of(request))
                said.warnings = masked_in(data, tongue_of(request))
                return Answer(said, etag=etag(booking))

            return await once(request, desk, io.BookingOut, make)

    @get(summary="List the bookings you may see")
    async def list_bookings(
        self,
        request: Asked,
        status: FromQuery[list[Status] | None] = None,
        mode: FromQuery[list[Mode] | None] = None,
        language: FromQuery[str | None] = None,
        q: FromQuery[str] = "",
        unit: FromQuery[str | None] = None,
        interpreter: FromQuery[UUID | None] = None,
        case: FromQuery[str | None] = None,
        starts_from: FromQuery[datetime | None] = None,
        starts_before: FromQuery[datetime | None] = None,
        cursor: FromQuery[str | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=MOST)] = 50,
        newest_first: FromQuery[bool] = False,
    ) -> io.BookingsPage:
        """In order of start; `cursor` is the `next` of the page before; `q` finds as the search on the page does."""
        async with desk_for(request) as desk:
            narrowed = narrowing_from(
                desk, language, q, unit=unit, interpreter=interpreter, case=case, between=(starts_from, starts_before)
            )
            found = await bookings.list_bookings(
                desk,
                statuses=status or (),
                modes=mode or (),
                **narrowed,
                after=cursors.read_instant(cursor) if cursor else None,
                newest_first=newest_first,
                limit=limit,
            )
            more = cursors.written(found[-1].starts_at.isoformat(), found[-1].id) if len(found) == limit else None
            return io.BookingsPage([booking_out(desk, one, tongue_of(request)) for one in found], more)

    @get("/{number:str}", summary="Read a booking")
    async def read(self, request: Asked, number: FromPath[str]) -> Response[io.BookingOut]:
        async with desk_for(request) as desk:
            found = await bookings.read(desk, number)
            said = details_out(desk, found, tongue_of(request))
            said.wishes = await wishes_out(desk, found.booking, tongue_of(request))
            said = await with_kin(desk, found.booking, said)
            return Response(said, headers={"ETag": etag(found.booking)})

    @patch("/{number:str}", summary="Change a booking")
    async def change(
        self,
        request: Asked,
        number: FromPath[str],
        data: JSONBody[orders.BookingChanges],
        if_match: IfMatch = None,
    ) -> Response[io.BookingOut]:
        """Send the ETag you read as If-Match: what somebody else has changed meanwhile is never overwritten.

        Companions are changed alike unless `scope` is one; onwards and all change the series, each booking on its own
        date, all of them or none.
        """
        async with desk_for(request) as desk:
            wanted, version = changes_from(data), version_from(if_match)

            async def make() -> Answer:
                followed = await changed_together(desk, number, wanted, version=version, data=data)
                found = await bookings.read(desk, number)
                said = details_out(desk, found, tongue_of(request))
                said.warnings = masked_in(data, tongue_of(request))
                said.followed = followed
                return Answer(said, status=200, etag=etag(found.booking))

            return await once(request, desk, io.BookingOut, make)

    @post("/{number:str}/cancel", summary="Cancel a booking", status_code=200)
    async def cancel(
        self,
        request: Asked,
        number: FromPath[str],
        data: JSONBody[orders.Cancel],
        if_match: IfMatch = None,
    ) -> Response[io.BookingOut]:
        """In time for nothing, late for what the supplier's terms say; every calendar is told.

        With the ETag you read as If-Match it is refused when somebody else has changed the booking meanwhile.
        """

        async def act(desk: Desk) -> None:
            if if_match is not None:
                booking = await bookings.find(desk, number, permission="bookings:cancel", lock=True)
                check_version(booking, version_from(if_match))
            await cancel_all(desk, number=number, scope=data.scope, reason=data.reason)

        return await done(request, number, act, data)

    @post("/{number:str}/deliver", summary="Report a delivery", status_code=200)
    async def deliver(
        self, request: Asked, number: FromPath[str], data: JSONBody[orders.Deliver]
    ) -> Response[io.BookingOut]:
        """Actual times, delivered mode and travel; sent again before attestation it is a correction."""

        async def act(desk: Desk) -> None:
            await bookings.deliver(desk, number=number, report=report_from(data))

        return await done(request, number, act, data)

    @post("/{number:str}/no-show", summary="Report a no-show", status_code=200)
    async def no_show(
        self, request: Asked, number: FromPath[str], data: JSONBody[orders.NoShow]
    ) -> Response[io.BookingOut]:

        async def act(desk: Desk) -> None:
            await bookings.report_no_show(desk, number=number, who=data.who, note=data.note)

        return await done(request, number, act)

    @post("/{number:str}/attest", summary="Attest a delivery", status_code=200)
    async def attest(self, request: Asked, number: FromPath[str]) -> Response[io.BookingOut]:
        """Vouches for what was reported; the price is frozen line by line and the refund decided by one rule."""

        async def act(desk: Desk) -> None:
            await bookings.attest(desk, number=number)

        return await done(request, number, act)

    @post("/{number:str}/assign", summary="Give the job to somebody", status_code=200)
    async def assign(
        self, request: Asked, number: FromPath[str], data: JSONBody[orders.Assign]
    ) -> Response[io.BookingOut]:

        async def act(desk: Desk) -> None:
            await assign(desk, number=number, interpreter_id=data.interpreter)

        return await done(request, number, act)

    @get("/{number:str}/history", summary="Who changed what, when")
    async def history(self, request: Asked, number: FromPath[str]) -> io.HistoriesOut:
        async with desk_for(request) as desk:
            booking = await bookings.find(desk, number, permission="bookings:history")
            return io.HistoriesOut([history_out(entry) for entry in await desk.histories.of(booking.id)])


def report_from(data: orders.Deliver) -> Report:
    """What took place, with instants that have an offset; Invalid without one."""
    return Report(
        mode=data.mode,
        starts_at=instant(data.starts_at, field="starts_at") if data.starts_at else None,
        ends_at=instant(data.ends_at, field="ends_at") if data.ends_at else None,
        travel_minutes=data.travel_minutes,
        km=data.km,
        note=data.note,
        waited_minutes=data.waited_minutes,
        break_from=instant(data.break_from, field="break_from") if data.break_from else None,
        break_minutes=data.break_minutes,
        reason=data.reason,
    )


async def done(
    request: Asked, number: str, act: Callable[[Desk], Awaitable[None]], data: msgspec.Struct | None = None
) -> Response[io.BookingOut]:
    """The booking as it is after the act, and what was hidden in the body's free text.

    Asked again with the same Idempotency-Key, the same answer.
    """
    async with desk_for(request) as desk:

        async def make() -> Answer:
            await act(desk)
            answer = await whole(request, desk, number)
            if data is not None:
                answer.content.warnings = masked_in(data, tongue_of(request))
            return answer

        return await once(request, desk, io.BookingOut, make)


async def whole(request: Asked, desk: Desk, number: str) -> Answer:
    """The booking as it now is, with all its reader may know."""
    found = await bookings.read(desk, number)
    return Answer(details_out(desk, found, tongue_of(request)), status=200, etag=etag(found.booking))


def version_from(if_match: str | None) -> int:
    """Invalid without the header, or with anything but an ETag of ours."""
    found = _ETAG.fullmatch((if_match or "").strip())
    if found is None:
        raise Invalid(
            Text("Send bestillingens ETag i If-Match.", "Send the booking's ETag as If-Match."), field="If-Match header"
        )
    return int(found[1])
