"""How far it is to the council's target, and how many talks a month would have to move to reach it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from booking.domain.insights.sums import Sums


@dataclass(frozen=True, slots=True)
class Move:
    """So many talks a month that a unit (by its code) would hold by phone or video instead."""

    unit: str
    per_month: int


def missing(sums: Sums, target: Fraction) -> int:
    """How many of the talks held in person would have had to be remote for the target to be met; 0 where it is."""
    return max(0, ceil(target * sums.delivered - sums.remote))


def moves(units: Mapping[str, Sums], target: Fraction, *, months: int) -> tuple[Move, ...]:
    """The fewest units that together can move what the whole is short of, those with most talks in person first.

    Empty where the target is met. A month counts whole: what is over is rounded up.
    """
    whole = Sums(
        delivered=sum(one.delivered for one in units.values()), remote=sum(one.remote for one in units.values())
    )
    left = ceil(Fraction(missing(whole, target), months))
    found = []
    for unit, sums in sorted(units.items(), key=lambda pair: (-pair[1].in_person, pair[0])):
        can = sums.in_person // months
        if left <= 0:
            break
        if can:
            found.append(Move(unit, min(left, can)))
            left -= can
    return tuple(found) if left <= 0 else ()


def own_move(sums: Sums, target: Fraction, *, months: int) -> int:
    """Talks a month that the unit itself would have to move to meet the target by itself."""
    return ceil(Fraction(missing(sums, target), months))
