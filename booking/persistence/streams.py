"""Calendar streams: one UID in one recipient's calendar."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, ScalarSelect, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.invitations import Stream
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.accounts import accounts
from booking.persistence.tables.bookings import bookings
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
        self._clock: datetime | None = None

    async def clock(self) -> datetime:
        """The database's, asked once a transaction: what is stamped by it rises whichever machine writes."""
        if self._clock is None:
            self._clock = cast(datetime, (await self._connection.execute(select(func.clock_timestamp()))).scalar_one())
        return self._clock

    async def add_all(self, new: list[Addressed]) -> None:
        if new:
            rows = [columns_of(one.stream) | {"person_id": one.person_id} for one in new]
            await self._connection.execute(insert(streams), rows)

    async def save(self, stream: Stream) -> None:
        query = update(streams).where(streams.c.id == stream.id)
        await self._connection.execute(query.values(columns_of(stream, leave_out=frozenset({"id", "booking_id"}))))

    async def by_uid(self, uid: str) -> Addressed | None:
        return next(iter(await self._found(streams.c.uid == uid)), None)

    async def get(self, stream_id: UUID) -> Addressed | None:
        return next(iter(await self._found(streams.c.id == stream_id)), None)

    async def of(self, booking_id: UUID) -> list[Addressed]:
        """Every stream of a booking, also those that have ended, in the order they were begun."""
        return await self._found(streams.c.booking_id == booking_id)

    async def live_of(self, booking_id: UUID) -> list[Addressed]:
        """Those that stand in somebody's calendar, in the tongue that its reader has chosen by now."""
        return await self._found((streams.c.booking_id == booking_id) & (streams.c.state == "live"))

    async def live_of_person(self, person_id: UUID, *, now: datetime) -> list[Addressed]:
        """Somebody's live streams of bookings that are not over."""
        ahead = select(bookings.c.id).where(bookings.c.ends_at > now)
        mine = (streams.c.person_id == person_id) & (streams.c.state == "live")
        return await self._found(mine & streams.c.booking_id.in_(ahead))

    async def _found(self, condition: ColumnElement[bool]) -> list[Addressed]:
        query = select(*addressed_columns()).where(condition).order_by(streams.c.booking_id, streams.c.id)
        return [to_addressed(row) for row in (await self._connection.execute(query)).mappings()]


def addressed_columns() -> tuple[Any, ...]:
    """What `to_addressed` reads."""
    return (*streams.c, _tongue().label("spoken"))


def _tongue() -> ScalarSelect[str]:
    reader = or_(accounts.c.id == streams.c.person_id, accounts.c.interpreter_id == streams.c.person_id)
    return select(accounts.c.tongue).where(reader, accounts.c.active).limit(1).scalar_subquery()


def to_addressed(row: RowMapping) -> Addressed:
    values = cast(dict[str, Any], row)
    tongue = values["spoken"] or values["tongue"]
    return Addressed(Stream(**fields_from(Stream, values) | {"tongue": tongue}), cast(UUID, values["person_id"]))
