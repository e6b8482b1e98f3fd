"""A deadline is a value: the instant, the rule that made it, and its derivation in words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal

from booking.domain.errors import Invalid
from booking.domain.periods import (
    WEEKDAYS,
    danish_clock,
    danish_moment,
    local,
    local_date,
    readings,
)
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

DeadlineKind = Literal["hours_before", "minutes_before", "clock_day_before", "workdays_before", "weekday_week_before"]

_DAY_KEYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How a deadline follows from a start.

    The value by kind: hours_before "24" · minutes_before "90" · clock_day_before "14:00" · workdays_before "2" ·
    weekday_week_before "fri 12:00".
    """

    kind: DeadlineKind
    value: str

    def __post_init__(self) -> None:
        try:
            _PARSERS[self.kind](self.value)
        except (KeyError, ValueError) as reason:
            raise Invalid(
                Text(
                    f"Fristen »{self.kind} {self.value}« kan ikke forstås. Skriv f.eks. hours_before 24, "
                    "clock_day_before 14:00, workdays_before 2 eller weekday_week_before fri 12:00.",
                    f"The deadline “{self.kind} {self.value}” cannot be understood. Write, for example, "
                    "hours_before 24, clock_day_before 14:00, workdays_before 2 or weekday_week_before fri 12:00.",
                ),
                field="cancel_free_value",
            ) from reason


@dataclass(frozen=True, slots=True)
class TimeToAnswer:
    """How long somebody may think once they are asked; never beyond the start of what they are asked for."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last instant that is still in time; screen, mail, calendar and bill show this one.

    `lead` is the rule in words with what it counts from: "24 timer før tirsdag 30/3 kl. 09.00".
    """

    instant: datetime
    rule: DeadlineRule | TimeToAnswer
    lead: Text

    def in_time(self, received_at: datetime) -> bool:
        """Judged by the server's time of receipt: the instant itself is in time, anything after it is late."""
        return received_at <= self.instant

    @property
    def derivation(self) -> Text:
        """ "24 timer før tirsdag 30/3 kl. 09.00 = mandag 29/3 kl. 09.00"."""
        end = danish_moment(self.instant)
        return Text(f"{self.lead.da} = {end.da}", f"{self.lead.en} = {end.en}")

    @property
    def said(self) -> Text:
        """The instant first, as a letter has it: "mandag 29/3 kl. 09.00 (24 timer før tirsdag 30/3 kl. 09.00)"."""
        end = danish_moment(self.instant)
        return Text(f"{end.da} ({self.lead.da})", f"{end.en} ({self.lead.en})")


def deadline(rule: DeadlineRule, starts_at: datetime, workdays: Workdays) -> Deadline:
    """The deadline for something that starts at `starts_at` (aware), walked on the calendar of Copenhagen.

    A clock time that comes twice means the second; one that is skipped means an hour later: the later deadline holds.
    """
    instant, lead = _WALKS[rule.kind](rule.value, starts_at, workdays)
    start = danish_moment(starts_at)
    return Deadline(instant, rule, Text(f"{lead.da} {start.da}", f"{lead.en} {start.en}"))


def ahead(minutes: int) -> DeadlineRule:
    """The rule of a lead time in minutes; whole hours are said as hours."""
    hours, rest = divmod(minutes, 60)
    return DeadlineRule("minutes_before", str(minutes)) if rest else DeadlineRule("hours_before", str(hours))


def answer_deadline(asked_at: datetime, answer_by: datetime, starts_at: datetime) -> Deadline:
    """Until when somebody who was asked at `asked_at` may answer, with why it is just then."""
    minutes = round((answer_by - asked_at) / timedelta(minutes=1))
    start = danish_moment(starts_at)
    lead = Text(f"når opgaven begynder {start.da}", f"when the job begins {start.en}")
    if answer_by < starts_at:
        length, asked = lasting(minutes), danish_moment(asked_at)
        lead = Text(f"{length.da} efter tilbuddet {asked.da}", f"{length.en} after the offer {asked.en}")
    return Deadline(answer_by, TimeToAnswer(minutes), lead)


