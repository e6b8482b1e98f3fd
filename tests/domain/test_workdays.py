"""Working days: Monday to Friday, less the holidays one is given."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.texts import Text
from booking.domain.workdays import HOLIDAY, Workdays

EASTER_2027 = Workdays(frozenset({date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 28), date(2027, 3, 29)}))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 3, 24), True),
        (date(2027, 3, 25), False),
        (date(2027, 3, 27), False),
        (date(2027, 3, 28), False),
        (date(2027, 3, 29), False),
        (date(2027, 3, 30), True),
    ],
)
def test_holidays_and_weekends_are_not_working_days(day: date, expected: bool) -> None:
    assert EASTER_2027.is_workday(day) is expected


@pytest.mark.parametrize(
    ("day", "n", "before"),
    [
        (date(2027, 3, 30), 0, date(2027, 3, 30)),
        (date(2027, 3, 30), 1, date(2027, 3, 24)),
        (date(2027, 3, 30), 2, date(2027, 3, 23)),
        (date(2027, 3, 28), 1, date(2027, 3, 24)),
        (date(2027, 3, 22), 1, date(2027, 3, 19)),
    ],
)
def test_walking_back_steps_over_easter_and_weekends(day: date, n: int, before: date) -> None:
    assert EASTER_2027.minus(day, n) == before


@pytest.mark.parametrize(
    ("day", "n", "after"),
    [
        (date(2027, 3, 23), 0, date(2027, 3, 23)),
        (date(2027, 3, 23), 2, date(2027, 3, 30)),
        (date(2027, 3, 19), 1, date(2027, 3, 22)),
    ],
)
def test_walking_on_steps_over_easter_and_weekends(day: date, n: int, after: date) -> None:
    assert EASTER_2027.plus(day, n) == after


@given(st.dates(date(2027, 1, 1), date(2027, 12, 31)), st.integers(1, 60))
def test_a_walk_ends_on_a_working_day_with_that_many_passed(day: date, n: int) -> None:
    reached = EASTER_2027.minus(day, n)
    passed = [reached + timedelta(days=i) for i in range((day - reached).days)]
    assert EASTER_2027.is_workday(reached)
    assert sum(EASTER_2027.is_workday(one) for one in passed) == n


def test_a_holiday_is_called_by_its_name_where_that_is_known() -> None:
    thursday, friday = date(2027, 3, 25), date(2027, 3, 26)
    named = Workdays(frozenset({thursday, friday}), {thursday: Text("skærtorsdag", "Maundy Thursday")})

    assert [named.holiday(day) for day in (thursday, friday, date(2027, 3, 24))] == [
        Text("skærtorsdag", "Maundy Thursday"),
        HOLIDAY,
        None,
    ]
