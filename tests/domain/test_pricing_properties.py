"""What holds of the price of any job."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from booking.domain.costs.pricing import price
from booking.domain.modes import Mode
from booking.domain.money import round_half_away
from tests.domain.jobs import TARIFFS, WORKDAYS, job, lasting

days = st.dates(date(2023, 7, 1), date(2024, 6, 30))
clocks = st.times().map(lambda clock: f"{clock:%H:%M}")
schemes = st.sampled_from([("STATE-NSK", "3"), ("STATE-NSK", "1"), ("MUNI-DEMO", "own"), ("AGENCY-A2D", "1")])
modes = st.sampled_from([Mode.IN_PERSON, Mode.PHONE])


@given(days, clocks, st.integers(1, 900), st.integers(0, 300), st.decimals(0, 500, places=1), schemes, modes)
def test_the_lines_add_up_to_the_total(
    day: date, start: str, minutes: int, travel: int, km: Decimal, scheme: tuple[str, str], mode: Mode
) -> None:
    work = job(day, start, minutes, scheme=scheme[0], category=scheme[1], mode=mode, travel_minutes=travel, km=str(km))
    priced = price(work, TARIFFS, WORKDAYS)
    assert priced.total_ore == sum(line.amount_ore for line in priced.lines)
    assert all(line.amount_ore == round_half_away(line.quantity * line.rate_ore * line.factor) for line in priced.lines)
    assert all(
        line.factor != after.factor
        for line, after in zip(priced.lines, priced.lines[1:], strict=False)
        if after.component == "interpreting"
    )


@given(days, clocks, st.integers(1, 900), st.integers(0, 600), schemes, modes)
def test_more_minutes_never_cost_less(
    day: date, start: str, minutes: int, more: int, scheme: tuple[str, str], mode: Mode
) -> None:
    shorter, longer = (
        price(job(day, start, lasts, scheme=scheme[0], category=scheme[1], mode=mode), TARIFFS, WORKDAYS)
        for lasts in (minutes, minutes + more)
    )
    assert shorter.total_ore <= longer.total_ore


@given(days, clocks, st.integers(1, 12), st.integers(1, 600))
def test_splitting_a_job_where_a_started_hour_ends_changes_nothing(
    day: date, start: str, hours: int, rest: int
) -> None:
    whole = job(day, start, hours * 60 + rest)
    first = replace(whole, actual=lasting(whole.booked.starts_at, hours * 60), held_on=day)
    second = replace(whole, actual=lasting(whole.booked.starts_at + timedelta(hours=hours), rest), held_on=day)
    parts = [price(part, TARIFFS, WORKDAYS).total_ore for part in (first, second)]
    assert sum(parts) == price(replace(whole, held_on=day), TARIFFS, WORKDAYS).total_ore
