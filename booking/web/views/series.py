"""A series on its page, and how far a change or a cancellation reaches."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from booking.domain.texts import Text
from booking.web.views.bookings import BookingRow


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """A booking of a series; `planned` where it was moved to another day."""

    row: BookingRow
    planned: date | None


@dataclass(frozen=True, slots=True)
class SkipRow:
    """A date that was left out; it can be taken back as long as it is to come."""

    on: date
    why: Text
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class SeriesPage:
    id: UUID
    rule: Text
    language: Text | str
    unit: str
    made_at: datetime
    rows: tuple[OccurrenceRow, ...]
    skips: tuple[SkipRow, ...]
    live: int
    next_number: str
    may_change: bool
    may_cancel: bool
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class ScopeOption:
    """A reach of a change or a cancellation."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Ended:
    """A booking that would be cancelled, and for how much."""

    number: str
    starts_at: datetime
    ends_at: datetime
    cost_ore: int


@dataclass(frozen=True, slots=True)
class CancelMany:
    """What cancelling several would cost, booking by booking."""

    number: str
    version: int
    scope: str
    options: tuple[ScopeOption, ...]
    rows: tuple[Ended, ...]
    free: int
    charged: int
    total_ore: int


@dataclass(frozen=True, slots=True)
class Followed:
    """A booking that would follow a change, or cannot."""

    number: str
    starts_at: datetime
    refusal: Text | None = None


@dataclass(frozen=True, slots=True)
class ScopeBox:
    """How far a change reaches; empty options for a booking that stands alone."""

    chosen: str = "one"
    options: tuple[ScopeOption, ...] = ()
    rows: tuple[Followed, ...] = ()
    leave_out: bool = False

    @property
    def refused(self) -> tuple[Followed, ...]:
        return tuple(row for row in self.rows if row.refusal is not None)

    @property
    def follows(self) -> int:
        return len(self.rows) - len(self.refused)


ALONE = ScopeBox()
