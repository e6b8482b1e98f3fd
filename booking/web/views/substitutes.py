"""Substitute languages on their page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from booking.domain.texts import Text
from booking.web.views.orders import Option
from booking.web.views.settings import LogRow


@dataclass(frozen=True, slots=True)
class SubstituteRow:
    """Two languages by code and by name, with what it means and what doing without would mean."""

    wanted: str
    spoken: str
    wanted_name: Text
    spoken_name: Text
    consent: bool
    note: str
    says: Text
    without: Text


@dataclass(frozen=True, slots=True)
class SubstitutesPage:
    """`values` as they stand in the fields; `meaning` is what was typed, in words, once that was asked for."""

    rows: tuple[SubstituteRow, ...]
    languages: tuple[Option, ...]
    values: Mapping[str, str]
    log: tuple[LogRow, ...] = ()
    may_write: bool = False
    meaning: Text | None = None
    errors: Mapping[str, Text] = field(default_factory=dict)
