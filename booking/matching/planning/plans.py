"""Plans: a good one at once, better ones until it is proved, near enough, or the time is up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from booking.domain.texts import Text
from booking.matching.planning import exact
from booking.matching.planning.bounds import Floors, bound_of, floors_of, too_large, unpriced
from booking.matching.planning.drafts import Draft, office_of
from booking.matching.planning.fairness import evened
from booking.matching.planning.first import first_plan, moved
from booking.matching.planning.greedy import better, greedy, recreate, ruin
from booking.matching.planning.guided import Guide, guide_of, led, wide_guide
from booking.matching.planning.problem import Problem
from booking.matching.planning.proposal import Bound, Ended, Proposal
from booking.matching.planning.shown import proposal_of
from booking.matching.planning.solver import OutOfTime, SolverFailed
from booking.matching.roster.arrays import Ints

Clock = Callable[[], float]
"""Seconds that never go back."""

RUINED = 12
WHOLE_SEATS = 30_000
# A better one is shown after so long at the soonest.
SHOWN_SECONDS = 2.0

FAILED = Text(
    "Løseren kunne ikke bruges. Planen er lavet med en enklere metode, og det vides ikke, hvor god den er.",
    "The solver could not be used. The plan was made in a simpler way, and it is not known how good it is.",
)
CUT = Text(
    "Tiden var gået, før planen var færdig. Med mere tid kan den blive bedre.",
    "Time ran out before the plan was finished. With more time it may become better.",
)
COMPILED = Text(
    "Søgningen skulle først gøres klar til denne maskine. Det tog omkring ti sekunder af tiden.",
    "The search had first to be made ready for this machine, which took some ten seconds of the time.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Stop after so many `seconds`, or within `gap` (a share of one) of the bound, or after so many `steps` of search.

    The same problem, seed and steps give the same plan unless the seconds end it. With more than `whole_seats` pairs
    of a job and somebody's day, the relaxation of the whole takes too long: jobs are priced in `price_rounds` for each
    day or the first `price_share` of the seconds, the plan is made by those prices and then searched. Its
    bound comes after it, in at most `bound_seconds` more: prices for `bound_rounds` or that share of them, then what it
    must leave in `fill_steps` for each day.
    """

    seconds: float = 30.0
    gap: float = 0.0
    steps: int = 400
    seed: int = 0
    whole_seats: int = WHOLE_SEATS
    price_share: float = 0.65
    price_rounds: int = 14
    bound_seconds: float = 10.0
    bound_share: float = 0.7
    bound_rounds: int = 40
    fill_steps: int = 150


class _Work:
    """A plan on its way: the best draft, its bound, and what is shown of it."""

    def __init__(self, problem: Problem, limits: Limits, clock: Clock) -> None:
        self.limits, self._clock, self._began = limits, clock, clock()
        self.large = len(problem.pairs.job) > limits.whole_seats
        self._rows: Ints | None = None
        if self.large:
            self.draft, self._rows = first_plan(problem)
        else:
            self.draft = greedy(office_of(problem))
        self._problem, self.office = problem, self.draft.office
        self.first_seconds = self.passed
        self.bound = Bound()
        self.steps = 0
        self.remarks: list[Text] = []

    def widen(self) -> None:
        """From few seats for each job to all of them."""
        if self._rows is not None:
            self.office = office_of(self._problem)
            self.draft, self._rows = moved(self.draft, self._rows, self.office), None

    def take(self, made: Draft) -> bool:
        """In place of the plan that there is, if it is better."""
        found = better(made, self.draft)
        self.draft = made if found else self.draft
        return found

    @property
    def passed(self) -> float:
        return self._clock() - self._began

    def left(self) -> float:
        return max(self.limits.seconds - self.passed, 0.0)

    def shown(self, ended: Ended | None = None) -> Proposal:
        remarks = (*self.remarks, CUT) if ended == "time" else tuple(self.remarks)
        return proposal_of(
            self.draft,
            self.bound,
            ended,
            remarks,
            seed=self.limits.seed,
            steps=self.steps,
            seconds=(self.passed, self.first_seconds),
        )


