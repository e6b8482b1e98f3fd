"""Journey rates: what a job's minutes and kilometres on the road are paid, apart from the time of the job."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from booking.domain.costs.pricing import MINUTES
from booking.domain.costs.tariffs import KM_SCHEME, Tariffs
from booking.domain.modes import Mode
from booking.domain.money import round_half_away


@dataclass(frozen=True, slots=True)
class JourneyRate:
    """Travel time at `time_ore` for each `time_minutes`, exact or `started`, and `km_ore` for a kilometre.

    Travel time is owed when the way is longer than `over_km`; None is no threshold.
    """

    time_ore: int = 0
    time_minutes: int = 60
    started: bool = False
    over_km: int | None = None
    km_ore: int = 0

    def ore(self, minutes: int, tenths: int) -> int:
        """Øre for minutes and for kilometres in tenths, each rounded once, as the price has them."""
        return self._time_ore(minutes, tenths) + round_half_away(Fraction(self.km_ore * tenths, 10))

    def _time_ore(self, minutes: int, tenths: int) -> int:
        if self.over_km is not None and tenths <= 10 * self.over_km:
            return 0
        if self.started:
            return self.time_ore * -(-minutes // self.time_minutes)
        return round_half_away(Fraction(self.time_ore * minutes, self.time_minutes))


UNPAID = JourneyRate()


def journey_rate(scheme: str, *, category: str, tariffs: Tariffs, day: date) -> JourneyRate:
    """What the scheme pays for the journeys of jobs in person on that day; Invalid when a rate is missing."""
    over_km = tariffs.terms(scheme, mode=Mode.IN_PERSON, day=day).travel_min_km
    km_ore = tariffs.rate(KM_SCHEME, category="", component="transport", day=day).amount_ore
    if not tariffs.has_rate(scheme, category=category, component="travel_time", day=day):
        return JourneyRate(over_km=over_km, km_ore=km_ore)
    rate = tariffs.rate(scheme, category=category, component="travel_time", day=day)
    return JourneyRate(rate.amount_ore, MINUTES[rate.unit], rate.unit != "hour", over_km, km_ore)
