"""Danish public holidays by law, and the office's own."""

from datetime import date

import pytest

from booking.domain.texts import Text
from booking.gateways.holidays import workdays


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 5, 5), False),
        (date(2024, 4, 26), True),
        (date(2027, 3, 25), False),
        (date(2027, 3, 26), False),
        (date(2027, 3, 29), False),
        (date(2027, 5, 6), False),
        (date(2026, 12, 25), False),
        (date(2026, 12, 24), True),
        (date(2026, 6, 5), True),
        (date(2026, 12, 31), True),
    ],
    ids=lambda value: value.isoformat() if isinstance(value, date) else None,
)
def test_the_law_decides_which_days_are_holidays(day: date, expected: bool) -> None:
    assert workdays().is_workday(day) is expected


def test_store_bededag_is_a_holiday_until_2023_and_not_from_2024() -> None:
    fourth_fridays_after_easter = [date(2022, 5, 13), date(2023, 5, 5), date(2024, 4, 26), date(2025, 5, 16)]
    assert [workdays().is_workday(day) for day in fourth_fridays_after_easter] == [False, False, True, True]


def test_the_office_may_close_on_days_of_its_own_choice() -> None:
    office = workdays(range(2026, 2028), local_days=("06-05", "12-24", "12-31"))
    assert not any(
        office.is_workday(day) for day in (date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31), date(2027, 12, 31))
    )


def test_a_deadline_two_working_days_before_the_tuesday_after_easter_falls_in_the_week_before() -> None:
    assert workdays().minus(date(2027, 3, 30), 2) == date(2027, 3, 23)


def test_a_local_day_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        workdays(local_days=("13-01",))


def test_holidays_have_names_in_both_tongues_and_the_offices_own_days_too() -> None:
    office = workdays(range(2026, 2027), local_days=("06-05", "11-11"))

    assert [office.holiday(day) for day in (date(2026, 4, 6), date(2026, 6, 5), date(2026, 11, 11))] == [
        Text("anden påskedag", "Easter Monday"),
        Text("grundlovsdag", "Constitution Day"),
        Text("kontorets lukkedag", "the office's own holiday"),
    ]