def plan(problem: Problem, limits: Limits, clock: Clock) -> Iterator[Proposal]:
    """Proposals, each at least as good as the one before; the last has `ended`."""
    work = _Work(problem, limits, clock)
    yield work.shown()
    try:
        yield from _by_search(work) if work.large else _exactly(work)
    except OutOfTime:
        yield work.shown("time")
    except SolverFailed:
        work.remarks.append(FAILED)
        yield from _by_ruins(work)


def _exactly(work: _Work) -> Iterator[Proposal]:
    """From the relaxation of the whole to a plan that is proved."""
    for step in exact.steps(exact.everything(work.office), work.left, gap=work.limits.gap, seed=work.limits.seed):
        work.steps += 1
        if step.seats is None:
            work.bound = Bound(unfilled=step.least_unfilled, seconds=work.passed)
            continue
        made = Draft(work.office)
        for seat in step.seats.tolist():
            made.put(seat)
        if not better(work.draft, made):
            work.draft = made
            score = int(np.ceil(step.score - exact.TINY))
            score = made.worth.score_ore if step.best else score
            work.bound = Bound(unfilled=step.least_unfilled, score_ore=score, seconds=work.passed)
        yield work.shown()
    ended = _ended(work)
    if ended != "time":
        work.draft = evened(work.draft)
    yield work.shown(ended)


def _ended(work: _Work) -> Ended:
    shown = work.shown()
    if shown.proved:
        return "proved"
    if shown.gap is not None and shown.gap <= work.limits.gap and not shown.fill_gap:
        return "gap"
    return "time"


def _by_search(work: _Work) -> Iterator[Proposal]:
    """By prices, then searched over the seats that these say are worth trying; with too many ways for prices, over many
    seats at once."""
    limits = work.limits
    work.widen()
    yield work.shown()
    if too_large(work.office):
        floors = unpriced(work.office)
        guide = wide_guide(work.office, floors.dear)
    else:
        later = limits.seconds * (1 - limits.price_share)
        floors = floors_of(work.office, lambda: work.left() - later, rounds=limits.price_rounds)
        guide = guide_of(work.office, floors.dear)
        work.take(led(work.office, guide, work.left))
        yield work.shown()
    yield from _searched(work, guide)
    ended: Ended = "steps" if work.left() > 0 else "time"
    work.bound = _apart(work, floors)
    yield work.shown(ended)


def _searched(work: _Work, guide: Guide) -> Iterator[Proposal]:
    # Its compiler takes a second to load.
    from booking.matching.planning.search.annealing import Search
    from booking.matching.planning.search.compiled import ready

    if not ready():
        work.remarks.append(COMPILED)
        yield work.shown()
    limits, time, shown = work.limits, work.left(), work.passed
    search = Search(work.draft, guide, seed=limits.seed)
    while work.steps < limits.steps and work.left() > 0:
        found = search.round(max(work.steps / limits.steps, 1 - work.left() / time))
        work.steps += 1
        if found and work.passed > shown + SHOWN_SECONDS:
            work.take(search.best)
            shown = work.passed
            yield work.shown()
    work.take(search.best)


def _apart(work: _Work, floors: Floors) -> Bound:
    """The bound, in a time of its own: first more rounds of prices, then what must be left."""
    limits, until = work.limits, work.passed + work.limits.bound_seconds
    if limits.bound_seconds:
        later = limits.bound_seconds * (1 - limits.bound_share)
        tighter = floors_of(work.office, lambda: until - work.passed - later, rounds=limits.bound_rounds)
        floors = floors.raised(tighter)
    return bound_of(work.draft, floors, lambda: max(until - work.passed, 0.0), steps=limits.fill_steps)


def _by_ruins(work: _Work) -> Iterator[Proposal]:
    """Part of the plan taken apart and put together again, without a solver."""
    random = np.random.default_rng(work.limits.seed)
    while work.steps < work.limits.steps and work.left() > 0:
        work.steps += 1
        made = work.draft.copy()
        recreate(made, ruin(made, random, most=RUINED), random)
        if work.take(made):
            yield work.shown()
    yield work.shown("failed")
