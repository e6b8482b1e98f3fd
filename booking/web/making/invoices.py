"""The invoices as their pages show them."""

from urllib.parse import quote
from uuid import UUID

from booking.domain.invoices import BLOCKING, KINDS, Judged
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.persistence.invoices import Accepted, Invoice
from booking.services import invoicing
from booking.services.desk import Desk
from booking.services.invoicing import InvoiceDetails
from booking.web import formats
from booking.web.views.invoices import InvoiceList, InvoicePage, InvoiceRow, LineRow, Waiting

SUBJECT = Text("Faktura {number}", "Invoice {number}")


async def invoice_list(desk: Desk, refused: Text | None = None) -> InvoiceList:
    """What waits for the office first, then the newest."""
    found = await invoicing.listed(desk)
    rows = [_row(one, supplier.name, details) for one, supplier, details in found.rows]
    waiting = tuple(Waiting(by.name, one.jobs, one.net_ore, one.since) for by, one in found.outstanding)
    rows.sort(key=lambda row: row.state != "open")
    return InvoiceList(tuple(rows), waiting, may(desk.actor, "invoices:write"), refused)


def _row(one: Invoice, supplier: str, details: InvoiceDetails | None) -> InvoiceRow:
    return InvoiceRow(
        id=one.id,
        number=one.document.number,
        supplier=supplier,
        credit=one.document.credit,
        issued_on=one.document.issued_on,
        gross_ore=one.document.gross_ore,
        state=one.state,
        deviations=len(details.open) if details is not None else None,
        deviating_ore=details.deviating_ore if details is not None else None,
    )


async def invoice_page(desk: Desk, invoice_id: UUID, refused: Text | None = None) -> InvoicePage:
    """NotFound when there is none."""
    found = await invoicing.read(desk, invoice_id=invoice_id)
    document, is_open = found.invoice.document, found.invoice.state == "open"
    names = await desk.accounts.names_of([one.by for one in found.accepted if one.by] + _decider(found.invoice))
    accepted = {one.n: one for one in found.accepted}
    may_write = is_open and may(desk.actor, "invoices:write")
    lines = [_line(desk, one, accepted.get(one.line.n), names, may_write=may_write) for one in found.judged]
    tongue = desk.actor.tongue
    subject = quote(SUBJECT.in_(tongue).format(number=document.number))
    return InvoicePage(
        id=invoice_id,
        number=document.number,
        supplier=found.supplier.name,
        credit=document.credit,
        issued_on=document.issued_on,
        state=found.invoice.state,
        net_ore=document.net_ore,
        vat_ore=document.vat_ore,
        gross_ore=document.gross_ore,
        agreed_ore=found.agreed_ore,
        open=len(found.open),
        lines=tuple(sorted(lines, key=lambda line: (line.kind is None or bool(line.reason), line.n))),
        totals=tuple(one.said for one in found.totals),
        totals_reason=found.invoice.totals_reason,
        letter=found.letter,
        mailto=f"mailto:{found.supplier.invoice_email}?subject={subject}&body={quote(found.letter.in_(tongue))}",
        email=found.supplier.invoice_email,
        may_write=may_write,
        may_release=is_open and not found.open and may(desk.actor, "invoices:release"),
        decided=", ".join(names[one] for one in _decider(found.invoice) if one in names),
        refused=refused,
    )


def _decider(invoice: Invoice) -> list[UUID]:
    return [invoice.decided_by] if invoice.decided_by is not None else []


def _line(desk: Desk, one: Judged, accepted: Accepted | None, names: dict[UUID, str], *, may_write: bool) -> LineRow:
    line, job, deviation = one.line, one.job, one.deviation
    return LineRow(
        n=line.n,
        reference=line.reference,
        booking=job.number if job is not None else "",
        text=line.text,
        day=line.day,
        minutes=line.minutes,
        mode=line.mode,
        net_ore=line.net_ore,
        owed_ore=job.owed_ore if job is not None else None,
        vat=formats.number(line.vat_percent, desk.actor.tongue, 0 if line.vat_percent % 1 == 0 else 2),
        kind=KINDS[deviation.kind] if deviation is not None else None,
        said=deviation.said if deviation is not None else None,
        ore=deviation.ore if deviation is not None else 0,
        reason=accepted.reason if accepted is not None else "",
        accepted_by=names.get(accepted.by, "") if accepted is not None and accepted.by else "",
        may_accept=may_write and deviation is not None and deviation.kind not in BLOCKING and accepted is None,
    )
