"""Paths: the cheapest way through every shift at once, place by place in the time order of its graph."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from booking.matching.planning.network import Network
from booking.matching.roster.arrays import Floats, Ints

NO_ARC = -1


class Side(NamedTuple):
    """Arcs grouped by the node that is worked out from them: `cuts` part them by place, `groups` by node."""

    arcs: Ints
    cuts: Ints
    groups: Ints
    group_cuts: Ints
    nodes: Ints


class Ladder:
    """A network ready to be walked, from dawn to dusk or back."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._forward = _side(network, network.head, network.order)

    @cached_property
    def _backward(self) -> Side:
        return _side(self.network, self.network.tail, -self.network.order)

    def from_dawn(self, cost: Floats) -> Floats:
        """For each node the least cost of a way that leads to it; infinite where none does."""
        return self._walk(self._forward, cost, self.network.tail, self.network.dawn)

    def to_dusk(self, cost: Floats) -> Floats:
        """For each node the least cost of a way from it to the end of the shift."""
        return self._walk(self._backward, cost, self.network.head, self.network.dusk)

    def through(self, cost: Floats) -> Floats:
        """For each arc the least cost of a whole shift that takes it."""
        tail, head = self.network.tail, self.network.head
        found: Floats = self.from_dawn(cost)[tail] + cost + self.to_dusk(cost)[head]
        return found

    def cheapest(self, cost: Floats) -> tuple[Floats, Ints, Ints]:
        """The least cost of each shift; and the arcs of those cheapest ways, with the shift of each."""
        network, reach = self.network, self.from_dawn(cost)
        tight = np.flatnonzero(reach[network.tail] + cost == reach[network.head])
        tight = tight[np.isfinite(reach[network.head[tight]])]
        chosen = np.full(network.nodes, NO_ARC, dtype=np.int64)
        chosen[network.head[tight]] = tight
        arcs, shifts = [network.seat[:0]], [network.seat[:0]]
        shift, at = np.arange(network.shifts), network.dusk
        while len(at):
            arc = chosen[at]
            shift, arc = shift[arc != NO_ARC], arc[arc != NO_ARC]
            arcs.append(arc)
            shifts.append(shift)
            at = network.tail[arc]
        return reach[network.dusk], np.concatenate(arcs), np.concatenate(shifts)

    def _walk(self, side: Side, cost: Floats, other: Ints, start: Ints) -> Floats:
        least = np.full(self.network.nodes, np.inf)
        least[start] = 0.0
        far, paid = other[side.arcs], cost[side.arcs]
        for n in range(len(side.cuts) - 1):
            low, high, first, last = side.cuts[n], side.cuts[n + 1], side.group_cuts[n], side.group_cuts[n + 1]
            found = least[far[low:high]] + paid[low:high]
            least[side.nodes[first:last]] = np.minimum.reduceat(found, side.groups[first:last] - low)
        return least


def _side(network: Network, near: Ints, place: Ints) -> Side:
    arcs = np.lexsort((near, place[near]))
    nodes, places = near[arcs], place[near[arcs]]
    groups = np.flatnonzero(np.diff(nodes, prepend=-1))
    starts = np.flatnonzero(np.diff(places, prepend=places[0] - 1 if len(places) else 0))
    cuts = np.append(starts, len(arcs))
    return Side(arcs, cuts, groups, np.searchsorted(groups, cuts), nodes[groups])
