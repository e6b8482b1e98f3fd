"""The invoices' pages: what came in, and one of them line by line."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from booking.domain.modes import Mode
from booking.domain.texts import Text

STATES: dict[str, tuple[Text, str]] = {
    "open": (Text("Skal ses igennem", "To be reviewed"), "warn"),
    "approved": (Text("Frigivet til betaling", "Released for payment"), "ok"),
    "returned": (Text("Sendt retur", "Sent back"), ""),
}


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """`deviations` and `deviating_ore` are None where it is decided already."""

    id: UUID
    number: str
    supplier: str
    credit: bool
    issued_on: date
    gross_ore: int
    state: str
    deviations: int | None = None
    deviating_ore: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a supplier has done and not invoiced, since the oldest day."""

    supplier: str
    jobs: int
    net_ore: int
    since: date


@dataclass(frozen=True, slots=True)
class InvoiceList:
    rows: tuple[InvoiceRow, ...]
    waiting: tuple[Waiting, ...]
    may_read_in: bool
    refused: Text | None = None

    @property
    def states(self) -> dict[str, tuple[Text, str]]:
        return STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """`kind` and `said` are what deviates; `may_accept` whether a reason would do."""

    n: int
    reference: str
    booking: str
    text: str
    day: date | None
    minutes: int | None
    mode: Mode | None
    net_ore: int
    owed_ore: int | None
    vat: str
    kind: Text | None = None
    said: Text | None = None
    ore: int = 0
    reason: str = ""
    accepted_by: str = ""
    may_accept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePage:
    """Deviating lines stand first; `mailto` opens the letter in one's own mail program."""

    id: UUID
    number: str
    supplier: str
    credit: bool
    issued_on: date
    state: str
    net_ore: int
    vat_ore: int
    gross_ore: int
    agreed_ore: int
    open: int
    lines: tuple[LineRow, ...]
    totals: tuple[Text, ...]
    totals_reason: str
    letter: Text
    mailto: str
    email: str
    may_write: bool
    may_release: bool
    decided: str = ""
    refused: Text | None = None

    @property
    def tag(self) -> tuple[Text, str]:
        return STATES[self.state]
