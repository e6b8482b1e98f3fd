"""Invoices as they came, and what we know of the bookings that they name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, cast
from uuid import UUID

from sqlalchemy import func, insert, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.costs.pricing import MINUTES
from booking.domain.errors import Conflict, NotFound
from booking.domain.invoices import Billed, Document, DocumentLine, Job
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.refusals import refusing
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.invoices import invoice_lines, invoices

State = Literal["open", "approved", "returned"]

# A booking is found by the order number of the offer that was accepted, or by its own; what it owes is its settlement
# in force, and whose it is the supplier of that, or of whoever has the job.
_JOBS = text(
    """
    WITH named AS (
      SELECT booking_id AS id, order_number FROM offers WHERE order_number = ANY(:references) AND state <> 'declined'
      UNION SELECT id, '' FROM bookings WHERE number = ANY(:references)
    )
    SELECT DISTINCT ON (b.id, n.order_number) b.id AS booking_id, b.number, n.order_number, b.status, b.attested_at,
      coalesce(s.supplier_id, i.supplier_id) AS supplier_id,
      coalesce(s.held_on, (b.starts_at AT TIME ZONE 'Europe/Copenhagen')::date) AS held_on,
      coalesce(d.mode, b.mode) AS mode, extract(epoch FROM b.ends_at - b.starts_at)::int / 60 AS booked_minutes,
      extract(epoch FROM d.ends_at - d.starts_at)::int / 60 AS delivered_minutes,
      s.id AS settlement_id, s.net_ore AS owed_ore, coalesce(s.vat_percent, 0) AS vat_percent
    FROM named n JOIN bookings b ON b.id = n.id
    LEFT JOIN settlements s ON s.booking_id = b.id AND s.superseded_at IS NULL
    LEFT JOIN deliveries d ON d.booking_id = b.id AND d.superseded_at IS NULL
    LEFT JOIN assignments a ON a.booking_id = b.id AND a.status = 'active'
    LEFT JOIN interpreters i ON i.id = a.interpreter_id
    ORDER BY b.id, n.order_number
    """
)
_BILLED_UNITS = text(
    "SELECT settlement_id, unit, sum(quantity) AS quantity FROM price_lines "
    "WHERE settlement_id = ANY(:settlements) AND component = 'interpreting' GROUP BY settlement_id, unit"
)
_NOT_INVOICED = text(
    """
    SELECT s.supplier_id, count(*) AS jobs, sum(s.net_ore) AS net_ore, min(s.held_on) AS since
    FROM settlements s WHERE s.superseded_at IS NULL AND s.supplier_id IS NOT NULL AND s.net_ore > 0
      AND s.held_on >= :since AND NOT EXISTS (SELECT 1 FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
                      WHERE l.booking_id = s.booking_id AND i.state <> 'returned')
    GROUP BY s.supplier_id ORDER BY sum(s.net_ore) DESC
    """
)
_UNBILLED = text(
    """
    SELECT b.number, s.held_on, s.net_ore FROM settlements s JOIN bookings b ON b.id = s.booking_id
    WHERE s.superseded_at IS NULL AND s.supplier_id = :supplier AND s.net_ore > 0 AND s.held_on >= :since
      AND b.attested_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
        WHERE l.booking_id = s.booking_id AND i.state <> 'returned')
    ORDER BY s.held_on, b.number LIMIT :limit
    """
)
_OVER = frozenset({"delivered", "attested", "settled", "claimed", "cancelled", "no_show", "aborted", "unfilled"})
# What nobody attests, since nothing took place.
_NEEDS_NONE = frozenset({"cancelled", "unfilled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """A document that came in; `totals_reason` is why sums that do not add up were accepted, `file` what was sent."""

    id: UUID
    supplier_id: UUID
    document: Document
    file_name: str
    received_at: datetime
    received_by: UUID | None
    state: State = "open"
    decided_at: datetime | None = None
    decided_by: UUID | None = None
    totals_reason: str = ""
    totals_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """Why a line that deviates is paid all the same, and who says so."""

    n: int
    reason: str
    by: UUID | None


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What a supplier has done and not sent an invoice for: jobs, øre net, and the oldest day."""

    supplier_id: UUID
    jobs: int
    net_ore: int
    since: date


