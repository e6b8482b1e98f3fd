"""The day board: who can be had when, what they do, and what nobody has yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from booking.domain.availability import availability_of
from booking.domain.interpreters import EMPLOYMENTS, Employment, Interpreter, Interval
from booking.domain.modes import Mode
from booking.domain.periods import Period, danish_clock, day_bounds, instant_of, local, local_date
from booking.domain.repairs import why_away
from booking.domain.texts import Text
from booking.domain.units import Unit
from booking.matching.ranking import Ranked
from booking.persistence.board import DayJob
from booking.persistence.reference import Reference
from booking.services.boards import BoardOf, Waiting
from booking.web import formats
from booking.web.making.board_choices import Line, sifted
from booking.web.making.queues import queue_item, why
from booking.web.views.board_choices import EVERYTHING, Choices
from booking.web.views.boards import FIRST_HOUR, HOURS, BoardBar, BoardDay, BoardGroup, BoardRow, Shade, slot

AWAY = Text("Ikke til rådighed", "Not available")


def board_day(found: BoardOf, reference: Reference, now: datetime, choices: Choices = EVERYTHING) -> BoardDay:
    """The board of a day, of those chosen."""
    today, chosen = local_date(now), found.chosen.booking.number if found.chosen is not None else ""
    lines = [(one[0], *_row(*one, found.day, reference)) for one in found.people]
    shown, choosable = sifted(lines, choices, reference, {one.booking.language for one in found.queue})
    queue = _queued(found, choices)
    return BoardDay(
        day=found.day,
        today=today,
        groups=tuple(_hits(found, reference)) + tuple(_groups(shown, found, reference)),
        queue=tuple(queue_item(one, reference, now, chosen=chosen, choices=choices) for one in queue),
        now=now if found.day == today else None,
        chosen=chosen,
        waiting=found.waiting,
        ill=found.ill,
        choices=choices,
        choosable=choosable,
    )


def _queued(found: BoardOf, choices: Choices) -> list[Waiting]:
    """Those of the language, and of the day where that is asked; what is open stays in sight."""
    return [
        one
        for one in found.queue
        if one is found.chosen
        or (
            choices.language in ("", one.booking.language)
            and (not choices.queue or local_date(one.booking.starts_at) == found.day)
        )
    ]


def _hits(found: BoardOf, reference: Reference) -> Iterator[BoardGroup]:
    """Those who can take the chosen booking, in their order, each with a place for it in the row."""
    chosen = found.chosen
    if chosen is None:
        return
    place = slot(chosen.booking.starts_at, chosen.booking.ends_at, found.day)
    people = {person.id: (person, intervals, jobs) for person, intervals, jobs in found.people}
    rows = [
        replace(_row(*people[one.candidate.id], found.day, reference)[0], note=why(one), give=place)
        for one in _able(found)
        if one.candidate.id in people
    ]
    if rows:
        yield BoardGroup(_hits_name(chosen, len(rows), reference), tuple(rows), hit=True)


def _able(found: BoardOf) -> tuple[Ranked, ...]:
    """Who stands at the top already: only on the day of the chosen booking."""
    chosen = found.chosen
    if chosen is None or chosen.ranking is None or local_date(chosen.booking.starts_at) != found.day:
        return ()
    return chosen.ranking.ranked


def _hits_name(chosen: Waiting, count: int, reference: Reference) -> Text:
    name, booking = reference.languages[chosen.booking.language].name, chosen.booking
    da, en = (formats.hours(booking.starts_at, booking.ends_at, tongue) for tongue in ("da", "en"))
    return Text(f"{name.da}, {da}: {count} {'ledig' if count == 1 else 'ledige'}", f"{name.en}, {en}: {count} free")


def _groups(shown: Iterable[Line], found: BoardOf, reference: Reference) -> Iterator[BoardGroup]:
    """The office's own people first, then those who are asked; whoever is away all day stands last."""
    rows: dict[Employment | None, list[BoardRow]] = {}
    able = {one.candidate.id for one in _able(found)}
    for person, row, present in shown:
        if person.id not in able:
            rows.setdefault(person.employment if present else None, []).append(row)
    for employment, name in EMPLOYMENTS.items():
        if employment in rows:
            yield BoardGroup(name, tuple(rows[employment]))
    if None in rows:
        yield BoardGroup(AWAY, tuple(rows[None]))


