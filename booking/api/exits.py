"""The exits of a booking over the API: cancelling, waiting, breaking off, closing, and deciding against the rule."""

from litestar import Controller, Response, get, post
from litestar.params import FromPath, JSONBody

from booking.api.bookings import done
from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.api.orders import changes_from
from booking.api.shapes import deadline_out, etag, line_out, ordered_out
from booking.domain.changes import TABLE
from booking.domain.errors import Invalid
from booking.domain.money import kroner
from booking.domain.periods import check_offset as instant
from booking.domain.permissions import require_permission
from booking.domain.texts import Tongue
from booking.services import bookings
from booking.services.bookings.foreseeing import foresee_change
from booking.services.closing import close_unfilled
from booking.services.desk import Desk
from booking.services.owing import LateMove
from booking.services.replacing import replace_no_show
from booking.services.undoing import unassign
from schemas import bookings as out
from schemas import exits as io
from schemas import orders


class ExitsController(Controller):
    path = "/bookings/{number:str}"
    tags = ["Bookings"]

    @get("/cancellation", summary="What cancelling would cost now")
    async def cancellation(self, request: Asked, number: FromPath[str]) -> io.CancellationOut:
        """The deadline and how it follows, and what is owed by the supplier's terms; nothing is changed."""
        async with desk_for(request) as desk:
            found, tongue = await bookings.foresee_cancelling(desk, number=number), tongue_of(request)
            return io.CancellationOut(
                late=found.late,
                deadline=deadline_out(found.deadline, tongue),
                total=kroner(found.price.total_ore),
                lines=[line_out(line, tongue) for line in found.price.lines],
                moves=kroner(sum(line.amount_ore for line in found.moves)),
            )

    @post("/foresight", summary="What a change would mean", status_code=200)
    async def foresight(
        self, request: Asked, number: FromPath[str], data: JSONBody[orders.BookingChanges]
    ) -> Response[io.ForesightOut]:
        """For whoever has the job, and what it costs after the deadline; nothing is changed."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                found = await foresee_change(desk, number=number, changes=changes_from(data))
                said = io.ForesightOut(
                    what=found.verdict.kind,
                    consequence=found.verdict.consequence,
                    interpreter=found.interpreter.id if found.interpreter is not None else None,
                    move=_move(found.move, tongue_of(request)),
                )
                return Answer(said, status=200)

            return await once(request, desk, io.ForesightOut, make)

    @post("/unassign", summary="Take an assignment back that was made just now", status_code=200)
    async def unassign(self, request: Asked, number: FromPath[str]) -> Response[out.BookingOut]:
        """Within ten minutes and before it begins; the booking waits again with nobody. Later it is 409."""

        async def act(desk: Desk) -> None:
            await unassign(desk, number=number)

        return await done(request, number, act)

    @post("/overrule", summary="Decide against the rule", status_code=200)
    async def overrule(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.Overrule]
    ) -> Response[out.BookingOut]:
        """Waives what a late exit owes, or charges a free one; the settlement before stays, superseded."""

        async def act(desk: Desk) -> None:
            await bookings.overrule(desk, number=number, decision=data.decision, reason=data.reason)

        return await done(request, number, act, data)

    @post("/waiting", summary="I am here and waiting", status_code=200)
    async def wait(self, request: Asked, number: FromPath[str]) -> Response[io.WaitingOut]:
        """Starts the waiting clock, once; asked again it says how long it has run."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                found = await bookings.wait(desk, number=number)
                since = found.since or desk.now
                said = io.WaitingOut(since, found.minutes(desk.now), found.wait_minutes, found.over_at)
                return Answer(said, status=200)

            return await once(request, desk, io.WaitingOut, make)

    @post("/abort", summary="Report that a job was broken off", status_code=200)
    async def abort(self, request: Asked, number: FromPath[str], data: JSONBody[io.Abort]) -> Response[out.BookingOut]:
        """It is priced by what was delivered when it is attested."""

        async def act(desk: Desk) -> None:
            ended = instant(data.ended_at, field="ended_at") if data.ended_at else None
            try:
                await bookings.abort(desk, number=number, reason=data.reason, note=data.note, ended_at=ended)
            except Invalid as error:
                raise Invalid(error.message, field="ended_at" if error.field == "ends_at" else error.field) from error

        return await done(request, number, act, data)

    @post("/unfilled", summary="Close a booking that nobody can take", status_code=200)
    async def close(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.CloseUnfilled]
    ) -> Response[out.BookingOut]:
        """The requester is told, and nobody is asked any more."""

        async def act(desk: Desk) -> None:
            await close_unfilled(desk, number=number, reason=data.reason)

        return await done(request, number, act, data)

    @post("/replacement", summary="Order anew what an interpreter did not come to")
    async def replacement(self, request: Asked, number: FromPath[str]) -> Response[out.BookingOut]:
        """A new booking of the time that is left, for anybody but the one who did not come."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                booking = await replace_no_show(desk, number=number)
                return Answer(ordered_out(desk, booking, tongue_of(request)), etag=etag(booking))

            return await once(request, desk, out.BookingOut, make)


@get("/changes", summary="What a change means", tags=["Catalogue"])
async def change_table(request: Asked) -> io.ChangeTableOut:
    """The table: what changed and whether somebody has the job, what it means, who is told, what it costs when late."""
    async with desk_for(request) as desk:
        require_permission(desk.actor, "catalogue:read")
        return io.ChangeTableOut(
            [
                io.ChangeRuleOut(
                    what=kind,
                    stage=stage,
                    consequence=rule.consequence,
                    messages=list(rule.messages),
                    answers_void=rule.voiding,
                    cost_when_late=rule.cost,
                )
                for (kind, stage), rule in TABLE.items()
            ]
        )


def _move(found: LateMove | None, tongue: Tongue) -> io.MoveOut | None:
    if found is None:
        return None
    return io.MoveOut(
        minutes=found.minutes,
        total=kroner(found.price.total_ore),
        lines=[line_out(line, tongue) for line in found.price.lines],
        deadline=deadline_out(found.deadline, tongue),
    )
