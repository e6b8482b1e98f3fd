"""Dates, times, amounts and shares come out as the office writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from booking.domain.texts import Tongue
from booking.web import formats

DAY = date(2026, 11, 12)
START, END = datetime(2026, 11, 12, 12, tzinfo=UTC), datetime(2026, 11, 12, 13, tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("shape", "da", "en"),
    [
        (formats.day, "12.11.2026", "12 Nov 2026"),
        (formats.day_long, "torsdag den 12. november 2026", "Thursday 12 November 2026"),
        (formats.day_title, "Torsdag 12. november", "Thursday 12 November"),
        (formats.day_short, "tor. 12/11", "Thu 12 Nov"),
        (formats.weekday, "to", "Th"),
        (formats.month, "november 2026", "November 2026"),
        (formats.month_short, "nov", "Nov"),
        (formats.week, "uge 46", "week 46"),
    ],
)
def test_a_date_is_written_in_either_tongue(shape: object, da: str, en: str) -> None:
    assert callable(shape)

    assert (plain(shape(DAY, "da")), plain(shape(DAY, "en"))) == (da, en)


@pytest.mark.parametrize(
    ("first", "last", "da", "en"),
    [
        (date(2026, 11, 9), date(2026, 11, 13), "9.–13. november 2026", "9–13 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 6), "30. november – 6. december 2026", "30 November – 6 December 2026"),
        (
            date(2026, 12, 28),
            date(2027, 1, 3),
            "28. december 2026 – 3. januar 2027",
            "28 December 2026 – 3 January 2027",
        ),
    ],
)
def test_a_run_of_days_says_the_month_and_the_year_once(first: date, last: date, da: str, en: str) -> None:
    assert (formats.days(first, last, "da"), formats.days(first, last, "en")) == (da, en)


@pytest.mark.parametrize(("tongue", "expected"), [("da", "kl. 13.00–14.00"), ("en", "13:00–14:00")])
def test_a_span_is_copenhagen_time(tongue: Tongue, expected: str) -> None:
    assert plain(formats.span(START, END, tongue)) == expected


def test_a_span_past_midnight_names_the_day_it_ends() -> None:
    late, early = datetime(2026, 11, 12, 22, tzinfo=UTC), datetime(2026, 11, 13, 0, tzinfo=UTC)

    assert formats.hours(late, early, "da") == "23.00–fre. 13/11 01.00"


@pytest.mark.parametrize(
    ("starts", "ends", "da", "en"),
    [
        ("17T09:20Z", "17T22:00Z", "ons. 17/6 fra kl. 11.20", "Wed 17 Jun from 11:20"),
        ("16T22:00Z", "17T22:00Z", "ons. 17/6", "Wed 17 Jun"),
        ("17T22:00Z", "19T22:00Z", "tor. 18/6 – fre. 19/6", "Thu 18 Jun – Fri 19 Jun"),
        ("17T09:20Z", "19T22:00Z", "ons. 17/6 kl. 11.20 – fre. 19/6", "Wed 17 Jun 11:20 – Fri 19 Jun"),
        ("17T07:00Z", "17T10:00Z", "ons. 17/6 kl. 09.00–12.00", "Wed 17 Jun 09:00–12:00"),
        ("17T22:00Z", "18T10:00Z", "tor. 18/6 kl. 00.00–12.00", "Thu 18 Jun 00:00–12:00"),
        ("16T22:00Z", "18T10:00Z", "ons. 17/6 – tor. 18/6 kl. 12.00", "Wed 17 Jun – Thu 18 Jun 12:00"),
    ],
)
def test_an_absence_until_midnight_is_said_through_the_day_before(starts: str, ends: str, da: str, en: str) -> None:
    stretch = datetime.fromisoformat(f"2026-06-{starts}"), datetime.fromisoformat(f"2026-06-{ends}")

    assert (plain(formats.stretch(*stretch, "da")), formats.stretch(*stretch, "en")) == (da, en)


def test_an_instant_late_in_the_evening_belongs_to_the_copenhagen_day() -> None:
    assert formats.day(datetime(2026, 11, 11, 23, 30, tzinfo=UTC), "da") == "12.11.2026"


def test_summer_time_is_two_hours_ahead() -> None:
    assert formats.clock(datetime(2026, 7, 1, 7, tzinfo=UTC), "da") == "09.00"


@pytest.mark.parametrize(("tongue", "expected"), [("da", "12.11.2026 kl. 13.00"), ("en", "12 Nov 2026, 13:00")])
def test_a_moment_has_date_and_clock(tongue: Tongue, expected: str) -> None:
    assert plain(formats.moment(START, tongue)) == expected


@pytest.mark.parametrize(
    ("ore", "da", "en"),
    [
        (84231650, "842.316,50 kr.", "DKK 842,316.50"),
        (5, "0,05 kr.", "DKK 0.05"),
        (-47250, "-472,50 kr.", "DKK -472.50"),
    ],
)
def test_an_amount_is_written_from_ore(ore: int, da: str, en: str) -> None:
    assert (plain(formats.kroner(ore, "da")), plain(formats.kroner(ore, "en"))) == (da, en)


@pytest.mark.parametrize(
    ("share", "da", "en"),
    [
        (Fraction(588, 1000), "58,8 %", "58.8%"),
        (Fraction(16, 100), "16,0 %", "16.0%"),
        (Fraction(1, 3), "33,3 %", "33.3%"),
        (Fraction(12345, 100000), "12,3 %", "12.3%"),
        (Fraction(1235, 10000), "12,4 %", "12.4%"),
        (None, "–", "–"),
    ],
)
def test_a_share_has_one_decimal_rounded_half_up(share: Fraction | None, da: str, en: str) -> None:
    assert (plain(formats.percent(share, "da")), formats.percent(share, "en")) == (da, en)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [(1284, 0, "1.284"), (Decimal("4.25"), 1, "4,3"), (Decimal("-4.25"), 1, "-4,3"), (0, 0, "0")],
)
def test_a_number_rounds_half_away_from_zero(value: int | Decimal, places: int, expected: str) -> None:
    assert formats.number(value, "da", places) == expected


@pytest.mark.parametrize(
    ("minutes", "da", "en"),
    [(45, "45 min.", "45 min"), (90, "1 t. 30 min.", "1 h 30 min"), (120, "2 t.", "2 h"), (0, "0 min.", "0 min")],
)
def test_a_duration_is_said_in_hours_and_minutes(minutes: int, da: str, en: str) -> None:
    assert (plain(formats.duration(minutes, "da")), plain(formats.duration(minutes, "en"))) == (da, en)
