"""Where a tariff ends: rates and terms that nothing follows, before somebody needs them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from booking.domain.costs.tariffs import COMPONENTS, KM_SCHEME, Component, Rate, Tariffs
from booking.domain.periods import MONTHS
from booking.domain.texts import Text

AHEAD = timedelta(days=92)
ONE_DAY = timedelta(days=1)
OWN: tuple[Component, ...] = ("interpreting", "travel_time")


@dataclass(frozen=True, slots=True)
class Ending:
    """From which day on a scheme and category have no rate for a component."""

    scheme: str
    category: str
    component: Component
    missing_from: date

    def words(self, name: Text, *, today: date) -> Text:
        """ "Kørsel, høj takst: takst for kørsel mangler fra 1. januar 2027"."""
        what, day = COMPONENTS[self.component], _long(self.missing_from)
        since = ("siden", "since") if self.missing_from <= today else ("fra", "from")
        return Text(
            f"{name.da}: takst for {what.da.lower()} mangler {since[0]} {day.da}.",
            f"{name.en}: the rate for {what.en.lower()} is missing {since[1]} {day.en}.",
        )


def endings(tariffs: Tariffs, *, today: date, used: Iterable[tuple[str, str]]) -> tuple[Ending, ...]:
    """What is missing today or within three months: the kilometre rate's, and that of schemes and categories in use."""
    keys: list[tuple[str, str, Component]] = [(KM_SCHEME, "", "transport")]
    keys += [(*of, component) for of in sorted(set(used)) for component in OWN]
    found = []
    for key in keys:
        day = missing_from([one for one in tariffs.rates if (one.scheme, one.category, one.component) == key], today)
        if day is not None and day <= today + AHEAD:
            found.append(Ending(*key, day))
    return tuple(sorted(found, key=lambda one: (one.missing_from, one.scheme, one.category)))


def missing_from(rates: Sequence[Rate], today: date) -> date | None:
    """The first day without a rate, from today on; where there is none today, since when.

    None where a rate holds until further notice, and where there has never been one.
    """
    if not rates:
        return None
    begun = [one for one in rates if one.valid_from <= today]
    day = today
    if not any(_holds(one, today) for one in rates):
        ends = [one.valid_to for one in begun if one.valid_to is not None]
        return max(ends) + ONE_DAY if ends else None
    while (current := next((one for one in rates if _holds(one, day)), None)) is not None:
        if current.valid_to is None:
            return None
        day = current.valid_to + ONE_DAY
    return day


def _holds(rate: Rate, day: date) -> bool:
    return rate.valid_from <= day and (rate.valid_to is None or day <= rate.valid_to)


def _long(day: date) -> Text:
    month = MONTHS[day.month - 1]
    return Text(f"{day.day}. {month.da} {day.year}", f"{day.day} {month.en} {day.year}")
