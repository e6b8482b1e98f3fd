"""Saved questions, comparisons and targets as they go in and out of the API."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct, field

from schemas.orders import Line
from schemas.reports import HeadlineOut, ReportOut


class NewQuestion(Struct, forbid_unknown_fields=True, kw_only=True):
    """A question under a name, asked by the names that the report itself takes."""

    name: Line
    report: Line
    shared: bool = False
    since: date | None = field(default=None, name="from")
    to: date | None = None
    as_of: date | None = None
    known_at: datetime | None = None
    by: Line | None = None
    unit: Line | None = None
    language: Line | None = None
    mode: Line | None = None
    case_type: Line | None = None
    measure: Line | None = None
    supplier: Line | None = None
    public: bool = False


class Sharing(Struct, forbid_unknown_fields=True):
    shared: bool


class QuestionOut(Struct, kw_only=True):
    """A saved question with the hash (SHA-256) of the data it was answered with at `known_at`."""

    id: UUID
    name: str
    report: str
    asked: dict[str, str]
    definition_version: int
    known_at: datetime
    sha256: str
    answer: str
    shared: bool
    saved_by: str
    saved_at: datetime


class QuestionsOut(Struct):
    items: list[QuestionOut]


class AgainOut(Struct, kw_only=True):
    """Read again as it was then: `verdict` is same, definition (it has another version since) or different."""

    question: QuestionOut
    verdict: str
    said: str
    sha256: str
    then: ReportOut
    now: ReportOut


class ChangeOut(Struct, kw_only=True):
    """A figure that differs between two readings."""

    row: str
    column: str
    before: str | int | None
    after: str | int | None


class TouchedOut(Struct, kw_only=True):
    """A row that differs; null where a reading does not count it."""

    number: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class ComparisonOut(Struct, kw_only=True):
    before: HeadlineOut
    before_read_at: datetime
    after: HeadlineOut
    after_read_at: datetime
    changes: list[ChangeOut]
    rows: list[TouchedOut]


class TargetIn(Struct, forbid_unknown_fields=True):
    percent: int


class TargetOut(Struct):
    valid_from: date
    percent: int


class TargetsOut(Struct):
    items: list[TargetOut]
