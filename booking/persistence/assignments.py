"""Who has which job; PostgreSQL's exclusion constraint has the last word on double booking."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import Conflict
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.refusals import refusing
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.bookings import assignments, bookings, offers


@dataclass(frozen=True, slots=True)
class Assignment:
    """An interpreter's job (tildeling); `cost_ore` and the trip are what was expected when it was given."""

    id: UUID
    booking_id: UUID
    interpreter_id: UUID
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    language: str
    cost_ore: int
    trip_minutes: int
    trip_km: float
    assigned_at: datetime
    status: str = "active"
    released_at: datetime | None = None
    place: int = 1
    waiting_since: datetime | None = None


def busy(subject: str | None = None) -> Conflict:
    return Conflict(
        Text(
            "Tolken har allerede en anden opgave i det tidsrum. Vælg en anden tolk eller et andet tidspunkt.",
            "The interpreter already has another job at that time. Choose another interpreter or another time.",
        ),
        subject=subject,
    )


class Assignments:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def lock_interpreter(self, interpreter_id: UUID) -> None:
        """Two who want the same interpreter queue here; without it the losers of a race meet as a deadlock."""
        lock = text("SELECT 1 FROM interpreters WHERE id = :id FOR NO KEY UPDATE")
        with refusing({"40P01": busy(), "55P03": busy()}):
            await self._connection.execute(lock, {"id": interpreter_id})

    async def add(self, assignment: Assignment) -> None:
        """Gives the job; Conflict when the interpreter has another one then. Lock the interpreter first."""
        refusals = {"23P01": busy(), "40P01": busy(), "23505": _taken()}
        with refusing(refusals):
            await self._connection.execute(insert(assignments), columns_of(assignment))
        self._histories.record("assignment", assignment.booking_id, "assigned", after=assignment)

    async def move(self, before: Assignment, after: Assignment) -> None:
        """A new time or mode for a job that is kept; Conflict when it no longer fits."""
        with refusing({"23P01": busy(), "40P01": busy()}):
            await self._connection.execute(
                update(assignments).where(assignments.c.id == after.id).values(columns_of(after))
            )
        self._histories.record("assignment", after.booking_id, "assignment moved", before=before, after=after)

    async def numbers_ahead(self, interpreter_id: UUID, *, now: datetime) -> list[str]:
        """The bookings that they have or are asked about and that are not over, the soonest first."""
        theirs = assignments.c.interpreter_id == interpreter_id, assignments.c.status == "active"
        asked = offers.c.interpreter_id == interpreter_id, offers.c.state == "open"
        has = select(assignments.c.booking_id).where(*theirs).union(select(offers.c.booking_id).where(*asked))
        query = select(bookings.c.number).where(bookings.c.id.in_(has), bookings.c.ends_at > now)
        query = query.where(bookings.c.status.in_(("offered", "confirmed"))).order_by(bookings.c.starts_at)
        return list((await self._connection.execute(query)).scalars())

    async def active(self, booking_id: UUID) -> Assignment | None:
        query = select(assignments).where(assignments.c.booking_id == booking_id, assignments.c.status == "active")
        row = (await self._connection.execute(query)).mappings().first()
        return to_assignment(row) if row is not None else None

    async def last_released(self, booking_id: UUID) -> Assignment | None:
        """Who had the job before whoever has it now."""
        query = select(assignments).where(assignments.c.booking_id == booking_id, assignments.c.status == "released")
        row = (
            (await self._connection.execute(query.order_by(assignments.c.released_at.desc()).limit(1)))
            .mappings()
            .first()
        )
        return to_assignment(row) if row is not None else None

    async def latest(self, booking_id: UUID) -> Assignment | None:
        """Who has the job, or had it last."""
        order = (assignments.c.status != "active", assignments.c.assigned_at.desc())
        query = select(assignments).where(assignments.c.booking_id == booking_id).order_by(*order).limit(1)
        row = (await self._connection.execute(query)).mappings().first()
        return to_assignment(row) if row is not None else None

    async def wait(self, assignment: Assignment, *, since: datetime) -> Assignment:
        """The waiting clock is started, once."""
        waiting = replace(assignment, waiting_since=since)
        query = update(assignments).where(assignments.c.id == assignment.id, assignments.c.waiting_since.is_(None))
        await self._connection.execute(query.values(waiting_since=since))
        self._histories.record("assignment", assignment.booking_id, "waiting", before=assignment, after=waiting)
        return waiting

    async def release(self, assignment: Assignment, *, now: datetime) -> None:
        query = update(assignments).where(assignments.c.id == assignment.id)
        await self._connection.execute(query.values(status="released", released_at=now))
        self._histories.record("assignment", assignment.booking_id, "released", before=assignment)


def _taken() -> Conflict:
    return Conflict(Text("Opgaven er allerede besat.", "The job is already taken."))


def to_assignment(row: RowMapping) -> Assignment:
    values = fields_from(Assignment, cast(dict[str, Any], row))
    return Assignment(**values | {"mode": Mode(row["mode"]), "trip_km": float(row["trip_km"])})
