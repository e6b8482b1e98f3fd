"""Who is ill, what becomes of their jobs, and the register's page of one interpreter."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from booking.domain.modes import Mode
from booking.domain.repairs import LINE_KINDS, LINE_STATES, LineKind, LineState
from booking.domain.texts import Text
from booking.web.views.bookings import HistoryRow
from booking.web.views.conflicts import NO_CONFLICTS, ConflictBox
from booking.web.views.people import NO_DOCUMENTS, DocumentBox

_TAGS = {LineState.DONE: "ok", LineState.FAILED: "bad", LineState.PROPOSED: "info"}


@dataclass(frozen=True, slots=True)
class ToldRow:
    """Somebody, and what they are sent."""

    name: Text
    text: Text


@dataclass(frozen=True, slots=True)
class LineRow:
    """One job: what is proposed for it, at what difference in price, and who is told."""

    id: UUID
    number: str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    language: Text | str
    unit: str
    kind: LineKind
    state: LineState
    what: Text
    cost_ore: int | None
    tells: tuple[ToldRow, ...] = ()
    said: Text | None = None
    may_take_back: bool = False

    @property
    def kind_name(self) -> Text:
        return LINE_KINDS[self.kind]

    @property
    def state_name(self) -> Text:
        return LINE_STATES[self.state]

    @property
    def tag(self) -> str:
        return _TAGS.get(self.state, "")

    @property
    def is_open(self) -> bool:
        return self.state in (LineState.PROPOSED, LineState.FAILED)


@dataclass(frozen=True, slots=True)
class RepairPage:
    """An illness and its proposal; `live` while nobody has reported the interpreter well."""

    id: UUID
    interpreter_id: UUID
    name: str
    starts_at: datetime
    until: datetime
    open_ended: bool
    live: bool
    ended_at: datetime | None
    proved: bool
    lines: tuple[LineRow, ...]

    @property
    def undecided(self) -> int:
        return sum(line.is_open for line in self.lines)

    @property
    def cost_ore(self) -> int:
        return sum(line.cost_ore or 0 for line in self.lines if line.is_open)

    @property
    def moved(self) -> int:
        """How many jobs of others make way."""
        return sum(line.is_open and line.kind is LineKind.SWAP for line in self.lines)

    @property
    def without(self) -> int:
        """How many are left without anybody."""
        return sum(line.is_open and line.kind in (LineKind.REMOTE, LineKind.NOBODY) for line in self.lines)


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A language, its level, and the day it is valid to where it ends; `stands_in_for` are others, and whether the
    requester is asked first."""

    language: Text | str
    level: Text
    valid_from: date | None = None
    valid_to: date | None = None
    stands_in_for: tuple[tuple[Text, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A weekday and the hours offered on it."""

    name: Text
    hours: str


@dataclass(frozen=True, slots=True)
class AwayRow:
    """An absence or extra hours that are not over; an illness is ended on its own page."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    offered: bool
    reason: str
    is_illness: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A count of the last year, with what it is a count of."""

    name: Text
    value: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One interpreter of the register; `illness` is the repair of whoever is ill now."""

    id: UUID
    name: str
    employment: Text
    phone: str
    email: str
    place: str
    modes: tuple[Mode, ...]
    skills: tuple[SkillRow, ...]
    week: tuple[WeekRow, ...]
    away: tuple[AwayRow, ...]
    illness: UUID | None = None
    ill_since: datetime | None = None
    ill_until: datetime | None = None
    may_write: bool = False
    may_add: bool = False
    may_change: bool = False
    undelivered: bool = False
    typed_email: str = ""
    error_email: Text | None = None
    start: str = ""
    end: str = ""
    reason: str = ""
    error: Text | None = None
    conflicts: ConflictBox = NO_CONFLICTS
    documents: DocumentBox = NO_DOCUMENTS
    figures: tuple[FigureRow, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    ended: bool = False
    supplier: str = ""
