"""Prices, refunds and deadlines as they come out of the API."""

from datetime import datetime

from msgspec import Struct


class PriceLineOut(Struct):
    """One line; amounts are decimal strings in DKK, and the lines add up to the total.

    `why` explains it block by block, a sentence each.
    """

    component: str
    text: str
    quantity: str
    unit: str
    rate: str
    factor: str
    amount: str
    why: list[str] = []


class DeadlineOut(Struct):
    """The last instant, and how it follows from the booking's start, in words."""

    at: datetime
    words: str


class RefundOut(Struct):
    """Decided or unsure; `percent` and `amount` before any cap."""

    state: str
    rule: str | None
    rule_version: int | None
    percent: int
    amount: str
    reason: str
    missing: list[str]


class QuoteOut(Struct):
    """A price before the fact, by the same engine as the bill."""

    total: str
    lines: list[PriceLineOut]
    refund: RefundOut
    free_cancel_deadline: DeadlineOut | None


class CostOut(Struct):
    """What the booking cost: the lines frozen when it was settled; `total` is net of VAT, `gross` with it.

    `tariff` is the scheme and category in words, `supplier` the code of whoever sends the invoice.

    `because` says why anything is owed where nothing took place: when it was cancelled, and what the deadline was;
    `overruled` why somebody has decided against the rule. `outcome` is moved_late while only a late move is owed.
    """

    scheme: str
    category: str
    held_on: str
    total: str
    vat: str
    gross: str
    lines: list[PriceLineOut]
    vat_percent: str = "0"
    supplier: str | None = None
    tariff: str = ""
    outcome: str = ""
    because: str = ""
    overruled: str = ""
