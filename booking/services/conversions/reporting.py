"""What came of the questions: how many said yes, what it was to save, and what it did."""

from dataclasses import dataclass
from fractions import Fraction

from booking.domain.bookings import Booking
from booking.domain.conversions import Advice, Outcomes
from booking.domain.permissions import require_permission, sees_all
from booking.domain.reports import share
from booking.services.desk import Desk

NEWEST = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """The sums, and the newest questions with what became of each."""

    outcomes: Outcomes
    latest: tuple[tuple[Advice, Booking], ...]

    @property
    def acceptance(self) -> Fraction | None:
        """Of those who have answered."""
        return share(self.outcomes.accepted, self.outcomes.answered)


async def standing(desk: Desk) -> Standing:
    """Of what the actor may see."""
    require_permission(desk.actor, "advice:read")
    units = None if sees_all(desk.actor) else desk.actor.unit_ids
    found = await desk.conversions.latest(units=units, limit=NEWEST)
    return Standing(await desk.conversions.outcomes(units), tuple(found))
