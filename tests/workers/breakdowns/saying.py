"""What programs that break down say before they do: the first whole plan, as the real one would."""

import time
from typing import BinaryIO

from booking.matching.planning.openings import problem_of
from booking.matching.planning.plans import Limits, plan
from booking.matching.planning.tasks import Part, Said
from workers.thinking import send


def say_the_first(part: Part, answers: BinaryIO) -> None:
    problem = problem_of(part.openings, part.rates, part.weights, travel=part.travel)
    send(answers, Said(part.name, next(plan(problem, Limits(seconds=part.seconds), time.monotonic))))
