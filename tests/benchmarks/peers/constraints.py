"""Timefold's constraint solver (it needs Java 17): a job is given to one of the shifts that may have it, or to none."""
# mypy: ignore-errors

import sys
from dataclasses import dataclass, field
from typing import Annotated

import numpy as np
from timefold.solver import SolverFactory
from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig, TerminationConfig
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import ConstraintCollectors, HardSoftScore, constraint_provider

BASE = -1
# Øre do not fit the integers of a score when many jobs are left; a tenth of a krone does.
COARSE = 10


@dataclass(eq=False)
class Shift:
    id: int
    person: int
    room: int
    week: int
    paid: dict[str, int]


@planning_entity
@dataclass(eq=False)
class Job:
    id: Annotated[int, PlanningId]
    starts: int
    minutes: int
    weight: int
    able: Annotated[list[Shift], ValueRangeProvider(id="able")]
    shift: Annotated[Shift | None, PlanningVariable(value_range_provider_refs=["able"], allows_unassigned=True)] = (
        field(default=None)
    )


@planning_solution
@dataclass
class Week:
    jobs: Annotated[list[Job], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore, PlanningScore] = field(default=None)


def minutes_of(jobs: list[Job]) -> int:
    total = 0
    for job in jobs:
        total += job.minutes
    return total


def broken(shift: Shift, jobs: list[Job]) -> int:
    """Journeys that nobody can make, and minutes beyond the day's."""
    wrong = max(0, minutes_of(jobs) - shift.room)
    before = BASE
    for job in sorted(jobs, key=lambda one: one.starts):
        if f"{before}-{job.id}" not in shift.paid:
            wrong += 1
        before = job.id
    return wrong


def cost(shift: Shift, jobs: list[Job]) -> int:
    total = 0
    before = BASE
    for job in sorted(jobs, key=lambda one: one.starts):
        total += shift.paid.get(f"{before}-{job.id}", 0)
        before = job.id
    return (total + shift.paid.get(f"{before}-{BASE}", 0)) // COARSE


@constraint_provider
def rules(factory):
    given = factory.for_each(Job)
    by_shift = given.group_by(lambda job: job.shift, ConstraintCollectors.to_list())
    by_person = given.group_by(lambda job: job.shift.person, ConstraintCollectors.to_list())
    return [
        by_shift.filter(lambda shift, jobs: broken(shift, jobs) > 0)
        .penalize(HardSoftScore.ONE_HARD, lambda shift, jobs: broken(shift, jobs))
        .as_constraint("a day that can be worked"),
        by_person.filter(lambda person, jobs: minutes_of(jobs) > jobs[0].shift.week)
        .penalize(HardSoftScore.ONE_HARD, lambda person, jobs: minutes_of(jobs) - jobs[0].shift.week)
        .as_constraint("the week's hours"),
        factory.for_each_including_unassigned(Job)
        .filter(lambda job: job.shift is None)
        .penalize(HardSoftScore.ONE_SOFT, lambda job: job.weight)
        .as_constraint("a job without anybody"),
        by_shift.penalize(HardSoftScore.ONE_SOFT, lambda shift, jobs: cost(shift, jobs)).as_constraint("what it costs"),
    ]


def week_in(data) -> tuple[Week, dict[tuple[int, int], int]]:
    """The jobs with their shifts, and the seat of each shift and job."""
    job, shift, price = (data[name].tolist() for name in ("job", "shift", "price"))
    out, back = data["out"].tolist(), data["back"].tolist()
    person = dict(zip(shift, data["person"].tolist(), strict=True))
    week = data["week_left"].tolist()
    shifts = {
        one: Shift(one, person[one], int(min(data["day_left"][one], 10**6)), int(week[person[one]]), {})
        for one in sorted(set(shift))
    }
    able = {one: [] for one in range(len(data["weight"]))}
    starts, seat_of = {}, {}
    for n, (j, s) in enumerate(zip(job, shift, strict=True)):
        able[j].append(shifts[s])
        starts[j], seat_of[s, j] = int(data["starts"][n]), n
        if not data["far"][n]:
            shifts[s].paid[f"{BASE}-{j}"] = out[n] + price[n]
        shifts[s].paid[f"{j}-{BASE}"] = back[n]
    for a, b, paid in zip(*(data[name].tolist() for name in ("a", "b", "paid")), strict=True):
        shifts[shift[a]].paid[f"{job[a]}-{job[b]}"] = paid + price[b]
    minutes = dict(zip(job, data["minutes"].tolist(), strict=True))
    weights = data["weight"].tolist()
    jobs = [Job(j, starts[j], minutes[j], weights[j] // COARSE, able[j]) for j in able if able[j]]
    return Week(jobs), seat_of


def main(given: str, answer: str, seconds: float) -> None:
    week, seat_of = week_in(np.load(given))
    config = SolverConfig(
        solution_class=Week,
        entity_class_list=[Job],
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=rules),
        termination_config=TerminationConfig(spent_limit=Duration(seconds=int(seconds))),
        random_seed=1,
    )
    found = SolverFactory.create(config).build_solver().solve(week)
    chosen = [seat_of[job.shift.id, job.id] for job in found.jobs if job.shift is not None]
    np.savez(answer, seats=np.array(chosen, dtype=np.int64))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
