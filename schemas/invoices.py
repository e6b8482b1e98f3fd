"""Suppliers' invoices as they go in and out of the API."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from schemas.orders import Line


class NewInvoices(Struct, forbid_unknown_fields=True, kw_only=True):
    """A file with invoices: UBL 2.1 (OIOUBL or Peppol BIS) or CSV; `content` in base64."""

    file_name: Line
    content: bytes


class Reason(Struct, forbid_unknown_fields=True, kw_only=True):
    """Why a deviation is paid all the same."""

    reason: Line


class DeviationOut(Struct, kw_only=True):
    """`amount` is what is asked too much, net; of VAT it is the VAT. `accepted` is the reason, where there is one."""

    kind: str
    name: str
    said: str
    amount: str
    accepted: str


class InvoiceLineOut(Struct, kw_only=True):
    n: int
    reference: str
    booking: str | None
    text: str
    day: date | None
    minutes: int | None
    mode: str | None
    amount: str
    vat_percent: str
    owed: str | None
    deviation: DeviationOut | None


class InvoiceHead(Struct, kw_only=True):
    """An invoice or credit note; of an open one what its lines ask too much."""

    id: UUID
    number: str
    supplier: str
    credit: bool
    issued_on: date
    state: str
    net: str
    vat: str
    gross: str
    received_at: datetime
    deviating: str | None


class InvoiceOut(InvoiceHead, kw_only=True):
    """In full: each line, what is wrong with the totals, and what to write to the supplier."""

    agreed: str
    open: int
    lines: list[InvoiceLineOut]
    totals: list[DeviationOut]
    letter: str


class OutstandingOut(Struct, kw_only=True):
    """What a supplier has done and not invoiced."""

    supplier: str
    jobs: int
    net: str
    since: date


class InvoicesOut(Struct, kw_only=True):
    items: list[InvoiceHead]
    outstanding: list[OutstandingOut]


class ReceivedOut(Struct, kw_only=True):
    items: list[InvoiceOut]
