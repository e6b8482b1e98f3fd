"""Plans over the API: asked for, followed, stopped, applied whole or line by line."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from booking.api import cursors
from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.api.planned import MILLION, head_of, plan_out
from booking.domain.money import ore_from
from booking.domain.plans import PlanAsk, Scenario
from booking.services import planning
from booking.services.desk import Desk
from schemas import plans as io

Limit = Annotated[int, QueryParameter(name="limit", ge=1, le=100)]


def ask_from(data: io.NewPlan, desk: Desk) -> PlanAsk:
    """Invalid for a unit that there is not, and for an amount that is none."""
    scenario = data.scenario
    return PlanAsk(
        first=data.first,
        last=data.last,
        kind=data.kind,
        units=tuple(desk.reference.unit(code).id for code in data.units),
        languages=tuple(data.languages),
        may_move=data.may_move,
        move_ore=ore_from(data.move_price, field="move_price"),
        weights=data.weights,
        limit_seconds=data.time_limit_seconds,
        gap_ppm=round(data.gap * MILLION),
        seed=data.seed,
        scenario=Scenario(
            absent=tuple(scenario.absent),
            draft_id=scenario.tariff_draft,
            remote_percent=scenario.remote_percent,
            extra_language=scenario.extra_language,
            extra=scenario.extra_interpreters,
        ),
    )


async def _whole(request: Asked, desk: Desk, plan_id: UUID, *, status: int = 200) -> Answer:
    found = await planning.read_plan(desk, plan_id=plan_id)
    return Answer(plan_out(desk, found, tongue_of(request)), status=status)


Act = Callable[[Desk], Awaitable[object]]


async def _done(request: Asked, plan_id: UUID, act: Act) -> Response[io.PlanOut]:
    """The act, once for its key, and the plan as it is afterwards."""
    async with desk_for(request) as desk:

        async def make() -> Answer:
            await act(desk)
            return await _whole(request, desk, plan_id)

        return await once(request, desk, io.PlanOut, make)


class PlansController(Controller):
    path = "/plans"
    tags = ["Plans"]

    @post(summary="Ask for a plan", status_code=202)
    async def ask(self, request: Asked, data: JSONBody[io.NewPlan]) -> Response[io.PlanOut]:
        """Thought over by the planner; `Location` says where it can be followed. Nothing is changed by it."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                made = await planning.ask_for_plan(desk, ask=ask_from(data, desk))
                return await _whole(request, desk, made.id, status=202)

            answer = await once(request, desk, io.PlanOut, make)
            answer.headers["Location"] = f"/api/v1/plans/{answer.content.id}"
            return answer

    @get(summary="Plans, the newest first")
    async def list_plans(self, request: Asked, limit: Limit = 20, cursor: FromQuery[str | None] = None) -> io.PlansPage:
        async with desk_for(request) as desk:
            before = cursors.read_instant(cursor) if cursor else None
            found = await planning.list_plans(desk, before=before, limit=limit)
            last = found[-1] if len(found) == limit else None
            more = cursors.written(last.asked_at.isoformat(), last.id) if last is not None else None
            return io.PlansPage(items=[head_of(one, tongue_of(request)) for one in found], next=more)

    @get("/{plan_id:uuid}", summary="A plan: how far it is, its lines, its distance from the best possible")
    async def read(self, request: Asked, plan_id: FromPath[UUID]) -> io.PlanOut:
        async with desk_for(request) as desk:
            return plan_out(desk, await planning.read_plan(desk, plan_id=plan_id), tongue_of(request))

    @post("/{plan_id:uuid}/stop", summary="Stop thinking", status_code=200)
    async def stop(self, request: Asked, plan_id: FromPath[UUID]) -> Response[io.PlanOut]:
        """The best plan until now becomes the proposal."""
        return await _done(request, plan_id, lambda desk: planning.stop_plan(desk, plan_id=plan_id))

    @post("/{plan_id:uuid}/apply", summary="Carry out lines", status_code=200)
    async def apply(
        self, request: Asked, plan_id: FromPath[UUID], data: JSONBody[io.LinesToApply]
    ) -> Response[io.PlanOut]:
        """Each line as an ordinary click, checked again; one that no longer fits says why, and the rest stands."""
        return await _done(request, plan_id, lambda desk: planning.apply_plan(desk, plan_id=plan_id, lines=data.lines))

    @post("/{plan_id:uuid}/lines/{n:int}/reject", summary="Put a line aside", status_code=200)
    async def reject(self, request: Asked, plan_id: FromPath[UUID], n: FromPath[int]) -> Response[io.PlanOut]:
        return await _done(request, plan_id, lambda desk: planning.reject_line(desk, plan_id=plan_id, n=n))
