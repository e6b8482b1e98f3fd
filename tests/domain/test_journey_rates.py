"""Journey rates: what they come to is what the price engine bills for the same journey."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from booking.domain.costs.journey_rates import UNPAID, JourneyRate, journey_rate
from booking.domain.costs.pricing import journey_ore
from booking.domain.costs.tariffs import Tariffs
from booking.domain.errors import Invalid
from tests.domain.jobs import SUMMER_2026, TARIFFS, job

WAYS = [(0, 0), (7, 3), (30, 299), (31, 300), (59, 301), (60, 405), (61, 1234)]
FIRST = date(2024, 3, 19)
KINDS = {
    (one.scheme, one.category, max(one.valid_from, FIRST)): one
    for one in TARIFFS.rates
    if one.component in ("interpreting", "travel_time")
}


@pytest.mark.parametrize(("scheme", "category", "day"), KINDS)
@pytest.mark.parametrize("over_km", [None, 30])
def test_a_journey_is_paid_as_it_is_billed(scheme: str, category: str, day: date, over_km: int | None) -> None:
    work = job(day, "10:00", 60, scheme=scheme, category=category)
    tariffs = replace_threshold(work.scheme, over_km)
    found = journey_rate(scheme, category=category, tariffs=tariffs, day=day)

    paid = [found.ore(minutes, tenths) for minutes, tenths in WAYS]

    assert paid == [
        journey_ore(replace(work, travel_minutes=minutes, km=Decimal(tenths) / 10), tariffs) for minutes, tenths in WAYS
    ]


def replace_threshold(scheme: str, over_km: int | None) -> Tariffs:
    terms = tuple(replace(one, travel_min_km=over_km) if one.scheme == scheme else one for one in TARIFFS.all_terms)
    return replace(TARIFFS, all_terms=terms)


def test_a_scheme_that_nobody_knows_has_no_rate() -> None:
    with pytest.raises(Invalid):
        journey_rate("NOBODY", category="1", tariffs=TARIFFS, day=SUMMER_2026)


def test_who_is_paid_no_journey_costs_nothing_on_the_road() -> None:
    assert UNPAID.ore(90, 800) == 0
    assert JourneyRate(time_ore=18550, time_minutes=30, started=True, km_ore=379).ore(31, 105) == 2 * 18550 + 3980
