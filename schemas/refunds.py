"""Refund decisions that people make, and the rules, as they go in and out of the API."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.bookings import RefundOut
from schemas.orders import Line, Note

Codes = Annotated[list[Line], Meta(min_length=1, max_length=50)]
Eligibility = Literal["eligible", "not_eligible", "review"]


class Facts(Struct, forbid_unknown_fields=True):
    """The three questions: what it is about, which measure it belongs to (null: none), who the citizen is."""

    case_type: Line
    measure: Line | None
    person_group: Line | None


class RefundAnswer(Struct, forbid_unknown_fields=True):
    """The missing facts, or how a person judges the outcome, and why."""

    facts: Facts | None = None
    judged: Literal["eligible", "not_eligible"] | None = None
    because: Note = ""


class NewOverrule(Struct, forbid_unknown_fields=True):
    """The rule that shall hold instead, by its code, and why."""

    rule: Line
    reason: Note


class OverruleDecision(Struct, forbid_unknown_fields=True):
    decision: Literal["approve", "refuse"]
    note: Note = ""


class OverruleOut(Struct, kw_only=True):
    """`state` is asked, approved, refused, withdrawn or lifted; until it is approved the rule's own decision holds."""

    booking: str
    rule: str
    rule_version: int
    instead_of: str | None
    reason: str
    asked_by: str
    asked_at: datetime
    state: str
    note: str


class OverrulesOut(Struct):
    items: list[OverruleOut]


class DecisionOut(Struct):
    """The decision that holds now for a booking; null before it is settled."""

    booking: str
    refund: RefundOut | None


class UnsureOut(Struct):
    booking: str
    held_on: date
    unit: str
    outcome: str
    cost: str
    reason: str
    missing: list[str]


class UnsureListOut(Struct):
    """A page, the costliest first; `count` and `total` (DKK) are of all pages."""

    items: list[UnsureOut]
    count: int
    total: str
    page: int
    pages: int


class NewRule(Struct, forbid_unknown_fields=True, kw_only=True):
    """A new version of a rule, or the first of a new one; in force from its first day."""

    code: Annotated[str, Meta(pattern=r"^[A-Z0-9][A-Z0-9-]{1,30}$")]
    valid_from: date
    valid_to: date | None = None
    percent: Annotated[int, Meta(ge=0, le=100)]
    name_da: Line
    name_en: Line
    legal_ref: Line
    measures: Codes
    person_groups: Codes
    components: list[Line] = []
    cap_type: Literal["none", "municipal_year", "lump_sum"] = "none"
    cap_note: Line = ""
    account_hint: Line = ""
    excludes: list[Line] = []
    evidence: Literal["V", "P", "M"]
    note: Note = ""


class RuleOut(Struct, kw_only=True):
    """One version; `evidence` V is read in the law, P partly, M from memory."""

    code: str
    version: int
    name: str
    percent: int
    legal_ref: str
    measures: list[str]
    person_groups: list[str]
    components: list[str]
    cap_type: str
    cap_note: str
    account_hint: str
    excludes: list[str]
    evidence: str
    valid_from: date
    valid_to: date | None
    published_at: datetime | None
    published_by: str
    note: str


class RulesOut(Struct):
    items: list[RuleOut]


class PolicyIO(Struct, forbid_unknown_fields=True, kw_only=True):
    """What the exits give, and the case types where no measure is taken for an oversight."""

    cancelled_late: Eligibility
    citizen_no_show: Eligibility
    interpreter_no_show: Eligibility
    aborted: Eligibility
    measure_expected: Annotated[list[Line], Meta(max_length=50)] = []
