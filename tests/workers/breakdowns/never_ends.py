"""A solver that says one plan and then thinks for ever."""

import time
from typing import BinaryIO

from booking.matching.planning.tasks import Part
from tests.workers.breakdowns.saying import say_the_first
from workers.thinking import main


def solve(part: Part, answers: BinaryIO) -> None:
    say_the_first(part, answers)
    time.sleep(600)


if __name__ == "__main__":
    main(solve)
