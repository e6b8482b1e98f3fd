"""Conflicts of interest over the API."""

from uuid import UUID

from litestar import Controller, Response, delete, get, post
from litestar.params import FromPath, JSONBody

from booking.api.desks import Answer, Asked, desk_for, once
from booking.persistence.conflicts import Standing
from booking.services import conflicts
from booking.services.desk import Desk
from schemas import conflicts as io


class ConflictsController(Controller):
    path = "/interpreters/{interpreter_id:uuid}/conflicts"
    tags = ["Interpreters"]

    @get(summary="Whom an interpreter must not meet")
    async def list_conflicts(self, request: Asked, interpreter_id: FromPath[UUID]) -> io.ConflictsOut:
        async with desk_for(request) as desk:
            found = await conflicts.conflicts_of(desk, interpreter_id=interpreter_id)
            return io.ConflictsOut([_out(desk, one) for one in found])

    @post(summary="Keep an interpreter from a citizen or a unit")
    async def add(
        self, request: Asked, interpreter_id: FromPath[UUID], data: JSONBody[io.NewConflict]
    ) -> Response[io.ConflictOut]:
        """Not asked from now on; `jobs` says what is theirs already, and is yours to move."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                made = await conflicts.add_conflict(
                    desk,
                    interpreter_id=interpreter_id,
                    citizen_ref=data.citizen_ref,
                    unit_id=desk.reference.unit(data.unit).id if data.unit is not None else None,
                    reason=data.reason,
                    until=data.until,
                )
                return Answer(_out(desk, made))

            return await once(request, desk, io.ConflictOut, make)

    @delete("/{conflict_id:uuid}", summary="Lift it", status_code=204)
    async def remove(self, request: Asked, interpreter_id: FromPath[UUID], conflict_id: FromPath[UUID]) -> None:
        """Gone is gone, also when asked twice."""
        async with desk_for(request) as desk:
            await conflicts.remove_conflict(desk, interpreter_id=interpreter_id, conflict_id=conflict_id)


def _out(desk: Desk, one: Standing) -> io.ConflictOut:
    found = one.conflict
    unit = desk.reference.units[found.unit_id].code if found.unit_id is not None else None
    return io.ConflictOut(found.id, found.citizen_ref, unit, found.reason, found.until, list(one.jobs))
