"""CPR numbers over the API: entered and taken away without repeating them, read by finance, each reading logged.

No answer is kept for an Idempotency-Key: an answer that is kept would be a copy of the number.
"""

from litestar import Controller, Response, delete, get, put
from litestar.params import FromPath, JSONBody

from booking.api.desks import Asked, desk_for, tongue_of
from booking.domain.citizens import shown
from booking.services import citizens
from schemas import citizens as io

NO_STORE = {"Cache-Control": "no-store"}


class CitizensController(Controller):
    tags = ["CPR"]

    @put("/bookings/{number:str}/cpr", summary="Enter the citizen's CPR number")
    async def enter(self, request: Asked, number: FromPath[str], data: JSONBody[io.NewCpr]) -> io.CprKeptOut:
        """Encrypted at rest; an odd check digit is warned about, replacement numbers are taken."""
        async with desk_for(request) as desk:
            warned = await citizens.enter(desk, number=number, cpr=data.cpr, whole_case=data.whole_case)
            return io.CprKeptOut(number, True, [text.in_(tongue_of(request)) for text in warned])

    @delete("/bookings/{number:str}/cpr", summary="Take the CPR number away", status_code=200)
    async def remove(self, request: Asked, number: FromPath[str]) -> io.CprKeptOut:
        async with desk_for(request) as desk:
            await citizens.remove(desk, number=number)
            return io.CprKeptOut(number, False)

    @get("/bookings/{number:str}/cpr", summary="Read the CPR number")
    async def read(self, request: Asked, number: FromPath[str]) -> Response[io.CprOut]:
        """By finance; who read it and when is written down."""
        async with desk_for(request) as desk:
            cpr = shown(await citizens.read_cpr(desk, number=number))
        return Response(io.CprOut(number, cpr), headers=NO_STORE)

    @get("/cpr-reads", summary="Who read which CPR number")
    async def reads(self, request: Asked) -> io.CprReadsOut:
        async with desk_for(request) as desk:
            found = await citizens.reads(desk)
            return io.CprReadsOut([io.CprReadOut(one.number, one.read_at, one.read_by, one.purpose) for one in found])