class Invoices:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add(self, one: Invoice, file: bytes, jobs: Mapping[str, Job]) -> None:
        """Conflict when the supplier has sent the number before, and it was not returned."""
        row = columns_of(one.document, leave_out=frozenset({"lines"})) | {
            "id": one.id,
            "supplier_id": one.supplier_id,
            "file_name": one.file_name,
            "file": file,
            "received_at": one.received_at,
            "received_by": one.received_by,
            "state": one.state,
        }
        taken = Text(
            f"Faktura {one.document.number} er læst ind før.", f"Invoice {one.document.number} has been read before."
        )
        with refusing({"23505": Conflict(taken, field="file", subject=one.document.number)}):
            await self._connection.execute(insert(invoices), row)
        lines = [
            columns_of(line)
            | {"invoice_id": one.id, "booking_id": getattr(jobs.get(line.reference), "booking_id", None)}
            for line in one.document.lines
        ]
        await self._connection.execute(insert(invoice_lines), lines)
        self._histories.record("invoice", one.id, "received", after=replace(one.document, lines=()))

    async def get(self, invoice_id: UUID, *, lock: bool = False) -> tuple[Invoice, tuple[Accepted, ...]]:
        """With what was accepted of it; NotFound when there is none."""
        query = select(*(column for column in invoices.c if column.name != "file")).where(invoices.c.id == invoice_id)
        row = (await self._connection.execute(query.with_for_update() if lock else query)).mappings().first()
        if row is None:
            raise _unknown(invoice_id)
        query = select(invoice_lines).where(invoice_lines.c.invoice_id == invoice_id).order_by(invoice_lines.c.n)
        lines = list((await self._connection.execute(query)).mappings())
        accepted = tuple(Accepted(line["n"], line["reason"], line["accepted_by"]) for line in lines if line["reason"])
        return _invoice(row, tuple(_line(line) for line in lines)), accepted

    async def listed(self, *, state: str | None = None, limit: int = 200) -> list[Invoice]:
        """Without their lines, the newest first."""
        query = select(*(column for column in invoices.c if column.name != "file"))
        if state is not None:
            query = query.where(invoices.c.state == state)
        query = query.order_by(invoices.c.issued_on.desc(), invoices.c.number.desc()).limit(limit)
        return [_invoice(row, ()) for row in (await self._connection.execute(query)).mappings()]

    async def file_of(self, invoice_id: UUID) -> bytes:
        """NotFound when there is none."""
        query = select(invoices.c.file).where(invoices.c.id == invoice_id)
        row = (await self._connection.execute(query)).first()
        if row is None:
            raise _unknown(invoice_id)
        return bytes(row.file)

    async def accept_line(self, one: Invoice, accepted: Accepted) -> None:
        mine = (invoice_lines.c.invoice_id == one.id) & (invoice_lines.c.n == accepted.n)
        await self._connection.execute(
            update(invoice_lines).where(mine).values(reason=accepted.reason, accepted_by=accepted.by)
        )
        self._histories.record("invoice", one.id, "line accepted", after=accepted)

    async def save(self, before: Invoice, after: Invoice, *, action: str) -> None:
        kept = ("state", "decided_at", "decided_by", "totals_reason", "totals_by")
        values = {name: getattr(after, name) for name in kept}
        await self._connection.execute(update(invoices).where(invoices.c.id == after.id).values(**values))
        self._histories.record("invoice", after.id, action, before=before, after=after)

    async def jobs(self, references: Collection[str]) -> dict[str, Job]:
        """What each order or booking number stands for."""
        asked = {"references": sorted({one for one in references if one})}
        rows = list((await self._connection.execute(_JOBS, asked)).mappings())
        minutes = await self._billed_minutes([row["settlement_id"] for row in rows if row["settlement_id"]])
        return {row["order_number"] or row["number"]: _job(row, minutes.get(row["settlement_id"])) for row in rows}

    async def _billed_minutes(self, settlement_ids: Sequence[UUID]) -> dict[UUID, int]:
        found: dict[UUID, int] = {}
        for row in (await self._connection.execute(_BILLED_UNITS, {"settlements": settlement_ids})).mappings():
            of = row["settlement_id"]
            found[of] = found.get(of, 0) + int(row["quantity"] * MINUTES[row["unit"]])
        return found

    async def billed(self, booking_ids: Collection[UUID], *, before: Invoice) -> dict[UUID, tuple[Billed, ...]]:
        """What documents that came earlier, and were not returned, ask for these bookings."""
        query = (
            select(invoice_lines.c.booking_id, invoices.c.number, func.sum(invoice_lines.c.net_ore).label("ore"))
            .join(invoices, invoices.c.id == invoice_lines.c.invoice_id)
            .where(invoice_lines.c.booking_id.in_(booking_ids), invoices.c.state != "returned")
            .where(tuple_(invoices.c.received_at, invoices.c.id) < tuple_(before.received_at, before.id))
            .group_by(invoice_lines.c.booking_id, invoices.c.number, invoices.c.received_at)
            .order_by(invoices.c.received_at)
        )
        found: dict[UUID, tuple[Billed, ...]] = {}
        for row in (await self._connection.execute(query)).mappings():
            mine = found.get(row["booking_id"], ())
            found[row["booking_id"]] = (*mine, Billed(row["number"], int(row["ore"])))
        return found

    async def unbilled(self, supplier_id: UUID, *, since: date, limit: int) -> list[tuple[str, date, int]]:
        """Number, day and net øre of what a supplier has done since a day and not invoiced, the oldest first."""
        asked = {"supplier": supplier_id, "since": since, "limit": limit}
        rows = await self._connection.execute(_UNBILLED, asked)
        return [(row.number, row.held_on, int(row.net_ore)) for row in rows]

    async def outstanding(self, *, since: date) -> list[Outstanding]:
        """What is settled since a day and nobody has sent an invoice for, the most money first."""
        rows = (await self._connection.execute(_NOT_INVOICED, {"since": since})).mappings()
        return [Outstanding(row["supplier_id"], row["jobs"], int(row["net_ore"]), row["since"]) for row in rows]


def _invoice(row: Mapping[Any, Any], lines: tuple[DocumentLine, ...]) -> Invoice:
    columns = cast(dict[str, Any], row)
    document = Document(**fields_from(Document, columns) | {"lines": lines})
    return Invoice(**fields_from(Invoice, columns), document=document)


def _line(row: Mapping[Any, Any]) -> DocumentLine:
    found = fields_from(DocumentLine, cast(dict[str, Any], row))
    return DocumentLine(**found | {"mode": Mode(row["mode"]) if row["mode"] else None})


def _job(row: Mapping[Any, Any], billed_minutes: int | None) -> Job:
    found = fields_from(Job, cast(dict[str, Any], row))
    return Job(
        **found
        | {
            "mode": Mode(row["mode"]),
            "vat_percent": Decimal(row["vat_percent"]),
            "billed_minutes": billed_minutes,
            "over": row["status"] in _OVER,
            "attested": row["attested_at"] is not None or row["status"] in _NEEDS_NONE,
        }
    )


def _unknown(invoice_id: UUID) -> NotFound:
    return NotFound(Text("Fakturaen findes ikke.", "There is no such invoice."), subject=str(invoice_id))
