"""Reports as they go out of the API."""

from datetime import date, datetime

from msgspec import Struct


class ColumnOut(Struct):
    key: str
    title: str
    kind: str


class HeadlineOut(Struct):
    """The one figure, as a number and as the council reads it; the target where there is one."""

    column: str
    value: str | int | None
    text: str
    target: str | None


class ReportHead(Struct):
    """A report there is: its definition and what it can be broken down by; `public` ones may leave the house."""

    key: str
    id: str
    title: str
    purpose: str
    chapter: str
    definition: str
    version: int
    by: list[str]
    public: bool


class ReportsOut(Struct):
    items: list[ReportHead]


class ReportOut(Struct, kw_only=True):
    """A report: ask again with the same `as_of` and `read_at` as `known_at`, and the numbers are the same for ever."""

    report: ReportHead
    since: date
    until: date
    as_of: date
    read_at: datetime
    by: str
    columns: list[ColumnOut]
    rows: list[dict[str, str | int | None]]
    total: dict[str, str | int | None]
    headline: HeadlineOut
    footnote: str
    public: bool
    next: str | None = None
