"""Who must not meet: interpreters barred from a citizen or a unit, and the jobs that stand against it."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import and_, delete, insert, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.interpreters import Conflict
from booking.persistence.histories import By, Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.interpreters import barred, interpreters

_JOBS = text(
    """
    SELECT p.id, b.number FROM barred_pairs p
    JOIN assignments a ON a.interpreter_id = p.interpreter_id AND a.status = 'active' AND a.ends_at > :now
    JOIN bookings b ON b.id = a.booking_id AND (b.unit_id = p.unit_id OR b.citizen_ref = nullif(p.citizen_ref, ''))
    WHERE p.interpreter_id = :interpreter
      AND (p.until IS NULL OR p.until >= CAST(b.starts_at AT TIME ZONE 'Europe/Copenhagen' AS date))
      AND b.status = 'confirmed' ORDER BY b.starts_at, b.number
    """
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A conflict with the numbers of the jobs ahead that the interpreter has in spite of it."""

    conflict: Conflict
    jobs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptAway:
    """A conflict with the name of the interpreter whom it keeps away."""

    conflict: Conflict
    name: str


class Conflicts:
    def __init__(self, connection: AsyncConnection, histories: Histories, by: By) -> None:
        self._connection = connection
        self._histories = histories
        self._by = by

    async def of(self, interpreter_id: UUID) -> list[Standing]:
        """Those about citizens first, by reference."""
        query = select(barred).where(barred.c.interpreter_id == interpreter_id)
        rows = (await self._connection.execute(query.order_by(barred.c.citizen_ref, barred.c.id))).mappings()
        found = [Conflict(**fields_from(Conflict, cast(dict[str, Any], row))) for row in rows]
        asked = {"interpreter": interpreter_id, "now": self._by.now}
        jobs: dict[UUID, list[str]] = {}
        for row in (await self._connection.execute(_JOBS, asked)).mappings():
            jobs.setdefault(row["id"], []).append(row["number"])
        return [Standing(one, tuple(jobs.get(one.id, ()))) for one in found]

    async def around(self, *, unit_id: UUID | None, citizen_ref: str) -> list[KeptAway]:
        """Everybody who is kept away from the unit or from the citizen, by name."""
        theirs = or_(barred.c.unit_id == unit_id, and_(barred.c.citizen_ref == citizen_ref, barred.c.citizen_ref != ""))
        query = select(barred, interpreters.c.name).join(interpreters, interpreters.c.id == barred.c.interpreter_id)
        rows = (
            await self._connection.execute(query.where(theirs).order_by(interpreters.c.name, barred.c.id))
        ).mappings()
        return [KeptAway(Conflict(**fields_from(Conflict, cast(dict[str, Any], row))), row["name"]) for row in rows]

    async def add(self, conflict: Conflict) -> None:
        await self._connection.execute(insert(barred), columns_of(conflict))
        self._histories.record("conflict", conflict.interpreter_id, "conflict added", after=conflict)

    async def remove(self, conflict: Conflict) -> None:
        await self._connection.execute(delete(barred).where(barred.c.id == conflict.id))
        self._histories.record("conflict", conflict.interpreter_id, "conflict removed", before=conflict)
