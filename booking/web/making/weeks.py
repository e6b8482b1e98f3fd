"""The week of the office: each interpreter's days, and what nobody has by language."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from booking.domain.availability import availability_of
from booking.domain.bookings import Status
from booking.domain.interpreters import EMPLOYMENTS, Employment, Interpreter, Interval
from booking.domain.periods import Period, day_bounds, local_date
from booking.domain.repairs import why_away
from booking.domain.texts import Text
from booking.persistence.board import DayJob
from booking.persistence.reference import Reference
from booking.services.weeks import WeekOf
from booking.web.making.board_choices import languages_of, speaks
from booking.web.making.boards import joined, shown
from booking.web.views.board_choices import Choices, Choosable
from booking.web.views.boards import slot
from booking.web.views.weeks import BoardWeek, Unfilled, WeekBar, WeekCell, WeekRow

MINUTE = timedelta(minutes=1)
OFF, AWAY = Text("Arbejder ikke", "Not working"), Text("Fravær", "Absent")


def board_week(found: WeekOf, reference: Reference, now: datetime, choices: Choices) -> BoardWeek:
    languages = languages_of([one[0] for one in found.people], reference, {code for _, code in found.waiting})
    spoken = [
        (person, _row(person, intervals, jobs, found.days, reference, now))
        for person, intervals, jobs in found.people
        if speaks(person, choices.language)
    ]
    free = [row for _, row in spoken if any(cell.free for cell in row.cells)]
    own = [row for person, row in spoken if person.employment is Employment.SALARIED]
    kept = {"": [row for _, row in spoken], "fri": free, "ansat": own}
    return BoardWeek(
        days=found.days,
        today=local_date(now),
        rows=tuple(kept[choices.only]),
        unfilled=tuple(tuple(_unfilled(found, day, reference, choices)) for day in found.days),
        choices=choices,
        choosable=Choosable(languages, {key: len(rows) for key, rows in kept.items()}),
    )


def _unfilled(found: WeekOf, day: date, reference: Reference, choices: Choices) -> Iterator[Unfilled]:
    """The languages of a day, most first; each leads to the board of that day and language."""
    counts = [(count, code) for (one, code), count in found.waiting.items() if one == day]
    for count, code in sorted(counts, key=lambda one: (-one[0], one[1])):
        if choices.language in ("", code):
            language = reference.languages.get(code)
            href = Choices(code, queue="dag").at("/tavle", day)
            yield Unfilled(language.name if language is not None else code, count, href)


def _row(
    person: Interpreter,
    intervals: Sequence[Interval],
    jobs: Sequence[DayJob],
    days: Sequence[date],
    reference: Reference,
    now: datetime,
) -> WeekRow:
    names = (reference.languages[one.language].name for one in person.skills if one.language in reference.languages)
    return WeekRow(
        name=person.name,
        note=joined(names),
        category=EMPLOYMENTS[person.employment],
        href=f"/tolke/{person.id}",
        cells=tuple(_cell(person, intervals, jobs, day, now) for day in days),
    )


def _cell(
    person: Interpreter, intervals: Sequence[Interval], jobs: Sequence[DayJob], day: date, now: datetime
) -> WeekCell:
    bounds = day_bounds(day)
    mine = [job for job in jobs if bounds.starts_at <= job.starts_at < bounds.ends_at]
    given = availability_of(person.hours, intervals).stretches(shown(day))
    offered = sum((part.ends_at - part.starts_at for part in given), timedelta(0))
    taken = [job for job in mine if job.status is not Status.OFFERED]
    booked = sum((job.ends_at - job.starts_at for job in taken), timedelta(0))
    used = sum((_shared(job, part) for job in taken for part in given), timedelta(0))
    return WeekCell(
        day=day,
        bars=tuple(_bars(mine, day, now)),
        jobs=len(taken),
        asked=len(mine) - len(taken),
        booked=int(booked / MINUTE),
        offered=int(offered / MINUTE),
        used=int(used / MINUTE),
        away=None if given or mine else _why(intervals, bounds),
    )


def _shared(job: DayJob, part: Period) -> timedelta:
    return max(timedelta(0), min(job.ends_at, part.ends_at) - max(job.starts_at, part.starts_at))


def _bars(jobs: Sequence[DayJob], day: date, now: datetime) -> Iterator[WeekBar]:
    for job in jobs:
        place = slot(job.starts_at, job.ends_at, day)
        if place is not None:
            yield WeekBar(place, job.mode, job.ends_at <= now)


def _why(intervals: Sequence[Interval], day: Period) -> Text:
    """The absence's own word, or that they give no hours that day."""
    away = [one for one in intervals if not one.offered and one.starts_at < day.ends_at and one.ends_at > day.starts_at]
    if not away:
        return OFF
    said = away[0].reason
    return why_away(said) if said else AWAY
