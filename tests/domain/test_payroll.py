"""Payroll: minutes inside and outside normal hours, over midnight, weekends and the nights when clocks change."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest

from booking.domain.costs.tariffs import Terms
from booking.domain.payroll import Worked, hours_of
from booking.domain.periods import COPENHAGEN, Period
from booking.domain.workdays import Workdays
from booking.gateways.reference import load_tariffs

WORKDAYS = Workdays(frozenset())
TERMS = next(one for one in load_tariffs().all_terms if (one.normal_from, one.normal_to) == (time(8), time(17)))


def at(day: int, hour: int, minute: int = 0, *, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=COPENHAGEN).astimezone(UTC)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "minutes"),
    [
        (at(12, 10), at(12, 11), (60, 0)),
        (at(12, 7, 30), at(12, 9, 30), (90, 30)),
        (at(12, 16, 30), at(12, 18, 30), (30, 90)),
        (at(12, 17), at(12, 18), (0, 60)),
        (at(14, 10), at(14, 11), (0, 60)),
        (at(13, 22), at(14, 9), (0, 660)),
        (at(15, 22), at(16, 9), (60, 600)),
        (at(29, 1), at(29, 4), (0, 120)),
        (at(25, 1, month=10), at(25, 4, month=10), (0, 240)),
    ],
)
@pytest.mark.parametrize("terms", [TERMS, None])
def test_hours_are_parted_where_normal_hours_begin_and_end(
    terms: Terms | None, starts_at: datetime, ends_at: datetime, minutes: tuple[int, int]
) -> None:
    assert hours_of(Period(starts_at, ends_at), terms, WORKDAYS) == minutes


def test_a_correction_is_the_difference_and_together_they_are_what_is_true() -> None:
    said, true = Worked(60, 0, 40, Decimal("12.5"), 60000), Worked(30, 0, 40, Decimal("12.5"), 45000)

    assert true - said == Worked(-30, 0, 0, Decimal("0.0"), -15000)
    assert said + (true - said) == true
    assert not (true - true)
    assert timedelta(minutes=true.normal_minutes) == timedelta(minutes=30)
