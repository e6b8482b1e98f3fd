"""What a process that plans is handed, and what it says: plain values, no database and no secret among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from booking.domain.costs.journey_rates import UNPAID, JourneyRate
from booking.domain.texts import Text
from booking.matching.planning.openings import Opening
from booking.matching.planning.proposal import Proposal
from booking.matching.travel import Place, Travel, Trip, travel
from booking.matching.weights import Weights

PartName = Literal["plan", "imagined"]


@dataclass(frozen=True, slots=True)
class DayRates:
    """What somebody's journeys are paid on a day; nobody named here is paid for any."""

    known: Mapping[tuple[UUID, date], JourneyRate]

    def __call__(self, interpreter_id: UUID, day: date) -> JourneyRate:
        return self.known.get((interpreter_id, day), UNPAID)


@dataclass(frozen=True, slots=True)
class KnownRoads:
    """A route server's answers as a table; what it has not told of is worked out."""

    known: Mapping[tuple[Place, Place], Trip]

    def __call__(self, a: Place | None, b: Place | None) -> Trip:
        return travel(a, b) if a is None or b is None else self.known.get((a, b)) or travel(a, b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One problem to be solved, in as many seconds at most, or until it is as near as `gap` (a share of one)."""

    name: PartName
    openings: tuple[Opening, ...]
    rates: DayRates
    weights: Weights
    travel: Travel
    now: datetime
    seconds: float
    gap: float
    seed: int


@dataclass(frozen=True, slots=True)
class Said:
    """A better plan of one part; the last of each says why it ended."""

    part: PartName
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a plan leaves a job: what clashes, in words, and the ways out, each with what it would cost if that is
    known."""

    job: UUID
    clash: Text
    ways: tuple[tuple[Text, int | None], ...]
