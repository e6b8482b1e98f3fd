"""A solver that wants more memory than it may have."""

from typing import BinaryIO

import numpy as np

from booking.matching.planning.tasks import Part
from tests.workers.breakdowns.saying import say_the_first
from workers.thinking import MEMORY_BYTES, main


def solve(part: Part, answers: BinaryIO) -> None:
    np.ones(2 * MEMORY_BYTES, dtype=np.uint8)
    say_the_first(part, answers)


if __name__ == "__main__":
    main(solve)
