"""The office's week: interpreters down, days across, what each has and could have."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.board_choices import EVERYTHING, NOTHING_CHOOSABLE, Choices, Choosable
from booking.web.views.boards import Slot


@dataclass(frozen=True, slots=True)
class WeekBar:
    """A job on a day's thin line."""

    slot: Slot
    mode: Mode
    past: bool = False


@dataclass(frozen=True, slots=True)
class WeekCell:
    """One interpreter's day: minutes booked and minutes that could be; `away` says why there are none.

    `jobs` and `asked` count assignments and open offers; `used` are the minutes booked of those that could be, as an
    evening's are not.
    """

    day: date
    bars: tuple[WeekBar, ...] = ()
    jobs: int = 0
    asked: int = 0
    booked: int = 0
    offered: int = 0
    used: int = 0
    away: Text | None = None

    @property
    def free(self) -> int:
        """Minutes that nobody has taken."""
        return max(0, self.offered - self.used)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One interpreter's week."""

    name: str
    note: Text
    category: Text
    href: str
    cells: tuple[WeekCell, ...]

    @property
    def booked(self) -> int:
        return sum(cell.booked for cell in self.cells)

    @property
    def offered(self) -> int:
        return sum(cell.offered for cell in self.cells)

    @property
    def load(self) -> float | None:
        """The share of the offered time that is booked; None where none is offered."""
        return sum(cell.used for cell in self.cells) / self.offered if self.offered else None

    @property
    def filled(self) -> str:
        """The class of the load's bar, in tens of percent."""
        return f"f{min(10, round((self.load or 0) * 10))}"


@dataclass(frozen=True, slots=True)
class Unfilled:
    """What nobody has on a day, in a language."""

    language: Text | str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class BoardWeek:
    """The week; `unfilled` is per day of `days`."""

    days: tuple[date, ...]
    today: date
    rows: tuple[WeekRow, ...]
    unfilled: tuple[tuple[Unfilled, ...], ...]
    choices: Choices = EVERYTHING
    choosable: Choosable = NOTHING_CHOOSABLE
    stream: str = "/tavle/strom"

    part: ClassVar[str] = "tavle/_uge.html"

    @property
    def day(self) -> date:
        """The day that the board shows when one goes back to it: today, or the week's first."""
        return self.today if self.today in self.days else self.days[0]

    @property
    def here(self) -> str:
        return self.to(self.days[0])

    def to(self, day: date | None) -> str:
        """Another week with the same choices; None is this one."""
        return self.choices.at("/tavle/uge", day)

    @property
    def links(self) -> dict[date, str]:
        """The board of each day."""
        return {day: self.choices.at("/tavle", day) for day in self.days}

    @property
    def before(self) -> date:
        return self.days[0] - timedelta(days=7)

    @property
    def after(self) -> date:
        return self.days[0] + timedelta(days=7)

    @property
    def waiting(self) -> int:
        """How many bookings nobody has this week."""
        return sum(one.count for day in self.unfilled for one in day)

    @property
    def booked(self) -> int:
        return sum(row.booked for row in self.rows)

    @property
    def offered(self) -> int:
        return sum(row.offered for row in self.rows)
