"""Bookings: added in one statement with their history and their promise of a match, changed under a version."""

import json
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial
from typing import Any, cast
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, RowMapping, and_, bindparam, func, or_, select, text, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import Booking, Status
from booking.domain.errors import Conflict
from booking.domain.history import differences
from booking.domain.modes import Mode
from booking.domain.permissions import unknown_booking
from booking.domain.texts import Text
from booking.domain.wishes import Wish
from booking.persistence.facts.writing import FIRST_FACT
from booking.persistence.histories import Histories
from booking.persistence.ids import new_id
from booking.persistence.narrowing import narrowed
from booking.persistence.outbox import Outbox
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.scope import Scope
from booking.persistence.tables.bookings import assignments, bookings, offers

_PG = postgresql.dialect()  # type: ignore[no-untyped-call]
_NUMBERED = [field.name for field in fields(Booking) if field.name != "number"]

# One round trip makes the booking, its first entry in the log, its first fact and the promise to match it, and uses up
# the hold.
_ADD = text(
    f"""
    WITH added AS (
        INSERT INTO bookings (number, {", ".join(_NUMBERED)})
        VALUES ('B-' || CAST(:year AS text) || '-' || lpad(nextval('booking_numbers')::text, 6, '0'),
                {", ".join(f"CAST(:{name} AS {bookings.c[name].type.compile(_PG)})" for name in _NUMBERED)})
        RETURNING *),
    logged AS (
        INSERT INTO history (at, actor_id, actor_name, via, subject_kind, subject_id, action, changes, request_id)
        SELECT :requested_at, CAST(:actor_id AS uuid), :actor_name, :via, 'booking', id, 'requested',
               CAST(:changes AS jsonb), CAST(:request_id AS text) FROM added),
    promised AS (
        INSERT INTO outbox (id, kind, subject_id, created_at, next_at)
        SELECT CAST(:promise_id AS uuid), 'match', id, :requested_at, :requested_at FROM added
        WHERE CAST(:promise_id AS uuid) IS NOT NULL),
    used AS (
        UPDATE slot_holds h SET booking_id = added.id, expires_at = clock_timestamp() + interval '10 minutes' FROM added
        WHERE h.account_id = :entered_by AND h.booking_id IS NULL AND h.expires_at > clock_timestamp()
          AND (h.language, h.mode, h.starts_at, h.ends_at) = (:language, :mode, :starts_at, :ends_at)),
    {FIRST_FACT}
    SELECT number FROM added
    """  # noqa: S608  only column names of our own table
).bindparams(bindparam("alternatives", type_=bookings.c.alternatives.type))


