"""Vacancies: how many are free for each start of a day or a week, in numbers without names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from booking.domain.bookings import Order
from booking.domain.catalogue import Asked, LanguageService, is_offered
from booking.domain.hours import ALWAYS, Hours, window
from booking.domain.languages import accepted
from booking.domain.modes import Mode, is_remote
from booking.domain.periods import Period, day_bounds, local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.matching.roster import Roster, free_by_language, free_counts, roster_of
from booking.persistence.pool import Known
from booking.services.bookings.foreseeing import thought_up
from booking.services.bookings.ordering import check_unit
from booking.services.candidates import candidate_of, wanted_of
from booking.services.desk import Desk

EARLIEST, LATEST = time(7), time(18)
STEP, ONE_DAY = timedelta(minutes=30), timedelta(days=1)
MANY = 3


class Lamp(StrEnum):
    """How easily somebody is found on a day."""

    MANY = "many"
    FEW = "few"
    NONE = "none"


LAMPS: dict[Lamp, Text] = {
    Lamp.MANY: Text("Mange ledige", "Many free"),
    Lamp.FEW: Text("Få ledige", "Few free"),
    Lamp.NONE: Text("Ingen ledige", "Nobody free"),
}


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A start that is offered in a mode, and how many could take it."""

    starts_at: datetime
    mode: Mode
    free: int


def lamp_of(found: Iterable[Vacancy]) -> Lamp:
    """By the best start there is."""
    return lamp_by(max((one.free for one in found), default=0))


def lamp_by(most: int) -> Lamp:
    return Lamp.MANY if most >= MANY else Lamp.FEW if most else Lamp.NONE


async def vacancies(
    desk: Desk, *, order: Order, days: Sequence[date], modes: Sequence[Mode] = tuple(Mode), step: timedelta = STEP
) -> list[Vacancy]:
    """For an order of that length on these days (in order), every start that the catalogue offers and has not passed.

    The pool is read once for all of them; jobs, open offers and what others hold count as busy. Raises Denied for a
    unit that is not the actor's, and Invalid for an unknown language.
    """
    require_permission(desk.actor, "bookings:create")
    check_unit(desk, order)
    desk.reference.language(order.language)
    length = order.ends_at - order.starts_at
    whole = Period(day_bounds(days[0]).starts_at, day_bounds(days[-1]).ends_at + length)
    languages = accepted(order.language, desk.reference.substitutes, consent=order.substitutes_ok)
    booking = thought_up(desk, order)
    known = await desk.pool.during(languages, booking, whole)
    roster = roster_of([candidate_of(booking, one) for one in known], days=whole)
    found: list[Vacancy] = []
    for alike in ([mode for mode in modes if is_remote(mode)], [mode for mode in modes if not is_remote(mode)]):
        offered = {mode: _starts(desk, replace(order, mode=mode), days, step) for mode in alike}
        starts = sorted(set().union(*offered.values()))
        if starts:
            wanted = wanted_of(desk, thought_up(desk, replace(order, mode=alike[0])), known)
            counts = free_counts(roster, replace(wanted, period=Period(starts[0], starts[0] + length)), starts, alike)
            at = dict(zip(starts, counts, strict=True))
            found += [Vacancy(one, mode, at[one][mode]) for mode in alike for one in offered[mode]]
    return sorted(found, key=lambda one: one.starts_at)


@dataclass(frozen=True, slots=True)
class LanguageLamp:
    """How easily somebody is found in a language on a day: `free` at its best start."""

    language: str
    lamp: Lamp
    free: int


async def language_lamps(desk: Desk, *, order: Order, days: Sequence[date]) -> tuple[date, list[LanguageLamp]]:
    """For every language that somebody in the register speaks, in no order: whatever language the order says.

    On the first of the days (in order) on which anybody is free, or on the last of them. Its mode, length, unit and
    wishes hold. The register is read once. Raises Denied for a unit not the actor's.
    """
    require_permission(desk.actor, "bookings:create")
    check_unit(desk, order)
    length = order.ends_at - order.starts_at
    whole = Period(day_bounds(days[0]).starts_at, day_bounds(days[-1]).ends_at + length)
    booking = thought_up(desk, order)
    known = await desk.pool.during(list(desk.reference.languages), booking, whole)
    roster = roster_of([candidate_of(booking, one) for one in known], days=whole)
    for day in days:
        found = list(_lamps(desk, order, day, known, roster))
        if any(one.free for one in found):
            break
    return day, found


def _lamps(desk: Desk, order: Order, day: date, known: Sequence[Known], roster: Roster) -> Iterator[LanguageLamp]:
    """Languages without a rule of their own are offered at the same times, and counted together."""
    spoken = {skill.language for one in known for skill in one.interpreter.skills}
    alike: dict[LanguageService, list[str]] = {}
    for code in spoken & desk.reference.languages.keys():
        rule = desk.reference.catalogue.language(code, day=day)
        alike.setdefault(replace(rule, language=""), []).append(code)
    for codes in alike.values():
        like = replace(order, language=codes[0])
        starts = _starts(desk, like, [day], STEP)
        wanted = wanted_of(desk, thought_up(desk, like), known)
        will_do = [accepted(code, desk.reference.substitutes, consent=order.substitutes_ok) for code in codes]
        counts = free_by_language(roster, wanted, starts, will_do) if starts else [0] * len(codes)
        yield from (LanguageLamp(code, lamp_by(n), n) for code, n in zip(codes, counts, strict=True))


async def nearest(desk: Desk, order: Order, *, most: int = 5) -> list[Vacancy]:
    """The starts that are nearest to the one asked for and have somebody free, within the week from its day."""
    first = local_date(order.starts_at)
    days = [first + n * ONE_DAY for n in range(7)]
    found = await vacancies(desk, order=order, days=days, modes=(order.mode,))
    free = [one for one in found if one.free and one.starts_at != order.starts_at]
    free.sort(key=lambda one: (abs(one.starts_at - order.starts_at), one.starts_at < order.starts_at))
    return sorted(free[:most], key=lambda one: one.starts_at)


def _starts(desk: Desk, order: Order, days: Iterable[date], step: timedelta) -> list[datetime]:
    """What the catalogue offers; the office too is shown no more, though it may book at any time."""
    length = order.ends_at - order.starts_at
    asked = Asked(order.language, order.mode, order.period, order.in_person_reason)
    return [
        starts_at
        for day in days
        for starts_at in _clocks(desk, order, day, step)
        if starts_at >= desk.now
        and is_offered(
            replace(asked, period=Period(starts_at, starts_at + length)), desk.reference.catalogue, now=desk.now
        )
    ]


def _clocks(desk: Desk, order: Order, day: date, step: timedelta) -> Iterator[datetime]:
    """From when the mode opens that day until it closes; a mode that is always open is shown by day."""
    opening = desk.reference.catalogue.service(order.mode, day=day).opening
    hours = (Hours(day.isoweekday(), EARLIEST, LATEST),) if opening == ALWAYS else opening
    windows = [window(day, one.starts, one.ends) for one in hours if one.weekday == day.isoweekday()]
    starts_at = min((opens for opens, _ in windows), default=desk.now)
    closes_at = max((closes for _, closes in windows), default=desk.now)
    while starts_at < closes_at:
        yield starts_at
        starts_at += step
