"""Tasks: added once per kind and subject, settled once."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, Select, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import NotFound
from booking.domain.tasks import KINDS, Plain, Task
from booking.domain.texts import Text
from booking.persistence.histories import By, Histories
from booking.persistence.ids import new_id
from booking.persistence.rows import fields_from
from booking.persistence.tables.inbound import tasks


class Tasks:
    """Whoever adds a task names its kind, which stands in the register of booking.domain.tasks."""

    def __init__(self, connection: AsyncConnection, histories: Histories, by: By) -> None:
        self._connection = connection
        self._histories = histories
        self._by = by

    async def add(
        self,
        kind: str,
        subject: str,
        *,
        booking_id: UUID | None = None,
        person_id: UUID | None = None,
        facts: Mapping[str, Plain] | None = None,
    ) -> bool:
        """Whether it is new: once per kind and subject, also when it has been settled. KeyError: unknown kind."""
        if kind not in KINDS:
            raise KeyError(kind)
        row = {
            "id": new_id(),
            "kind": kind,
            "subject": subject,
            "booking_id": booking_id,
            "person_id": person_id,
            "facts": dict(facts or {}),
            "made_at": self._by.now,
        }
        query = insert(tasks).values(row).on_conflict_do_nothing().returning(tasks.c.id)
        return (await self._connection.execute(query)).first() is not None

    async def get(self, task_id: UUID, *, lock: bool = False) -> Task:
        """NotFound when there is none."""
        query = select(tasks).where(tasks.c.id == task_id)
        row = (await self._connection.execute(query.with_for_update() if lock else query)).mappings().first()
        if row is None:
            raise NotFound(Text("Opgaven findes ikke.", "There is no such task."), subject=str(task_id))
        return to_task(row)

    async def listed(self, *, done: bool = False, kind: str = "", limit: int = 200) -> list[Task]:
        """Those that wait, the oldest first; or those that are settled, the newest first."""
        query = select(tasks).where(tasks.c.done_at.is_not(None) if done else tasks.c.done_at.is_(None))
        if kind:
            query = query.where(tasks.c.kind == kind)
        order = (tasks.c.done_at.desc(), tasks.c.id.desc()) if done else (tasks.c.made_at, tasks.c.id)
        return [
            to_task(row) for row in (await self._connection.execute(query.order_by(*order).limit(limit))).mappings()
        ]

    async def waiting(self) -> dict[str, int]:
        """How many wait, by kind."""
        query = select(tasks.c.kind, func.count().label("n")).where(tasks.c.done_at.is_(None)).group_by(tasks.c.kind)
        return {row.kind: row.n for row in await self._connection.execute(query)}

    @staticmethod
    def those_waiting() -> Select[int]:
        """How many wait in all."""
        return select(func.count()).select_from(tasks).where(tasks.c.done_at.is_(None))

    async def take(self, task: Task, *, by: UUID | None, name: str) -> None:
        """Who sees to it, or with None nobody in particular."""
        query = update(tasks).where(tasks.c.id == task.id).values(taken_by=by, taken_by_name=name)
        await self._connection.execute(query)
        changes: Mapping[str, tuple[Plain, Plain]] = {"taken_by": (task.taken_by_name, name)}
        self._histories.add(self._histories.row("task", task.booking_id or task.id, "task taken", changes))

    async def settle(self, task: Task, outcome: str) -> None:
        """The task is done, by the one who acts; lock it first."""
        actor = self._by.actor
        values = {"done_at": self._by.now, "done_by": actor.account_id, "done_by_name": actor.name, "outcome": outcome}
        await self._connection.execute(update(tasks).where(tasks.c.id == task.id).values(values))
        changes: Mapping[str, tuple[Plain, Plain]] = {"kind": (None, task.kind), "outcome": (None, outcome)}
        self._histories.add(self._histories.row("task", task.booking_id or task.id, "task settled", changes))

    async def settle_about(self, kind: str, subject: str, outcome: str) -> None:
        """The task about a subject is done, if there is one that waits."""
        query = select(tasks).where(tasks.c.kind == kind, tasks.c.subject == subject, tasks.c.done_at.is_(None))
        row = (await self._connection.execute(query.with_for_update())).mappings().first()
        if row is not None:
            await self.settle(to_task(row), outcome)


def to_task(row: RowMapping) -> Task:
    return Task(**fields_from(Task, cast(dict[str, Any], row)))
