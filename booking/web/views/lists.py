"""The list of bookings: what it is narrowed to, and a page of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from booking.domain.bookings import STATUSES
from booking.domain.modes import MODES
from booking.domain.texts import Text
from booking.web.views.bookings import BookingRow
from booking.web.views.conversions import AdviceLine
from booking.web.views.orders import Option


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to, as typed: status and mode keys, dates in quick form, free search."""

    status: str = ""
    mode: str = ""
    since: str = ""
    until: str = ""
    q: str = ""
    unit: str = ""
    language: str = ""
    mine: str = ""
    tid: str = ""

    @property
    def narrows(self) -> bool:
        typed = (self.status, self.mode, self.since, self.until, self.q, self.unit, self.language, self.mine)
        return any(typed)


@dataclass(frozen=True, slots=True)
class BookingList:
    """A page of bookings; `newer` and `older` are addresses of the neighbouring pages or empty.

    `ahead` and `past` count what begins today or later, and before; None where days were typed, which are `days`, by
    field, as they were read.
    """

    rows: tuple[BookingRow, ...]
    filter: Filter
    total: int
    may_book: bool
    newer: str = ""
    older: str = ""
    errors: Mapping[str, Text] = field(default_factory=dict)
    units: tuple[Option, ...] = ()
    languages: tuple[Option, ...] = ()
    ahead: int | None = None
    past: int | None = None
    tabs: tuple[str, str] = ("", "")
    is_past: bool = False
    sheet: str = ""
    has_own: bool = False
    days: Mapping[str, date] = field(default_factory=dict)
    advice: tuple[AdviceLine, ...] = ()
    statuses: ClassVar[tuple[Option, ...]] = tuple(Option(status.value, name) for status, name in STATUSES.items())
    modes: ClassVar[tuple[Option, ...]] = tuple(Option(mode.value, traits.name) for mode, traits in MODES.items())
