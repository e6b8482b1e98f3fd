"""Suppliers' invoices over the API: read in, matched line by line, accepted with a reason, released or sent back."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.domain.errors import Invalid
from booking.domain.invoices import KINDS, Deviation, Judged
from booking.domain.money import kroner
from booking.domain.permissions import require_permission
from booking.domain.suppliers import Supplier
from booking.domain.texts import Text, Tongue
from booking.persistence.invoices import Invoice
from booking.services import invoicing
from booking.services.desk import Desk
from booking.services.invoicing import InvoiceDetails
from schemas import invoices as io

ONE = "/{invoice_id:uuid}"
STATES = ("open", "approved", "returned")


class InvoicesController(Controller):
    path = "/invoices"
    tags = ["Economy"]

    @get(summary="Suppliers' invoices, and what nobody has invoiced")
    async def listed(self, request: Asked, status: FromQuery[str | None] = None) -> io.InvoicesOut:
        """The newest first; `status` is open, approved or returned."""
        if status is not None and status not in STATES:
            said = Text(f"Vælg en af: {', '.join(STATES)}.", f"Choose one of: {', '.join(STATES)}.")
            raise Invalid(said, field="status")
        async with desk_for(request) as desk:
            found = await invoicing.listed(desk, state=status)
        return io.InvoicesOut(
            items=[io.InvoiceHead(**_head(one, supplier, details)) for one, supplier, details in found.rows],
            outstanding=[
                io.OutstandingOut(supplier=by.code, jobs=one.jobs, net=kroner(one.net_ore), since=one.since)
                for by, one in found.outstanding
            ],
        )

    @post(summary="Import invoices")
    async def receive(self, request: Asked, data: JSONBody[io.NewInvoices]) -> Response[io.ReceivedOut]:
        """All of a file or nothing of it; the answer says what deviates."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "invoices:write")

            async def make() -> Answer:
                found = await invoicing.receive(desk, data.content, file_name=data.file_name)
                return Answer(io.ReceivedOut(items=[_details(one, tongue_of(request)) for one in found]))

            return await once(request, desk, io.ReceivedOut, make)

    @get(ONE, summary="One invoice, matched line by line")
    async def read(self, request: Asked, invoice_id: FromPath[UUID]) -> io.InvoiceOut:
        async with desk_for(request) as desk:
            return _details(await invoicing.read(desk, invoice_id=invoice_id), tongue_of(request))

    @post(f"{ONE}/lines/{{n:int}}/accept", summary="Accept a deviation", status_code=200)
    async def accept(
        self, request: Asked, invoice_id: FromPath[UUID], n: FromPath[int], data: JSONBody[io.Reason]
    ) -> Response[io.InvoiceOut]:
        """With why it is paid all the same; line 0 is the totals."""
        return await _answered(
            request,
            "invoices:write",
            lambda desk: invoicing.accept(desk, invoice_id=invoice_id, n=n, reason=data.reason),
        )

    @post(f"{ONE}/release", summary="Release for payment", status_code=200)
    async def release(self, request: Asked, invoice_id: FromPath[UUID]) -> Response[io.InvoiceOut]:
        """When nothing deviates that nobody has accepted; not by whoever accepted a deviation."""
        return await _answered(request, "invoices:release", lambda desk: invoicing.release(desk, invoice_id=invoice_id))

    @post(f"{ONE}/send-back", summary="Send back to the supplier", status_code=200)
    async def send_back(self, request: Asked, invoice_id: FromPath[UUID]) -> Response[io.InvoiceOut]:
        """The supplier sends a credit note or a new invoice, under the same number if they like."""
        return await _answered(request, "invoices:write", lambda desk: invoicing.send_back(desk, invoice_id=invoice_id))


async def _answered(
    request: Asked, permission: str, act: Callable[[Desk], Awaitable[InvoiceDetails]]
) -> Response[io.InvoiceOut]:
    async with desk_for(request) as desk:
        require_permission(desk.actor, permission)

        async def make() -> Answer:
            return Answer(_details(await act(desk), tongue_of(request)), status=200)

        return await once(request, desk, io.InvoiceOut, make)


def _head(one: Invoice, supplier: Supplier, details: InvoiceDetails | None) -> dict[str, Any]:
    document = one.document
    return {
        "id": one.id,
        "number": document.number,
        "supplier": supplier.code,
        "credit": document.credit,
        "issued_on": document.issued_on,
        "state": one.state,
        "net": kroner(document.net_ore),
        "vat": kroner(document.vat_ore),
        "gross": kroner(document.gross_ore),
        "received_at": one.received_at,
        "deviating": kroner(details.deviating_ore) if details is not None else None,
    }


def _details(found: InvoiceDetails, tongue: Tongue) -> io.InvoiceOut:
    reasons = {one.n: one.reason for one in found.accepted} | {0: found.invoice.totals_reason}
    return io.InvoiceOut(
        **_head(found.invoice, found.supplier, found),
        agreed=kroner(found.agreed_ore),
        open=len(found.open),
        lines=[_line(one, reasons, tongue) for one in found.judged],
        totals=[_deviation(one, reasons, tongue) for one in found.totals],
        letter=found.letter.in_(tongue),
    )


def _line(one: Judged, reasons: dict[int, str], tongue: Tongue) -> io.InvoiceLineOut:
    line, job = one.line, one.job
    return io.InvoiceLineOut(
        n=line.n,
        reference=line.reference,
        booking=job.number if job is not None else None,
        text=line.text,
        day=line.day,
        minutes=line.minutes,
        mode=line.mode.value if line.mode is not None else None,
        amount=kroner(line.net_ore),
        vat_percent=f"{line.vat_percent.normalize():f}",
        owed=kroner(job.owed_ore) if job is not None and job.owed_ore is not None else None,
        deviation=_deviation(one.deviation, reasons, tongue) if one.deviation is not None else None,
    )


def _deviation(one: Deviation, reasons: dict[int, str], tongue: Tongue) -> io.DeviationOut:
    return io.DeviationOut(
        kind=one.kind,
        name=KINDS[one.kind].in_(tongue),
        said=one.said.in_(tongue),
        amount=kroner(one.ore),
        accepted=reasons.get(one.n, ""),
    )
