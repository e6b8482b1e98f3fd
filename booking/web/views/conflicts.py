"""Whom an interpreter must not meet, on their page."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class ConflictBox:
    """`typed` is case number, unit and reason as they came back; shown to those who may change it."""

    rows: tuple[ConflictRow, ...] = ()
    units: tuple[Option, ...] = ()
    typed: tuple[str, str, str] = ("", "", "")
    error: Text | None = None
    shown: bool = False


NO_CONFLICTS = ConflictBox()
