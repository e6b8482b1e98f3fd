"""The day that goes wrong over the API: ill, well, and what becomes of the jobs."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, JSONBody

from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.domain.money import kroner
from booking.domain.texts import Tongue
from booking.services import repairs
from booking.services.desk import Desk
from booking.services.repairs import LineDetails, RepairDetails
from booking.services.repairs.telling import tells
from schemas import repairs as io


def repair_out(desk: Desk, found: RepairDetails, tongue: Tongue) -> io.RepairOut:
    repair = found.repair
    return io.RepairOut(
        id=repair.id,
        interpreter=repair.interpreter_id,
        name=found.interpreter.name,
        starts_at=repair.starts_at,
        until=repair.until,
        further_notice=repair.open_ended,
        ended_at=repair.ended_at,
        best=repair.proved,
        cost=kroner(sum(one.line.cost_ore for one in found.undecided)),
        lines=[_line_out(desk, found, one, tongue) for one in found.lines],
    )


def _line_out(desk: Desk, found: RepairDetails, one: LineDetails, tongue: Tongue) -> io.LineOut:
    line = one.line
    numbers = [one.booking.number, one.other.number if one.other is not None else ""]
    moves = [
        io.MoveOut(
            number=number,
            giver=move.giver_id,
            taker=move.taker_id,
            taker_name=found.people[move.taker_id].name,
            cost=kroner(move.cost_ore),
        )
        for move, number in zip(line.moves, numbers, strict=False)
    ]
    return io.LineOut(
        id=line.id,
        number=one.booking.number,
        kind=line.kind,
        state=line.state,
        moves=moves,
        cost=kroner(line.cost_ore),
        mode=line.mode,
        able=line.able,
        tells=[io.ToldOut(name=told.name.in_(tongue), text=told.text.in_(tongue)) for told in tells(desk, found, one)],
        said=line.said.in_(tongue) if line.said is not None else "",
        may_take_back=one.may_take_back,
    )


async def _whole(request: Asked, desk: Desk, repair_id: UUID, *, status: int = 200) -> Answer:
    found = await repairs.read_repair(desk, repair_id=repair_id)
    return Answer(repair_out(desk, found, tongue_of(request)), status=status)


class IllnessController(Controller):
    path = "/interpreters/{interpreter_id:uuid}"
    tags = ["Repairs"]

    @post("/sick", summary="Report an interpreter ill")
    async def ill(
        self, request: Asked, interpreter_id: FromPath[UUID], data: JSONBody[io.NewIllness]
    ) -> Response[io.RepairOut]:
        """Absent from now; the answer is the proposal for the jobs inside. Again for longer adds new jobs."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                made = await repairs.report_ill(
                    desk, interpreter_id=interpreter_id, last_day=data.until, open_ended=data.further_notice
                )
                return await _whole(request, desk, made.id, status=201)

            return await once(request, desk, io.RepairOut, make)

    @post("/well", summary="Report an interpreter well again", status_code=200)
    async def well(self, request: Asked, interpreter_id: FromPath[UUID]) -> Response[io.RepairOut]:
        """The absence ends; lines not approved vanish, and what others have got can be taken back line by line."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                ended = await repairs.report_well(desk, interpreter_id=interpreter_id)
                return await _whole(request, desk, ended.id)

            return await once(request, desk, io.RepairOut, make)


Act = Callable[[Desk], Awaitable[object]]


async def _done(request: Asked, repair_id: UUID, act: Act) -> Response[io.RepairOut]:
    """The act, once for its key, and the repair as it is afterwards."""
    async with desk_for(request) as desk:

        async def make() -> Answer:
            await act(desk)
            return await _whole(request, desk, repair_id)

        return await once(request, desk, io.RepairOut, make)


class RepairsController(Controller):
    path = "/repairs/{repair_id:uuid}"
    tags = ["Repairs"]

    @get(summary="A repair with its lines")
    async def read(self, request: Asked, repair_id: FromPath[UUID]) -> io.RepairOut:
        async with desk_for(request) as desk:
            found = await repairs.read_repair(desk, repair_id=repair_id)
            return repair_out(desk, found, tongue_of(request))

    @post("/apply", summary="Approve lines", status_code=200)
    async def apply(
        self, request: Asked, repair_id: FromPath[UUID], data: JSONBody[io.LineChoice]
    ) -> Response[io.RepairOut]:
        """Each line is checked again; one that no longer fits says why, and the rest stands."""
        return await _done(
            request, repair_id, lambda desk: repairs.apply(desk, repair_id=repair_id, line_ids=data.lines)
        )

    @post("/prolong", summary="Ill for another day", status_code=200)
    async def prolong(self, request: Asked, repair_id: FromPath[UUID]) -> Response[io.RepairOut]:
        return await _done(request, repair_id, lambda desk: repairs.prolong(desk, repair_id=repair_id))

    @post("/renew", summary="Think the undecided lines over again", status_code=200)
    async def renew(self, request: Asked, repair_id: FromPath[UUID]) -> Response[io.RepairOut]:
        return await _done(request, repair_id, lambda desk: repairs.renew(desk, repair_id=repair_id))

    @post("/take-back", summary="Give a job back to the one who is well again", status_code=200)
    async def take_back(
        self, request: Asked, repair_id: FromPath[UUID], data: JSONBody[io.LineToTakeBack]
    ) -> Response[io.RepairOut]:
        return await _done(
            request, repair_id, lambda desk: repairs.take_back(desk, repair_id=repair_id, line_id=data.line)
        )
