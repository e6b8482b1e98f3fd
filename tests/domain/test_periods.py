"""The wall clock of Copenhagen on the nights when it jumps, and the minutes that pass anyway."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.errors import Invalid
from booking.domain.periods import (
    COPENHAGEN,
    Period,
    check_offset,
    danish_day,
    danish_moment,
    day_bounds,
    instant_of,
    local,
    local_date,
)
from booking.domain.texts import Text

SPRING = date(2026, 3, 29)
AUTUMN = date(2026, 10, 25)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


def zone(hours: int) -> timezone:
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("day", "clock", "fold", "instant"),
    [
        (date(2026, 1, 5), time(9), None, utc(2026, 1, 5, 8)),
        (date(2026, 7, 6), time(9), None, utc(2026, 7, 6, 7)),
        (date(2026, 7, 6), time(9), 1, utc(2026, 7, 6, 7)),
        (SPRING, time(1, 59), None, utc(2026, 3, 29, 0, 59)),
        (SPRING, time(3), None, utc(2026, 3, 29, 1)),
        (AUTUMN, time(2, 30), 0, utc(2026, 10, 25, 0, 30)),
        (AUTUMN, time(2, 30), 1, utc(2026, 10, 25, 1, 30)),
        (AUTUMN, time(3), None, utc(2026, 10, 25, 2)),
    ],
)
def test_a_wall_time_in_copenhagen_has_one_instant(day: date, clock: time, fold: int | None, instant: datetime) -> None:
    assert instant_of(day, clock, fold=fold) == instant


@pytest.mark.parametrize("fold", [None, 0, 1])
def test_the_skipped_half_past_two_is_refused_with_the_way_out(fold: int | None) -> None:
    with pytest.raises(Invalid) as refused:
        instant_of(SPRING, time(2, 30), fold=fold, field="starts_at")
    assert refused.value.field == "starts_at"
    assert refused.value.message == Text(
        "Søndag 29/3 findes kl. 02.30 ikke: uret stilles frem fra 02.00 til 03.00. "
        "Vælg et tidspunkt før 02.00 eller fra 03.00.",
        "There is no 02:30 on Sunday 29 March: the clocks go forward from 02:00 to 03:00. "
        "Choose a time before 02:00 or from 03:00.",
    )


def test_a_half_past_two_that_comes_twice_is_asked_about() -> None:
    with pytest.raises(Invalid) as refused:
        instant_of(AUTUMN, time(2, 30))
    assert refused.value.message == Text(
        "Søndag 25/10 kommer kl. 02.30 to gange: uret stilles tilbage fra 03.00 til 02.00. "
        "Vælg den første (sommertid, +02:00) eller den anden (normaltid, +01:00).",
        "02:30 comes twice on Sunday 25 October: the clocks go back from 03:00 to 02:00. "
        "Choose the first (summer time, +02:00) or the second (winter time, +01:00).",
    )


@pytest.mark.parametrize("hours", [1, 2])
def test_a_written_time_that_copenhagen_skips_is_refused(hours: int) -> None:
    with pytest.raises(Invalid, match="There is no 02:30 on Sunday 29 March"):
        check_offset(datetime(2026, 3, 29, 2, 30, tzinfo=zone(hours)))


def test_a_written_time_without_an_offset_is_refused() -> None:
    with pytest.raises(Invalid, match="lacks its offset") as refused:
        check_offset(datetime(2026, 3, 30, 9, 0), field="starts_at")  # noqa: DTZ001 - the point of the test
    assert refused.value.field == "starts_at"


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        (datetime(2026, 3, 29, 2, 30, tzinfo=UTC), utc(2026, 3, 29, 2, 30)),
        (datetime(2026, 3, 30, 9, 0, tzinfo=zone(2)), utc(2026, 3, 30, 7)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=zone(2)), utc(2026, 10, 25, 0, 30)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=zone(1)), utc(2026, 10, 25, 1, 30)),
    ],
)
def test_a_written_time_with_its_offset_is_taken_at_its_word(written: datetime, instant: datetime) -> None:
    taken = check_offset(written)
    assert (taken, taken.tzinfo) == (instant, UTC)


@pytest.mark.parametrize(
    ("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 6, 1), 24), (date(2026, 12, 31), 24)]
)
def test_a_day_is_as_long_as_it_lasts(day: date, hours: int) -> None:
    bounds = day_bounds(day)
    assert bounds.minutes == hours * 60
    assert local(bounds.starts_at).time() == local(bounds.ends_at).time() == time(0)


@pytest.mark.parametrize(
    ("day", "from_", "to", "minutes"),
    [(SPRING, time(1), time(4), 120), (AUTUMN, time(1), time(4), 240), (date(2026, 6, 1), time(1), time(4), 180)],
)
def test_minutes_are_those_that_pass_not_those_the_clock_shows(day: date, from_: time, to: time, minutes: int) -> None:
    period = Period(datetime.combine(day, from_, COPENHAGEN), datetime.combine(day, to, COPENHAGEN))
    assert period.minutes == minutes
    assert period.starts_at.tzinfo is UTC


def test_the_second_half_past_two_comes_an_hour_after_the_first() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN)
    assert Period(first, first.replace(fold=1)).minutes == 60


@pytest.mark.parametrize("minutes", [0, -1])
def test_a_period_that_does_not_end_after_its_start_is_refused(minutes: int) -> None:
    start = utc(2026, 6, 1, 9)
    with pytest.raises(Invalid) as refused:
        Period(start, start + timedelta(minutes=minutes))
    assert refused.value.field == "ends_at"


def test_a_time_without_a_zone_is_a_fault_in_the_program() -> None:
    with pytest.raises(ValueError, match="instants are aware"):
        Period(datetime(2026, 6, 1, 9), utc(2026, 6, 1, 10))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("from_", "to", "expected"), [(8, 9, False), (8, 10, True), (9, 10, True), (10, 12, True), (11, 12, False)]
)
def test_periods_that_only_touch_do_not_overlap(from_: int, to: int, expected: bool) -> None:
    nine_to_eleven = Period(utc(2026, 6, 1, 9), utc(2026, 6, 1, 11))
    other = Period(utc(2026, 6, 1, from_), utc(2026, 6, 1, to))
    assert nine_to_eleven.overlaps(other) is other.overlaps(nine_to_eleven) is expected


@given(st.integers(-100_000, 100_000), st.integers(1, 2_000))
def test_shifting_keeps_the_length(by: int, minutes: int) -> None:
    start = utc(2026, 3, 29, 0, 15)
    shifted = Period(start, start + timedelta(minutes=minutes)).shifted(by)
    assert (shifted.minutes, shifted.starts_at) == (minutes, start + timedelta(minutes=by))


@given(st.datetimes(datetime(2018, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_instant_is_found_again_from_its_wall_clock(instant: Any) -> None:
    at = local(instant)
    assert instant_of(at.date(), at.time(), fold=at.fold) == instant
    assert day_bounds(local_date(instant)).overlaps(Period(instant, instant + timedelta(microseconds=1)))


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2027, 3, 30), Text("tirsdag 30/3", "Tuesday 30 March")),
        (utc(2026, 12, 31, 23, 30), Text("fredag 1/1", "Friday 1 January")),
    ],
)
def test_a_day_is_said_with_its_weekday(when: date, said: Text) -> None:
    assert danish_day(when) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (utc(2027, 3, 30, 7), Text("tirsdag 30/3 kl. 09.00", "Tuesday 30 March 09:00")),
        (
            utc(2026, 10, 25, 0, 30),
            Text("søndag 25/10 kl. 02.30 (sommertid)", "Sunday 25 October 02:30 (summer time)"),
        ),
        (
            utc(2026, 10, 25, 1, 30),
            Text("søndag 25/10 kl. 02.30 (normaltid)", "Sunday 25 October 02:30 (winter time)"),
        ),
    ],
)
def test_an_instant_is_said_by_the_clock_of_copenhagen(when: datetime, said: Text) -> None:
    assert danish_moment(when) == said
