"""A report's definition, the question put to it, and the answer as rows that anything can render."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from booking.domain.reports.breakdowns import Chapter
from booking.domain.reports.figures import Kind, Value, plain, written
from booking.domain.reports.spans import Span
from booking.domain.texts import Text, Tongue

_UNITS: dict[Kind, Text] = {
    "share": Text(" (%)", " (%)"),
    "hours": Text(" (timer)", " (hours)"),
    "kroner": Text(" (kr.)", " (DKK)"),
    "whole_kroner": Text(" (kr.)", " (DKK)"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `kind` says how its values are kept and written (figures.Value)."""

    key: str
    title: Text
    kind: Kind = "count"

    @property
    def titled(self) -> Text:
        """The title with the unit where a page writes the figures without one."""
        return self.title if self.kind == "share" else Text(self.heading("da"), self.heading("en"))

    def heading(self, tongue: Tongue) -> str:
        """The title with the unit, unless it names it, for a sheet whose cells are bare numbers."""
        title, unit = self.title.in_(tongue), _UNITS.get(self.kind)
        return title if unit is None or unit.in_(tongue).strip(" ()") in title.lower() else title + unit.in_(tongue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report's definition; a change of what it counts is a new `version`, printed on every answer.

    `slug` is its word in the pages' addresses, `purpose` one line of what it is for, `chapter` where it is looked for.
    `headline` is the key of the column whose total is the report's one figure, and `drawn` of the one that the chart
    shows, where there is one; `by` the breakdowns it knows, the usual one first; `targeted` sets the council's target
    beside the headline. `public` ones may go out of the house, their small cells hidden; the others are work lists.
    `brief` are the columns that the page shows at first, where it is not all of them.
    """

    key: str
    id: str
    slug: str
    title: Text
    purpose: Text
    definition: Text
    version: int
    columns: tuple[Column, ...]
    headline: str
    by: tuple[str, ...]
    chapter: Chapter
    permission: str = "reports:read"
    targeted: bool = False
    public: bool = True
    drawn: str = ""
    brief: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is read: `known_at` is the time of reading, `unit_ids` None is the whole municipality."""

    span: Span
    known_at: datetime
    by: str
    unit_ids: frozenset[UUID] | None = None
    language: str | None = None
    mode: str | None = None
    case_type: str | None = None
    measure: str | None = None
    supplier: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `key` names it for programs (2018-03, a unit's code), `values` by column."""

    key: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Headline:
    """The one figure; shares have no decimals here."""

    column: Column
    value: Value
    target: Fraction | None = None

    def written(self, tongue: Tongue) -> str:
        return written(self.column.kind, self.value, tongue, places=0 if self.column.kind == "share" else None)

    def target_written(self, tongue: Tongue) -> str:
        return written("share", self.target, tongue, places=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportResult:
    """An answer: rows, their total, the headline, and the footnote that says what it is.

    The same `span.as_of` and `read_at` (as `known_at`) give the same figures for ever. In a `public` one small cells
    are hidden. `group` names the row that a list is behind, where it is one;
    `next_after` is where the next page of a long list begins.
    """

    report: Report
    span: Span
    by: str
    read_at: datetime
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row
    headline: Headline
    footnote: Text
    limits: tuple[Text, ...] = ()
    public: bool = False
    group: Text | None = None
    next_after: tuple[datetime, UUID] | None = None

    def records(self, tongue: Tongue = "da") -> list[dict[str, str | int | None]]:
        """The rows for programs, by column key; a row's own key is in `key`."""
        return [self.record(row, tongue) for row in self.rows]

    def record(self, row: Row, tongue: Tongue = "da") -> dict[str, str | int | None]:
        values = {column.key: plain(column.kind, row.values.get(column.key), tongue) for column in self.columns}
        return {"key": row.key} | values

    def cells(self, row: Row, tongue: Tongue = "da") -> list[str]:
        """One row for people."""
        return [written(column.kind, row.values.get(column.key), tongue) for column in self.columns]
