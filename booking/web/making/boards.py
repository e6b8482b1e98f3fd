"""The day board: who can be had when, what they do, and what nobody has yet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from booking.domain.availability import availability_of
from booking.domain.interpreters import EMPLOYMENTS, Employment, Interpreter, Interval
from booking.domain.modes import Mode
from booking.domain.periods import COPENHAGEN, Period, danish_clock, day_bounds, local, local_date
from booking.domain.texts import Text
from booking.domain.units import Unit
from booking.matching.feasibility import RULES
from booking.matching.ranking import Ranking
from booking.persistence.board import DayJob
from booking.persistence.reference import Reference
from booking.services.boards import BoardOf, Waiting
from booking.web import formats
from booking.web.views.boards import (
    FIRST_HOUR,
    HOURS,
    BoardBar,
    BoardDay,
    BoardGroup,
    BoardRow,
    QueueItem,
    Shade,
    Suggestion,
    slot,
)

QUARTER = timedelta(minutes=15)
URGENT = timedelta(hours=4)
SUGGESTED, REASONS, NAMED = 3, 3, 2
AWAY = Text("Ikke til rådighed", "Not available")
_RULES = {rule.key: rule.name for rule in RULES}


def board_day(found: BoardOf, reference: Reference, now: datetime) -> BoardDay:
    today = local_date(now)
    return BoardDay(
        day=found.day,
        today=today,
        groups=tuple(_groups(found, reference)),
        queue=tuple(_item(one, reference, now) for one in found.queue),
        now=now if found.day == today else None,
    )


def _groups(found: BoardOf, reference: Reference) -> Iterator[BoardGroup]:
    """The office's own people first, then those who are asked; whoever is away all day stands last."""
    rows: dict[Employment | None, list[BoardRow]] = {}
    for person, intervals, jobs in found.people:
        row, present = _row(person, intervals, jobs, found.day, reference)
        rows.setdefault(person.employment if present or row.bars else None, []).append(row)
    for employment, name in EMPLOYMENTS.items():
        if employment in rows:
            yield BoardGroup(name, tuple(rows[employment]))
    if None in rows:
        yield BoardGroup(AWAY, tuple(rows[None]))


def _row(
    person: Interpreter, intervals: list[Interval], jobs: list[DayJob], day: date, reference: Reference
) -> tuple[BoardRow, bool]:
    """The line, and whether there is any time at all to be had."""
    absences, off = _time_off(person, intervals, day)
    languages = [
        reference.languages[skill.language].name for skill in person.skills if skill.language in reference.languages
    ]
    row = BoardRow(
        name=person.name,
        note=_joined(languages),
        category=EMPLOYMENTS[person.employment],
        bars=tuple(bar for job in jobs if (bar := _bar(job, day, reference.units)) is not None),
        off=(*absences, *off),
        travel=tuple(shade for job in jobs if (shade := _travel(job, day)) is not None),
    )
    hidden = sum(shade.slot.width for shade in row.off)
    return row, hidden < HOURS * 4


def _joined(languages: Iterable[Text]) -> Text:
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
    quarters = list(_quarters(day))
    closed = [
        period
        for period in quarters
        if not given.within_hours(period) and not any(_covers(one, period) for one in absences)
    ]
    return shades, [shade for part in _runs(closed) if (shade := _closed(part, day)) is not None]


def _covers(absence: Interval, period: Period) -> bool:
    return absence.starts_at < period.ends_at and period.starts_at < absence.ends_at


@lru_cache(maxsize=32)
def _quarters(day: date) -> tuple[Period, ...]:
    first = datetime(day.year, day.month, day.day, FIRST_HOUR, tzinfo=COPENHAGEN)
    return tuple(Period(first + n * QUARTER, first + (n + 1) * QUARTER) for n in range(HOURS * 4))


