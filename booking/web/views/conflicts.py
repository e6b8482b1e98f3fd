"""Whom an interpreter must not meet, on their page; and who is kept away, on the pages of a case and of a unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from booking.domain.texts import Text
from booking.web.views.orders import Option


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A citizen by case number, or a unit; `jobs` are those ahead that the interpreter has in spite of it."""

    id: UUID
    who: Text
    reason: str
    jobs: tuple[str, ...] = ()
    until: date | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class ConflictBox:
    """`typed` is case number, unit, reason and last day as they came back; shown to those who may change it."""

    rows: tuple[ConflictRow, ...] = ()
    units: tuple[Option, ...] = ()
    typed: tuple[str, str, str, str] = ("", "", "", "")
    error: Text | None = None
    shown: bool = False


NO_CONFLICTS = ConflictBox()


@dataclass(frozen=True, slots=True)
class AwayFromRow:
    """An interpreter who is kept away from `what`; `over` when the last day has passed."""

    id: UUID
    interpreter_id: UUID
    name: str
    what: Text
    reason: str
    until: date | None
    over: bool


@dataclass(frozen=True, slots=True)
class AwayBox:
    """Who is kept away from a case or a unit, and a form for one more, sent to `action`; `back` is the page it is on.

    `case` is the citizen's reference where there is one to choose; shown to those who may change it.
    """

    action: str = ""
    back: str = ""
    unit: str = ""
    case: str = ""
    rows: tuple[AwayFromRow, ...] = ()
    people: tuple[Option, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    error: Text | None = None
    shown: bool = False


NOBODY_AWAY = AwayBox()
