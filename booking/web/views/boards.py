"""The office's day board: interpreters down, quarter hours across, and the queue of what nobody has yet."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import ClassVar
from uuid import UUID

from booking.domain.bookings import STATUSES, Status
from booking.domain.modes import Mode
from booking.domain.periods import COPENHAGEN
from booking.domain.texts import Text
from booking.web.views.board_choices import EVERYTHING, NOTHING_CHOOSABLE, QUEUES, Choices, Choosable

FIRST_HOUR, HOURS = 7, 11
COLUMNS = HOURS * 4
_LOOKS = {
    Status.OFFERED: "offered",
    Status.DELIVERED: "done",
    Status.ATTESTED: "done",
    Status.SETTLED: "done",
    Status.CLAIMED: "done",
    Status.NO_SHOW: "done",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """Where something stands on the axis: 0-based quarter-hour column, and width in quarter hours."""

    column: int
    width: int

    @property
    def classes(self) -> str:
        return f"c{self.column} w{self.width}"


@lru_cache(maxsize=4096)
def slot(starts_at: datetime, ends_at: datetime, day: date) -> Slot | None:
    """The part of a period that the board shows, 07.00–18.00 wall time; None when it shows none of it."""
    first = max(0, _quarter(starts_at, day, up=False))
    last = min(COLUMNS, _quarter(ends_at, day, up=True))
    return Slot(first, last - first) if first < last else None


def _quarter(instant: datetime, day: date, *, up: bool) -> int:
    wall = instant.astimezone(COPENHAGEN).replace(tzinfo=None)
    since = wall - datetime.combine(day, time(FIRST_HOUR))
    quarters, rest = divmod(since, timedelta(minutes=15))
    return quarters + (1 if up and rest else 0)


def now_line(now: datetime, day: date) -> int | None:
    """Hundredths of the axis that have passed; None on another day or outside it."""
    wall = now.astimezone(COPENHAGEN)
    passed = (wall.hour - FIRST_HOUR) * 60 + wall.minute
    return passed * 100 // (HOURS * 60) if wall.date() == day and 0 <= passed < HOURS * 60 else None


@dataclass(frozen=True, slots=True)
class BoardBar:
    """A job on the board; `slot` is where it stands."""

    number: str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    status: Status
    unit: str
    slot: Slot

    @property
    def movable(self) -> bool:
        """Whether it can be dragged to somebody else."""
        return self.status in (Status.OFFERED, Status.CONFIRMED)

    @property
    def look(self) -> str:
        return _LOOKS.get(self.status, "set")

    @property
    def says(self) -> Text:
        return STATUSES[self.status]


@dataclass(frozen=True, slots=True)
class Shade:
    """Time that is not to be had: off duty, absent or travelling, with the words for it."""

    slot: Slot
    text: Text
    shown: bool = False


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One interpreter's day; `give` is where the chosen booking would stand, to be given to them with one click."""

    name: str
    note: Text | str
    category: Text | str
    bars: tuple[BoardBar, ...] = ()
    off: tuple[Shade, ...] = ()
    travel: tuple[Shade, ...] = ()
    href: str = ""
    interpreter_id: UUID | None = None
    give: Slot | None = None


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """Rows under a name; a `hit` are those who can take the chosen booking."""

    name: Text
    rows: tuple[BoardRow, ...]
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who can, with what speaks for and against them, the price first."""

    interpreter_id: UUID
    name: str
    why: Text


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A booking without interpreter; `lead` is set when it is urgent ("om 1 t. 48 min.").

    `free` is None while it is not known: somebody is being asked, or nobody was looked for. `chosen` is the one that
    is open, with its suggestions.
    """

    number: str
    language: Text | str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    unit: str
    free: int | None
    group: Text
    lead: Text | None = None
    reasons: tuple[Text, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    chosen: bool = False
    open_by: tuple[str, ...] = ()
    alarm: Text | None = None
    askable: int = 0
    choices: Choices = EVERYTHING

    @property
    def href(self) -> str:
        """The board of its day with the booking open; closed again when it is."""
        day = self.starts_at.astimezone(COPENHAGEN).date()
        return self.choices.at("/tavle", day, "" if self.chosen else self.number)


@dataclass(frozen=True, slots=True)
class BoardDay:
    """The board of one day; `now` is None on other days. `stream` is the address that rings when it changes.

    `chosen` is the number of the booking that is open in the queue; `waiting` counts all that nobody has.
    """

    day: date
    today: date
    groups: tuple[BoardGroup, ...]
    queue: tuple[QueueItem, ...]
    now: datetime | None = None
    stream: str = "/tavle/strom"
    chosen: str = ""
    waiting: int = 0
    ill: tuple[tuple[str, UUID], ...] = ()
    choices: Choices = EVERYTHING
    choosable: Choosable = NOTHING_CHOOSABLE

    queues: ClassVar[tuple[tuple[str, Text], ...]] = tuple(QUEUES.items())
    part: ClassVar[str] = "tavle/_tavle.html"
    hours: ClassVar[range] = range(FIRST_HOUR, FIRST_HOUR + HOURS)

    @property
    def here(self) -> str:
        """The address of the board as it stands open."""
        return self.choices.at("/tavle", self.day, self.chosen)

    @property
    def beyond(self) -> int:
        """How many wait beyond those in the queue that are shown."""
        return max(0, self.waiting - len(self.queue))

    def to(self, day: date | None) -> str:
        """Another day with the same choices; None is today."""
        return self.choices.at("/tavle", day)

    def queued(self, queue: str) -> str:
        """The same board with another part of the queue."""
        return replace(self.choices, queue=queue).at("/tavle", self.day, self.chosen)

    @property
    def everything(self) -> str:
        """The day with nothing narrowed down; the list of bookings where even that has no room for all."""
        narrowed = self.choices.language or self.choices.queue
        return EVERYTHING.at("/tavle", self.day) if narrowed else "/bestillinger"

    @property
    def before(self) -> date:
        return self.day - timedelta(days=1)

    @property
    def after(self) -> date:
        return self.day + timedelta(days=1)

    @property
    def now_at(self) -> int | None:
        return None if self.now is None else now_line(self.now, self.day)

    @property
    def now_slot(self) -> Slot:
        """The quarter hour that the clock's label stands in."""
        return Slot((self.now_at or 0) * COLUMNS // 100, 1)
