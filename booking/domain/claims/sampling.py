"""A random sample that anybody can draw again: the numbers whose hash with the seed is smallest."""

from collections.abc import Iterable
from hashlib import sha256


def drawn(numbers: Iterable[str], *, seed: str, many: int) -> list[str]:
    """The same seed draws the same numbers, in the same order, whatever order they come in."""
    return sorted(set(numbers), key=lambda number: sha256(f"{seed}\n{number}".encode()).digest())[:many]
