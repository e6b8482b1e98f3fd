"""Plans and their lines, read and written."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import NotFound
from booking.domain.plans import Plan, PlanLine, Unfilled
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.plans.rows import (
    line_row,
    outcome_row,
    plan_row,
    to_line,
    to_plan,
    to_unfilled,
    unfilled_row,
)
from booking.persistence.tables.bookings import bookings
from booking.persistence.tables.plans import plan_lines, plan_unfilled, plans


class Plans:
    """Each decision of a line is logged under its booking, what people do to a plan under the plan."""

    def __init__(self, connection: AsyncConnection, histories: Histories, promised: list[tuple[str, UUID]]) -> None:
        self._connection = connection
        self._histories = histories
        self._promised = promised

    async def add(self, plan: Plan) -> None:
        """Queued: the planner hears of it after the commit, and finds it by itself if it does not."""
        await self._connection.execute(insert(plans), plan_row(plan))
        self._histories.record("plan", plan.id, "plan asked for", after=plan)
        self._promised.append(("plan", plan.id))

    async def save(self, before: Plan, after: Plan, *, action: str) -> None:
        await self._connection.execute(update(plans).where(plans.c.id == after.id), outcome_row(after))
        self._histories.record("plan", after.id, action, before=before, after=after)

    async def get(self, plan_id: UUID, *, lock: bool = False) -> Plan:
        """NotFound when there is none; `lock` holds the row until the transaction ends."""
        query = select(plans).where(plans.c.id == plan_id)
        row = (await self._connection.execute(query.with_for_update() if lock else query)).mappings().first()
        if row is None:
            raise unknown_plan(plan_id)
        return to_plan(row)

    async def listed(self, *, before: tuple[datetime, UUID] | None = None, limit: int = 50) -> list[Plan]:
        """The newest first; `before` is the time and id of the page before's last."""
        query = select(plans).order_by(plans.c.asked_at.desc(), plans.c.id.desc()).limit(limit)
        if before is not None:
            at, plan_id = before
            query = query.where((plans.c.asked_at < at) | ((plans.c.asked_at == at) & (plans.c.id < plan_id)))
        return [to_plan(row) for row in (await self._connection.execute(query)).mappings()]

    async def put_result(self, plan_id: UUID, lines: Iterable[PlanLine], unfilled: Iterable[Unfilled]) -> None:
        """The lines instead of those there were: nothing of a plan that is still thought over has been decided."""
        for table in (plan_lines, plan_unfilled):
            await self._connection.execute(delete(table).where(table.c.plan_id == plan_id))
        if rows := [line_row(line) for line in lines]:
            await self._connection.execute(insert(plan_lines), rows)
        if alone := [unfilled_row(one) for one in unfilled]:
            await self._connection.execute(insert(plan_unfilled), alone)

    async def save_line(self, before: PlanLine, after: PlanLine) -> None:
        mine = (plan_lines.c.plan_id == after.plan_id) & (plan_lines.c.n == after.n)
        await self._connection.execute(update(plan_lines).where(mine), line_row(after))
        self._histories.record("plan line", after.booking_id, f"plan {after.state}", before=before, after=after)

    async def lines_of(self, plan_id: UUID) -> list[PlanLine]:
        query = select(plan_lines).where(plan_lines.c.plan_id == plan_id).order_by(plan_lines.c.n)
        return [to_line(row) for row in (await self._connection.execute(query)).mappings()]

    async def unfilled_of(self, plan_id: UUID) -> list[Unfilled]:
        """In the order of the jobs."""
        query = select(plan_unfilled).join(bookings, bookings.c.id == plan_unfilled.c.booking_id)
        query = query.where(plan_unfilled.c.plan_id == plan_id).order_by(bookings.c.starts_at, bookings.c.number)
        return [to_unfilled(row) for row in (await self._connection.execute(query)).mappings()]


def unknown_plan(plan_id: UUID) -> NotFound:
    return NotFound(Text("Der er ingen sådan plan.", "There is no such plan."), subject=str(plan_id))
