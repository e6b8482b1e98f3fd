"""Invoices decided: a deviation accepted with a reason, released for payment by somebody else, or sent back."""

from dataclasses import replace
from decimal import Decimal
from typing import cast
from uuid import UUID

from booking.domain.bookings import Act, require
from booking.domain.costs.pricing import Price, PriceLine
from booking.domain.errors import Conflict, Invalid
from booking.domain.invoices import Job, check_acceptable, check_approval
from booking.domain.permissions import require_permission
from booking.domain.refunds.decision import Outcome
from booking.domain.texts import Text
from booking.gateways.guards import guarded
from booking.persistence.invoices import Accepted, Invoice, State
from booking.services.costs import settle
from booking.services.desk import Desk
from booking.services.invoicing.reading import InvoiceDetails, details_of, jobs_of, read


async def accept(desk: Desk, *, invoice_id: UUID, n: int, reason: str) -> InvoiceDetails:
    """A deviation is paid all the same, and why; `n` 0 are the totals.

    Raises Invalid without a reason, Conflict for what agrees, cannot be accepted, or is decided.
    """
    require_permission(desk.actor, "invoices:write")
    details = await _open(desk, invoice_id)
    reason = guarded(reason, field="reason")
    if n == 0:
        await _accept_totals(desk, details, reason)
    else:
        one = next((judged for judged in details.judged if judged.line.n == n), None)
        if one is None:
            raise Invalid(Text("Linjen findes ikke.", "There is no such line."), field="line")
        tidy = check_acceptable(one, reason)
        await desk.invoices.accept_line(details.invoice, Accepted(n, tidy, desk.actor.account_id))
    return await read(desk, invoice_id=invoice_id)


async def _accept_totals(desk: Desk, details: InvoiceDetails, reason: str) -> None:
    tidy = " ".join(reason.split())
    if not details.totals:
        raise Conflict(Text("Summerne stemmer allerede.", "The totals agree already."), subject="0")
    if not tidy:
        raise Invalid(Text("Skriv, hvorfor I betaler det.", "Write why you pay it."), field="reason")
    after = replace(details.invoice, totals_reason=tidy, totals_by=desk.actor.account_id)
    await desk.invoices.save(details.invoice, after, action="totals accepted")


async def release(desk: Desk, *, invoice_id: UUID) -> InvoiceDetails:
    """The invoice is to be paid; what was accepted beyond the tariff becomes a line of its booking's price.

    Raises Conflict while anything deviates that nobody has accepted, Denied for whoever accepted one of its deviations.
    """
    require_permission(desk.actor, "invoices:release")
    details = await _open(desk, invoice_id)
    who = [one.by for one in details.accepted] + [details.invoice.totals_by] * bool(details.invoice.totals_reason)
    check_approval(details.open, accepted_by=who, approver=desk.actor.account_id)
    reasons = {one.n: one.reason for one in details.accepted}
    for one in details.judged:
        if one.deviation is not None and one.deviation.kind != "vat" and one.deviation.ore and one.job is not None:
            await _pay_difference(desk, details.invoice, one.job, one.deviation.ore, reasons[one.line.n])
    return await _decide(desk, details, "approved", "released")


async def _pay_difference(desk: Desk, invoice: Invoice, job: Job, ore: int, reason: str) -> None:
    booking = await desk.bookings.get(job.number, lock=True)
    require(booking, Act.CORRECT)
    settled = await desk.costs.settlement_of(booking.id)
    assert settled is not None
    name = invoice.document.number
    said = Text(f"Faktura {name}: godkendt forskel", f"Invoice {name}: accepted difference")
    line = PriceLine("interpreting", said, Decimal(1), "hour", ore, Decimal(1), ore, why=Text(reason, reason))
    given = await desk.assignments.active(booking.id)
    await settle(
        desk,
        booking,
        Price((*settled.lines, line)),
        outcome=cast(Outcome, settled.outcome),
        interpreter=await desk.interpreters.get(given.interpreter_id) if given is not None else None,
        held_on=settled.held_on,
        because=settled.because,
        reason=reason,
    )


async def send_back(desk: Desk, *, invoice_id: UUID) -> InvoiceDetails:
    """The supplier is asked for a credit note or a new invoice, under the same number if they like.

    Conflict when it is decided already.
    """
    require_permission(desk.actor, "invoices:write")
    return await _decide(desk, await _open(desk, invoice_id), "returned", "sent back")


async def _decide(desk: Desk, details: InvoiceDetails, state: State, action: str) -> InvoiceDetails:
    before = details.invoice
    after = replace(before, state=state, decided_at=desk.now, decided_by=desk.actor.account_id)
    await desk.invoices.save(before, after, action=action)
    return await read(desk, invoice_id=before.id)


async def _open(desk: Desk, invoice_id: UUID) -> InvoiceDetails:
    """Locked, and what it is about too, so that what is judged stays true; Conflict when it is decided already."""
    whole = await desk.invoices.get(invoice_id, lock=True)
    invoice = whole.invoice
    if invoice.state != "open":
        number = invoice.document.number
        raise Conflict(
            Text(f"Faktura {number} er allerede afgjort.", f"Invoice {number} is settled already."), subject=number
        )
    await desk.bookings.lock(await jobs_of(desk, invoice))
    return await details_of(desk, whole)
