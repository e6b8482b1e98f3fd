"""Openings: the jobs of a horizon, each with those who speak its language, made into the problem's arrays."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

import numpy as np

from booking.domain.costs.journey_rates import JourneyRate
from booking.domain.modes import is_remote
from booking.domain.periods import local_date
from booking.matching.cases import Case
from booking.matching.feasibility import obstacles
from booking.matching.planning.problem import NOBODY, Jobs, Pairs, People, Problem, Roads
from booking.matching.problem import Candidate, Job, Wanted, occasion_of
from booking.matching.ranking import DEFAULT_WEIGHTS, soft_ore
from booking.matching.roster.arrays import MINUTE, Ints, floats, ints, moment
from booking.matching.roster.trips import Places, Trips, listed, trips
from booking.matching.travel import Place, Travel, travel
from booking.matching.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A job of the horizon and those who speak its language, whose `cost_ore` is the price without the journey.

    Every job that somebody has in the horizon is an opening too: pinned, or to be disturbed at a price. What else
    they do (offers not answered, time held, other days) is in their `busy`; jobs of the plan in it are left out.
    """

    wanted: Wanted
    candidates: tuple[Candidate, ...]
    weight: int = 1
    holder: UUID | None = None
    pinned: bool = False
    disturb_ore: int = 0

    @property
    def id(self) -> UUID:
        return self.wanted.booking_id

    @property
    def day(self) -> date:
        return local_date(self.wanted.period.starts_at)


class _Pair(NamedTuple):
    job: int
    person: int
    fee_ore: int
    soft_ore: int


Rates = Callable[[UUID, date], JourneyRate]
"""What somebody's journeys are paid on a day."""


def problem_of(
    openings: Sequence[Opening], rates: Rates, weights: Weights = DEFAULT_WEIGHTS, *, travel: Travel = travel
) -> Problem:
    """The arrays; jobs, people and days each in an order that does not depend on the order of what is given."""
    openings = sorted(openings, key=lambda one: (one.wanted.period.starts_at, one.id.int))
    people, days = _everybody(openings), sorted({one.day for one in openings})
    rows = {one.id: n for n, one in enumerate(people)}
    kinds: dict[JourneyRate, int] = {}
    rate = [[kinds.setdefault(rates(one.id, day), len(kinds)) for day in days] for one in people]
    pairs = sorted(_pairs(openings, people, rows, weights, travel))
    weeks = sorted({day.isocalendar()[:2] for day in days})
    return Problem(
        days=tuple(days),
        week=ints([weeks.index(day.isocalendar()[:2]) for day in days]),
        jobs=_jobs(openings, rows, days),
        people=_people(people, days, np.array(rate, dtype=np.int64).reshape(len(people), len(days))),
        pairs=Pairs(**{name: ints([getattr(pair, name) for pair in pairs]) for name in _Pair._fields}),
        rates=tuple(kinds),
        roads=by_road(travel),
    )


def by_road(travel_: Travel) -> Roads:
    """Many trips at once by a route server's answers; the road worked out here needs no asking."""
    if travel_ is travel:
        return trips

    def roads(a: Places, b: Places) -> Trips:
        found = [travel_(start, end) for start, end in zip(listed(a), listed(b), strict=True)]
        return Trips(ints([trip.minutes for trip in found]), ints([round(10 * trip.km) for trip in found]))

    return roads


def _everybody(openings: Iterable[Opening]) -> list[Candidate]:
    """Each candidate once, busy with everything that any opening knows of and that is not in the plan."""
    planned = {one.id for one in openings}
    found: dict[UUID, Candidate] = {}
    busy: dict[UUID, dict[Job, None]] = {}
    for opening in openings:
        for one in opening.candidates:
            found.setdefault(one.id, one)
            busy.setdefault(one.id, {}).update((job, None) for job in one.busy if job.booking_id not in planned)
    return [replace(found[key], busy=tuple(busy[key])) for key in sorted(found, key=lambda key: key.int)]


def _pairs(
    openings: Sequence[Opening], people: Sequence[Candidate], rows: dict[UUID, int], weights: Weights, travel: Travel
) -> Iterator[_Pair]:
    """What is pinned is settled; of the rest the rules decide, held against what nobody plans here."""
    for n, opening in enumerate(openings):
        occasion = occasion_of(opening.wanted, travel=travel)
        for candidate in opening.candidates:
            row = rows[candidate.id]
            case = Case(occasion, replace(candidate, busy=people[row].busy))
            if candidate.id == opening.holder if opening.pinned else _able(case):
                yield _Pair(n, row, candidate.cost_ore, soft_ore(case, weights))


def _able(case: Case) -> bool:
    """How far it is depends on the job before, which the plan decides; where one outside the plan came before on the
    day, it must be near enough from there, and by home or from a job of the plan as well."""
    found = {removed.rule for removed in obstacles(case)}
    if found == {"max_trip"}:
        return case.diary.previous_today is None
    return not found


def _jobs(openings: Sequence[Opening], rows: dict[UUID, int], days: Sequence[date]) -> Jobs:
    wanted = [one.wanted for one in openings]
    return Jobs(
        ids=tuple(one.id for one in openings),
        starts=ints([moment(one.period.starts_at) // MINUTE for one in wanted]),
        ends=ints([-(-moment(one.period.ends_at) // MINUTE) for one in wanted]),
        day=ints([days.index(one.day) for one in openings]),
        remote=np.array([is_remote(one.mode) for one in wanted], dtype=np.bool_),
        place=Places(floats([_lat(one.place) for one in wanted]), floats([_lon(one.place) for one in wanted])),
        weight=ints([one.weight for one in openings]),
        holder=ints([NOBODY if one.holder is None else rows.get(one.holder, NOBODY) for one in openings]),
        pinned=np.array([one.pinned for one in openings], dtype=np.bool_),
        disturb_ore=ints([one.disturb_ore for one in openings]),
    )


def _people(people: Sequence[Candidate], days: Sequence[date], rate: Ints) -> People:
    weeks = sorted({day.isocalendar()[:2] for day in days})
    return People(
        ids=tuple(one.id for one in people),
        home=Places(floats([_lat(one.home) for one in people]), floats([_lon(one.home) for one in people])),
        max_trip=ints([one.max_trip for one in people]),
        agency=np.array([one.is_agency for one in people], dtype=np.bool_),
        left_by_day=_left(people, [one.daily_limit for one in people], days, lambda day: day),
        left_by_week=_left(people, [one.weekly_limit for one in people], weeks, lambda day: day.isocalendar()[:2]),
        rate=rate,
    )


Span = date | tuple[int, int]


def _left(
    people: Sequence[Candidate], limits: Sequence[int], spans: Sequence[Span], span_of: Callable[[date], Span]
) -> Ints:
    """Minutes that are left of a limit in each day or week, when what is outside the plan is done."""
    left = np.repeat(ints(list(limits)), len(spans)).reshape(len(people), len(spans))
    column = {span: n for n, span in enumerate(spans)}
    for n, one in enumerate(people):
        taken: dict[int, timedelta] = {}
        for job in one.busy:
            at = column.get(span_of(local_date(job.period.starts_at)))
            if at is not None:
                taken[at] = taken.get(at, timedelta(0)) + (job.period.ends_at - job.period.starts_at)
        for at, lasting in taken.items():
            left[n, at] -= lasting // timedelta(minutes=1)
    return left


def _lat(place: Place | None) -> float | None:
    return None if place is None else place[0]


def _lon(place: Place | None) -> float | None:
    return None if place is None else place[1]
