"""Many rows at once: what is told of the past is collected, and written table by table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.accounts import Account, Actor
from booking.domain.bookings import Booking
from booking.domain.history import Plain
from booking.domain.offers import Offer
from booking.domain.periods import Period, local
from booking.persistence.assignments import Assignment, busy
from booking.persistence.costs import Refund, Settlement, line_row
from booking.persistence.deliveries import Delivery
from booking.persistence.facts import retell
from booking.persistence.histories import Histories
from booking.persistence.refusals import refusing
from booking.persistence.rows import columns_of
from booking.persistence.tables import metadata
from booking.persistence.tables.accounts import accounts
from booking.persistence.tables.bookings import assignments, bookings, deliveries, offers
from booking.persistence.tables.costs import price_lines, refund_decisions, settlements
from booking.persistence.tables.history import history
from booking.persistence.tables.reference import targets

CHUNK = 2000

_NUMBERS = text("SELECT nextval('booking_numbers') FROM generate_series(1, :many)")
_IMPORTED = text(
    """
    SELECT h.changes->'reference'->>1 AS reference, b.number FROM history h JOIN bookings b ON b.id = h.subject_id
    WHERE h.action = 'imported' AND h.changes->'reference'->>1 = ANY(:references)
    """
)


@dataclass
class _Then:
    """Who did something, and when it was."""

    actor: Actor
    now: datetime
    request_id: str | None = None


class Bulk:
    """Rows by table, in memory until `write`; the constraints judge them like any others."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._rows: dict[Table, list[dict[str, Any]]] = {}
        self._told: list[UUID] = []

    def add_account(self, account: Account, *, password_hash: str | None, now: datetime) -> None:
        self._add(accounts, columns_of(account) | {"password_hash": password_hash, "created_at": now})

    def add_booking(self, booking: Booking) -> None:
        self._add(bookings, columns_of(booking))
        self._told.append(booking.id)

    def add_offer(self, offer: Offer) -> None:
        self._add(offers, columns_of(offer))

    def add_assignment(self, assignment: Assignment) -> None:
        self._add(assignments, columns_of(assignment))

    def add_delivery(self, delivery: Delivery) -> None:
        self._add(deliveries, columns_of(delivery))

    def add_settlement(self, settlement: Settlement, refund: Refund) -> None:
        self._add(settlements, columns_of(settlement, leave_out=frozenset({"lines"})))
        for n, line in enumerate(settlement.lines, 1):
            self._add(price_lines, line_row(settlement.id, n, line))
        self._add(refund_decisions, columns_of(refund))

    def add_entry(
        self,
        at: datetime,
        actor: Actor,
        subject_id: UUID,
        action: str,
        changes: Mapping[str, tuple[Plain, Plain]],
        *,
        kind: str = "booking",
    ) -> None:
        """What a repository would have logged of a booking or its like; nothing changed, nothing written."""
        if changes:
            log = Histories(self._connection, _Then(actor, at))
            self._add(history, log.row(kind, subject_id, action, changes))

    def _add(self, table: Table, row: dict[str, Any]) -> None:
        self._rows.setdefault(table, []).append(row)

    async def write(self) -> int:
        """The number of rows written, those first that others refer to; Conflict when somebody is at two places."""
        written = 0
        with refusing({"23P01": busy()}):
            for table in metadata.sorted_tables:
                rows = self._rows.pop(table, [])
                for start in range(0, len(rows), CHUNK):
                    await self._connection.execute(insert(table), rows[start : start + CHUNK])
                written += len(rows)
        await self._tell_reports()
        return written

    async def _tell_reports(self) -> None:
        """What is told of the past is known since then."""
        told, self._told = self._told, []
        for start in range(0, len(told), CHUNK):
            await retell(self._connection, told[start : start + CHUNK])

    async def numbers(self, asked_at: Iterable[datetime]) -> list[str]:
        """The next booking numbers, one for each instant of asking, with its year."""
        years = [local(instant).year for instant in asked_at]
        drawn = await self._connection.execute(_NUMBERS, {"many": len(years)})
        return [f"B-{year}-{number:06}" for year, number in zip(years, drawn.scalars(), strict=True)]


async def gather_statistics(connection: AsyncConnection) -> None:
    """After many rows: without it the planner takes the tables for empty until autovacuum comes by."""
    await connection.execute(text("ANALYZE"))


async def add_targets(connection: AsyncConnection, new: Mapping[date, int]) -> None:
    """First day → percent; those that an office has edited stay as they are."""
    rows = [{"valid_from": day, "percent": percent} for day, percent in new.items()]
    await connection.execute(postgresql.insert(targets).on_conflict_do_nothing(), rows)


async def jobs_of(
    connection: AsyncConnection, interpreter_ids: Iterable[UUID], *, within: Period
) -> list[tuple[UUID, Period, str]]:
    """Interpreter, time and booking number of every active job that touches the period."""
    query = select(assignments.c.interpreter_id, assignments.c.starts_at, assignments.c.ends_at, bookings.c.number)
    query = query.join(bookings, bookings.c.id == assignments.c.booking_id)
    query = query.where(assignments.c.interpreter_id.in_(list(interpreter_ids)), assignments.c.status == "active")
    query = query.where(assignments.c.starts_at < within.ends_at, assignments.c.ends_at > within.starts_at)
    rows = await connection.execute(query)
    return [(key, Period(starts_at, ends_at), number) for key, starts_at, ends_at, number in rows]


async def imported_as(connection: AsyncConnection, references: Iterable[str]) -> dict[str, str]:
    """Of these references of another system, the numbers of the bookings they came in as before."""
    rows = await connection.execute(_IMPORTED, {"references": list(references)})
    return {row.reference: row.number for row in rows}


async def bookings_at(connection: AsyncConnection, starts: Iterable[datetime]) -> dict[tuple[object, ...], str]:
    """(unit, start, language, citizen reference) → number, of the bookings that begin at these instants."""
    key = (bookings.c.unit_id, bookings.c.starts_at, bookings.c.language, bookings.c.citizen_ref)
    query = select(*key, bookings.c.number).where(bookings.c.starts_at.in_(set(starts)))
    return {tuple(row[:4]): row.number for row in await connection.execute(query)}
