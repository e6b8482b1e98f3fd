"""The solver: HiGHS, loaded when it is first asked; what it gives back is plain arrays."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from booking.matching.planning.programs import FREE, Program
from booking.matching.roster.arrays import Floats

if TYPE_CHECKING:
    from highspy import Highs

# Whole øre: two plans that differ, differ by one at least.
NEAR_ENOUGH = 0.5


class SolverFailed(Exception):
    """There is no solver, or it gave up: the plan that there is stays."""


class OutOfTime(Exception):
    """The time was up before there was anything to give back."""


class Solution(NamedTuple):
    """`values` by column, empty when none was found; `bound` is what no solution is below; `done` when it is the best.

    Of a linear program `duals` are the rows' and `reduced` the columns' reduced costs.
    """

    values: Floats
    objective: float
    bound: float
    done: bool
    duals: Floats
    reduced: Floats


class Solver:
    """A linear program that may be asked again with other costs, and begins where it ended."""

    def __init__(self, program: Program, *, seed: int = 0) -> None:
        self._program, self._highs = program, _loaded(seed)
        _pass(self._highs, program, program.cost, whole=False)

    def leave(self, least: float) -> None:
        """From now on at least that much of the weight is left."""
        self._highs.changeRowBounds(0, least, FREE)

    def relaxed(self, cost: Floats, *, seconds: float) -> Solution:
        """The best when jobs may be shared out in parts; OutOfTime when it takes longer than `seconds`."""
        highs, many = self._highs, len(self._program.cost)
        highs.changeColsCost(many, np.arange(many, dtype=np.int32), cost)
        highs.setOptionValue("time_limit", highs.getRunTime() + seconds)
        status = _run(highs, "Optimal", "Time limit reached")
        if status != "Optimal":
            raise OutOfTime
        solution = highs.getSolution()
        objective = highs.getInfo().objective_function_value
        return Solution(
            np.array(solution.col_value),
            objective,
            objective,
            True,
            np.array(solution.row_dual),
            np.array(solution.col_dual),
        )


def whole(program: Program, cost: Floats, *, seconds: float, gap: float = 0.0, seed: int = 0) -> Solution:
    """The best in whole jobs, within `gap` (a share of one), or the best that was found in that time.

    Raises SolverFailed when there is no solver, or when it ends in any other way.
    """
    highs = _loaded(seed)
    highs.setOptionValue("time_limit", max(seconds, 0.0))
    highs.setOptionValue("mip_rel_gap", gap)
    highs.setOptionValue("mip_abs_gap", NEAR_ENOUGH)
    _pass(highs, program, cost, whole=True)
    status, info = _run(highs, "Optimal", "Time limit reached", "Infeasible"), highs.getInfo()
    values = np.array(highs.getSolution().col_value) if info.primal_solution_status == 2 else np.zeros(0)
    nothing = np.zeros(0)
    return Solution(
        values, info.objective_function_value, info.mip_dual_bound, status != "Time limit reached", nothing, nothing
    )


def _loaded(seed: int) -> "Highs":
    try:
        from highspy import Highs
    except ImportError as missing:
        raise SolverFailed("highspy") from missing
    highs: Highs = Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", seed)
    return highs


def _pass(highs: "Highs", program: Program, cost: Floats, *, whole: bool) -> None:
    from highspy import HighsLp, HighsVarType, MatrixFormat

    model = HighsLp()
    model.num_col_, model.num_row_ = len(cost), len(program.lower)
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, np.zeros(len(cost)), program.most
    model.row_lower_, model.row_upper_ = program.lower, program.upper
    model.a_matrix_.format_ = MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = program.begins, program.rows
    model.a_matrix_.value_ = program.values
    if whole:
        model.integrality_ = [HighsVarType.kInteger] * len(cost)
    highs.passModel(model)


def _run(highs: "Highs", *expected: str) -> str:
    """How it ended; SolverFailed when that was not expected."""
    highs.run()
    status: str = highs.modelStatusToString(highs.getModelStatus())
    if status not in expected:
        raise SolverFailed(status)
    return status
