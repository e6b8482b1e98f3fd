"""An interpreter now over the API: call, follow, take back, go on with the next best; and be ready to be rung."""

from litestar import Controller, Response, get, post, put
from litestar.params import FromPath, JSONBody

from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.api.shapes import interpreter_ref
from booking.domain.bookings import Order
from booking.domain.modes import Mode
from booking.domain.permissions import require_permission
from booking.services.desk import Desk
from booking.services.on_demand import Way, bridge, call, from_now, give_up, go_on, progress, set_ready
from schemas import now as io


class NowController(Controller):
    path = "/"
    tags = ["On demand"]

    @post("/now", summary="Call for an interpreter now")
    async def call(self, request: Asked, data: JSONBody[io.Call]) -> Response[io.CallOut]:
        """Everybody who is free and willing this minute is asked; the first yes has the call. Bears an
        Idempotency-Key."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "bookings:create")

            async def make() -> Answer:
                booking = await call(desk, order=order_from(data, desk))
                return Answer(await call_out(request, desk, booking.number))

            return await once(request, desk, io.CallOut, make)

    @get("/now/{number:str}", summary="How a call stands")
    async def read(self, request: Asked, number: FromPath[str]) -> io.CallOut:
        async with desk_for(request) as desk:
            return await call_out(request, desk, number)

    @post("/now/{number:str}/stop", summary="Take a call back", status_code=200)
    async def stop(self, request: Asked, number: FromPath[str]) -> Response[io.CallOut]:
        """Free of charge as long as nobody has said yes; afterwards the booking is cancelled as any other (409)."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                await give_up(desk, number=number)
                return Answer(await call_out(request, desk, number), status=200)

            return await once(request, desk, io.CallOut, make)

    @post("/now/{number:str}/instead", summary="Go on with the next best")
    async def instead(self, request: Asked, number: FromPath[str], data: JSONBody[io.Instead]) -> Response[io.CallOut]:
        """Another language or mode at once, or the same in half an hour, in place of a call that nobody took."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                made = await go_on(desk, number=number, way=Way(data.way))
                return Answer(await call_out(request, desk, made.number))

            return await once(request, desk, io.CallOut, make)

    @put("/ready", summary="Be ready to be rung now")
    async def ready(self, request: Asked, data: JSONBody[io.Ready]) -> io.ReadyOut:
        """For some hours, whatever your weekly hours are; jobs and absences still count."""
        async with desk_for(request) as desk:
            return io.ReadyOut(await set_ready(desk, hours=data.hours))


def order_from(data: io.Call, desk: Desk) -> Order:
    starts_at, ends_at = from_now(desk.now, data.minutes)
    return Order(
        language=data.language,
        mode=Mode.PHONE,
        starts_at=starts_at,
        ends_at=ends_at,
        unit_id=desk.reference.unit(data.unit).id,
        case_type=data.case_type,
        measure=data.measure,
        person_group=data.person_group,
        phone=data.phone or bridge(desk),
        citizen_ref=data.citizen_ref,
        contact=data.contact,
        substitutes_ok=data.substitutes_ok,
    )


async def call_out(request: Asked, desk: Desk, number: str) -> io.CallOut:
    found, tongue = await progress(desk, number=number), tongue_of(request)
    booking = found.booking
    return io.CallOut(
        number=booking.number,
        status=booking.status.value,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        asked=found.asked,
        refused=found.refused,
        until=found.until,
        interpreter=interpreter_ref(found.interpreter) if found.interpreter is not None else None,
        phone=booking.phone,
        link=booking.link,
        ways=[io.WayOut(one.way.value, one.text.in_(tongue), one.count) for one in found.ways],
        hotlines=[interpreter_ref(one) for one in found.hotlines],
    )
