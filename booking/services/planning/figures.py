"""A horizon added up: what it costs and who does how much, whoever proposes it; the same sums for today and a plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from booking.domain.costs.chains import Journey, Stop, journeys
from booking.domain.costs.journey_rates import UNPAID
from booking.domain.modes import is_remote
from booking.domain.plans import Figures
from booking.matching.planning.openings import Opening, Rates
from booking.matching.problem import Candidate
from booking.matching.travel import Place, Travel

Given = Mapping[UUID, Candidate]
"""Who has each job; those that nobody has are not in it."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one job costs with whoever has it: the time, and its share of the day's journeys."""

    fee_ore: int
    journey_ore: int
    journey: Journey

    @property
    def cost_ore(self) -> int:
        return self.fee_ore + self.journey_ore


def shares_of(openings: Iterable[Opening], given: Given, rates: Rates, *, travel: Travel) -> dict[UUID, Share]:
    """By job: the price engine's own day of journeys, and the rates of whoever drives it."""
    found: dict[UUID, Share] = {}
    for candidate, day, jobs in _days(openings, given):
        rate = UNPAID if candidate.is_agency else rates(candidate.id, day)
        for job, journey in zip(jobs, _journeys(candidate, jobs, travel), strict=True):
            ore = 0 if is_remote(job.wanted.mode) else rate.ore(journey.minutes, int(journey.km * 10))
            found[job.id] = Share(given[job.id].cost_ore, ore, journey)
    return found


def _days(openings: Iterable[Opening], given: Given) -> Iterator[tuple[Candidate, date, list[Opening]]]:
    days: dict[tuple[UUID, date], list[Opening]] = {}
    for opening in openings:
        if opening.id in given:
            days.setdefault((given[opening.id].id, opening.day), []).append(opening)
    for (_, day), jobs in days.items():
        yield given[jobs[0].id], day, jobs


def _journeys(candidate: Candidate, jobs: list[Opening], travel: Travel) -> tuple[Journey, ...]:
    if candidate.is_agency:
        return tuple(Journey() for _ in jobs)

    def leg(start: Place | None, end: Place | None) -> tuple[int, Decimal]:
        trip = travel(start, end)
        return trip.minutes, Decimal(str(trip.km))

    return journeys([_stop(job, candidate.home) for job in jobs], candidate.home, leg)


def _stop(job: Opening, home: Place | None) -> Stop[Place | None]:
    remote = is_remote(job.wanted.mode)
    return Stop(job.wanted.period, home if remote else job.wanted.place, remote)


def figures_of(openings: tuple[Opening, ...], given: Given, shares: Mapping[UUID, Share]) -> Figures:
    """Wanted and filled are of what the plan may give to somebody; cost and travel of everything in the horizon."""
    wanted = [one for one in openings if not one.pinned]
    held = [one for one in openings if one.id in given]
    minutes: dict[UUID, int] = {}
    for one in held:
        if not given[one.id].is_agency:
            minutes[given[one.id].id] = minutes.get(given[one.id].id, 0) + one.wanted.period.minutes
    return Figures(
        wanted=len(wanted),
        filled=sum(one.id in given for one in wanted),
        cost_ore=sum(share.cost_ore for share in shares.values()),
        travel_minutes=sum(share.journey.minutes for share in shares.values()),
        km=int(sum((share.journey.km for share in shares.values()), Decimal(0))),
        remote=sum(is_remote(one.wanted.mode) for one in held),
        jobs=len(held),
        moved=sum(one.holder is not None and given[one.id].id != one.holder for one in held),
        people=len({given[one.id].id for one in held}),
        busiest_minutes=max(minutes.values(), default=0),
    )
