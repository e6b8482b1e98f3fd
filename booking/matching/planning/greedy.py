"""Greedy: what is settled first, then the weightiest and the hardest to fill, each where it adds least; and again."""

from collections.abc import Iterable

import numpy as np

from booking.matching.planning.drafts import Draft, Office
from booking.matching.planning.problem import NOBODY
from booking.matching.roster.arrays import Ints, Mask


def greedy(office: Office) -> Draft:
    """A plan that breaks no rule, the same for the same problem."""
    draft, free = settled_first(office), np.flatnonzero(~office.problem.jobs.pinned)
    fill(draft, scarcest(office, free))
    return draft


def settled_first(office: Office) -> Draft:
    """What is pinned alone."""
    draft = Draft(office)
    for job in np.flatnonzero(office.problem.jobs.pinned).tolist():
        draft.put(int(office.listed[office.begins[job]]))
    return draft


def scarcest(office: Office, jobs: Ints) -> list[int]:
    """By weight, then by how few could have it."""
    few = np.diff(office.begins)[jobs]
    order: list[int] = jobs[np.lexsort((jobs, few, -office.problem.jobs.weight[jobs]))].tolist()
    return order


def fill(draft: Draft, jobs: Iterable[int]) -> None:
    """Each in turn where it adds least, if anywhere."""
    for job in jobs:
        choice = draft.choice(job)
        if len(choice.seats):
            draft.put(int(choice.seats[np.lexsort(choice)[0]]))


def better(one: Draft, other: Draft) -> bool:
    """More filled by weight; else as much, at a lower score."""
    if one.unfilled != other.unfilled:
        return one.unfilled < other.unfilled
    return one.worth.score_ore < other.worth.score_ore


def ruin(draft: Draft, random: np.random.Generator, *, most: int) -> list[int]:
    """Takes a job and those most like it in time and language, as far as they are anybody's; all that are nobody's."""
    office = draft.office
    jobs, pinned = office.problem.jobs, office.problem.jobs.pinned
    held = np.flatnonzero((draft.seat != NOBODY) & ~pinned)
    if not len(held):
        return []
    centre = int(random.choice(np.arange(len(pinned))))
    near = held[jobs.day[held] == jobs.day[centre]]
    away = np.abs(jobs.starts[near] - jobs.starts[centre]) + random.integers(0, 120, len(near))
    shared = _sharing(office, centre, near)
    taken: list[int] = near[np.argsort(np.where(shared, away, away + 240), kind="stable")[:most]].tolist()
    for job in taken:
        draft.take(job)
    return taken


def _sharing(office: Office, centre: int, jobs: Ints) -> Mask:
    """Which of the jobs could be done by somebody who could do the one in the centre."""
    seats = office.seats
    people = seats.person[office.listed[office.begins[centre] : office.begins[centre + 1]]]
    found = np.zeros(len(office.problem.jobs.ids), dtype=np.bool_)
    found[seats.job[np.isin(seats.person, people)]] = True
    shared: Mask = found[jobs]
    return shared


def recreate(draft: Draft, taken: list[int], random: np.random.Generator) -> Draft:
    """The jobs that were taken and those of that time that are nobody's, put anew in an order that varies."""
    office, jobs = draft.office, draft.office.problem.jobs
    free = np.flatnonzero((draft.seat == NOBODY) & ~jobs.pinned)
    days = np.unique(jobs.day[taken]) if taken else np.unique(jobs.day)
    free = free[np.isin(jobs.day[free], days)]
    few = np.diff(office.begins)[free] * random.uniform(0.5, 2.0, len(free))
    fill(draft, free[np.lexsort((few, -jobs.weight[free]))].tolist())
    return draft
