"""Invoices as they came, and what we know of the bookings that they name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, cast
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import Conflict, NotFound
from booking.domain.invoices import Billed, Document, DocumentLine, Job
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.refusals import refusing
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.invoices import invoice_lines, invoices

State = Literal["open", "approved", "returned"]

_SHOWN = tuple(column for column in invoices.c if column.name != "file")


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
class Whole:
    """An invoice with what was accepted of it."""

    invoice: Invoice
    accepted: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one document asks for one booking; `came` is when it came and which it is, in the order they came."""

    booking_id: UUID
    came: tuple[datetime, UUID]
    billed: Billed


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

    async def get(self, invoice_id: UUID, *, lock: bool = False) -> Whole:
        """NotFound when there is none."""
        query = select(*_SHOWN).where(invoices.c.id == invoice_id)
        row = (await self._connection.execute(query.with_for_update() if lock else query)).mappings().first()
        if row is None:
            raise _unknown(invoice_id)
        return _whole(row, (await self._lines([invoice_id])).get(invoice_id, []))

    async def listed(self, *, state: str | None = None, limit: int = 200) -> list[Whole]:
        """The newest first; the lines of open ones only, since the others are decided."""
        query = select(*_SHOWN)
        if state is not None:
            query = query.where(invoices.c.state == state)
        query = query.order_by(invoices.c.issued_on.desc(), invoices.c.number.desc()).limit(limit)
        rows = list((await self._connection.execute(query)).mappings())
        lines = await self._lines([row["id"] for row in rows if row["state"] == "open"])
        return [_whole(row, lines.get(row["id"], [])) for row in rows]

    async def _lines(self, invoice_ids: Collection[UUID]) -> dict[UUID, list[Mapping[Any, Any]]]:
        query = select(invoice_lines).where(invoice_lines.c.invoice_id.in_(invoice_ids))
        found: dict[UUID, list[Mapping[Any, Any]]] = {}
        for row in (await self._connection.execute(query.order_by(invoice_lines.c.n))).mappings():
            found.setdefault(row["invoice_id"], []).append(row)
        return found

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

    async def asked_for(self, booking_ids: Collection[UUID]) -> list[Asked]:
        """What documents that were not returned ask for these bookings, the earliest first."""
        query = (
            select(invoice_lines.c.booking_id, invoices.c.id, invoices.c.received_at, invoices.c.number)
            .add_columns(func.sum(invoice_lines.c.net_ore).label("ore"))
            .join(invoices, invoices.c.id == invoice_lines.c.invoice_id)
            .where(invoice_lines.c.booking_id.in_(booking_ids), invoices.c.state != "returned")
            .group_by(invoice_lines.c.booking_id, invoices.c.id)
            .order_by(invoices.c.received_at, invoices.c.id)
        )
        rows = await self._connection.execute(query)
        return [Asked(row.booking_id, (row.received_at, row.id), Billed(row.number, int(row.ore))) for row in rows]


def _whole(row: Mapping[Any, Any], lines: Sequence[Mapping[Any, Any]]) -> Whole:
    columns = cast(dict[str, Any], row)
    document = Document(**fields_from(Document, columns) | {"lines": tuple(_line(line) for line in lines)})
    accepted = tuple(Accepted(line["n"], line["reason"], line["accepted_by"]) for line in lines if line["reason"])
    return Whole(Invoice(**fields_from(Invoice, columns), document=document), accepted)


def _line(row: Mapping[Any, Any]) -> DocumentLine:
    found = fields_from(DocumentLine, cast(dict[str, Any], row))
    return DocumentLine(**found | {"mode": Mode(row["mode"]) if row["mode"] else None})


def _unknown(invoice_id: UUID) -> NotFound:
    return NotFound(Text("Fakturaen findes ikke.", "There is no such invoice."), subject=str(invoice_id))
