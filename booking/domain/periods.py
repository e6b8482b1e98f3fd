"""Instants in UTC, the wall clock of Copenhagen, and the stretches of time between them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

from booking.domain.errors import Invalid
from booking.domain.texts import Text

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
# The calendar of the office: beyond it lie slips of the keyboard, and instants that UTC cannot hold.
YEARS = range(1900, 2200)

WEEKDAYS = (
    Text("mandag", "Monday"),
    Text("tirsdag", "Tuesday"),
    Text("onsdag", "Wednesday"),
    Text("torsdag", "Thursday"),
    Text("fredag", "Friday"),
    Text("lørdag", "Saturday"),
    Text("søndag", "Sunday"),
)
MONTHS = (
    Text("januar", "January"),
    Text("februar", "February"),
    Text("marts", "March"),
    Text("april", "April"),
    Text("maj", "May"),
    Text("juni", "June"),
    Text("juli", "July"),
    Text("august", "August"),
    Text("september", "September"),
    Text("oktober", "October"),
    Text("november", "November"),
    Text("december", "December"),
)


@dataclass(frozen=True, slots=True)
class Period:
    """From one instant up to, not including, another; kept in UTC whatever zone it was made in."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        # Two datetimes of one ZoneInfo are compared and subtracted by their wall clocks: UTC comes first.
        object.__setattr__(self, "starts_at", _utc(self.starts_at))
        object.__setattr__(self, "ends_at", _utc(self.ends_at))
        if self.ends_at <= self.starts_at:
            raise Invalid(
                Text("Sluttidspunktet skal ligge efter starten.", "The end must come after the start."),
                field="ends_at",
            )

    @property
    def minutes(self) -> int:
        """Whole elapsed minutes; a night with a change of clocks is as long as it lasted."""
        return int((self.ends_at - self.starts_at) / timedelta(minutes=1))

    def overlaps(self, other: Self) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def shifted(self, minutes: int) -> "Period":
        """The same length, that many elapsed minutes later (or earlier, when negative)."""
        by = timedelta(minutes=minutes)
        return Period(self.starts_at + by, self.ends_at + by)


def local(instant: datetime) -> datetime:
    return instant.astimezone(COPENHAGEN)


def local_date(instant: datetime) -> date:
    return local(instant).date()


def readings(day: date, clock: time) -> tuple[datetime, datetime]:
    """The wall time read by the clock in force before a change and by the one after it, both in UTC.

    They are the same but for two nights a year. Where the hour is skipped, the first is the later of the two
    (PEP 495); where it comes twice, the first is the earlier.
    """
    wall = datetime.combine(day, clock, tzinfo=COPENHAGEN)
    return wall.replace(fold=0).astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


def instant_of(day: date, clock: time, *, fold: int | None = None, field: str | None = None) -> datetime:
    """The instant of a wall time in Copenhagen, in UTC.

    `fold` chooses between the two of an hour that comes twice: 0 the first (summer time), 1 the second.
    Raises Invalid for a time that is skipped, and for one that comes twice when `fold` is None.
    """
    first, second = readings(day, clock)
    if first > second:
        raise _skipped(day, clock, field)
    if first < second and fold is None:
        raise _twice(day, clock, field)
    return second if fold == 1 else first


def check_offset(written: datetime, *, field: str | None = None) -> datetime:
    """The instant of a time written with its offset, in UTC.

    Raises Invalid without an offset, for a year outside YEARS, and for Danish offsets (+01:00, +02:00) at a wall time
    that Copenhagen skips: the arithmetic works, but nobody meant it.
    """
    offset = written.utcoffset()
    if offset is None:
        raise Invalid(
            Text(
                "Tidspunktet mangler sin afstand til UTC. Skriv f.eks. 2026-03-30T09:00:00+02:00.",
                "The time lacks its offset from UTC. Write, for example, 2026-03-30T09:00:00+02:00.",
            ),
            field=field,
        )
    check_day(written, field=field)
    first, second = readings(written.date(), written.time())
    if first > second and offset in (timedelta(hours=1), timedelta(hours=2)):
        raise _skipped(written.date(), written.time(), field)
    return written.astimezone(UTC)


def check_day(day: date | None, *, field: str | None = None) -> None:
    """Invalid for a year outside YEARS: UTC cannot hold the outermost days, and PostgreSQL takes them for infinity."""
    if day is not None and day.year not in YEARS:
        raise Invalid(
            Text(
                f"Året {day.year} ligger uden for kalenderen, der går fra {YEARS[0]} til {YEARS[-1]}.",
                f"The year {day.year} is beyond the calendar, which goes from {YEARS[0]} to {YEARS[-1]}.",
            ),
            field=field,
        )


@lru_cache(maxsize=1024)
def day_bounds(day: date) -> Period:
    """Local midnight to local midnight: 23, 24 or 25 hours."""
    midnight, _ = readings(day, time.min)
    next_midnight, _ = readings(day + timedelta(days=1), time.min)
    return Period(midnight, next_midnight)


def danish_day(day: date) -> Text:
    """A day as people say it, "tirsdag 30/3" and "Tuesday 30 March"; an instant gives its day in Copenhagen."""
    if isinstance(day, datetime):
        day = local_date(day)
    name = WEEKDAYS[day.weekday()]
    return Text(f"{name.da} {day.day}/{day.month}", f"{name.en} {day.day} {MONTHS[day.month - 1].en}")


def danish_clock(clock: time) -> Text:
    return Text(f"{clock.hour:02}.{clock.minute:02}", f"{clock.hour:02}:{clock.minute:02}")


def danish_moment(instant: datetime) -> Text:
    """An instant as people say it, "tirsdag 30/3 kl. 09.00"; an hour that comes twice says which one it is."""
    at = local(instant)
    day, clock, which = danish_day(at), danish_clock(at.time()), _which(at)
    return Text(f"{day.da} kl. {clock.da}{which.da}", f"{day.en} {clock.en}{which.en}")


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no zone; instants are aware")
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)


def _which(at: datetime) -> Text:
    first, second = readings(at.date(), at.time())
    if first == second:
        return Text("", "")
    return Text(" (normaltid)", " (winter time)") if at.fold else Text(" (sommertid)", " (summer time)")


def _skipped(day: date, clock: time, field: str | None) -> Invalid:
    on, at = danish_day(day), danish_clock(clock)
    return Invalid(
        Text(
            f"{on.da.capitalize()} findes kl. {at.da} ikke: uret stilles frem fra 02.00 til 03.00. "
            "Vælg et tidspunkt før 02.00 eller fra 03.00.",
            f"There is no {at.en} on {on.en}: the clocks go forward from 02:00 to 03:00. "
            "Choose a time before 02:00 or from 03:00.",
        ),
        field=field,
    )


def _twice(day: date, clock: time, field: str | None) -> Invalid:
    on, at = danish_day(day), danish_clock(clock)
    return Invalid(
        Text(
            f"{on.da.capitalize()} kommer kl. {at.da} to gange: uret stilles tilbage fra 03.00 til 02.00. "
            "Vælg den første (sommertid, +02:00) eller den anden (normaltid, +01:00).",
            f"{at.en} comes twice on {on.en}: the clocks go back from 03:00 to 02:00. "
            "Choose the first (summer time, +02:00) or the second (winter time, +01:00).",
        ),
        field=field,
    )
