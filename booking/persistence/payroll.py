"""Payroll: what is settled for employed and fee-paid interpreters, and what was exported of it already."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.interpreters import Employment
from booking.domain.modes import Mode
from booking.domain.payroll import Worked
from booking.domain.periods import Period
from booking.persistence.deliveries import break_of
from booking.persistence.ids import new_id
from booking.persistence.tables.bookings import bookings
from booking.persistence.tables.interpreters import interpreters
from booking.persistence.tables.vouchers import payroll_exports, payroll_lines

# Held in the period, late for a period that is exported, or priced anew since it was exported: or in the day before,
# since what was begun before an export may be committed after it. What an export has said already says nothing anew.
_DUE = text(
    """
    SELECT s.booking_id, b.number, s.held_on, s.net_ore, s.scheme, coalesce(d.mode, b.mode) AS mode,
           d.starts_at, d.ends_at, coalesce(d.travel_minutes, 0) AS travel_minutes, coalesce(d.km, 0) AS km,
           d.break_from, d.break_minutes,
           coalesce(d.interpreter_id, a.interpreter_id) AS interpreter_id
    FROM settlements s
    JOIN bookings b ON b.id = s.booking_id AND (b.attested_at IS NOT NULL OR b.status = 'cancelled')
    LEFT JOIN deliveries d ON d.booking_id = s.booking_id AND d.superseded_at IS NULL
      AND d.outcome IN ('delivered', 'aborted')
    LEFT JOIN LATERAL (SELECT interpreter_id FROM assignments a WHERE a.booking_id = s.booking_id
                       ORDER BY assigned_at DESC LIMIT 1) a ON true
    WHERE s.superseded_at IS NULL AND s.held_on <= :until AND (
      s.held_on >= :since
      OR EXISTS (SELECT 1 FROM payroll_exports e WHERE s.held_on BETWEEN e.since AND e.until)
      OR EXISTS (SELECT 1 FROM payroll_lines l WHERE l.booking_id = s.booking_id))
      AND s.priced_at > coalesce((SELECT max(e.made_at) - interval '1 day' FROM payroll_exports e
                                  JOIN payroll_lines l ON l.export_id = e.id AND l.booking_id = s.booking_id),
                                 '-infinity')
    ORDER BY s.held_on, b.number
    """
)
_NUMBER = text("SELECT 'L-' || CAST(:year AS text) || '-' || lpad(nextval('payroll_numbers')::text, 4, '0')")
_ALONE = text("SELECT pg_advisory_xact_lock(hashtext('payroll'))")
_WORKED = ("normal_minutes", "offhours_minutes", "travel_minutes", "km", "fee_ore")


@dataclass(frozen=True, slots=True)
class Payable:
    """One settled job: `held` is None where nothing took place; travel and km as reported, the price in øre."""

    booking_id: UUID
    number: str
    held_on: date
    net_ore: int
    scheme: str
    mode: Mode
    held: Period | None
    travel_minutes: int
    km: Decimal
    interpreter_id: UUID
    breaks: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class PayLine:
    """What an export says of one job of one interpreter; a correction is the difference to what was said before."""

    booking_id: UUID
    number: str
    held_on: date
    interpreter_id: UUID
    name: str
    employment: Employment
    correction: bool
    worked: Worked


@dataclass(frozen=True, slots=True)
class Export:
    """A period's export: both days included."""

    id: UUID
    number: str
    since: date
    until: date
    made_at: datetime
    made_by_name: str


class Payroll:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def alone(self) -> None:
        """One export at a time, until the transaction ends."""
        await self._connection.execute(_ALONE)

    async def payable(self, since: date, until: date) -> list[Payable]:
        rows = (await self._connection.execute(_DUE, {"since": since, "until": until})).mappings()
        return [
            Payable(
                booking_id=row["booking_id"],
                number=row["number"],
                held_on=row["held_on"],
                net_ore=row["net_ore"],
                scheme=row["scheme"],
                mode=Mode(row["mode"]),
                held=Period(row["starts_at"], row["ends_at"]) if row["starts_at"] is not None else None,
                travel_minutes=row["travel_minutes"],
                km=row["km"],
                interpreter_id=row["interpreter_id"],
                breaks=break_of(row["break_from"], row["break_minutes"] or 0),
            )
            for row in rows
            if row["interpreter_id"] is not None
        ]

    async def exported(self, booking_ids: list[UUID]) -> dict[tuple[UUID, UUID], Worked]:
        """What all exports together say of a job of an interpreter."""
        table = payroll_lines
        sums = [func.sum(table.c[name]).label(name) for name in _WORKED]
        query = select(table.c.booking_id, table.c.interpreter_id, *sums).where(table.c.booking_id.in_(booking_ids))
        rows = (await self._connection.execute(query.group_by(table.c.booking_id, table.c.interpreter_id))).mappings()
        return {
            (row["booking_id"], row["interpreter_id"]): Worked(
                int(row["normal_minutes"]),
                int(row["offhours_minutes"]),
                int(row["travel_minutes"]),
                Decimal(row["km"]),
                int(row["fee_ore"]),
            )
            for row in rows
        }

    async def add(
        self, since: date, until: date, lines: list[PayLine], *, by: UUID | None, name: str, now: datetime, year: int
    ) -> Export:
        number: str = (await self._connection.execute(_NUMBER, {"year": str(year)})).scalar_one()
        made = Export(new_id(), number, since, until, now, name)
        row = {"id": made.id, "number": number, "since": since, "until": until, "made_at": now}
        await self._connection.execute(insert(payroll_exports), row | {"made_by": by, "made_by_name": name})
        if lines:
            await self._connection.execute(insert(payroll_lines), [_row(made.id, line) for line in lines])
        return made

    async def exports(self, *, limit: int = 200) -> list[tuple[Export, int, int]]:
        """Each with how many lines it has and their fees in øre, the newest first."""
        columns = [payroll_exports.c[name] for name in ("id", "number", "since", "until", "made_at", "made_by_name")]
        counts = func.count(payroll_lines.c.booking_id), func.coalesce(func.sum(payroll_lines.c.fee_ore), 0)
        query = select(*columns, *counts).outerjoin(payroll_lines).group_by(*columns)
        query = query.order_by(payroll_exports.c.made_at.desc()).limit(limit)
        return [(Export(*row[:6]), int(row[6]), int(row[7])) for row in (await self._connection.execute(query)).all()]

    async def lines_of(self, number: str) -> list[PayLine]:
        """An export's lines by interpreter and day; none for a number that no export has."""
        query = select(payroll_lines, bookings.c.number, interpreters.c.name, interpreters.c.employment)
        query = query.join(payroll_exports).join(bookings).join(interpreters)
        query = query.where(payroll_exports.c.number == number)
        query = query.order_by(interpreters.c.name, payroll_lines.c.held_on, bookings.c.number)
        return [
            PayLine(
                booking_id=row["booking_id"],
                number=row["number"],
                held_on=row["held_on"],
                interpreter_id=row["interpreter_id"],
                name=row["name"],
                employment=Employment(row["employment"]),
                correction=row["correction"],
                worked=Worked(*(row[name] for name in _WORKED)),
            )
            for row in (await self._connection.execute(query)).mappings()
        ]


def _row(export_id: UUID, line: PayLine) -> dict[str, object]:
    said = {name: getattr(line.worked, name) for name in _WORKED}
    names = ("booking_id", "interpreter_id", "held_on", "correction")
    return {"export_id": export_id, **said, **{name: getattr(line, name) for name in names}}
