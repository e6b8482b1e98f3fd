"""An interpreter's weeks: the calendar, the hours worked, and the day sheet that the phone keeps."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.feeds import SubscriptionBox
from booking.web.views.jobs import HoursForm, Job


@dataclass(frozen=True, slots=True)
class SheetDay:
    day: date
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class DaySheet:
    """Today, and the days of the week ahead that have jobs; `fetched_at` is said on the sheet."""

    fetched_at: datetime
    days: tuple[SheetDay, ...]


@dataclass(frozen=True, slots=True)
class AwayLine:
    """An absence, or extra hours, as it touches a day."""

    starts_at: datetime
    ends_at: datetime
    whole_day: bool
    offered: bool
    reason: str


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """`hours` are those of the weekly pattern, as written; `away` what is different this day."""

    day: date
    jobs: tuple[Job, ...] = ()
    done: tuple["WorkedRow", ...] = ()
    hours: str = ""
    away: tuple[AwayLine, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekLinks:
    """The Mondays of this week, the one before and the one after; `typed` and `error` are of the field beside them."""

    monday: date
    before: date
    after: date
    is_this: bool
    typed: str = ""
    error: Text | None = None

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class CalendarPage:
    today: date
    week: WeekLinks
    days: tuple[CalendarDay, ...]
    subscription: SubscriptionBox


@dataclass(frozen=True, slots=True)
class WorkedLine:
    text: Text
    amount_ore: int


@dataclass(frozen=True, slots=True)
class WorkedRow:
    """A job that was reported; `lines` and `total_ore` once there is a bill, for whoever is paid by the job."""

    number: str
    starts_at: datetime
    ends_at: datetime
    unit: str
    mode: Mode
    says: Text
    tag: str
    disputed: str = ""
    lines: tuple[WorkedLine, ...] = ()
    total_ore: int | None = None


@dataclass(frozen=True, slots=True)
class HoursPage:
    """`to_report` are the jobs of the week, and any before it, that wait for their hours."""

    week: WeekLinks
    to_report: tuple[HoursForm, ...]
    worked: tuple[WorkedRow, ...]
    minutes: int
    total_ore: int | None = None
