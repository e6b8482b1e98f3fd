"""Time of an interpreter that a late exit or a late move has paid for; ended, never deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, Select, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.costs.paid_times import PaidTime
from booking.domain.exits import CHARGED, LATE
from booking.domain.periods import Period
from booking.persistence.histories import Histories
from booking.persistence.ids import new_id
from booking.persistence.tables.bookings import assignments, bookings
from booking.persistence.tables.costs import paid_times


@dataclass(frozen=True, slots=True)
class Paid:
    """What the log says of paid time."""

    interpreter_id: UUID
    starts_at: datetime
    ends_at: datetime
    paid_ore: int


class PaidTimes:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def of(self, interpreter_id: UUID, period: Period) -> list[PaidTime]:
        """What is paid of this interpreter's time in the period, in order; lock the interpreter before writing."""
        query = _live().where(
            paid_times.c.interpreter_id == interpreter_id,
            paid_times.c.starts_at < period.ends_at,
            paid_times.c.ends_at > period.starts_at,
        )
        return [_paid(row) for row in (await self._connection.execute(query)).mappings()]

    async def of_booking(self, booking_id: UUID) -> list[PaidTime]:
        """The time that the booking pays for without using it."""
        query = _live().where(paid_times.c.booking_id == booking_id)
        return [_paid(row) for row in (await self._connection.execute(query)).mappings()]

    async def add(self, booking_id: UUID, interpreter_id: UUID, paid: Iterable[PaidTime], *, now: datetime) -> None:
        for one in paid:
            kept = Paid(interpreter_id, one.period.starts_at, one.period.ends_at, one.paid_ore)
            row = {"id": new_id(), "booking_id": booking_id, "interpreter_id": interpreter_id, "made_at": now}
            row |= {"starts_at": kept.starts_at, "ends_at": kept.ends_at, "paid_ore": kept.paid_ore}
            await self._connection.execute(insert(paid_times), row)
            self._histories.record("paid time", booking_id, "time paid", after=kept)

    async def end(self, booking_id: UUID, *, now: datetime) -> None:
        """Nothing is owed for the time any more, so nothing is paid."""
        live = (paid_times.c.booking_id == booking_id) & paid_times.c.ended_at.is_(None)
        await self._connection.execute(update(paid_times).where(live).values(ended_at=now))

    async def user_of(self, booking_id: UUID) -> str | None:
        """The number of another booking that counts on the time this one has paid for, also one cancelled late."""
        overlapping = exists().where(
            paid_times.c.booking_id == booking_id,
            paid_times.c.ended_at.is_(None),
            paid_times.c.interpreter_id == assignments.c.interpreter_id,
            paid_times.c.starts_at < assignments.c.ends_at,
            paid_times.c.ends_at > assignments.c.starts_at,
        )
        query = (
            select(bookings.c.number)
            .join(assignments, assignments.c.booking_id == bookings.c.id)
            .where(bookings.c.id != booking_id, overlapping)
            .where((assignments.c.status == "active") | bookings.c.exit_terms.in_([LATE, CHARGED]))
            .limit(1)
        )
        return (await self._connection.execute(query)).scalar_one_or_none()


def _live() -> Select[tuple[object, ...]]:
    return (
        select(paid_times, bookings.c.number)
        .join(bookings, bookings.c.id == paid_times.c.booking_id)
        .where(paid_times.c.ended_at.is_(None))
        .order_by(paid_times.c.starts_at, paid_times.c.made_at, paid_times.c.id)
    )


def _paid(row: RowMapping) -> PaidTime:
    return PaidTime(row["number"], Period(row["starts_at"], row["ends_at"]), row["paid_ore"])
