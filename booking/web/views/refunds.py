"""Refund decisions and rules, as the pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from booking.domain.texts import Text
from booking.web.views.bookings import RefundBox
from booking.web.views.orders import Option
from booking.web.views.settings import LogRow
from booking.web.views.vouchers import FactsForm


@dataclass(frozen=True, slots=True)
class UnsureRow:
    number: str
    held_on: date
    unit: str
    outcome: Text
    reason: Text
    missing: tuple[Text, ...]
    net_ore: int


@dataclass(frozen=True, slots=True)
class OverruleRow:
    """Another rule put in place of one, and where that stands."""

    number: str
    rule: str
    instead_of: str
    reason: str
    who: str
    at: datetime
    state: Text
    open: bool = True
    own: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnsureList:
    rows: tuple[UnsureRow, ...]
    count: int
    sum_ore: int
    asked: tuple[OverruleRow, ...]
    may_decide: bool
    may_approve: bool
    unit: str = ""
    lacking: str = ""
    units: tuple[Option, ...] = ()
    facts: tuple[Option, ...] = ()
    pages: int = 1
    page: int = 1
    newer: str = ""
    older: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.unit or self.lacking)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPage:
    """One booking's refund: what holds, the questions, a judgement where one is needed, and overruling."""

    number: str
    title: Text
    held_on: date
    net_ore: int
    refund: RefundBox
    decided_at: datetime
    decided_by: str
    facts: FactsForm
    judge: bool
    judged: str = ""
    because: str = ""
    rules: tuple[Option, ...] = ()
    overrules: tuple[OverruleRow, ...] = ()
    standing: OverruleRow | None = None
    lifts: bool = False
    may_decide: bool = False
    may_approve: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One version in words."""

    version: int
    name: Text
    percent: int
    legal_ref: str
    measures: tuple[Text | str, ...]
    groups: tuple[Text | str, ...]
    costs: tuple[Text, ...]
    cap: str
    evidence: Text
    evidence_tag: str
    valid_from: date
    valid_to: date | None
    published_by: str = ""
    published_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with the version in force, or the last one, and all of them, the newest first."""

    code: str
    now: RuleVersion
    in_force: bool
    versions: tuple[RuleVersion, ...]


@dataclass(frozen=True, slots=True)
class ExitChoice:
    """What one exit gives."""

    name: str
    text: Text
    value: str


@dataclass(frozen=True, slots=True)
class RulesPage:
    rules: tuple[RuleRow, ...]
    exits: tuple[ExitChoice, ...]
    choices: tuple[Option, ...]
    case_types: tuple[Option, ...]
    expected: frozenset[str]
    log: tuple[LogRow, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class RuleForm:
    """A new version as it is written; `typed` holds the fields by name."""

    code: str
    version: int
    typed: Mapping[str, str]
    measures: tuple[Option, ...]
    groups: tuple[Option, ...]
    costs: tuple[Option, ...]
    evidences: tuple[Option, ...]
    chosen: frozenset[str]
    errors: Mapping[str, Text] = field(default_factory=dict)
    caps: tuple[Option, ...] = ()
