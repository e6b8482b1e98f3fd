"""Exact: the program of a part solved from its relaxation, whose prices leave few arcs, to a plan that is proved best.

The relaxation prices every arc; a whole shift that takes an arc dear by more than a slack is dear by that much itself.
So the program is solved over the arcs within a slack, and what it finds within that slack of the bound is the best.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from booking.matching.planning.drafts import Office, clashes
from booking.matching.planning.network import Network, network_of, used
from booking.matching.planning.paths import Ladder
from booking.matching.planning.programs import FREE, Part, Program, program_of
from booking.matching.planning.solver import NEAR_ENOUGH, Solution, Solver, SolverFailed, whole
from booking.matching.roster.arrays import Floats, Ints

# One job more is worth any price that a plan can save; in øre for each unit of weight.
FILL_ORE = 2_000_000
SLACKS_ORE = (5_000, 20_000)
TINY = 1e-6

Left = Callable[[], float]
"""Seconds that may still be spent."""


class Step(NamedTuple):
    """Seats of a plan, None while there is none; what no plan leaves less than, and the score that none is below which
    leaves as little as the plan does. `best` when it is proved, `cut` when the time ended it."""

    seats: Ints | None
    unfilled: int
    least_unfilled: int
    score: float
    best: bool = False
    cut: bool = False


class _Priced(NamedTuple):
    """A program with its relaxation: no plan is below `bound` by `cost`, and each column adds its `dear` to that."""

    program: Program
    cost: Floats
    fill_ore: float
    bound: float
    least: int
    dear: Floats


def everything(office: Office) -> Part:
    """The whole problem as one part."""
    weeks = office.week_left.shape[1]
    return Part(
        office.problem,
        np.arange(len(office.problem.jobs.ids)),
        office.seats,
        office.seats.person * weeks + office.week,
        office.day_left,
        office.week_left.ravel(),
        clashes(office.problem, office.seats),
    )


def steps(part: Part, left: Left, *, gap: float = 0.0, seed: int = 0) -> Iterator[Step]:
    """Plans for the part, each better or better proved than the last; SolverFailed when the solver gives up."""
    network = network_of(part.problem, part.seats)
    program = program_of(part, network)
    priced = _price(program, network, fill_ore(part), left, seed)
    yield Step(None, 0, priced.least, -np.inf)
    most = FREE
    while True:
        last: Step | None = None
        for last in _narrow(priced, network, most, left, gap, seed):
            yield last
        if last is None or last.cut or last.seats is None or last.unfilled == priced.least:
            return
        fuller = _fuller(priced, last.unfilled, left, seed)
        if not len(fuller.values):
            least = last.unfilled if fuller.done else priced.least
            yield last._replace(least_unfilled=least, best=last.best and fuller.done, cut=not fuller.done)
            return
        most = float(round(fuller.objective))


def fill_ore(part: Part) -> float:
    """More than a plan can save by leaving a job; moving many jobs for one more must pay too."""
    return float(FILL_ORE + 20 * int(part.problem.jobs.disturb_ore.max(initial=0)))


def _price(program: Program, network: Network, fill_ore: float, left: Left, seed: int) -> _Priced:
    cost = program.cost + fill_ore * program.weight
    solver = Solver(program, seed=seed)
    solver.relaxed(cost, seconds=left())
    least = int(np.ceil(solver.relaxed(program.weight, seconds=left()).objective - TINY))
    solver.leave(least)
    relaxed = solver.relaxed(cost, seconds=left())
    reduced, arcs = np.maximum(relaxed.reduced, 0.0), len(network.tail)
    _, through = Ladder(network).through(reduced[:arcs])
    dear = np.concatenate([through, reduced[arcs:]])
    return _Priced(program, cost, fill_ore, relaxed.objective, least, dear)


def _narrow(priced: _Priced, network: Network, most: float, left: Left, gap: float, seed: int) -> Iterator[Step]:
    """With more and more arcs, until what is left out cannot be in anything better."""
    bound, best = priced.bound, None
    program = priced.program.leaving(priced.least, most)
    slacks = iter(SLACKS_ORE)
    while True:
        slack = min(float(next(slacks, FREE)), FREE if best is None else best.objective - priced.bound)
        found = _within(priced, program, slack, left, gap, seed)
        outside = priced.bound + slack
        bound = max(bound, min(found.bound if found.done or len(found.values) else bound, outside))
        if len(found.values) and (best is None or found.objective < best.objective):
            best = found
        cut = not found.done
        if best is not None:
            proved = found.done and best.objective - bound <= NEAR_ENOUGH
            yield _step(priced, network, best, bound, best=proved, cut=cut and not proved)
            if proved or best.objective - bound <= gap * _score(priced, best):
                return
        if cut:
            return


def _within(priced: _Priced, program: Program, slack: float, left: Left, gap: float, seed: int) -> Solution:
    """The best over the columns that are dear by no more than the slack, in all columns."""
    kept = priced.dear <= slack + TINY
    found = whole(program.only(kept), priced.cost[kept], seconds=left(), gap=gap / 100, seed=seed)
    values = np.zeros(len(kept) if len(found.values) else 0)
    if len(values):
        values[kept] = np.rint(found.values)
    bound = found.bound if len(found.values) or not found.done else FREE
    return found._replace(values=values, bound=bound, objective=float(priced.cost @ values) if len(values) else FREE)


def _step(priced: _Priced, network: Network, found: Solution, bound: float, *, best: bool, cut: bool) -> Step:
    seats = np.sort(used(network, found.values[: len(network.tail)] > TINY))
    unfilled = round(float(priced.program.weight @ found.values))
    score = bound - priced.fill_ore * unfilled
    return Step(seats, unfilled, priced.least, score, best, cut)


def _score(priced: _Priced, found: Solution) -> float:
    return float(priced.program.cost @ found.values)


def _fuller(priced: _Priced, unfilled: int, left: Left, seed: int) -> Solution:
    """A plan that leaves less than that; an empty one when there is none, or when the time ended."""
    program = priced.program.leaving(priced.least, unfilled - 1)
    return whole(program, program.weight, seconds=left(), seed=seed)


__all__ = ["Left", "SolverFailed", "Step", "steps"]
