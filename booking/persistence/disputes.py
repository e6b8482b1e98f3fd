"""Disputes of deliveries, each step logged with its booking."""

from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.disputes import Dispute
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.vouchers import disputes


class Disputes:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add(self, dispute: Dispute) -> None:
        await self._connection.execute(insert(disputes), columns_of(dispute))
        self._histories.record("dispute", dispute.booking_id, "disputed", after=dispute)

    async def save(self, before: Dispute, after: Dispute, *, action: str) -> None:
        query = update(disputes).where(disputes.c.id == after.id)
        await self._connection.execute(query.values(columns_of(after, leave_out=frozenset({"id"}))))
        self._histories.record("dispute", after.booking_id, action, before=before, after=after)

    async def open_of(self, booking_id: UUID) -> Dispute | None:
        return (await self.open_of_many([booking_id])).get(booking_id)

    async def open_of_many(self, booking_ids: list[UUID]) -> dict[UUID, Dispute]:
        """The open dispute of each booking that has one."""
        query = select(disputes).where(disputes.c.booking_id.in_(booking_ids), disputes.c.ended_at.is_(None))
        return {row["booking_id"]: to_dispute(row) for row in (await self._connection.execute(query)).mappings()}

    async def of(self, booking_id: UUID) -> list[Dispute]:
        """All that there ever were, the newest first."""
        query = select(disputes).where(disputes.c.booking_id == booking_id).order_by(disputes.c.raised_at.desc())
        return [to_dispute(row) for row in (await self._connection.execute(query)).mappings()]


def to_dispute(row: RowMapping) -> Dispute:
    return Dispute(**fields_from(Dispute, cast(dict[str, Any], row)))
