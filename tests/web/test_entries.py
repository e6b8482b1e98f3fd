"""Quick input is understood as the office types it, and nothing else is guessed."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.errors import Invalid
from booking.domain.texts import Tongue
from booking.web import entries, formats

THURSDAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9", time(9)),
        ("13", time(13)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9:30", time(9, 30)),
        (" kl. 13.00 ", time(13)),
        ("kl 9", time(9)),
        ("0", time(0)),
        ("2359", time(23, 59)),
    ],
)
def test_a_time_can_be_typed_short(typed: str, expected: time) -> None:
    assert entries.time_in(typed) == expected


@pytest.mark.parametrize("typed", ["", "24", "9.60", "9.3", "ni", "13.00.00", "-9", "99", "930x", "9,30"])
def test_a_time_that_is_not_one_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        entries.time_in(typed, field="start")

    assert refused.value.field == "start"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("19.11", date(2026, 11, 19)),
        ("19/11", date(2026, 11, 19)),
        ("19.11.", date(2026, 11, 19)),
        ("19.11.2026", date(2026, 11, 19)),
        ("19.11.27", date(2027, 11, 19)),
        ("19-11-2026", date(2026, 11, 19)),
        ("2026-11-19", date(2026, 11, 19)),
        ("tor. 19.11.2026", date(2026, 11, 19)),
        ("19 Nov", date(2026, 11, 19)),
        ("19. november", date(2026, 11, 19)),
        ("torsdag den 19. november 2026", date(2026, 11, 19)),
        ("Thu 19 Nov", date(2026, 11, 19)),
        ("2 oct", date(2027, 10, 2)),
        ("1.2", date(2027, 2, 1)),
        ("12.11", THURSDAY),
        ("29.2", date(2028, 2, 29)),
        ("tor", THURSDAY),
        ("fre.", date(2026, 11, 13)),
        ("on", date(2026, 11, 18)),
        ("Onsdag", date(2026, 11, 18)),
        ("thu", THURSDAY),
        ("søn", date(2026, 11, 15)),
        ("i dag", THURSDAY),
        ("I  morgen", date(2026, 11, 13)),
        ("tomorrow", date(2026, 11, 13)),
        ("i overmorgen", date(2026, 11, 14)),
        ("+7", date(2026, 11, 19)),
        ("+ 1", date(2026, 11, 13)),
        ("1.1.2018", date(2018, 1, 1)),
    ],
)
def test_a_date_can_be_typed_short(typed: str, expected: date) -> None:
    assert entries.day_in(typed, THURSDAY) == expected


@pytest.mark.parametrize(
    "typed", ["", "t", "31.2", "31.2.2026", "19 foo", "tor den", "2026-13-01", "næste uge", "+1000", "19", "tirsdagen"]
)
def test_a_date_that_is_not_one_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        entries.day_in(typed, THURSDAY, field="date")

    assert refused.value.field == "date"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from([formats.day, formats.day_long]))
def test_a_date_as_we_write_it_is_read_as_the_same_date(day: date, shape: Callable[[date, Tongue], str]) -> None:
    assert [entries.day_in(shape(day, "da"), THURSDAY), entries.day_in(shape(day, "en"), THURSDAY)] == [day, day]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("5. juni", "06-05"), ("5 June", "06-05"), ("5/6", "06-05"), ("24.12.", "12-24"), ("06-05", "06-05")],
)
def test_a_day_of_every_year_is_read_as_danes_write_it_and_as_it_is_kept(typed: str, expected: str) -> None:
    assert entries.yearly_in(typed) == expected
    assert [entries.yearly_in(formats.yearly(expected, tongue)) for tongue in ("da", "en")] == [expected, expected]


@pytest.mark.parametrize("typed", ["", "juni", "31/6", "29. februar", "5. juni 2026", "13-45", "5/13", "5 foo"])
def test_a_day_that_not_every_year_has_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        entries.yearly_in(typed, field="final")

    assert refused.value.field == "final"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1.234,50", "1234.50"),
        ("1234,5", "1234.5"),
        ("1234", "1234"),
        ("1.234", "1234"),
        ("1234.50", "1234.50"),
        ("12.345.678,90 kr.", "12345678.90"),
        ("-5,25", "-5.25"),
        ("4.2", "4.2"),
    ],
)
def test_a_number_can_be_danish_or_with_a_point(typed: str, expected: str) -> None:
    assert entries.number_in(typed) == Decimal(expected)


@pytest.mark.parametrize("typed", ["", "kr.", "1,2,3", "1.23,4", "1,234.50", "NaN", "1e3", "ti"])
def test_a_number_that_is_not_one_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        entries.number_in(typed, field="km")

    assert refused.value.field == "km"
