"""The year's cap (rådighedsbeløb): a line of its own, so that the refund is seen before it and after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from booking.domain.money import round_half_away


@dataclass(frozen=True, slots=True)
class Cap:
    """What finance has entered for a year, in øre: the whole of it, and what other costs of the programme take."""

    year: int
    whole_ore: int
    other_ore: int = 0

    @property
    def room_ore(self) -> int:
        """What is left for the cost of interpreting."""
        return max(0, self.whole_ore - self.other_ore)


@dataclass(frozen=True, slots=True)
class CapLine:
    """A year's part in a claim: the refund within the cap in this claim, and in all so far, and what the cap takes.

    `room_ore` is None where no cap was entered: then nothing is taken.
    """

    year: int
    room_ore: int | None
    refund_ore: int
    total_ore: int
    reduction_ore: int


@dataclass(frozen=True, slots=True)
class Capped:
    """What falls under the cap of a year, in øre: the eligible cost, its refund, and what the cap has taken."""

    eligible_ore: int = 0
    refund_ore: int = 0
    reduction_ore: int = 0


def cap_lines(before: Mapping[int, Capped], now: Mapping[int, Capped], caps: Iterable[Cap]) -> list[CapLine]:
    """One line for each year that has something under the cap; `before` is submitted, `now` is this claim's.

    The reduction is what the cap takes of everything so far, less what it took before: it is given back when the cap
    is raised, or when a correction makes room.
    """
    entered = {cap.year: cap for cap in caps}
    lines = []
    for year in sorted({*before, *now}):
        old, new = before.get(year, Capped()), now.get(year, Capped())
        eligible, refund = old.eligible_ore + new.eligible_ore, old.refund_ore + new.refund_ore
        cap = entered.get(year)
        taken = _taken(eligible, refund, cap.room_ore) if cap is not None else 0
        room = cap.room_ore if cap is not None else None
        lines.append(CapLine(year, room, new.refund_ore, refund, taken - old.reduction_ore))
    return lines


def _taken(eligible_ore: int, refund_ore: int, room_ore: int) -> int:
    """Of the refund, the part that belongs to the cost beyond the room; rounded once."""
    if eligible_ore <= room_ore:
        return 0
    return refund_ore - round_half_away(Fraction(refund_ore * room_ore, eligible_ore))
