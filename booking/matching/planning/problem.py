"""The problem: jobs, people and the pairs that may be, as plain arrays; minutes, kilometres in tenths, and øre."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np

from booking.domain.costs.journey_rates import JourneyRate
from booking.matching.roster.arrays import Ints, Mask
from booking.matching.roster.trips import Places, Trips, trips

NOBODY = -1

Roads = Callable[[Places, Places], Trips]
"""From each place of the first to the place beside it in the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """One row a job. `starts` and `ends` are whole minutes since 1970, `day` a row of the problem's days.

    `weight` is what it is worth to fill it. `holder` is the row of whoever has it now, or NOBODY; a `pinned` one stays
    there, and of any other `disturb_ore` is the price of taking it away. The place of a remote one is not read.
    """

    ids: tuple[UUID, ...]
    starts: Ints
    ends: Ints
    day: Ints
    remote: Mask
    place: Places
    weight: Ints
    holder: Ints
    pinned: Mask
    disturb_ore: Ints

    @property
    def minutes(self) -> Ints:
        return self.ends - self.starts


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """One row a person. `left_by_day` (person, day) and `left_by_week` (person, week) are the minutes that may still
    be given; `rate` (person, day) is a row of the problem's rates. An agency sends somebody: it has no day and no road.
    """

    ids: tuple[UUID, ...]
    home: Places
    max_trip: Ints
    agency: Mask
    left_by_day: Ints
    left_by_week: Ints
    rate: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Who may have what, as far as rules that do not depend on the plan say; by job, then by person.

    `fee_ore` is the price without the journey, `soft_ore` what speaks for and against beside the price. Of a pinned
    job the holder is the one pair.
    """

    job: Ints
    person: Ints
    fee_ore: Ints
    soft_ore: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is to be planned; `week` is the ISO week of each day, as a row of People.left_by_week."""

    days: tuple[date, ...]
    week: Ints
    jobs: Jobs
    people: People
    pairs: Pairs
    rates: tuple[JourneyRate, ...]
    roads: Roads = trips

    @property
    def disturb_ore(self) -> Ints:
        """For each pair, the price of taking the job from whoever has it."""
        holder = self.jobs.holder[self.pairs.job]
        away = (holder != NOBODY) & (holder != self.pairs.person)
        return np.where(away, self.jobs.disturb_ore[self.pairs.job], 0)
