"""How good a plan is and how soon: a city's week, a region's week, a nation's day, each beside its greedy plan.

`python -m tests.benchmarks.plans [city|region|nation …] [--seeds 1-10] [--seconds 60] [--bound 120] [--peers]` prints
for each what is filled, the score, the gap to the bound, and the seconds, those of a large plan's bound apart; with
`--peers` the same instances are given to the routing solvers that `tests/benchmarks/peers` knows, in processes and an
environment of their own.
"""

import argparse
import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import numpy as np

from booking.domain.availability import Availability
from booking.domain.costs.journey_rates import JourneyRate
from booking.domain.interpreters import Employment, Skill
from booking.domain.modes import Mode
from booking.domain.money import kroner
from booking.domain.periods import Period
from booking.matching.checking import check
from booking.matching.planning.drafts import office_of
from booking.matching.planning.greedy import greedy
from booking.matching.planning.openings import Opening
from booking.matching.planning.plans import Limits, plan
from booking.matching.planning.problem import Problem
from booking.matching.planning.proposal import Proposal
from booking.matching.problem import Candidate, Wanted
from tests.benchmarks.offices import MONDAY, office

LONG_AGO = date(2020, 1, 1)
WEEK = Period(datetime(2026, 2, 28, tzinfo=UTC), datetime(2026, 3, 12, tzinfo=UTC))
DAWN = datetime.combine(MONDAY, datetime.min.time(), tzinfo=UTC)


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("sizes", nargs="*", default=["city"])
    wanted.add_argument("--seeds", default="1-3")
    wanted.add_argument("--seconds", type=float, default=60)
    wanted.add_argument("--bound", type=float, default=120)
    wanted.add_argument("--peers", action="store_true")
    asked = wanted.parse_args()
    first, _, last = asked.seeds.partition("-")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print(f"at most {asked.seconds:.0f} s each, and {asked.bound:.0f} s for the bound of a large one")
    for size in asked.sizes:
        for seed in range(int(first), int(last or first) + 1):
            problem = office(size, seed)
            measure(f"{size} {seed}", problem, asked.seconds, asked.bound)
            if asked.peers:
                from tests.benchmarks.peers import compare

                compare(problem, asked.seconds)


def measure(name: str, problem: Problem, seconds: float, bound: float) -> None:
    began, spent = time.monotonic(), time.process_time()
    proposals = plan(problem, Limits(seconds=seconds, bound_seconds=bound, steps=10**9, seed=1), time.monotonic)
    first, *_, last = proposals
    passed, spent = time.monotonic() - began, time.process_time() - spent
    plain = greedy(office_of(problem)).worth
    total = int(problem.jobs.weight.sum())
    print(
        f"{name:10} greedy: left {plain.unfilled:5} of {total}, score {kroner(plain.score_ore):>13}\n"
        f"{'':10} first:  left {first.worth.unfilled:5} of {total}, score {kroner(first.worth.score_ore):>13}, "
        f"after {first.first_seconds:.2f} s\n"
        f"{'':10} plan:   left {last.worth.unfilled:5} of {total}, score {kroner(last.worth.score_ore):>13} "
        f"(fee and journeys {kroner(last.worth.cost_ore)}); {_gap(last)}; {last.ended}; "
        f"{passed:.1f} s, {spent:.1f} s of processor\n"
        f"{'':10} score to greedy {last.worth.score_ore / plain.score_ore:.4f}; "
        f"rules and øre broken: {len(broken(problem, last))}",
        flush=True,
    )


def _gap(shown: Proposal) -> str:
    if shown.gap is None:
        return "no bound"
    gap = "0 %, proved" if shown.proved else f"{100 * shown.gap:.3f} %"
    fill = 100 * (shown.fill_gap or 0.0)
    return (
        f"no plan leaves less than {shown.bound.unfilled} (fill gap {fill:.3f} %), gap of the score {gap}, "
        f"bound in {shown.bound.seconds:.1f} s"
    )


def broken(problem: Problem, shown: Proposal) -> list[str]:
    """What the checker finds wrong; who may have what it takes from the instance."""
    openings = list(_openings(problem, shown))
    rates = {one: problem.rates[int(problem.people.rate[n, 0])] for n, one in enumerate(problem.people.ids)}

    def rate(person: UUID, day: date) -> JourneyRate:
        return rates[person]

    return [found.rule for found in check(openings, shown.lines, shown.worth, rate)]


def _openings(problem: Problem, shown: Proposal) -> Iterator[Opening]:
    jobs, people, pairs = problem.jobs, problem.people, problem.pairs
    rows = {one: n for n, one in enumerate(people.ids)}
    begins = np.searchsorted(pairs.job, np.arange(len(jobs.ids) + 1))
    for n, line in enumerate(shown.lines):
        wanted = Wanted(
            booking_id=line.job,
            accepted_languages=("x",),
            mode=Mode.PHONE if jobs.remote[n] else Mode.IN_PERSON,
            period=Period(*(_instant(int(side[n])) for side in (jobs.starts, jobs.ends))),
            lat=float(jobs.place.lat[n]),
            lon=float(jobs.place.lon[n]),
        )
        able = []
        if line.interpreter is not None:
            row = rows[line.interpreter]
            at = begins[n] + np.flatnonzero(pairs.person[begins[n] : begins[n + 1]] == row)[0]
            able = [_candidate(problem, row, int(pairs.fee_ore[at]))]
        yield Opening(wanted=wanted, candidates=tuple(able), weight=int(jobs.weight[n]))


def _instant(minutes: int) -> datetime:
    return DAWN + timedelta(minutes=minutes)


def _candidate(problem: Problem, row: int, fee_ore: int) -> Candidate:
    people = problem.people
    return Candidate(
        id=people.ids[row],
        name=str(row),
        employment=Employment.FREELANCE,
        languages=(Skill("x", 1, LONG_AGO),),
        lat=float(people.home.lat[row]),
        lon=float(people.home.lon[row]),
        availability=Availability(extra=(WEEK,)),
        daily_limit=int(people.left_by_day[row, 0]),
        weekly_limit=int(people.left_by_week[row, 0]),
        max_trip=int(people.max_trip[row]),
        cost_ore=fee_ore,
    )


if __name__ == "__main__":
    main()