class Bookings:
    """Reads and writes bookings; each write is logged, each list is limited to what the asker may see."""

    def __init__(self, connection: AsyncConnection, histories: Histories, outbox: Outbox) -> None:
        self._connection = connection
        self._histories = histories
        self._outbox = outbox

    async def add(self, booking: Booking, *, year: int, match: bool = True) -> str:
        """Inserts a booking and gives it its number, e.g. B-2026-000123; `match` promises the search for somebody.

        What whoever enters it holds at that time becomes the booking's.
        """
        promise_id = new_id() if match else None
        entry = self._histories.row("booking", booking.id, "requested", differences(None, booking))
        parameters = columns_of(booking, leave_out=frozenset({"number"})) | {
            "year": str(year),
            "promise_id": promise_id,
            "changes": json.dumps(entry["changes"], ensure_ascii=False),
            **{name: entry[name] for name in ("actor_id", "actor_name", "via", "request_id")},
        }
        number: str = (await self._connection.execute(_ADD, parameters)).scalar_one()
        if promise_id is not None:
            self._outbox.promised.append(("match", promise_id))
        return number

    async def save(self, before: Booking, after: Booking, *, action: str) -> None:
        """Writes the next version; Conflict when somebody else wrote it first."""
        changes = columns_of(after, leave_out=frozenset({"id", "number"}))
        query = update(bookings).where(bookings.c.id == after.id, bookings.c.version == before.version)
        if (await self._connection.execute(query.values(changes))).rowcount == 0:
            raise changed_meanwhile(before.number)
        self._histories.record("booking", after.id, action, before=before, after=after, even_if_same=True)

    async def get(self, number: str, *, lock: bool = False) -> Booking:
        """NotFound when there is none; `lock` holds the row until the transaction ends."""
        if not number.isprintable():  # PostgreSQL takes no NUL, not even to look for one
            raise unknown_booking(number)
        return await self._one(bookings.c.number == number, number, lock=lock)

    async def by_id(self, booking_id: UUID, *, lock: bool = False) -> Booking:
        return await self._one(bookings.c.id == booking_id, str(booking_id), lock=lock)

    async def lock(self, ids: Collection[UUID]) -> None:
        """Their rows held until the transaction ends, taken in the order of the ids: so nobody deadlocks."""
        query = select(bookings.c.id).where(bookings.c.id.in_(ids)).order_by(bookings.c.id)
        await self._connection.execute(query.with_for_update(key_share=True))

    async def by_ids(self, ids: Sequence[UUID]) -> dict[UUID, Booking]:
        query = select(bookings).where(bookings.c.id.in_(ids))
        return {row["id"]: to_booking(row) for row in (await self._connection.execute(query)).mappings()}

    async def _one(self, where: ColumnElement[bool], label: str, *, lock: bool) -> Booking:
        query = select(bookings).where(where)
        row = (
            (await self._connection.execute(query.with_for_update(key_share=True) if lock else query))
            .mappings()
            .first()
        )
        if row is None:
            raise unknown_booking(label)
        return to_booking(row)

    async def interpreters_of(self, booking_id: UUID) -> frozenset[object]:
        """Who has, had or was offered the booking."""
        query = (
            select(assignments.c.interpreter_id)
            .where(assignments.c.booking_id == booking_id)
            .union(select(offers.c.interpreter_id).where(offers.c.booking_id == booking_id))
        )
        return frozenset((await self._connection.execute(query)).scalars())

    async def listed(
        self,
        scope: Scope,
        *,
        after: tuple[datetime, UUID] | None = None,
        newest_first: bool = False,
        limit: int = 50,
        **filters: Any,
    ) -> list[Booking]:
        """A page of bookings in order of start; `after` is the start and id of the page before's last.

        `filters` are those of `narrowed`.
        """
        column, identity = bookings.c.starts_at, bookings.c.id
        wheres = narrowed(scope, **filters)
        if after is not None:
            ahead = column < after[0] if newest_first else column > after[0]
            same = identity < after[1] if newest_first else identity > after[1]
            wheres.append(or_(ahead, and_(column == after[0], same)))
        order = (column.desc(), identity.desc()) if newest_first else (column, identity)
        query = select(bookings).where(*wheres).order_by(*order).limit(limit)
        return [to_booking(row) for row in (await self._connection.execute(query)).mappings()]

    async def counted(self, scope: Scope, **filters: Any) -> int:
        """How many there are of what `listed` pages through."""
        query = select(func.count()).select_from(bookings).where(*narrowed(scope, **filters))
        return (await self._connection.execute(query)).scalar_one()


def changed_meanwhile(number: str) -> Conflict:
    return Conflict(
        Text(
            f"{number} er ændret af en anden, siden du hentede den. Hent den igen, og se forskellen.",
            f"{number} was changed by somebody else since you fetched it. Fetch it again and see the difference.",
        ),
        subject=number,
    )


_WISHES = partial(msgspec.convert, type=tuple[Wish, ...])


def to_booking(row: RowMapping) -> Booking:
    values = fields_from(Booking, cast(dict[str, Any], row))
    return Booking(
        **values
        | {
            "status": Status(row["status"]),
            "mode": Mode(row["mode"]),
            "preferred": tuple(row["preferred"]),
            "barred": tuple(row["barred"]),
            "alternatives": _WISHES(row["alternatives"]) if row["alternatives"] else (),
        }
    )