def _runs(quarters: list[Period]) -> Iterator[Period]:
    """Neighbours joined."""
    begun: Period | None = None
    for quarter in quarters:
        if begun is not None and begun.ends_at == quarter.starts_at:
            begun = Period(begun.starts_at, quarter.ends_at)
            continue
        if begun is not None:
            yield begun
        begun = quarter
    if begun is not None:
        yield begun


def _absence(absence: Interval, day: date) -> Shade | None:
    place = slot(absence.starts_at, absence.ends_at, day)
    until = (
        formats.day(absence.ends_at - timedelta(seconds=1), "da"),
        formats.day(absence.ends_at - timedelta(seconds=1), "en"),
    )
    words = Text(f"{absence.reason or 'Fravær'} til {until[0]}", f"{absence.reason or 'Absent'} until {until[1]}")
    return Shade(place, words, shown=place.width > 8) if place is not None else None


def _closed(period: Period, day: date) -> Shade | None:
    place = slot(period.starts_at, period.ends_at, day)
    first, last = danish_clock(local(period.starts_at).time()), danish_clock(local(period.ends_at).time())
    words = Text(f"{AWAY.da} {first.da}–{last.da}", f"{AWAY.en} {first.en}–{last.en}")
    return Shade(place, words) if place is not None else None


def _item(waiting: Waiting, reference: Reference, now: datetime) -> QueueItem:
    booking, ranking = waiting.booking, waiting.ranking
    language = reference.languages.get(booking.language)
    return QueueItem(
        number=booking.number,
        language=language.name if language is not None else booking.language,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        mode=booking.mode,
        unit=reference.units[booking.unit_id].name,
        free=len(ranking.ranked) if ranking is not None else None,
        group=_day_name(local_date(booking.starts_at), local_date(now)),
        lead=lead(booking.starts_at - now) if booking.starts_at - now < URGENT else None,
        reasons=tuple(_reasons(waiting)),
        suggestions=tuple(_suggestions(ranking)),
    )


def _suggestions(ranking: Ranking | None) -> Iterator[Suggestion]:
    for one in ranking.ranked[:SUGGESTED] if ranking is not None else ():
        yield Suggestion(one.candidate.name, one.reasons[0] if one.reasons else EMPLOYMENTS[one.candidate.employment])


def _reasons(waiting: Waiting) -> Iterator[Text]:
    """Who is being asked; or, where nobody is left, what removed most."""
    if waiting.asked is not None:
        name, until = waiting.asked.name, waiting.asked.answer_by
        yield Text(
            f"Tilbudt {name}, svar inden {formats.clock(until, 'da')}",
            f"Offered to {name}, answer by {formats.clock(until, 'en')}",
        )
    if waiting.ranking is not None and not waiting.ranking.ranked:
        yield from _in_the_way(waiting.ranking)


def _in_the_way(ranking: Ranking) -> Iterator[Text]:
    """Of few everybody by name with what keeps them, of many the rules that removed most."""
    removed = ranking.removed
    if not removed:
        yield Text("Ingen i registeret taler sproget", "Nobody in the register speaks the language")
    elif len(removed) <= NAMED:
        for one in removed:
            name = one.candidate.name
            yield Text(f"{name}: {one.reason.da}", f"{name}: {one.reason.en}")
    else:
        for rule, count in Counter(one.rule for one in removed).most_common(REASONS):
            yield Text(f"{count} {_RULES[rule].da}", f"{count} {_RULES[rule].en}")


def lead(ahead: timedelta) -> Text:
    """How soon something begins: "om 1 t. 48 min."."""
    minutes = max(0, int(ahead / timedelta(minutes=1)))
    return Text(f"om {formats.duration(minutes, 'da')}", f"in {formats.duration(minutes, 'en')}")


def _day_name(day: date, today: date) -> Text:
    if day == today:
        return Text("I dag", "Today")
    name = Text(formats.day_title(day, "da"), formats.day_title(day, "en"))
    if day == today + timedelta(days=1):
        return Text(f"I morgen, {name.da[0].lower()}{name.da[1:]}", f"Tomorrow, {name.en}")
    return name
