"""Tariffs: the rate and the terms of the day, and a refusal that says what to do."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from booking.domain.costs.tariffs import Rate, Tariffs, Terms, free_cancel_deadline, in_force
from booking.domain.deadlines import DeadlineRule, deadline
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.periods import COPENHAGEN
from booking.domain.workdays import Workdays

OLD = Rate("OFFICE", "own", "interpreting", "hour", 32000, date(2018, 1, 1), date(2021, 12, 31))
NEW = Rate("OFFICE", "own", "interpreting", "hour", 36000, date(2022, 1, 1), None)
TERMS = Terms(
    scheme="OFFICE",
    mode=Mode.PHONE,
    min_minutes=30,
    step_minutes=15,
    bill_basis="actual",
    normal_from=time(8),
    normal_to=time(17),
    offhours_factor=Decimal(2),
    holiday_factor=Decimal(2),
    urgent_hours=None,
    urgent_factor=Decimal(1),
    cancel_free=DeadlineRule("hours_before", "4"),
    late_cancel_bills="30min",
    noshow_bills="booked",
    wait_minutes=10,
    travel_min_km=None,
)
TARIFFS = Tariffs((OLD, NEW), (TERMS,))


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2018, 1, 1), OLD),
        (date(2021, 12, 31), OLD),
        (date(2022, 1, 1), NEW),
        (date(2050, 1, 1), NEW),
    ],
)
def test_the_rate_in_force_on_the_day_applies(day: date, rate: Rate) -> None:
    assert TARIFFS.rate("OFFICE", category="own", component="interpreting", day=day) == rate


@pytest.mark.parametrize(("day", "expected"), [(date(2017, 12, 31), False), (date(2022, 1, 1), False)])
def test_both_days_of_validity_are_included_and_no_others(day: date, expected: bool) -> None:
    assert in_force(OLD, day) is expected


def test_a_missing_rate_is_refused_with_scheme_category_and_day() -> None:
    with pytest.raises(Invalid) as refused:
        TARIFFS.rate("OFFICE", category="own", component="interpreting", day=date(2017, 12, 31))
    assert refused.value.message.da == (
        "Der mangler takst for tolkning i OFFICE own pr. 31.12.2017. Tilføj en række, der dækker dagen."
    )
    assert refused.value.message.en.startswith("There is no rate for interpreting in OFFICE own on 31.12.2017.")


def test_two_rates_for_one_day_are_refused() -> None:
    doubled = Tariffs((NEW, replace(NEW, amount_ore=1)), ())
    with pytest.raises(Invalid, match="more than one rate for interpreting in OFFICE own"):
        doubled.rate("OFFICE", category="own", component="interpreting", day=date(2022, 1, 1))


def test_a_scheme_pays_for_a_component_or_does_not() -> None:
    assert TARIFFS.has_rate("OFFICE", category="own", component="interpreting")
    assert not TARIFFS.has_rate("OFFICE", category="own", component="travel_time")


def test_terms_are_found_by_scheme_mode_and_day() -> None:
    later = replace(TERMS, valid_from=date(2027, 1, 1), min_minutes=60)
    tariffs = Tariffs((), (replace(TERMS, valid_to=date(2026, 12, 31)), later))
    assert tariffs.terms("OFFICE", mode=Mode.PHONE, day=date(2026, 12, 31)).min_minutes == 30
    assert tariffs.terms("OFFICE", mode=Mode.PHONE, day=date(2027, 1, 1)) == later


def test_a_mode_without_terms_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match="no set of terms for in person in OFFICE on") as refused:
        TARIFFS.terms("OFFICE", mode=Mode.IN_PERSON, day=date(2026, 2, 1))
    assert refused.value.field == "scheme"
    assert refused.value.message.da.startswith("Der mangler vilkår for fremmødetolkning i OFFICE pr. 01.02.2026.")


@pytest.mark.parametrize("field", ["late_cancel_bills", "noshow_bills"])
@pytest.mark.parametrize("bills", ["", "half", "0min", "60"])
def test_terms_that_bill_something_unknown_are_refused(field: str, bills: str) -> None:
    with pytest.raises(Invalid, match="cannot be billed") as refused:
        replace(TERMS, **{field: bills})  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"step_minutes": 0}, "step_minutes"),
        ({"min_minutes": -1}, "step_minutes"),
        ({"offhours_factor": Decimal("-0.5")}, "offhours_factor"),
        ({"urgent_factor": Decimal(11)}, "urgent_factor"),
        ({"normal_to": time(8), "normal_from": time(8)}, "normal_to"),
    ],
)
def test_terms_that_cannot_be_right_are_refused_at_their_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        replace(TERMS, **change)
    assert refused.value.field == field


def test_the_terms_give_the_deadline_for_a_free_cancellation() -> None:
    starts_at, workdays = datetime(2026, 6, 2, 9, tzinfo=COPENHAGEN), Workdays(frozenset())
    assert free_cancel_deadline(TERMS, starts_at, workdays) == deadline(
        DeadlineRule("hours_before", "4"), starts_at, workdays
    )
    assert free_cancel_deadline(replace(TERMS, cancel_free=None), starts_at, workdays) is None
