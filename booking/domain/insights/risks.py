"""The language-risk radar: languages that hang on one or two people, and the weeks ahead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from booking.domain.periods import Period, day_bounds

WEEKS = 8
FEW = 2
Level = Literal["ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Demand:
    """Bookings of a language in the week that begins on a Monday; `open` ones have nobody yet."""

    language: str
    week: date
    bookings: int
    open: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """An interpreter of a language and when they are away."""

    language: str
    name: str
    away: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekRisk:
    """A language's week: what is booked, and how many interpreters have a working day of it that they are not away."""

    week: date
    bookings: int
    open: int
    present: int

    @property
    def level(self) -> Level:
        if self.bookings and not self.present:
            return "bad"
        return "warn" if self.open or (self.bookings and self.present == 1) else "ok"


@dataclass(frozen=True, slots=True)
class Risk:
    """A language that few speak; `people` are their names."""

    language: str
    people: tuple[str, ...]
    weeks: tuple[WeekRisk, ...]

    @property
    def bookings(self) -> int:
        return sum(week.bookings for week in self.weeks)

    @property
    def open(self) -> int:
        return sum(week.open for week in self.weeks)

    @property
    def level(self) -> Level:
        levels = {week.level for week in self.weeks}
        return "bad" if "bad" in levels else "warn" if "warn" in levels else "ok"


def weeks_from(today: date) -> tuple[date, ...]:
    """The Mondays of this week and the seven that follow."""
    monday = today - timedelta(days=today.weekday())
    return tuple(monday + timedelta(weeks=at) for at in range(WEEKS))


def radar(demands: Sequence[Demand], speakers: Sequence[Speaker], *, today: date) -> tuple[Risk, ...]:
    """Languages that are booked ahead and that at most two interpreters speak; the worst first, then the busiest."""
    weeks = weeks_from(today)
    asked: Mapping[tuple[str, date], Demand] = {(one.language, one.week): one for one in demands}
    found = []
    for language in sorted({one.language for one in demands}):
        mine = [one for one in speakers if one.language == language]
        if len(mine) > FEW:
            continue
        risks = tuple(_week(asked.get((language, week)), mine, week, today) for week in weeks)
        found.append(Risk(language, tuple(one.name for one in mine), risks))
    order = {"bad": 0, "warn": 1, "ok": 2}
    return tuple(sorted(found, key=lambda one: (order[one.level], -one.open, -one.bookings, one.language)))


def _week(asked: Demand | None, speakers: Sequence[Speaker], week: date, today: date) -> WeekRisk:
    days = [week + timedelta(days=at) for at in range(5)]
    days = [day for day in days if day >= today] or days[-1:]
    present = sum(any(not _away(one, day) for day in days) for one in speakers)
    return WeekRisk(week, asked.bookings if asked else 0, asked.open if asked else 0, present)


def _away(speaker: Speaker, day: date) -> bool:
    """Away for all of the day's working hours, eight to sixteen."""
    whole = day_bounds(day)
    core = Period(whole.starts_at + timedelta(hours=8), whole.starts_at + timedelta(hours=16))
    return any(one.starts_at <= core.starts_at and one.ends_at >= core.ends_at for one in speaker.away)
