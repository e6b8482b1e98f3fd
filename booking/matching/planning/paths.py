"""Paths: the cheapest way through every shift at once, place by place in the time order of its graph."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from booking.matching.planning.network import Network
from booking.matching.roster.arrays import Floats, Ints

NO_ARC = -1


class Side(NamedTuple):
    """Arcs grouped by the node that is worked out from them, `groups` by node, and their `far` ends; each step is one
    place in time, from one row of `arcs` to another and from one of `groups` to another."""

    arcs: Ints
    far: Ints
    groups: Ints
    nodes: Ints
    steps: list[tuple[int, int, int, int]]


class Ladder:
    """A network ready to be walked, from dawn to dusk or back."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._forward = _side(network.head, network.tail, network.order)

    @cached_property
    def _backward(self) -> Side:
        return _side(self.network.tail, self.network.head, -self.network.order)

    def from_dawn(self, cost: Floats) -> Floats:
        """For each node the least cost of a way that leads to it; infinite where none does."""
        return self._walk(self._forward, cost, self.network.dawn)

    def through(self, cost: Floats) -> tuple[Floats, Floats]:
        """The least cost of each shift; and for each arc the least cost of a whole shift that takes it."""
        tail, head = self.network.tail, self.network.head
        reach = self.from_dawn(cost)
        onward = self._walk(self._backward, cost, self.network.dusk)
        return reach[self.network.dusk], reach[tail] + cost + onward[head]

    def shares(self, cost: Floats, softness: float) -> tuple[Floats, Floats]:
        """The least cost of each shift; and for each arc the share of it when every way of a shift, and staying at
        home for nothing, has a share that falls by e for each `softness` more that it costs."""
        network, reach = self.network, self.from_dawn(cost)
        slack = np.where(np.isfinite(reach[network.tail]), reach[network.tail], np.inf) + cost
        slack = slack - np.where(np.isfinite(reach[network.head]), reach[network.head], 0.0)
        weight = np.exp(-np.maximum(slack, 0.0) / softness)
        to = self._sum(self._forward, weight, network.dawn)
        onward = self._sum(self._backward, weight, network.dusk)
        least = reach[network.dusk]
        # The cheaper of the cheapest way and of staying at home weighs one.
        way = np.exp(-np.maximum(least, 0.0) / softness)
        home = np.exp(np.minimum(least, 0.0) / softness)
        whole = way / (way * to[network.dusk] + home)
        return least, to[network.tail] * weight * onward[network.head] * whole[network.shift[network.tail]]

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

    def _walk(self, side: Side, cost: Floats, start: Ints) -> Floats:
        least = np.full(self.network.nodes, np.inf)
        least[start] = 0.0
        far, paid = side.far, cost[side.arcs]
        for low, high, first, last in side.steps:
            found = least[far[low:high]] + paid[low:high]
            least[side.nodes[first:last]] = np.minimum.reduceat(found, side.groups[first:last] - low)
        return least

    def _sum(self, side: Side, weight: Floats, start: Ints) -> Floats:
        many = np.zeros(self.network.nodes)
        many[start] = 1.0
        far, share = side.far, weight[side.arcs]
        for low, high, first, last in side.steps:
            found = many[far[low:high]] * share[low:high]
            many[side.nodes[first:last]] = np.add.reduceat(found, side.groups[first:last] - low)
        return many


def _side(near: Ints, far: Ints, place: Ints) -> Side:
    arcs = np.lexsort((near, place[near]))
    nodes, places = near[arcs], place[near[arcs]]
    groups = np.flatnonzero(np.diff(nodes, prepend=-1))
    starts = np.flatnonzero(np.diff(places, prepend=places[0] - 1 if len(places) else 0))
    cuts = np.append(starts, len(arcs))
    rows = np.searchsorted(groups, cuts)
    steps = zip(*(one.tolist() for one in (cuts[:-1], cuts[1:], rows[:-1], rows[1:])), strict=True)
    return Side(arcs, far[arcs], groups, nodes[groups], list(steps))
