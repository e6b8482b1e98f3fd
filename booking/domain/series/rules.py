"""The rule of a series (serie), the dates it makes, and how one of them follows when another is moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from typing import Literal
from uuid import UUID

from booking.domain.bookings import FURTHEST
from booking.domain.errors import Invalid
from booking.domain.periods import Period, instant_of, local, local_date, readings
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

MOST, LONGEST_PAUSE = 200, 52
FIRST_OF_TWO = Text(
    "Klokken kommer to gange den dag: den første (sommertid) gælder.",
    "The clock comes twice on that day: the first (summer time) counts.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which dates: ISO weekdays (1–7; none: that of the start), every n weeks, until a date (with it) or n times.

    A date that is skipped counts among the n times.
    """

    weekdays: tuple[int, ...] = ()
    every_weeks: int = 1
    until: date | None = None
    times: int | None = None
    holidays: Literal["skip", "keep"] = "skip"


@dataclass(frozen=True, slots=True)
class Series:
    """A rule that was carried out; its bookings carry its id."""

    id: UUID
    unit_id: UUID
    rule: Rule
    made_by: UUID | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A planned date in Copenhagen; without a period when its wall time does not exist, and `problem` says so."""

    on: date
    period: Period | None
    holiday: Text | None = None
    skipped: bool = False
    problem: Text | None = None
    remark: Text | None = None

    @property
    def week(self) -> int:
        """The ISO week's number, 1–53."""
        return self.on.isocalendar().week


def occurrences(rule: Rule, starts_at: datetime, ends_at: datetime, workdays: Workdays) -> tuple[Occurrence, ...]:
    """Every planned date from the start's on, each at the start's wall time and with its elapsed length.

    Weeks are counted from the one of the first date. Raises Invalid, naming the rule's field, for a rule that makes no
    date, more than 200, or dates beyond two years.
    """
    pattern = Period(starts_at, ends_at)
    first = local_date(starts_at)
    _check(rule, first)
    days = _days(rule, first)
    planned = tuple(_occurrence(rule, day, pattern, workdays) for day in days)
    if all(one.skipped or one.problem for one in planned):
        raise Invalid(
            Text(
                "Reglen giver ingen datoer. Vælg en senere slutdato, andre ugedage, eller tag helligdage med.",
                "The rule gives no dates. Choose a later end, other weekdays, or keep the holidays.",
            ),
            field="until" if rule.until else "times",
        )
    return planned


def _check(rule: Rule, first: date) -> None:
    if any(day not in range(1, 8) for day in rule.weekdays):
        raise Invalid(
            Text(
                "Ugedage er tal fra 1 (mandag) til 7 (søndag).", "Weekdays are numbers from 1 (Monday) to 7 (Sunday)."
            ),
            field="weekdays",
        )
    if not 1 <= rule.every_weeks <= LONGEST_PAUSE:
        raise Invalid(
            Text(
                f"Skriv et antal uger fra 1 til {LONGEST_PAUSE}.", f"Write a number of weeks from 1 to {LONGEST_PAUSE}."
            ),
            field="every_weeks",
        )
    if (rule.until is None) == (rule.times is None):
        raise Invalid(
            Text("Skriv enten en slutdato eller et antal gange.", "Write either a last date or a number of times."),
            field="until",
        )
    if rule.times is not None and not 1 <= rule.times <= MOST:
        raise _too_many("times")
    if rule.until is not None and rule.until < first:
        raise Invalid(
            Text("Slutdatoen ligger før den første dato.", "The last date comes before the first."), field="until"
        )
    if rule.until is not None and rule.until > first + FURTHEST:
        raise _too_far("until")


def _days(rule: Rule, first: date) -> list[date]:
    if rule.until is None:
        days = list(islice(_endless(rule, first), rule.times))
        if days[-1] > first + FURTHEST:
            raise _too_far("times")
        return days
    last = rule.until
    days = list(islice(takewhile(lambda day: day <= last, _endless(rule, first)), MOST + 1))
    if len(days) > MOST:
        raise _too_many("until")
    return days


def _endless(rule: Rule, first: date) -> Iterator[date]:
    weekdays = sorted(set(rule.weekdays)) or [first.isoweekday()]
    begins = first + timedelta(days=min((day - first.isoweekday()) % 7 for day in weekdays))
    monday = begins - timedelta(days=begins.weekday())
    while True:
        for weekday in weekdays:
            day = monday + timedelta(days=weekday - 1)
            if day >= begins:
                yield day
        monday += timedelta(weeks=rule.every_weeks)


def _occurrence(rule: Rule, day: date, pattern: Period, workdays: Workdays) -> Occurrence:
    holiday = workdays.holiday(day)
    skipped = holiday is not None and rule.holidays == "skip"
    try:
        period, remark = on_day(day, pattern)
    except Invalid as error:
        return Occurrence(day, None, holiday, skipped, problem=error.message)
    return Occurrence(day, period, holiday, skipped, remark=remark)


def on_day(day: date, pattern: Period) -> tuple[Period, Text | None]:
    """The pattern's wall time and elapsed length on another day, with a remark where the time comes twice.

    Raises Invalid (field "starts_at") for a wall time that does not exist on that day.
    """
    wall = local(pattern.starts_at)
    if day == wall.date():
        return pattern, None
    starts_at = instant_of(day, wall.time(), fold=0, field="starts_at")
    once, again = readings(day, wall.time())
    return Period(starts_at, starts_at + (pattern.ends_at - pattern.starts_at)), FIRST_OF_TWO if once < again else None


def moved_alike(own: Period, before: Period, after: Period) -> Period:
    """One's own period moved as another was: by as many days and as much on the clock; a new length is taken over.

    Raises Invalid (field "starts_at") where the wall time does not exist on the new day; of two, the first is taken.
    """
    by = _wall(after) - _wall(before)
    wall = _wall(own) + by
    starts_at = instant_of(wall.date(), wall.time(), fold=0, field="starts_at") if by else own.starts_at
    length = after if after.minutes != before.minutes else own
    return Period(starts_at, starts_at + (length.ends_at - length.starts_at))


def _wall(period: Period) -> datetime:
    return local(period.starts_at).replace(tzinfo=None)


def _too_many(field: str) -> Invalid:
    return Invalid(
        Text(
            f"En serie har fra 1 til {MOST} datoer. Del længere serier op.",
            f"A series has from 1 to {MOST} dates. Split longer ones.",
        ),
        field=field,
    )


def _too_far(field: str) -> Invalid:
    return Invalid(
        Text(
            "En serie kan højst række to år frem fra den første dato.",
            "A series can reach two years from its first date at most.",
        ),
        field=field,
    )
