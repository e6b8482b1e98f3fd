"""CPR numbers as they are sealed, and every reading of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.citizens import HIDDEN
from booking.persistence.histories import By, Histories
from booking.persistence.tables.bookings import bookings
from booking.persistence.tables.vouchers import citizen_number_reads, citizen_numbers


@dataclass(frozen=True, slots=True)
class Stored:
    """A sealed number: the booking's, the key that opens it, and nonce with ciphertext."""

    booking_id: UUID
    key_id: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """That somebody read a booking's number, and what for."""

    number: str
    read_at: datetime
    read_by: str
    purpose: str


class Citizens:
    """The log says that a number was written or taken away, never which."""

    def __init__(self, connection: AsyncConnection, histories: Histories, by: By) -> None:
        self._connection = connection
        self._histories = histories
        self._by = by

    async def keep(self, stored: Sequence[Stored]) -> None:
        """One a booking: a later one takes the place of the earlier."""
        made = {"entered_at": self._by.now, "entered_by": self._by.actor.account_id}
        rows = [{"booking_id": one.booking_id, "key_id": one.key_id, "sealed": one.sealed, **made} for one in stored]
        if not rows:
            return
        query = upsert(citizen_numbers)
        anew = {name: query.excluded[name] for name in rows[0] if name != "booking_id"}
        await self._connection.execute(query.on_conflict_do_update(index_elements=["booking_id"], set_=anew), rows)
        for one in stored:
            self._log(one.booking_id, "cpr entered", (None, HIDDEN))

    async def remove(self, booking_id: UUID) -> bool:
        query = delete(citizen_numbers).where(citizen_numbers.c.booking_id == booking_id)
        if (await self._connection.execute(query)).rowcount == 0:
            return False
        self._log(booking_id, "cpr removed", (HIDDEN, None))
        return True

    def _log(self, booking_id: UUID, action: str, pair: tuple[str | None, str | None]) -> None:
        self._histories.add(self._histories.row("citizen_number", booking_id, action, {"cpr": pair}))

    async def of(self, booking_ids: Sequence[UUID]) -> list[Stored]:
        """The sealed numbers of those that have one; reading them is not logged here."""
        columns = citizen_numbers.c.booking_id, citizen_numbers.c.key_id, citizen_numbers.c.sealed
        query = select(*columns).where(citizen_numbers.c.booking_id.in_(booking_ids))
        return [Stored(row.booking_id, row.key_id, row.sealed) for row in await self._connection.execute(query)]

    async def known(self, booking_ids: Sequence[UUID]) -> frozenset[UUID]:
        """Which of the bookings have a number."""
        query = select(citizen_numbers.c.booking_id).where(citizen_numbers.c.booking_id.in_(booking_ids))
        return frozenset((await self._connection.execute(query)).scalars())

    async def attested_with_measure(self, *, since: datetime) -> list[UUID]:
        """What could be claimed if the citizen were known, the oldest first."""
        known = bookings.c.attested_at.is_not(None) & bookings.c.measure.is_not(None)
        query = (
            select(bookings.c.id)
            .where(known, bookings.c.starts_at >= since)
            .order_by(bookings.c.starts_at, bookings.c.id)
        )
        return list((await self._connection.execute(query)).scalars())

    async def same_case(self, unit_id: UUID, citizen_ref: str) -> list[UUID]:
        """The bookings of a case that have no number yet."""
        query = select(bookings.c.id).where(bookings.c.unit_id == unit_id, bookings.c.citizen_ref == citizen_ref)
        known = select(citizen_numbers.c.booking_id)
        return list((await self._connection.execute(query.where(bookings.c.id.not_in(known)))).scalars())

    async def newest_of_case(self, unit_id: UUID, citizen_ref: str) -> Stored | None:
        """What was entered last for any booking of the case."""
        columns = citizen_numbers.c.booking_id, citizen_numbers.c.key_id, citizen_numbers.c.sealed
        query = select(*columns).join(bookings, bookings.c.id == citizen_numbers.c.booking_id)
        query = query.where(bookings.c.unit_id == unit_id, bookings.c.citizen_ref == citizen_ref)
        query = query.order_by(citizen_numbers.c.entered_at.desc(), citizen_numbers.c.booking_id).limit(1)
        row = (await self._connection.execute(query)).first()
        return Stored(row.booking_id, row.key_id, row.sealed) if row is not None else None

    async def log_reads(self, booking_ids: Sequence[UUID], *, purpose: str) -> None:
        by, now = self._by.actor, self._by.now
        made = {"read_at": now, "read_by": by.account_id, "read_by_name": by.name, "purpose": purpose}
        if booking_ids:
            rows = [{"booking_id": one, **made} for one in booking_ids]
            await self._connection.execute(insert(citizen_number_reads), rows)

    async def reads(self, *, limit: int) -> list[Reading]:
        """Who read which, the newest first."""
        table = citizen_number_reads
        query = select(bookings.c.number, table.c.read_at, table.c.read_by_name, table.c.purpose)
        query = query.join(bookings, bookings.c.id == table.c.booking_id).order_by(table.c.id.desc()).limit(limit)
        return [Reading(*row) for row in (await self._connection.execute(query)).all()]

    async def under_other_keys(self, key_id: str, *, limit: int) -> list[Stored]:
        """Those that are sealed with any key but this one; locked, so that nobody writes one meanwhile."""
        columns = citizen_numbers.c.booking_id, citizen_numbers.c.key_id, citizen_numbers.c.sealed
        query = select(*columns).where(citizen_numbers.c.key_id != key_id).limit(limit).with_for_update()
        return [Stored(row.booking_id, row.key_id, row.sealed) for row in await self._connection.execute(query)]

    async def reseal(self, stored: Stored) -> None:
        """Under another key, and by nobody in particular."""
        query = update(citizen_numbers).where(citizen_numbers.c.booking_id == stored.booking_id)
        await self._connection.execute(query.values(key_id=stored.key_id, sealed=stored.sealed))
