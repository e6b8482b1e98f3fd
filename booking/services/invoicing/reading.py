"""Invoices read in, and judged by what is true now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from booking.domain.errors import Invalid
from booking.domain.invoices import (
    Billed,
    Deviation,
    Document,
    Job,
    Judged,
    agreed_ore,
    judge,
    letter,
    of_document,
)
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.suppliers import Supplier
from booking.domain.texts import Text
from booking.gateways.guards import guarded
from booking.gateways.invoices import LARGEST, is_xml, read_documents
from booking.persistence.billing import Outstanding, jobs_named, outstanding
from booking.persistence.ids import new_id
from booking.persistence.invoices import Accepted, Asked, Invoice, Whole
from booking.persistence.suppliers import read_suppliers
from booking.services.desk import Desk

# What is older is nobody's any more: suppliers send their invoices by the month.
A_YEAR = timedelta(days=365)
# A hundred million kroner, and the minutes of a year.
MOST_ORE, YEAR = 10**10, 525_600


@dataclass(frozen=True, slots=True)
class InvoiceDetails:
    """An invoice judged by what is true now: each line, its totals, and what was accepted of it.

    `open` are the deviations that nobody has accepted, `agreed_ore` what the lines that agree ask for, `letter` what
    to write to the supplier.
    """

    invoice: Invoice
    supplier: Supplier
    judged: tuple[Judged, ...]
    totals: tuple[Deviation, ...]
    accepted: tuple[Accepted, ...]
    open: tuple[Deviation, ...]
    agreed_ore: int
    letter: Text

    @property
    def deviating_ore(self) -> int:
        """What the lines that deviate ask too much."""
        return sum(one.deviation.ore for one in self.judged if one.deviation is not None)


async def receive(desk: Desk, content: bytes, *, file_name: str) -> list[InvoiceDetails]:
    """The invoices of a file (UBL 2.1 or CSV), all of them or none.

    Raises Invalid for a file that cannot be read and for a sender who is no supplier, Conflict for a number that came
    before.
    """
    require_permission(desk.actor, "invoices:write")
    if not content or len(content) > LARGEST:
        raise Invalid(
            Text("Vælg en XML- eller CSV-fil på højst 5 MB.", "Choose an XML or CSV file of 5 MB at most."),
            field="file",
        )
    known = await read_suppliers(desk.connection)
    found = []
    for document in read_documents(content):
        supplier = _sender(document, known.values())
        one = Invoice(
            id=new_id(),
            supplier_id=supplier.id,
            document=_guarded(document),
            file_name=guarded(file_name[:200], field="file"),
            received_at=desk.now,
            received_by=desk.actor.account_id,
        )
        await desk.invoices.add(one, content, await jobs_named(desk.connection, _references(one.document)))
        found.append(await read(desk, invoice_id=one.id))
    return found


def _check_size(document: Document) -> None:
    """Invalid for amounts and percentages that no invoice has."""
    sums = (document.net_ore, document.vat_ore, document.gross_ore, *(line.net_ore for line in document.lines))
    percents, minutes = [line.vat_percent for line in document.lines], [line.minutes or 0 for line in document.lines]
    if max(map(abs, sums)) > MOST_ORE or not all(0 <= one <= 100 for one in percents) or max(map(abs, minutes)) > YEAR:
        raise Invalid(
            Text(
                "Filen har et beløb, en momsprocent eller en varighed, som ingen faktura har. Bed om en ny.",
                "The file has an amount, a VAT percentage or a duration that no invoice has. Ask for another.",
            ),
            field="file",
        )


def _guarded(document: Document) -> Document:
    _check_size(document)
    lines = tuple(replace(line, text=guarded(line.text, field="file")) for line in document.lines)
    number, sender = guarded(document.number[:60], field="file"), guarded(document.sender[:200], field="file")
    return replace(document, number=number, sender=sender, lines=lines)


def _sender(document: Document, known: Iterable[Supplier]) -> Supplier:
    found = [one for one in known if document.cvr and one.cvr == document.cvr]
    if len(found) != 1:
        cvr = document.cvr or "–"
        raise Invalid(
            Text(
                f"Ingen leverandør har CVR-nummer {cvr}. Skriv det på leverandørens side, og prøv igen.",
                f"No supplier has the CVR number {cvr}. Enter it on the supplier's page and try again.",
            ),
            field="file",
        )
    return found[0]


async def read(desk: Desk, *, invoice_id: UUID) -> InvoiceDetails:
    """NotFound when there is none."""
    require_permission(desk.actor, "invoices:read")
    return await details_of(desk, await desk.invoices.get(invoice_id))


async def file_of(desk: Desk, *, invoice_id: UUID) -> tuple[str, bytes]:
    """A plain name for the file, and what the supplier sent, byte for byte; NotFound when there is none."""
    require_permission(desk.actor, "invoices:read")
    content = await desk.invoices.file_of(invoice_id)
    return f"faktura-{invoice_id}.{'xml' if is_xml(content) else 'csv'}", content


@dataclass(frozen=True, slots=True)
class InvoiceList:
    """Invoices with their suppliers, what each deviates by while it is open, and what nobody has invoiced."""

    rows: tuple[tuple[Invoice, Supplier, InvoiceDetails | None], ...]
    outstanding: tuple[tuple[Supplier, Outstanding], ...]


async def listed(desk: Desk, *, state: str | None = None) -> InvoiceList:
    """The newest first; open ones judged by what is true now."""
    require_permission(desk.actor, "invoices:read")
    known, found = await read_suppliers(desk.connection), await desk.invoices.listed(state=state)
    judged = await _judged(desk, [one for one in found if one.invoice.state == "open"])
    details = {one.invoice.id: one for one in judged}
    rows = tuple((one.invoice, known[one.invoice.supplier_id], details.get(one.invoice.id)) for one in found)
    waiting = await outstanding(desk.connection, since=local_date(desk.now) - A_YEAR)
    return InvoiceList(rows, tuple((known[one.supplier_id], one) for one in waiting))


async def details_of(desk: Desk, whole: Whole) -> InvoiceDetails:
    """The invoice judged by what is true now."""
    return (await _judged(desk, [whole]))[0]


async def _judged(desk: Desk, found: Sequence[Whole]) -> list[InvoiceDetails]:
    """Any number of invoices, by the same few questions to the database."""
    suppliers = await read_suppliers(desk.connection)
    jobs = await jobs_named(desk.connection, {name for one in found for name in _references(one.invoice.document)})
    asked = await desk.invoices.asked_for({job.booking_id for job in jobs.values()})
    municipality = desk.identity.municipality
    return [_details(one, suppliers[one.invoice.supplier_id], jobs, asked, municipality) for one in found]


def _details(
    whole: Whole, supplier: Supplier, jobs: Mapping[str, Job], asked: Sequence[Asked], municipality: str
) -> InvoiceDetails:
    invoice, accepted = whole.invoice, whole.accepted
    came, billed = (invoice.received_at, invoice.id), defaultdict[UUID, list[Billed]](list)
    for one in asked:
        if one.came < came:
            billed[one.booking_id].append(one.billed)
    judged = judge(invoice.document, jobs, supplier_id=supplier.id, vat=supplier.vat, billed=billed)
    totals = of_document(invoice.document)
    settled = {one.n for one in accepted} | ({0} if invoice.totals_reason else set())
    deviations = [*totals, *(one.deviation for one in judged if one.deviation is not None)]
    return InvoiceDetails(
        invoice,
        supplier,
        judged,
        totals,
        accepted,
        tuple(one for one in deviations if one.n not in settled),
        agreed_ore(judged),
        letter(invoice.document, judged, totals, municipality=municipality),
    )


async def jobs_of(desk: Desk, invoice: Invoice) -> set[UUID]:
    """The bookings that its lines name."""
    return {job.booking_id for job in (await jobs_named(desk.connection, _references(invoice.document))).values()}


def _references(document: Document) -> set[str]:
    return {line.reference for line in document.lines}
