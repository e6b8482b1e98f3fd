"""What the ledger and the claims add up to, by unit and by booking; budgets; and exports to the ERP."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import exists, func, insert, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.budgets import Budget
from booking.domain.errors import Conflict, NotFound
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.refusals import refusing
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.bookings import bookings, deliveries
from booking.persistence.tables.claims import budgets, posting_exports
from booking.persistence.tables.ledger import ledger_entries, ledger_sums


@dataclass(frozen=True, slots=True)
class Row:
    """One booking behind a figure; the amount in øre."""

    number: str
    unit_id: UUID
    held_on: date
    amount_ore: int


@dataclass(frozen=True, slots=True)
class Sum:
    """The ledger's sum of one kind and component of a year, in øre, and how many of its entries are corrections."""

    year: int
    kind: str
    component: str
    count: int
    corrections: int
    amount_ore: int


@dataclass(frozen=True, slots=True)
class Export:
    """One export to the ERP: the ledger's entries from the first to the last, both included."""

    id: UUID
    number: str
    first_n: int
    last_n: int
    rows: int
    debit_ore: int
    made_at: datetime
    made_by: UUID | None
    made_by_name: str


_CLAIMED_BY_UNIT = text(
    """
    SELECT s.unit_id, CAST(sum(s.refund_ore) AS bigint) AS refund_ore
    FROM claim_sums s JOIN claims c ON c.id = s.claim_id AND c.state = 'submitted'
    WHERE s.year = :year GROUP BY s.unit_id
    """
)
_CLAIMED_BY_BOOKING = text(
    """
    SELECT b.number, l.unit_id, max(l.held_on) AS held_on, CAST(sum(l.refund_ore) AS bigint) AS amount_ore
    FROM claim_lines l JOIN claims c ON c.id = l.claim_id AND c.state = 'submitted'
    JOIN bookings b ON b.id = l.booking_id WHERE extract(year FROM l.held_on) = :year
    GROUP BY b.number, l.unit_id ORDER BY held_on, b.number
    """
)
_SUMS = text(
    """
    SELECT CAST(year AS int) AS year, kind, component, CAST(sum(count) AS bigint) AS count,
           CAST(sum(corrections) AS bigint) AS corrections, CAST(sum(amount_ore) AS bigint) AS amount_ore
    FROM ledger_sums GROUP BY year, kind, component ORDER BY year DESC, kind, component
    """
)
_REPLACED = text(
    "INSERT INTO past_budgets (year, unit_id, amount_ore, set_at, known_to) "
    "SELECT year, unit_id, amount_ore, set_at, :now FROM budgets WHERE year = :year AND unit_id = :unit_id"
)


class Economy:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def posted(self, year: int) -> dict[tuple[UUID, str], int]:
        """(unit, kind) → øre, of what was held in the year."""
        columns = ledger_sums.c
        query = select(columns.unit_id, columns.kind, func.sum(columns.amount_ore)).where(columns.year == year)
        rows = await self._connection.execute(query.group_by(columns.unit_id, columns.kind))
        return {(unit_id, kind): int(amount) for unit_id, kind, amount in rows}

    async def posted_rows(self, year: int, kind: str) -> list[Row]:
        """The bookings of one kind's sum, by day; what is reversed in full is left out."""
        columns = ledger_entries.c
        held_on, amount = func.max(columns.held_on).label("held_on"), func.sum(columns.amount_ore)
        query = select(bookings.c.number, columns.unit_id, held_on, amount.label("amount_ore"))
        query = query.join(bookings, bookings.c.id == columns.booking_id).where(columns.kind == kind)
        query = query.where(columns.held_on.between(date(year, 1, 1), date(year, 12, 31)))
        query = query.group_by(bookings.c.number, columns.unit_id).having(amount != 0)
        rows = await self._connection.execute(query.order_by(held_on, bookings.c.number))
        return [Row(row.number, row.unit_id, row.held_on, int(row.amount_ore)) for row in rows]

    async def claimed(self, year: int) -> dict[UUID, int]:
        """By unit, the refund in submitted claims of what was held in the year, before the cap."""
        rows = await self._connection.execute(_CLAIMED_BY_UNIT, {"year": year})
        return {row.unit_id: row.refund_ore for row in rows}

    async def claimed_rows(self, year: int) -> list[Row]:
        rows = await self._connection.execute(_CLAIMED_BY_BOOKING, {"year": year})
        return [Row(**cast(dict[str, Any], row)) for row in rows.mappings()]

    async def sums(self) -> list[Sum]:
        """The ledger by year, kind and component, the newest year first."""
        return [Sum(**cast(dict[str, Any], row)) for row in (await self._connection.execute(_SUMS)).mappings()]

    async def budgets(self, year: int) -> dict[UUID, int]:
        query = select(budgets.c.unit_id, budgets.c.amount_ore).where(budgets.c.year == year)
        return {row.unit_id: row.amount_ore for row in await self._connection.execute(query)}

    async def set_budgets(self, every: Sequence[Budget], *, by: UUID | None, name: str, now: datetime) -> None:
        """What a unit had before is in the log, and reports of before still read it."""
        made = {"set_at": now, "set_by": by, "set_by_name": name}
        known = await self.budgets(every[0].year) if every else {}
        for one in every:
            await self._connection.execute(_REPLACED, {"year": one.year, "unit_id": one.unit_id, "now": now})
            query = postgresql.insert(budgets).values(columns_of(one) | made)
            changed = {"amount_ore": one.amount_ore, **made}
            await self._connection.execute(
                query.on_conflict_do_update(index_elements=["year", "unit_id"], set_=changed)
            )
            before = Budget(one.year, one.unit_id, known[one.unit_id]) if one.unit_id in known else None
            self._histories.record("budget", one.unit_id, "budget set", before=before, after=one)

    async def exports(self) -> list[Export]:
        """The newest first."""
        shown = [column for column in posting_exports.columns if column.name != "content"]
        query = select(*shown).order_by(posting_exports.c.first_n.desc())
        rows = (await self._connection.execute(query)).mappings()
        return [Export(**fields_from(Export, cast(dict[str, Any], row))) for row in rows]

    async def add_export(self, export: Export, content: bytes) -> None:
        """Conflict when somebody else has exported the same entries at the same time."""
        busy = Conflict(Text("En anden har lige lavet en eksport.", "Somebody else has just made an export."))
        with refusing({"23505": busy}):
            await self._connection.execute(insert(posting_exports), columns_of(export) | {"content": content})
        self._histories.record("posting export", export.id, "exported", after=export)

    async def export_content(self, number: str) -> bytes:
        """NotFound when there is none."""
        query = select(posting_exports.c.content).where(posting_exports.c.number == number)
        found = (await self._connection.execute(query)).scalar_one_or_none()
        if found is None:
            raise NotFound(Text(f"Der er ingen eksport {number}.", f"There is no export {number}."), subject=number)
        return bytes(found)

    async def reported(self, numbers: Sequence[str]) -> frozenset[str]:
        """Of these bookings, those that have a voucher: something was reported of them."""
        query = select(bookings.c.number).where(bookings.c.number.in_(numbers))
        query = query.where(exists().where(deliveries.c.booking_id == bookings.c.id))
        return frozenset((await self._connection.execute(query)).scalars())

    async def numbers_of(self, booking_ids: Sequence[UUID]) -> dict[UUID, str]:
        query = select(bookings.c.id, bookings.c.number).where(bookings.c.id.in_(booking_ids))
        return {row.id: row.number for row in await self._connection.execute(query)}
