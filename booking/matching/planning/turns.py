"""Turns: the shifts of a day too large for its arcs, each job done one after another, as if nobody had to travel."""

import numpy as np

from booking.matching.planning.network import LONG
from booking.matching.planning.seats import Seats
from booking.matching.roster.arrays import Floats, Ints


class Turns:
    """The cheapest jobs of every shift that do not overlap, by the prices of `many` jobs; `job` has each seat's.

    What is pinned is always done. `cost` is what each seat costs without its journey.
    """

    def __init__(self, seats: Seats, job: Ints, many: int) -> None:
        ends = np.lexsort((seats.ends, seats.shift))
        ends = ends[~seats.settled[ends]]
        shift = np.unique(seats.shift[ends], return_inverse=True)[1]
        begins = np.searchsorted(shift, np.arange(len(np.unique(shift)) + 1))
        key = shift * LONG
        self._before = np.searchsorted(key + seats.ends[ends], key + seats.starts[ends], side="right") + shift
        turn = np.arange(len(ends)) - begins[shift]
        self._order = np.argsort(turn, kind="stable")
        self._cuts = np.searchsorted(turn[self._order], np.arange(int(turn.max(initial=-1)) + 2))
        self._at = np.arange(len(ends)) + shift
        self._ends = begins[1:] + np.arange(len(begins) - 1)
        self._seats, self._settled = ends, np.flatnonzero(seats.settled)
        self._job, self._many = job, many
        self.cost: Floats = seats.price_ore.astype(np.float64)

    def cheapest(self, cost: Floats, prices: Floats) -> tuple[float, Floats]:
        """What the prices come to, and how often each job is done."""
        paid = cost - prices[self._job]
        least, last = self._least(paid[self._seats])
        seats, at = [self._settled], self._ends
        while len(at):
            taken = last[at]
            taken = taken[taken >= 0]
            seats.append(self._seats[taken])
            at = self._before[taken]
        done = np.bincount(self._job[np.concatenate(seats)], minlength=self._many).astype(np.float64)
        found = prices.sum() + least[self._ends].sum() + paid[self._settled].sum()
        return float(found), done

    def _least(self, paid: Floats) -> tuple[Floats, Ints]:
        """For each turn of a shift the least up to it, and the last that is done."""
        least = np.zeros(len(paid) + len(self._ends))
        last = np.full(len(least), -1, dtype=np.int64)
        for low, high in zip(self._cuts[:-1].tolist(), self._cuts[1:].tolist(), strict=True):
            rows = self._order[low:high]
            at = self._at[rows]
            with_it = least[self._before[rows]] + paid[rows]
            better = with_it < least[at]
            least[at + 1] = np.where(better, with_it, least[at])
            last[at + 1] = np.where(better, rows, last[at])
        return least, last
