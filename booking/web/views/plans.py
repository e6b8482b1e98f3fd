"""The pages of plans: the list with what can be asked for, and one plan with its days as a board that moves."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from booking.domain.modes import Mode
from booking.domain.plans import LineState, PlanState
from booking.domain.texts import Text
from booking.web.views.boards import FIRST_HOUR, HOURS, Slot
from booking.web.views.orders import Option


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An earlier plan in the list."""

    id: UUID
    title: Text
    headline: Text
    state: Text
    look: str
    asked_at: datetime
    asked_by: str


@dataclass(frozen=True, slots=True)
class PlansPage:
    """Earlier plans, and the forms for new ones; `typed` is what was sent and refused, `errors` why, by field."""

    rows: tuple[PlanRow, ...]
    languages: tuple[Option, ...]
    interpreters: tuple[Option, ...]
    drafts: tuple[Option, ...]
    may_move: tuple[Option, ...]
    today: date
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, Text] = field(default_factory=dict)
    more: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A job on a day: one that stays, one that goes away (`from`), or one that comes (`to`); `words` say where."""

    number: str
    unit: str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    slot: Slot
    look: str
    words: Text
    n: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """One interpreter's row of a day, or one of those that nobody has."""

    name: Text | str
    bars: tuple[Bar, ...]
    nobody: bool = False


@dataclass(frozen=True, slots=True)
class DayBars:
    day: date
    lanes: tuple[Lane, ...]
    count: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as it is read: who gets what from whom, for how much more or less, and why."""

    n: int
    number: str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    language: Text | str
    unit: str
    what: Text
    difference_ore: int
    reasons: tuple[Text, ...]
    state: LineState
    said: Text | None = None

    @property
    def is_open(self) -> bool:
        return self.state in (LineState.PROPOSED, LineState.STALE)


@dataclass(frozen=True, slots=True)
class AloneRow:
    """A job that the plan gives to nobody: what clashes, and the ways out with their price."""

    number: str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    language: Text | str
    unit: str
    facts: tuple[Text, ...]
    ways: tuple[tuple[Text, int | None], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the comparison: its name, and what it is in each column, written."""

    name: Text
    values: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """How far the search has come: `done` of a hundred parts of the time, the best until now in words."""

    done: int
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """One plan; `stream` is the address that rings when it changes."""

    id: UUID
    title: Text
    headline: Text
    asks: tuple[Text, ...]
    state: PlanState
    state_name: Text
    asked_at: datetime
    asked_by: str
    under_way: bool
    meter: Meter | None
    stopping: bool
    ended: Text | None
    said: Text | None
    checked: Text | None
    broken: tuple[tuple[str, Text], ...]
    columns: tuple[Text, ...]
    figures: tuple[Figure, ...]
    days: tuple[DayBars, ...]
    lines: tuple[LineRow, ...]
    alone: tuple[AloneRow, ...]
    can_be_applied: bool
    imagined: bool

    hours: ClassVar[range] = range(FIRST_HOUR, FIRST_HOUR + HOURS)

    @property
    def here(self) -> str:
        return f"/planer/{self.id}"

    @property
    def stream(self) -> str:
        return f"{self.here}/strom"

    @property
    def undecided(self) -> int:
        return sum(line.is_open for line in self.lines)