def _row(
    person: Interpreter, intervals: list[Interval], jobs: list[DayJob], day: date, reference: Reference
) -> tuple[BoardRow, bool]:
    """The line, and whether there is anything but absence in it."""
    absences, off = _time_off(person, intervals, day)
    languages = [
        reference.languages[skill.language].name for skill in person.skills if skill.language in reference.languages
    ]
    bars = tuple(bar for job in jobs if (bar := _bar(job, day, reference.units)) is not None)
    beside = _beside(jobs, day)
    row = BoardRow(
        name=person.name,
        note=joined(languages) if beside is None else beside,
        category=EMPLOYMENTS[person.employment],
        bars=bars,
        off=(*absences, *off),
        travel=tuple(shade for job in jobs if (shade := _travel(job, day)) is not None),
        href=f"/tolke/{person.id}",
        interpreter_id=person.id,
    )
    hidden = sum(shade.slot.width for shade in row.off)
    return row, hidden < HOURS * 4 or bool(bars) or beside is not None


def _beside(jobs: Iterable[DayJob], day: date) -> Text | None:
    """The hours of jobs before or after what the axis shows, so that nobody's evening looks empty."""
    hidden = [job for job in jobs if slot(job.starts_at, job.ends_at, day) is None]
    if not hidden:
        return None
    da, en = (", ".join(formats.hours(job.starts_at, job.ends_at, tongue) for job in hidden) for tongue in ("da", "en"))
    return Text(f"Også opgave kl. {da}", f"Also a job {en}")


def joined(languages: Iterable[Text]) -> Text:
    names = list(languages)[:4]
    return Text(", ".join(name.da for name in names), ", ".join(name.en for name in names))


def _bar(job: DayJob, day: date, units: Mapping[UUID, Unit]) -> BoardBar | None:
    place = slot(job.starts_at, job.ends_at, day)
    if place is None:
        return None
    return BoardBar(job.number, job.starts_at, job.ends_at, job.mode, job.status, units[job.unit_id].name, place)


def _travel(job: DayJob, day: date) -> Shade | None:
    if job.mode is not Mode.IN_PERSON or not job.trip_minutes:
        return None
    place = slot(job.starts_at - timedelta(minutes=job.trip_minutes), job.starts_at, day)
    words = Text(f"Kørsel {job.trip_minutes} min.", f"Travel {job.trip_minutes} min")
    return Shade(place, words) if place is not None else None


def _time_off(person: Interpreter, intervals: list[Interval], day: date) -> tuple[list[Shade], list[Shade]]:
    """Absences with their words, and the rest of the axis outside the hours offered."""
    bounds, given = day_bounds(day), availability_of(person.hours, intervals)
    absences = [
        one
        for one in intervals
        if not one.offered and one.starts_at < bounds.ends_at and one.ends_at > bounds.starts_at
    ]
    shades = [shade for one in absences if (shade := _absence(one, day)) is not None]
    closed = given.closed(shown(day))
    return shades, [shade for part in closed if (shade := _closed(part, day)) is not None]


@lru_cache(maxsize=64)
def shown(day: date) -> Period:
    """What the board shows of a day."""
    return Period(instant_of(day, time(FIRST_HOUR)), instant_of(day, time(FIRST_HOUR + HOURS)))


def _absence(absence: Interval, day: date) -> Shade | None:
    place = slot(absence.starts_at, absence.ends_at, day)
    until = (
        formats.day(absence.ends_at - timedelta(seconds=1), "da"),
        formats.day(absence.ends_at - timedelta(seconds=1), "en"),
    )
    reason = why_away(absence.reason) if absence.reason else Text("Fravær", "Absent")
    words = Text(f"{reason.da} til {until[0]}", f"{reason.en} until {until[1]}")
    return Shade(place, words, shown=place.width > 8) if place is not None else None


@lru_cache(maxsize=4096)
def _closed(period: Period, day: date) -> Shade | None:
    place = slot(period.starts_at, period.ends_at, day)
    first, last = danish_clock(local(period.starts_at).time()), danish_clock(local(period.ends_at).time())
    words = Text(f"{AWAY.da} {first.da}–{last.da}", f"{AWAY.en} {first.en}–{last.en}")
    return Shade(place, words) if place is not None else None
