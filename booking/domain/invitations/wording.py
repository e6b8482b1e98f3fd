"""Times as a letter says them, weekday first, in both languages."""

from datetime import datetime
from functools import lru_cache

from booking.domain.periods import MONTHS, WEEKDAYS, Period, danish_clock, local, readings
from booking.domain.texts import Text


def repeated(instant: datetime) -> bool:
    """Whether the Copenhagen clock shows this time twice (the hour after summer time ends)."""
    wall = local(instant)
    first, second = readings(wall.date(), wall.time())
    return first != second


@lru_cache(maxsize=2048)
def when(period: Period, *, year: bool = False) -> Text:
    """'tirsdag 24. november kl. 10.00–11.00'; says summer or winter time in the hour that comes twice."""
    start, end = local(period.starts_at), local(period.ends_at)
    first, last = _day(start, year=year), _day(end, year=year)
    if start.date() == end.date():
        from_to = Text(f"{_clock(start).da}–{_clock(end).da}", f"{_clock(start).en}–{_clock(end).en}")
        return Text(f"{first.da} kl. {from_to.da}", f"{first.en} {from_to.en}")
    return Text(
        f"{first.da} kl. {_clock(start).da} – {last.da} kl. {_clock(end).da}",
        f"{first.en} {_clock(start).en} – {last.en} {_clock(end).en}",
    )


def moment(instant: datetime) -> Text:
    """'tirsdag 24. november kl. 10.00'."""
    wall = local(instant)
    day, clock = _day(wall, year=False), _clock(wall)
    return Text(f"{day.da} kl. {clock.da}", f"{day.en} {clock.en}")


def _day(wall: datetime, *, year: bool) -> Text:
    weekday, month, tail = WEEKDAYS[wall.weekday()], MONTHS[wall.month - 1], f" {wall.year}" if year else ""
    return Text(f"{weekday.da} {wall.day}. {month.da}{tail}", f"{weekday.en} {wall.day} {month.en}{tail}")


def _clock(wall: datetime) -> Text:
    clock = danish_clock(wall.time())
    if not repeated(wall):
        return clock
    season = Text("normaltid", "winter time") if wall.fold else Text("sommertid", "summer time")
    return Text(f"{clock.da} ({season.da})", f"{clock.en} ({season.en})")
