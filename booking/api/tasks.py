"""Tasks over the API: what waits for the office, and settling it."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.domain.tasks import KINDS
from booking.domain.texts import Tongue
from booking.services import tasks
from booking.services.desk import Desk
from booking.services.tasks import TaskLine
from schemas import tasks as io

State = Annotated[Literal["open", "done"], QueryParameter(name="state", description="Those that wait, or settled ones")]
KindAsked = Annotated[str, QueryParameter(name="kind", description="Only this kind", max_length=40)]


class TasksController(Controller):
    path = "/tasks"
    tags = ["Tasks"]

    @get(summary="What somebody in the office has to look at")
    async def list_tasks(self, request: Asked, found: State = "open", kind: KindAsked = "") -> io.TasksOut:
        """Those that wait, the oldest first; settled ones the newest first. Two hundred at most."""
        async with desk_for(request) as desk:
            lines = await tasks.listed(desk, done=found == "done", kind=kind)
            return io.TasksOut([task_out(line, tongue_of(request)) for line in lines])

    @post("/{task_id:uuid}/settle", summary="Settle a task", status_code=200)
    async def settle(
        self, request: Asked, task_id: FromPath[UUID], data: JSONBody[io.Settlement]
    ) -> Response[io.TaskOut]:
        """Does what the answer says; 409 when somebody was first."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                return Answer(await _settled(desk, task_id, data.outcome, tongue_of(request)), status=200)

            return await once(request, desk, io.TaskOut, make)

    @post("/{task_id:uuid}/take", summary="See to a task", status_code=200)
    async def take(self, request: Asked, task_id: FromPath[UUID], data: JSONBody[io.Taking]) -> Response[io.TaskOut]:
        """The caller's to see to, or with `give_back` anybody's again; it keeps nobody from settling it."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                task = await tasks.take(desk, task_id=task_id, give_back=data.give_back)
                return Answer(task_out(await tasks.lined(desk, task), tongue_of(request)), status=200)

            return await once(request, desk, io.TaskOut, make)


async def _settled(desk: Desk, task_id: UUID, outcome: str, tongue: Tongue) -> io.TaskOut:
    task = await tasks.settle(desk, task_id=task_id, outcome=outcome)
    return task_out(await tasks.lined(desk, task), tongue)


def task_out(line: TaskLine, tongue: Tongue) -> io.TaskOut:
    one, kind = line.task, KINDS[line.task.kind]
    return io.TaskOut(
        id=one.id,
        kind=one.kind,
        name=kind.name.in_(tongue),
        says=kind.said(one.facts).in_(tongue),
        booking=line.booking.number if line.booking is not None else None,
        person=line.person,
        facts=dict(one.facts),
        made_at=one.made_at,
        answers=[io.AnswerOut(outcome=answer.outcome, label=answer.label.in_(tongue)) for answer in kind.answers],
        done_at=one.done_at,
        done_by=one.done_by_name,
        outcome=one.outcome,
        taken_by=one.taken_by_name,
    )
