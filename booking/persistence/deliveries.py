"""What was delivered, in versions: a correction supersedes, and what was known then can be read for ever."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.bookings import deliveries


@dataclass(frozen=True, slots=True)
class Delivery:
    """A voucher's facts (tolkebilag): actual times, delivered mode, travel in minutes and kilometres.

    Of a no-show: since when somebody waited, by the clock they started, and for how many minutes.
    """

    id: UUID
    booking_id: UUID
    version: int
    outcome: str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    travel_minutes: int
    km: Decimal
    interpreter_id: UUID | None
    reported_by: UUID | None
    recorded_at: datetime
    note: str = ""
    waited_from: datetime | None = None
    waited_minutes: int = 0
    reason: str = ""
    break_from: datetime | None = None
    break_minutes: int = 0

    @property
    def breaks(self) -> tuple[Period, ...]:
        """The meal break that nobody pays for, where one was held."""
        return break_of(self.break_from, self.break_minutes)


def break_of(begins: datetime | None, minutes: int) -> tuple[Period, ...]:
    return (Period(begins, begins + timedelta(minutes=minutes)),) if begins is not None and minutes else ()


class Deliveries:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add(self, delivery: Delivery, *, correcting: Delivery | None = None) -> None:
        """A new version; the one it corrects stays, superseded from the same instant."""
        if correcting is not None:
            query = update(deliveries).where(deliveries.c.id == correcting.id)
            await self._connection.execute(query.values(superseded_at=delivery.recorded_at))
        await self._connection.execute(insert(deliveries), columns_of(delivery))
        self._histories.record("delivery", delivery.booking_id, "delivery", before=correcting, after=delivery)

    async def current(self, booking_id: UUID) -> Delivery | None:
        query = select(deliveries).where(deliveries.c.booking_id == booking_id, deliveries.c.superseded_at.is_(None))
        row = (await self._connection.execute(query)).mappings().first()
        return to_delivery(row) if row is not None else None

    async def versions_of(self, booking_id: UUID) -> list[Delivery]:
        """All that was ever reported, the oldest first."""
        query = select(deliveries).where(deliveries.c.booking_id == booking_id).order_by(deliveries.c.version)
        return [to_delivery(row) for row in (await self._connection.execute(query)).mappings()]

    async def current_of_many(self, booking_ids: list[UUID]) -> dict[UUID, Delivery]:
        query = select(deliveries).where(deliveries.c.booking_id.in_(booking_ids), deliveries.c.superseded_at.is_(None))
        return {row["booking_id"]: to_delivery(row) for row in (await self._connection.execute(query)).mappings()}


def to_delivery(row: RowMapping) -> Delivery:
    return Delivery(**fields_from(Delivery, cast(dict[str, Any], row)) | {"mode": Mode(row["mode"])})
