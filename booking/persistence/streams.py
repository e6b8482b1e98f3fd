"""Calendar streams: one UID in one recipient's calendar."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.invitations import Stream
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.outbox import streams


@dataclass(frozen=True, slots=True)
class Addressed:
    """A stream and the person (account or interpreter) whose calendar it is."""

    stream: Stream
    person_id: UUID


class Streams:
    """Reads and writes streams; their booking's row is locked by whoever changes them."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_all(self, new: list[Addressed]) -> None:
        if new:
            rows = [columns_of(one.stream) | {"person_id": one.person_id} for one in new]
            await self._connection.execute(insert(streams), rows)

    async def save(self, stream: Stream) -> None:
        query = update(streams).where(streams.c.id == stream.id)
        await self._connection.execute(query.values(columns_of(stream, leave_out=frozenset({"id", "booking_id"}))))

    async def live_of(self, booking_id: UUID) -> list[Addressed]:
        query = select(streams).where(streams.c.booking_id == booking_id, streams.c.state == "live")
        rows = (await self._connection.execute(query.order_by(streams.c.id))).mappings()
        return [
            Addressed(Stream(**fields_from(Stream, cast(dict[str, Any], row))), cast(UUID, row["person_id"]))
            for row in rows
        ]
