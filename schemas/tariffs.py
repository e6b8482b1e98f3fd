"""Tariffs, drafts and golden cases as they go in and out of the API; money is a decimal string in DKK."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from booking.domain.costs.golden import Expects
from booking.domain.costs.tariffs import Component, Unit
from booking.domain.modes import Mode
from schemas.orders import Line
from schemas.services import FactOut, NewTerms

Minutes = Annotated[int, Meta(ge=1, le=1440)]


class RateIO(Struct, forbid_unknown_fields=True, kw_only=True):
    """What one unit costs, both days included; without `valid_to` until further notice or the next rate."""

    scheme: Line
    component: Component
    unit: Unit
    amount: Line
    valid_from: date
    category: Line = ""
    valid_to: date | None = None


class SchemeOut(Struct, kw_only=True):
    """A scheme and its categories in words, with the rates in force, those to come, and the terms by mode."""

    code: str
    name: str
    categories: dict[str, str]
    in_use: bool
    rates: list[RateIO]
    coming: list[RateIO]
    terms: dict[str, list[FactOut]]


class EndingOut(Struct, kw_only=True):
    """A rate that nothing follows: from which day on it is missing."""

    scheme: str
    category: str
    component: Component
    missing_from: date
    words: str


class TariffsOut(Struct, kw_only=True):
    on: date
    schemes: list[SchemeOut]
    endings: list[EndingOut]


class NewDraft(Struct, forbid_unknown_fields=True, kw_only=True):
    """Rates and terms proposed from their days on; nothing is in force until it is published."""

    name: Line
    rates: list[RateIO] = []
    terms: list[NewTerms] = []


class DraftOut(Struct, kw_only=True):
    """`failed` are the golden cases that were overruled with `reason` when it was published."""

    id: UUID
    name: str
    version: int
    made_at: datetime
    published_at: datetime | None
    reason: str
    failed: list[str]
    rates: list[RateIO]
    terms: list[str]


class GroupOut(Struct, kw_only=True):
    scheme: str
    category: str
    tariff: str
    mode: Mode
    unit: str
    count: int
    before: str
    after: str
    difference: str


class RepricedOut(Struct, kw_only=True):
    number: str
    before: str
    after: str
    difference: str


class CaseOut(Struct, kw_only=True):
    """A golden case held against a tariff; `found` is null where it has no price there."""

    id: UUID
    name: str
    scheme: str
    category: str
    mode: Mode
    outcome: str
    day: date
    starts: time
    booked_minutes: int
    actual_minutes: int | None
    travel_minutes: int
    km: str
    notice_hours: int | None
    expects: str
    expected: str
    found: str | None
    holds: bool
    source: str


class PreviewOut(Struct, kw_only=True):
    """Last quarter's deliveries priced again, and the golden cases by the tariffs as they will be."""

    first: date
    last: date
    priced: int
    unaffected: int
    unpriced: int
    before: str
    after: str
    difference: str
    groups: list[GroupOut]
    largest: list[RepricedOut]
    cases: list[CaseOut]


class Publication(Struct, forbid_unknown_fields=True, kw_only=True):
    """`reason` is needed where a golden case does not hold."""

    reason: Annotated[str, Meta(max_length=1000)] = ""


class NewCase(Struct, forbid_unknown_fields=True, kw_only=True):
    """A job and what it must come to: kroner, or minutes where it `expects` minutes."""

    name: Line
    scheme: Line
    mode: Mode
    day: date
    starts: Annotated[time, Meta(tz=False)]
    booked_minutes: Minutes
    expected: Line
    category: Line = ""
    outcome: Literal["delivered", "cancelled_late", "no_show"] = "delivered"
    actual_minutes: Minutes | None = None
    travel_minutes: Annotated[int, Meta(ge=0, le=1440)] = 0
    km: Decimal = Decimal(0)
    notice_hours: Annotated[int, Meta(ge=0, le=10_000)] | None = None
    expects: Expects = "total"
    source: Line = ""


class SchemeName(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a scheme, or one of its categories, is called."""

    scheme: Line
    name: Line
    name_en: Line = ""
    category: Line = ""
