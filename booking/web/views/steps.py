"""The stations of a booking's life, as its page shows them."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.bookings import STATUSES, Status
from booking.domain.texts import Text

_ROAD = (
    Status.REQUESTED,
    Status.OFFERED,
    Status.CONFIRMED,
    Status.DELIVERED,
    Status.ATTESTED,
    Status.SETTLED,
    Status.CLAIMED,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A station of a booking's life; `at` when it was reached."""

    name: Text
    state: str  # "done" | "now" | "ahead" | "stopped"
    at: datetime | None = None


def steps(status: Status, reached: dict[Status, datetime]) -> tuple[Step, ...]:
    """The stations on the road, with when each was entered; an exit ends it where it was left, unfilled waits."""
    road = tuple(status if at is Status.OFFERED else at for at in _ROAD) if status is Status.UNFILLED else _ROAD
    if status in road:
        here = road.index(status)
        return tuple(
            Step(STATUSES[at], "done" if place < here else "now" if place == here else "ahead", reached.get(at))
            for place, at in enumerate(road)
            if at is not Status.OFFERED or at in reached or at is status
        )
    passed = tuple(Step(STATUSES[at], "done", reached[at]) for at in _ROAD if at in reached)
    return (*passed, Step(STATUSES[status], "stopped", reached.get(status)))
