"""The period of a report, and how its figures are written."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from booking.domain.errors import Invalid
from booking.domain.reports import Column, Headline, Span, months_in, percent, plain, share, span_of, written
from booking.domain.reports.figures import Kind, Value
from booking.domain.reports.spans import dated, last_day, month_name, stamped
from booking.domain.texts import Text

TODAY = date(2018, 4, 30)


@pytest.mark.parametrize(
    ("part", "whole", "in_table", "in_headline"),
    [
        (36, 871, "4,1 %", "4 %"),
        (135, 568, "23,8 %", "24 %"),
        (16, 159, "10,1 %", "10 %"),
        (58, 124, "46,8 %", "47 %"),
        (16, 100, "16,0 %", "16 %"),
        (1, 8, "12,5 %", "13 %"),
        (5, 1000, "0,5 %", "1 %"),
        (1, 2000, "0,1 %", "0 %"),
        (1, 1, "100,0 %", "100 %"),
        (0, 7, "0,0 %", "0 %"),
        (0, 0, "–", "–"),
    ],
)
def test_a_share_has_one_decimal_in_tables_none_in_headlines_and_a_half_goes_away_from_zero(
    part: int, whole: int, in_table: str, in_headline: str
) -> None:
    value = share(part, whole)

    headline = Headline(Column("share", Text("Andel", "Share"), "share"), value)

    assert (percent(value), headline.written("da")) == (in_table, in_headline)


@pytest.mark.parametrize(
    ("kind", "value", "da", "en", "for_programs"),
    [
        ("count", 746 + 15 + 505 + 5 + 68 + 5 + 4 + 65 + 6, "1.419", "1,419", 1419),
        ("count", 0, "0", "0", 0),
        ("share", Fraction(36, 871), "4,1 %", "4.1%", "4.1"),
        ("share", None, "–", "–", None),
        ("hours", 90, "1,50", "1.50", "1.50"),
        ("hours", 75_010, "1.250,17", "1,250.17", "1250.17"),
        ("kroner", 117_866, "1.178,66", "1,178.66", "1178.66"),
        ("kroner", -117_866, "-1.178,66", "-1,178.66", "-1178.66"),
        ("kroner", 0, "0,00", "0.00", "0.00"),
        ("date", date(2018, 4, 30), "30.04.2018", "30.04.2018", "2018-04-30"),
        ("date", None, "–", "–", None),
        ("text", Text("Dari", "Dari (en)"), "Dari", "Dari (en)", "Dari"),
        ("text", "B-2018-000001", "B-2018-000001", "B-2018-000001", "B-2018-000001"),
        ("text", None, "", "", None),
    ],
)
def test_a_figure_is_written_for_danes_for_others_and_for_programs(
    kind: Kind, value: Value, da: str, en: str, for_programs: str | int | None
) -> None:
    assert (written(kind, value, "da"), written(kind, value, "en"), plain(kind, value)) == (da, en, for_programs)


JANUARY_1 = date(2018, 1, 1)


@pytest.mark.parametrize(
    ("frm", "to", "as_of", "span"),
    [
        (None, None, None, Span(JANUARY_1, TODAY, TODAY)),
        (None, None, date(2017, 3, 31), Span(date(2017, 1, 1), date(2017, 3, 31), date(2017, 3, 31))),
        (None, date(2017, 3, 31), None, Span(date(2017, 1, 1), date(2017, 3, 31), date(2017, 3, 31))),
        (None, date(2017, 3, 31), TODAY, Span(date(2017, 1, 1), date(2017, 3, 31), TODAY)),
        (date(2016, 7, 1), None, None, Span(date(2016, 7, 1), TODAY, TODAY)),
        (date(2018, 2, 1), date(2018, 12, 31), None, Span(date(2018, 2, 1), TODAY, TODAY)),
        (
            date(2018, 2, 1),
            date(2018, 3, 1),
            date(2018, 2, 5),
            Span(date(2018, 2, 1), date(2018, 2, 5), date(2018, 2, 5)),
        ),
    ],
)
def test_the_period_is_1_january_to_the_as_of_day_unless_said_otherwise(
    frm: date | None, to: date | None, as_of: date | None, span: Span
) -> None:
    assert span_of(frm=frm, to=to, as_of=as_of, today=TODAY) == span


@pytest.mark.parametrize(
    ("frm", "to", "as_of", "field"),
    [
        (None, None, date(2018, 5, 1), "as_of"),
        (date(2018, 3, 2), date(2018, 3, 1), None, "from"),
        (date(2018, 3, 2), None, date(2018, 3, 1), "from"),
        (date(2018, 5, 1), date(2018, 6, 1), None, "from"),
        (date(1999, 12, 31), None, None, "from"),
        (date.min, date.max, None, "from"),
        (None, date.min, None, "from"),
    ],
)
def test_a_period_that_cannot_be_is_refused_with_the_field(
    frm: date | None, to: date | None, as_of: date | None, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        span_of(frm=frm, to=to, as_of=as_of, today=TODAY)

    assert refusal.value.field == field


def test_months_run_across_new_year_and_the_last_ends_with_the_span() -> None:
    span = Span(date(2017, 11, 20), date(2018, 2, 10), TODAY)

    assert [(key, month_name(key).da, last_day(key, span)) for key in months_in(span)] == [
        ("2017-11", "november 2017", date(2017, 11, 30)),
        ("2017-12", "december 2017", date(2017, 12, 31)),
        ("2018-01", "januar 2018", date(2018, 1, 31)),
        ("2018-02", "februar 2018", date(2018, 2, 10)),
    ]


def test_a_span_is_its_local_days_to_the_hour_of_summer_time() -> None:
    period = Span(date(2018, 3, 25), date(2018, 3, 25), TODAY).period

    assert period.minutes == 23 * 60


def test_days_and_times_of_reading_are_printed_in_both_languages() -> None:
    assert dated(TODAY) == Text("30.04.2018", "30 April 2018")
    assert stamped(datetime(2018, 4, 30, 9, 0, 5)) == Text("30.04.2018 kl. 09.00.05", "30 April 2018 09:00:05")  # noqa: DTZ001  already local
