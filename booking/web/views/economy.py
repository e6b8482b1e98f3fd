"""The pages of the economy: the overview and its rows, the claims, the ledger, the exports, and what finance sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from booking.domain.claims import HELD, LINE_KINDS, STATES, CapLine
from booking.domain.claims.wording import REMEDIES
from booking.domain.ledger import COMPONENTS, KINDS, Broken, Head
from booking.domain.texts import Text
from booking.persistence.claims import Claim, Total
from booking.persistence.claims.packs import Pack
from booking.persistence.economy import Export, Sum

STATE_TAGS: dict[str, str] = {"draft": "", "approved": "info", "submitted": "ok"}


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's year, or the whole of it; amounts in øre, `code` empty for the whole."""

    name: str
    code: str
    budget_ore: int | None
    spent_ore: int
    committed_ore: int
    forecast_ore: int
    left_ore: int | None
    refundable_ore: int
    claimed_ore: int
    at_risk_ore: int


@dataclass(frozen=True, slots=True)
class EconomyPage:
    year: int
    years: tuple[int, ...]
    as_of: date
    rows: tuple[UnitLine, ...]
    total: UnitLine
    reduction_ore: int
    how: Text
    names: Mapping[str, Text]
    may_claim: bool


@dataclass(frozen=True, slots=True)
class RowsPage:
    """Bookings behind a figure; cells as they are read, the first the booking's number, which leads to its href."""

    title: Text
    place: Text
    back_href: str
    back: Text
    meaning: Text
    headings: tuple[Text, ...]
    figures: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    count: int
    csv_href: str
    remedy: Text | None = None
    hrefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRow:
    claim: Claim
    refund_ore: int
    deadline: date

    @property
    def state(self) -> Text:
        return STATES[self.claim.state]

    @property
    def tag(self) -> str:
        return STATE_TAGS[self.claim.state]


@dataclass(frozen=True, slots=True)
class ClaimList:
    """`period` and `year` are what is to be claimed next, as the form has them: "k3" or "f"."""

    rows: tuple[ClaimRow, ...]
    may_make: bool
    period: str
    year: int
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class HeldLine:
    why: str
    count: int
    net_ore: int
    refund_ore: int

    @property
    def name(self) -> Text:
        return HELD[self.why]

    @property
    def remedy(self) -> Text:
        return REMEDIES[self.why]


# What is said of each step of a claim; what is not here is not a step.
STEPS: dict[str, Text] = {
    "claim drafted": Text("Udkast lavet", "Drafted"),
    "claim counted": Text("Talt op igen", "Counted again"),
    "claim approved": Text("Godkendt", "Approved"),
    "claim sent back because": Text("Sendt tilbage", "Sent back"),
    "claim submitted": Text("Indsendt og låst", "Submitted and frozen"),
    "evidence asked for": Text("Revisionspakke bestilt", "Pack of evidence asked for"),
    "evidence taken": Text("Revisionspakke hentet", "Pack of evidence taken"),
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """Somebody did something with a claim; `reason` is why it was sent back."""

    what: Text
    at: datetime
    who: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim whole; amounts in øre. `packs` are the packs of evidence, the newest first."""

    claim: Claim
    deadline: date
    is_late: bool
    count: int
    eligible_ore: int
    before_ore: int
    reduction_ore: int
    refund_ore: int
    totals: tuple[Total, ...]
    held: tuple[HeldLine, ...]
    caps: tuple[CapLine, ...]
    packs: tuple[Pack, ...]
    may_make: bool
    may_approve: bool
    may_submit: bool
    may_evidence: bool
    may_numbers: bool = False
    steps: tuple[StepRow, ...] = ()
    errors: Mapping[str, Text] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> Text:
        return STATES[self.claim.state]

    @property
    def tag(self) -> str:
        return STATE_TAGS[self.claim.state]

    @property
    def kinds(self) -> Mapping[str, Text]:
        return LINE_KINDS

    @property
    def sent_back(self) -> StepRow | None:
        """Why the draft is a draft again, as long as it was not approved since."""
        turns = [one for one in self.steps if one.what in (STEPS["claim approved"], STEPS["claim sent back because"])]
        return turns[0] if self.claim.state == "draft" and turns and turns[0].reason else None

    @property
    def building(self) -> bool:
        """Whether a pack is on its way, so that the page looks again."""
        return any(pack.state != "ready" for pack in self.packs)


@dataclass(frozen=True, slots=True)
class LedgerPage:
    head: Head
    sums: tuple[Sum, ...]
    checked: bool
    broken: Broken | None
    unposted: int
    wrong_sums: int = 0

    @property
    def kinds(self) -> Mapping[str, Text]:
        return KINDS

    @property
    def components(self) -> Mapping[str, Text]:
        return COMPONENTS


@dataclass(frozen=True, slots=True)
class ExportsPage:
    exports: tuple[Export, ...]
    waiting: int
    may_write: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of the set-up: its name in the form, its label, and what is in it."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SetUpPage:
    """Budgets, the cap, deadlines and account strings: as they are, or as typed with what is wrong."""

    year: int
    budgets: Sequence[Entry]
    cap: Sequence[Entry]
    deadlines: Sequence[Entry]
    accounts: Sequence[Entry]
    may_write: bool
    errors: Mapping[str, Text] = field(default_factory=dict)
    sheet: str = ""