def lasting(minutes: int) -> Text:
    """A length as people say it: "4 timer", "30 minutter"."""
    hours, rest = divmod(minutes, 60)
    if hours and not rest:
        return Text(f"{hours} {_form(hours, 'time', 'timer')}", f"{hours} {_form(hours, 'hour', 'hours')}")
    return Text(f"{minutes} {_form(minutes, 'minut', 'minutter')}", f"{minutes} {_form(minutes, 'minute', 'minutes')}")


def _hours_before(value: str, starts_at: datetime, workdays: Workdays) -> tuple[datetime, Text]:
    hours = _count(value)
    lead = Text(f"{hours} {_form(hours, 'time', 'timer')} før", f"{hours} {_form(hours, 'hour', 'hours')} before")
    # In UTC: by the wall clock, a night with a change of clocks would be an hour too long or too short.
    return starts_at.astimezone(UTC) - timedelta(hours=hours), lead


def _minutes_before(value: str, starts_at: datetime, workdays: Workdays) -> tuple[datetime, Text]:
    length = lasting(_minutes(value))
    instant = starts_at.astimezone(UTC) - timedelta(minutes=_minutes(value))
    return instant, Text(f"{length.da} før", f"{length.en} before")


def _clock_day_before(value: str, starts_at: datetime, workdays: Workdays) -> tuple[datetime, Text]:
    clock = _clock(value)
    said = danish_clock(clock)
    instant = max(readings(local_date(starts_at) - timedelta(days=1), clock))
    return instant, Text(f"kl. {said.da} dagen før", f"{said.en} the day before")


def _workdays_before(value: str, starts_at: datetime, workdays: Workdays) -> tuple[datetime, Text]:
    days = _count(value)
    start = local(starts_at)
    instant = min(max(readings(workdays.minus(start.date(), days), start.time())), starts_at.astimezone(UTC))
    da, en = _form(days, "arbejdsdag", "arbejdsdage"), _form(days, "working day", "working days")
    return instant, Text(f"{days} {da} før", f"{days} {en} before")


def _weekday_week_before(value: str, starts_at: datetime, workdays: Workdays) -> tuple[datetime, Text]:
    weekday, clock = _weekday_and_clock(value)
    start = local_date(starts_at)
    day = start - timedelta(days=start.weekday() + 7 - weekday)
    name, said, week = WEEKDAYS[weekday], danish_clock(clock), day.isocalendar().week
    lead = Text(
        f"{name.da} kl. {said.da} i uge {week}, ugen før", f"{name.en} {said.en} in week {week}, the week before"
    )
    return max(readings(day, clock)), lead


def _count(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", value):
        raise ValueError(value)
    return int(value)


def _minutes(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", value):
        raise ValueError(value)
    return int(value)


def _clock(value: str) -> time:
    return datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007 - a wall clock has no zone


def _weekday_and_clock(value: str) -> tuple[int, time]:
    day, _, clock = value.partition(" ")
    return _DAY_KEYS.index(day), _clock(clock)


def _form(n: int, one: str, many: str) -> str:
    return one if n == 1 else many


_PARSERS: dict[str, Callable[[str], object]] = {
    "hours_before": _count,
    "minutes_before": _minutes,
    "clock_day_before": _clock,
    "workdays_before": _count,
    "weekday_week_before": _weekday_and_clock,
}
_WALKS: dict[DeadlineKind, Callable[[str, datetime, Workdays], tuple[datetime, Text]]] = {
    "hours_before": _hours_before,
    "minutes_before": _minutes_before,
    "clock_day_before": _clock_day_before,
    "workdays_before": _workdays_before,
    "weekday_week_before": _weekday_week_before,
}
