"""Refund claims, the ledger and the economy as they go in and out of the API; amounts are decimal strings in DKK."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from schemas.orders import Line

Year = Annotated[int, Meta(ge=2000, le=2099)]


class NewClaim(Struct, forbid_unknown_fields=True, kw_only=True):
    """A quarter (1 to 4), or a year's provisional or final statement."""

    kind: Literal["quarter", "provisional", "final"] = "quarter"
    year: Year
    quarter: Annotated[int, Meta(ge=1, le=4)] | None = None


class ClaimStep(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version` is the one that was seen: with it nothing is done to a claim that has changed since."""

    version: int | None = None


class ClaimBack(Struct, forbid_unknown_fields=True, kw_only=True):
    reason: Line
    version: int | None = None


class ClaimSubmission(Struct, forbid_unknown_fields=True, kw_only=True):
    """A final statement names the auditor who signed it."""

    auditor: Line = ""
    version: int | None = None


class ClaimHead(Struct, kw_only=True):
    number: str
    kind: str
    year: int
    quarter: int | None
    state: str
    version: int
    first: date
    last: date
    refund: str
    made_at: datetime
    made_by: str
    approved_at: datetime | None
    approved_by: str
    submitted_at: datetime | None
    submitted_by: str
    auditor: str


class ClaimTotal(Struct, kw_only=True):
    kind: str
    rule: str
    rule_version: int
    percent: int
    count: int
    eligible: str
    refund: str


class HeldTotal(Struct, kw_only=True):
    reason: str
    text: str
    count: int
    cost: str
    refund: str


class CapTotal(Struct, kw_only=True):
    """A year's cap; `room` is null where none was entered."""

    year: int
    room: str | None
    refund: str
    total: str
    reduction: str


class LedgerHead(Struct):
    entries: int
    hash: str


class ClaimOut(Struct, kw_only=True):
    """Before the cap, what the cap takes, and after it; `ledger` is its end when the claim was submitted."""

    claim: ClaimHead
    deadline: date
    is_late: bool
    lines: int
    eligible: str
    before_cap: str
    reduction: str
    refund: str
    totals: list[ClaimTotal]
    held: list[HeldTotal]
    caps: list[CapTotal]
    ledger: LedgerHead | None


class ClaimsOut(Struct):
    items: list[ClaimHead]


class ClaimLineOut(Struct, kw_only=True):
    n: int
    booking: str
    kind: str
    held_on: date
    unit: str
    rule: str
    rule_version: int
    percent: int
    eligible: str
    refund: str


class ClaimLinesOut(Struct):
    items: list[ClaimLineOut]


class HeldOut(Struct, kw_only=True):
    booking: str
    reason: str
    text: str
    held_on: date
    unit: str
    cost: str
    refund: str


class HeldListOut(Struct):
    items: list[HeldOut]


class NewPack(Struct, forbid_unknown_fields=True, kw_only=True):
    """The seed draws the sample; the same seed draws the same one."""

    seed: Line = ""
    sample: Annotated[int, Meta(ge=0, le=500)] = 25


class PackOut(Struct, kw_only=True):
    """`done` of `whole` steps; the manifest's SHA-256 when it is ready."""

    id: UUID
    state: str
    seed: str
    sample: int
    done: int
    whole: int
    made_at: datetime
    made_by: str
    finished_at: datetime | None
    size: int | None
    manifest_sha256: str


class PacksOut(Struct):
    items: list[PackOut]


class CapIn(Struct, forbid_unknown_fields=True, kw_only=True):
    """The year's cap in DKK, and what other costs of the programme take of it."""

    whole: Line
    other: Line = "0"


class CapOut(Struct, kw_only=True):
    year: int
    whole: str
    other: str
    room: str


class CapsOut(Struct):
    items: list[CapOut]


class DeadlinesIO(Struct, forbid_unknown_fields=True, kw_only=True):
    """Days after a quarter's end, and month-day of the next year for the statements."""

    quarter_days: int = 30
    provisional: Line = "02-15"
    final: Line = "06-01"
