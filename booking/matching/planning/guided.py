"""Guided: a plan made by how dear each seat is, and the few seats of each job that are worth trying."""

from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from booking.matching.planning.drafts import Draft, Office
from booking.matching.planning.exact import Left
from booking.matching.planning.greedy import fill, scarcest, settled_first
from booking.matching.planning.problem import NOBODY
from booking.matching.planning.seats import nearest
from booking.matching.roster.arrays import Floats, Ints, Mask

# What is dearer by more is seldom in a good plan; but every job has some seats to try.
DEAR_ORE = 8_000.0
TRIED = 8
# Of each job, where there are no prices, and how much dearer another may be and still be tried instead.
WIDE, VAGUE_ORE = 150, 300_000.0


class Guide(NamedTuple):
    """How `dear` each seat is; `close` are those worth trying, `listed` by job from `begins` on, the least dear
    first."""

    dear: Floats
    close: Mask
    listed: Ints
    begins: Ints


def guide_of(office: Office, dear: Floats) -> Guide:
    return _guide(office, dear, nearest(office.seats.job, dear, TRIED) | (dear < DEAR_ORE))


def wide_guide(office: Office, dear: Floats) -> Guide:
    """For when the prices of jobs are not known: many of each, not always the same people."""
    vague = dear + np.random.default_rng(0).uniform(0, VAGUE_ORE, len(dear))
    return _guide(office, dear, nearest(office.seats.job, vague, WIDE))


def _guide(office: Office, dear: Floats, close: Mask) -> Guide:
    job, listed = office.seats.job, np.flatnonzero(close)
    listed = listed[np.lexsort((dear[listed], job[listed]))]
    return Guide(dear, close, listed, np.searchsorted(job[listed], np.arange(len(office.begins))))


def led(office: Office, guide: Guide, left: Left) -> Draft:
    """What is settled first, then each job where it is least dear, the least dear ones first; and what nobody can take
    who is worth trying where it adds least. When the time is up, the rest is left."""
    draft = settled_first(office)
    seats = [guide.listed[low:high] for low, high in pairwise(guide.begins.tolist())]
    free = np.flatnonzero(~office.problem.jobs.pinned & (np.diff(guide.begins) > 0)).tolist()
    waiting = [(float(guide.dear[seats[job][0]]), job) for job in free]
    heapify(waiting)
    while waiting and left() > 0:
        dear, job = heappop(waiting)
        able = draft.among(seats[job]).seats
        if len(able) and guide.dear[able[0]] <= dear:
            draft.put(int(able[0]))
        elif len(able):
            seats[job] = able
            heappush(waiting, (float(guide.dear[able[0]]), job))
    if left() > 0:
        pinned = office.problem.jobs.pinned
        fill(draft, scarcest(office, np.flatnonzero((draft.seat == NOBODY) & ~pinned)))
    return draft
