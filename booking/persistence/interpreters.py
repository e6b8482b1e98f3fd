"""The interpreters' register."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import NotFound
from booking.domain.interpreters import Employment, Hours, Interpreter, Interval, Skill
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.ids import new_id
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.interpreters import barred, hours, interpreters, intervals, skills

_PARTS = frozenset({"skills", "hours"})
_SPOKEN = select(skills.c.interpreter_id, *(skills.c[one.name] for one in fields(Skill)))
_WEEKLY = select(hours.c.interpreter_id, *(hours.c[one.name] for one in fields(Hours)))


class Interpreters:
    """Reads and writes interpreters with their skills, weekly hours and exceptions."""

    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add_all(self, new: Iterable[Interpreter]) -> None:
        """Adds interpreters with what belongs to them, in few round trips."""
        people = list(new)
        if not people:
            return
        await self._connection.execute(insert(interpreters), [columns_of(one, leave_out=_PARTS) for one in people])
        spoken = [columns_of(part) | {"interpreter_id": one.id} for one in people for part in one.skills]
        weekly = [columns_of(part) | {"interpreter_id": one.id} for one in people for part in one.hours]
        if spoken:
            await self._connection.execute(insert(skills), spoken)
        if weekly:
            await self._connection.execute(insert(hours), weekly)
        for one in people:
            self._histories.record("interpreter", one.id, "added", after=one)

    async def change_email(self, before: Interpreter, after: Interpreter) -> None:
        query = update(interpreters).where(interpreters.c.id == before.id)
        await self._connection.execute(query.values(email=after.email))
        self._histories.record("interpreter", before.id, "address changed", before=before, after=after)

    async def get(self, interpreter_id: UUID) -> Interpreter:
        """NotFound when the register has no such interpreter."""
        found = await self.listed(ids=[interpreter_id])
        if not found:
            raise unknown_interpreter(interpreter_id)
        return found[0]

    async def by_ids(self, ids: Iterable[UUID]) -> dict[UUID, Interpreter]:
        return {one.id: one for one in await self.listed(ids=list(ids))}

    async def listed(
        self,
        *,
        ids: Iterable[UUID] | None = None,
        language: str | None = None,
        named: str = "",
        after: tuple[str, UUID] | None = None,
        limit: int = 1000,
    ) -> list[Interpreter]:
        """By name; `after` is the name and id of the page before's last."""
        query = select(interpreters)
        if ids is not None:
            query = query.where(interpreters.c.id.in_(list(ids)))
        if language is not None:
            speakers = select(skills.c.interpreter_id).where(skills.c.language == language)
            query = query.where(interpreters.c.id.in_(speakers))
        if named:
            query = query.where(interpreters.c.name.icontains(named, autoescape=True))
        if after is not None:
            query = query.where(
                (interpreters.c.name > after[0]) | ((interpreters.c.name == after[0]) & (interpreters.c.id > after[1]))
            )
        query = query.order_by(interpreters.c.name, interpreters.c.id).limit(limit)
        return await self._complete(list((await self._connection.execute(query)).mappings()))

    async def _complete(self, rows: list[RowMapping]) -> list[Interpreter]:
        found = [row["id"] for row in rows]
        spoken: dict[UUID, list[Skill]] = {}
        for owner, *values in await self._connection.execute(_SPOKEN.where(skills.c.interpreter_id.in_(found))):
            spoken.setdefault(owner, []).append(Skill(*values))
        weekly: dict[UUID, list[Hours]] = {}
        for owner, *values in await self._connection.execute(_WEEKLY.where(hours.c.interpreter_id.in_(found))):
            weekly.setdefault(owner, []).append(Hours(*values))
        return [to_interpreter(row, spoken.get(row["id"], []), weekly.get(row["id"], [])) for row in rows]

    async def replace(self, before: Interpreter, after: Interpreter) -> None:
        """Everything the register says of somebody."""
        query = update(interpreters).where(interpreters.c.id == before.id)
        await self._connection.execute(query.values(columns_of(after, leave_out=_PARTS)))
        for table, had, has in ((skills, before.skills, after.skills), (hours, before.hours, after.hours)):
            if had != has:
                await self._connection.execute(delete(table).where(table.c.interpreter_id == after.id))
                rows = [columns_of(part) | {"interpreter_id": after.id} for part in has]
                if rows:
                    await self._connection.execute(insert(table), rows)
        self._histories.record("interpreter", before.id, "interpreter changed", before=before, after=after)

    async def replace_hours(self, before: Interpreter, after: Interpreter) -> None:
        await self._connection.execute(delete(hours).where(hours.c.interpreter_id == after.id))
        if after.hours:
            weekly = [columns_of(part) | {"interpreter_id": after.id} for part in after.hours]
            await self._connection.execute(insert(hours), weekly)
        self._histories.record("interpreter", after.id, "hours changed", before=before, after=after)

    async def set_ready(self, before: Interpreter, until: datetime | None) -> None:
        """Until when somebody may be rung for a job that begins now; None is not at all."""
        query = update(interpreters).where(interpreters.c.id == before.id).values(ready_until=until)
        await self._connection.execute(query)
        action = "not ready now" if until is None else "ready now"
        self._histories.record(
            "interpreter", before.id, action, before=before, after=replace(before, ready_until=until)
        )

    async def add_interval(self, interpreter_id: UUID, interval: Interval) -> UUID:
        """An absence, or hours beyond the weekly ones."""
        interval_id = interval.id or new_id()
        row = columns_of(interval) | {"id": interval_id, "interpreter_id": interpreter_id}
        await self._connection.execute(insert(intervals), row)
        action = "extra hours" if interval.offered else "absence"
        self._histories.record("interpreter", interpreter_id, action, after=interval)
        return interval_id

    async def change_interval(self, interpreter_id: UUID, interval_id: UUID, *, ends_at: datetime | None) -> None:
        """Another end of an absence or of extra hours; with None it goes. NotFound when it is not theirs."""
        mine = (intervals.c.id == interval_id) & (intervals.c.interpreter_id == interpreter_id)
        row = (await self._connection.execute(select(intervals).where(mine))).mappings().first()
        if row is None:
            raise unknown_interval(interval_id)
        before = Interval(**fields_from(Interval, cast(dict[str, Any], row)))
        if ends_at is None:
            await self._connection.execute(delete(intervals).where(mine))
        else:
            await self._connection.execute(update(intervals).where(mine).values(ends_at=ends_at))
        after = replace(before, ends_at=ends_at) if ends_at is not None else None
        action = "absence changed" if after is not None else "absence removed"
        self._histories.record("interpreter", interpreter_id, action, before=before, after=after)

    async def intervals_of(self, ids: Iterable[UUID], *, since: datetime) -> dict[UUID, list[Interval]]:
        query = select(intervals).where(intervals.c.interpreter_id.in_(list(ids)), intervals.c.ends_at > since)
        found: dict[UUID, list[Interval]] = {}
        for row in (await self._connection.execute(query.order_by(intervals.c.starts_at))).mappings():
            interval = Interval(**fields_from(Interval, cast(dict[str, Any], row)))
            found.setdefault(row["interpreter_id"], []).append(interval)
        return found

    async def bar(self, interpreter_id: UUID, *, unit_id: UUID | None, citizen_ref: str | None, reason: str) -> None:
        row = {"id": new_id(), "interpreter_id": interpreter_id, "unit_id": unit_id, "citizen_ref": citizen_ref}
        await self._connection.execute(insert(barred), row | {"reason": reason})


def unknown_interpreter(interpreter_id: object) -> NotFound:
    return NotFound(
        Text("Tolken findes ikke i registeret.", "The interpreter is not in the register."), subject=str(interpreter_id)
    )


def unknown_interval(interval_id: object) -> NotFound:
    return NotFound(Text("Fraværet findes ikke.", "There is no such absence."), subject=str(interval_id))


def to_interpreter(row: RowMapping, spoken: list[Skill], weekly: list[Hours]) -> Interpreter:
    values = fields_from(Interpreter, cast(dict[str, Any], row))
    return Interpreter(
        **values
        | {
            "employment": Employment(row["employment"]),
            "modes": frozenset(Mode(mode) for mode in row["modes"]),
            "skills": tuple(sorted(spoken, key=lambda skill: (-skill.level, skill.language))),
            "hours": tuple(sorted(weekly, key=lambda part: (part.weekday, part.starts))),
        }
    )
