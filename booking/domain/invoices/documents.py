"""An invoice or credit note as its sender wrote it, whatever the file it came in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from booking.domain.modes import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One line: whatever it refers to (an order or booking number, in capitals), and what it asks for, in øre net.

    `day`, `minutes` and `mode` are None where the line does not say; of a credit note the øre are negative.
    """

    n: int
    reference: str
    text: str = ""
    day: date | None = None
    minutes: int | None = None
    mode: Mode | None = None
    net_ore: int
    vat_percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The totals are the sender's own sums in øre; `cvr` is digits only and empty where the sender gave none."""

    number: str
    cvr: str
    sender: str
    issued_on: date
    credit: bool = False
    net_ore: int
    vat_ore: int
    gross_ore: int
    lines: tuple[DocumentLine, ...]
