"""Reading plans: the lines with their bookings, and the names of everybody in them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.interpreters import Interpreter
from booking.domain.permissions import require_permission
from booking.domain.plans import UNDECIDED, Plan, PlanLine, Unfilled
from booking.persistence.board import DayJob, jobs_in
from booking.persistence.plans import PlanBacklog
from booking.services.desk import Desk


@dataclass(frozen=True)
class PlanDetails:
    """A plan with its lines in order of time; `people` are all who are named in them, `bookings` all of theirs."""

    plan: Plan
    lines: list[PlanLine]
    unfilled: list[Unfilled]
    bookings: dict[UUID, Booking]
    people: dict[UUID, Interpreter]

    @property
    def undecided(self) -> list[PlanLine]:
        return [line for line in self.lines if line.state in UNDECIDED]


async def read_plan(desk: Desk, *, plan_id: UUID) -> PlanDetails:
    """Denied to everybody but the office; NotFound when there is none."""
    require_permission(desk.actor, "plans:read")
    plan = await desk.plans.get(plan_id)
    lines, unfilled = await desk.plans.lines_of(plan_id), await desk.plans.unfilled_of(plan_id)
    bookings = await desk.bookings.by_ids([*(line.booking_id for line in lines), *(one.booking_id for one in unfilled)])
    named = {one for line in lines for one in (line.taker_id, line.giver_id) if one is not None}
    people = await desk.interpreters.by_ids(named | set(plan.ask.scenario.absent))
    return PlanDetails(plan, lines, unfilled, bookings, people)


async def list_plans(desk: Desk, *, before: tuple[datetime, UUID] | None = None, limit: int = 50) -> list[Plan]:
    """The newest first."""
    require_permission(desk.actor, "plans:read")
    return await desk.plans.listed(before=before, limit=limit)


async def jobs_around(desk: Desk, found: PlanDetails) -> list[DayJob]:
    """What everybody has already in the plan's days, to be seen beside its lines."""
    require_permission(desk.actor, "plans:read")
    return await jobs_in(desk.connection, found.plan.ask.period)


async def plan_backlog(desk: Desk) -> PlanBacklog:
    """For the operator: no names and no figures of the office in it."""
    return await desk.plan_leases.backlog()
