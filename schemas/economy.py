"""The economy as it goes in and out of the API; amounts are decimal strings in DKK."""

from datetime import date, datetime

from msgspec import Struct

from schemas.claims import LedgerHead
from schemas.orders import Line


class LedgerSumOut(Struct, kw_only=True):
    year: int
    kind: str
    component: str
    entries: int
    corrections: int
    amount: str


class LedgerOut(Struct):
    head: LedgerHead
    sums: list[LedgerSumOut]


class VerificationOut(Struct, kw_only=True):
    """Whether the chain is whole; else the first broken entry, and what is wrong with it."""

    sound: bool
    entries: int
    hash: str
    broken: int | None
    what: str | None
    unposted: int


class UnitEconomyOut(Struct, kw_only=True):
    unit: str
    budget: str | None
    spent: str
    committed: str
    forecast: str
    left: str | None
    refundable: str
    claimed: str
    at_risk: str


class EconomyOut(Struct, kw_only=True):
    """A year by unit, and what the cap has taken of what was claimed."""

    year: int
    as_of: date
    units: list[UnitEconomyOut]
    spent: str
    committed: str
    forecast: str
    refundable: str
    claimed: str
    cap_reduction: str
    at_risk: str


class EconomyRowOut(Struct, kw_only=True):
    booking: str
    unit: str
    held_on: date
    amount: str


class EconomyRowsOut(Struct):
    """The bookings behind a figure, and what they add up to."""

    figure: str
    year: int
    total: str
    items: list[EconomyRowOut]


class BudgetIn(Struct, forbid_unknown_fields=True, kw_only=True):
    amount: Line


class BudgetOut(Struct, kw_only=True):
    year: int
    unit: str
    amount: str


class BudgetsOut(Struct):
    items: list[BudgetOut]


class AccountsIO(Struct, forbid_unknown_fields=True, kw_only=True):
    """Account strings by use: cost, vat, payable, refund, receivable, art_taxed, art_untaxed, or cost.RULE."""

    accounts: dict[str, str]


class ExportOut(Struct, kw_only=True):
    number: str
    first_entry: int
    last_entry: int
    rows: int
    debit: str
    made_at: datetime
    made_by: str


class ExportsOut(Struct):
    """The exports, the newest first, and how many entries wait for the next."""

    waiting: int
    items: list[ExportOut]
