"""What an invoice is held against: the booking as it was booked, delivered and settled; and how a line can deviate."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from booking.domain.invoices.documents import DocumentLine
from booking.domain.modes import Mode
from booking.domain.texts import Text

DeviationKind = Literal[
    "unreferenced",
    "unknown",
    "other_supplier",
    "duplicate",
    "not_owed",
    "not_attested",
    "day",
    "minutes",
    "mode",
    "price",
    "vat",
    "credit",
    "sum",
]

# What nobody can accept: the order is not the supplier's, is paid for, owes nothing, or is not known to have happened.
BLOCKING: frozenset[DeviationKind] = frozenset(
    {"unreferenced", "unknown", "other_supplier", "duplicate", "not_owed", "not_attested", "credit"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What we know of one booking: what was booked, what took place, and what is owed for it, net in øre.

    `owed_ore` is None where nothing is settled; `billed_minutes` are the interpreting minutes that the price counts.
    """

    booking_id: UUID
    number: str
    order_number: str
    supplier_id: UUID | None
    held_on: date
    mode: Mode
    booked_minutes: int
    delivered_minutes: int | None
    billed_minutes: int | None
    attested: bool
    over: bool
    owed_ore: int | None
    vat_percent: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Billed:
    """What another document has asked for the same booking."""

    document: str
    net_ore: int


@dataclass(frozen=True, slots=True)
class Deviation:
    """How a line, or the document as a whole (`n` 0), differs; `ore` is what it asks too much, net (VAT for `vat`)."""

    n: int
    kind: DeviationKind
    ore: int
    said: Text


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with its booking, where one was found, and its deviation, where there is one."""

    line: DocumentLine
    job: Job | None
    deviation: Deviation | None
