"""A process that plans and knows nothing else: problems come in, better and better plans go out, and it ends.

It has no database, no queue and no secret; it dies with the planner that started it, and its memory is bounded.
"""

import ctypes
import os
import pickle
import resource
import signal
import sys
import time
from collections.abc import Callable
from typing import BinaryIO

from booking.domain.texts import Text
from booking.matching.explanation import Change
from booking.matching.planning.clashes import why_unfilled
from booking.matching.planning.openings import problem_of
from booking.matching.planning.plans import WHOLE_SEATS, Limits, plan
from booking.matching.planning.problem import Problem
from booking.matching.planning.proposal import Proposal
from booking.matching.planning.tasks import Explained, Part, Said

MEMORY_BYTES = 3 * 1024**3
NICE = 10
PR_SET_PDEATHSIG = 1
LENGTH_BYTES = 8
# Of the time of a large plan, for saying how good it is.
BOUND_SHARE = 0.25
EXPLAINING_SECONDS, MOST_WAYS = 8.0, 3


def main(solve: Callable[[Part, BinaryIO], None]) -> None:
    """Pickled parts from the standard input; the answers, each with its length before it, to the standard output.

    The last argument is the process that started this one.
    """
    _bounded()
    _tied_to_parent(int(sys.argv[-1]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a solver prints is for the log
    parts: tuple[Part, ...] = pickle.load(sys.stdin.buffer)  # noqa: S301  from the process that started this one
    for part in parts:
        solve(part, answers)


def solve(part: Part, answers: BinaryIO) -> None:
    """Better and better plans, and of the last one why it leaves what it leaves."""
    problem = problem_of(part.openings, part.rates, part.weights, travel=part.travel)
    bounding = part.seconds * BOUND_SHARE if len(problem.pairs.job) > WHOLE_SEATS else 0.0
    limits, last = Limits(seconds=part.seconds - bounding, bound_seconds=bounding, gap=part.gap, seed=part.seed), None
    for last in plan(problem, limits, time.monotonic):
        send(answers, Said(part.name, last))
    if last is not None and part.name == "plan":
        explain(part, problem, last, answers)


def explain(part: Part, problem: Problem, last: Proposal, answers: BinaryIO) -> None:
    """As many as there is time for, in order of time; a job that stays with whoever has it is not left."""
    until = time.monotonic() + EXPLAINING_SECONDS
    left = {one.id for one in part.openings if one.holder not in {who.id for who in one.candidates}}
    for line in last.lines:
        if line.interpreter is None and line.job in left and time.monotonic() < until:
            clash = why_unfilled(
                line.job, part.openings, last.lines, problem, part.weights, not_before=part.now, travel=part.travel
            )
            ways = sorted(map(_way, clash.explanation.changes), key=lambda way: (way[1] is None, way[1] or 0))
            send(answers, Explained(line.job, clash.text, tuple(ways[:MOST_WAYS])))


def _way(change: Change) -> tuple[Text, int | None]:
    """In another mode the time has another price, which nobody has asked for."""
    return change.counted, None if change.kind == "mode" else change.cost_ore


def send(answers: BinaryIO, said: Said | Explained) -> None:
    body = pickle.dumps(said)
    answers.write(len(body).to_bytes(LENGTH_BYTES, "big") + body)
    answers.flush()


def _bounded() -> None:
    """More memory than this is refused, and a core for the office comes first."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICE)


def _tied_to_parent(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
    if os.getppid() != parent:  # it died before the tie was made
        os._exit(1)


if __name__ == "__main__":
    main(solve)
