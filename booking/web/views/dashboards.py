"""The dashboards: a leader's, the office's and finance's; every figure has the address of what is behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from markupsafe import Markup

from booking.domain.insights.risks import Level
from booking.domain.insights.sums import Sums
from booking.domain.texts import Text
from booking.web.views.economy import UnitLine

NONE = Markup("")


@dataclass(frozen=True, slots=True)
class Tab:
    """A dashboard that the one who is here may open."""

    href: str
    name: Text
    here: bool


@dataclass(frozen=True, slots=True)
class Kpi:
    """A figure with its address, what it was and how it came about; `good` says whether the change is wanted."""

    name: Text
    value: str
    href: str
    change: Text | None = None
    good: bool | None = None
    sub: Text | None = None
    spark: Markup = NONE


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of the tables beside the charts; amounts in øre, `href` the rows behind it."""

    month: date
    sums: Sums
    target: Fraction | None
    costs: tuple[int, ...]
    partial: bool
    href: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit: `inside` is its own dashboard, `href` the rows behind its share."""

    name: str
    sums: Sums
    move: int
    inside: str
    href: str


@dataclass(frozen=True, slots=True)
class Point:
    """One of the sentences that matter; `href` leads to what is behind it."""

    lead: Text
    rest: Text
    href: str
    link: Text


@dataclass(frozen=True, slots=True)
class Length:
    """A choice of how many months are shown."""

    months: int
    name: Text
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class UnitChoice:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """A month whose report can be downloaded."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderPage:
    """`unit` is the code of the unit that is shown, empty for all that one may see."""

    tabs: tuple[Tab, ...]
    place: str
    since: date
    until: date
    read_at: datetime
    unit: str
    months_shown: int
    choices: Sequence[UnitChoice]
    lengths: tuple[Length, ...]
    kpis: tuple[Kpi, ...]
    months: tuple[MonthRow, ...]
    units: tuple[UnitRow, ...]
    points: tuple[Point, ...]
    target: Fraction | None
    share_chart: Markup
    unit_chart: Markup
    cost_chart: Markup
    pdf_href: str
    reports: tuple[ReportChoice, ...] = ()
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A language that bookings waited in vain for."""

    name: Text
    sums: Sums
    people: int
    href: str


@dataclass(frozen=True, slots=True)
class WeekCell:
    """A language's week: its address, bookings, those without anybody, and interpreters who are there."""

    week: date
    bookings: int
    open: int
    present: int
    level: Level
    href: str


@dataclass(frozen=True, slots=True)
class RiskRow:
    name: Text
    people: tuple[str, ...]
    level: Level
    bookings: int
    cells: tuple[WeekCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePage:
    tabs: tuple[Tab, ...]
    since: date
    until: date
    read_at: datetime
    kpis: tuple[Kpi, ...]
    months: tuple[MonthRow, ...]
    languages: tuple[LanguageRow, ...]
    risks: tuple[RiskRow, ...]
    weeks: tuple[date, ...]
    fill_chart: Markup


@dataclass(frozen=True, slots=True)
class ClaimDue:
    """A claim that is on its way or next, and its last day; `days` until then, negative when it is late."""

    number: str
    title: Text
    state: Text
    tag: str
    deadline: date
    days: int
    refund_ore: int | None
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancePage:
    tabs: tuple[Tab, ...]
    year: int
    as_of: date
    kpis: tuple[Kpi, ...]
    rows: tuple[UnitLine, ...]
    claims: tuple[ClaimDue, ...]
    budget_chart: Markup
    may_claim: bool
    how: Text


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A quarter, or the year to date; cells as they are read, `href` what is behind them."""

    cells: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteePage:
    title: Text
    headings: tuple[Text, ...]
    rows: tuple[CommitteeRow, ...]
    total: CommitteeRow
    footnote: Text
    definition: Text
    as_of: date
    typed: str
    forms: tuple[tuple[Text, str], ...]
    error: Text | None = None
