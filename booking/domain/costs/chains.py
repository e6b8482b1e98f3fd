"""A day's journeys: home, job, job, home. Each leg is driven once and paid once, and lies on one booking.

A booking bears the leg that leads to it, from the job before or from home, and the way home where nothing follows:
after the last job of the day, before a remote one (which is done at home), and where the pause is so long that the
interpreter goes home: 120 minutes beyond the two journeys that takes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from booking.domain.periods import Period

WORTH_GOING_HOME_MINUTES = 120

Place = TypeVar("Place")
Leg = tuple[int, Decimal]
"""Minutes and kilometres, one way."""


@dataclass(frozen=True, slots=True)
class Stop(Generic[Place]):
    """A job of the day; `remote` ones are done at home."""

    period: Period
    place: Place
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Journey:
    """What one booking bears of the day's journeys: minutes and kilometres."""

    minutes: int = 0
    km: Decimal = Decimal(0)

    def __add__(self, other: "Journey") -> "Journey":
        return Journey(self.minutes + other.minutes, self.km + other.km)


def journeys(stops: Sequence[Stop[Place]], home: Place, travel: Callable[[Place, Place], Leg]) -> tuple[Journey, ...]:
    """What each stop bears, in the order given; together they are every leg of the day, once.

    `stops` are one interpreter's jobs that begin on one local day.
    """
    order = sorted(range(len(stops)), key=lambda n: (stops[n].period.starts_at, n))
    borne = [Journey()] * len(stops)
    for place, n in enumerate(order):
        if stops[n].remote:
            continue
        before = stops[order[place - 1]] if place else None
        after = stops[order[place + 1]] if place + 1 < len(order) else None
        there = _leg(travel, before.place if _goes_on(before, stops[n], home, travel) else home, stops[n].place)  # type: ignore[union-attr]
        back = Journey() if _goes_on(stops[n], after, home, travel) else _leg(travel, stops[n].place, home)
        borne[n] = there + back
    return tuple(borne)


def _goes_on(
    before: Stop[Place] | None, after: Stop[Place] | None, home: Place, travel: Callable[[Place, Place], Leg]
) -> bool:
    """Whether the way leads from one job straight to the next, and not home between them."""
    if before is None or after is None or before.remote or after.remote:
        return False
    free = int((after.period.starts_at - before.period.ends_at).total_seconds() // 60)
    via_home = travel(before.place, home)[0] + travel(home, after.place)[0]
    return free < via_home + WORTH_GOING_HOME_MINUTES


def _leg(travel: Callable[[Place, Place], Leg], start: Place, end: Place) -> Journey:
    return Journey(*travel(start, end))
