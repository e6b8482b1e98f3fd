"""Availability: weekly hours on the wall clock, extra hours, absences, midnight and the change of clocks."""

from datetime import UTC, date, datetime, time

import pytest

from booking.domain.availability import Availability, availability_of
from booking.domain.interpreters import Hours, Interval
from booking.domain.periods import COPENHAGEN, Period

TUESDAY = 2
DAYTIME = Hours(TUESDAY, time(8), time(16))


def period(starts: str, ends: str) -> Period:
    """Copenhagen wall times; a trailing Z is UTC."""
    return Period(instant(starts), instant(ends))


def instant(written: str) -> datetime:
    at = datetime.fromisoformat(written)
    return at if at.tzinfo else at.replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("starts", "ends", "offered"),
    [
        ("2026-03-24T08:00", "2026-03-24T16:00", True),
        ("2026-03-24T07:59", "2026-03-24T09:00", False),
        ("2026-03-24T15:00", "2026-03-24T16:01", False),
        ("2026-03-25T10:00", "2026-03-25T11:00", False),
        ("2026-03-24T08:00", "2026-03-31T16:00", False),
    ],
)
def test_a_period_is_offered_when_it_lies_inside_the_weekly_hours(starts: str, ends: str, offered: bool) -> None:
    assert Availability(weekly=(DAYTIME,)).offers(period(starts, ends)) is offered


def test_nothing_is_offered_by_somebody_without_hours() -> None:
    assert not Availability().offers(period("2026-03-24T10:00", "2026-03-24T11:00"))


@pytest.mark.parametrize(
    ("afternoon_from", "offered"),
    [(time(12), True), (time(11), True), (time(12, 1), False)],
)
def test_hours_that_meet_or_overlap_are_joined(afternoon_from: time, offered: bool) -> None:
    availability = Availability(weekly=(Hours(TUESDAY, afternoon_from, time(16)), Hours(TUESDAY, time(8), time(12))))

    assert availability.offers(period("2026-03-24T11:30", "2026-03-24T12:30")) is offered


@pytest.mark.parametrize(
    ("starts", "ends", "offered"),
    [
        ("2026-03-24T22:00", "2026-03-25T06:00", True),
        ("2026-03-25T01:00", "2026-03-25T02:00", True),
        ("2026-03-25T05:30", "2026-03-25T06:30", False),
        ("2026-03-24T01:00", "2026-03-24T02:00", False),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(starts: str, ends: str, offered: bool) -> None:
    assert Availability(weekly=(Hours(TUESDAY, time(22), time(6)),)).offers(period(starts, ends)) is offered


def test_hours_that_end_when_they_begin_last_a_day_and_join_the_next() -> None:
    always = Availability(weekly=tuple(Hours(weekday, time(0), time(0)) for weekday in range(1, 8)))

    assert always.offers(period("2026-03-27T12:00", "2026-03-30T12:00"))


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("2026-03-24T07:00+00:00", "2026-03-24T15:00+00:00"),
        ("2026-03-31T06:00+00:00", "2026-03-31T14:00+00:00"),
        ("2026-10-20T06:00+00:00", "2026-10-20T14:00+00:00"),
        ("2026-10-27T07:00+00:00", "2026-10-27T15:00+00:00"),
    ],
)
def test_eight_to_four_stays_eight_to_four_when_the_clocks_change(starts: str, ends: str) -> None:
    whole = period(starts, ends)

    assert Availability(weekly=(DAYTIME,)).offers(whole)
    assert not Availability(weekly=(DAYTIME,)).offers(whole.shifted(1))


@pytest.mark.parametrize(
    ("hours", "starts", "ends", "offered"),
    [
        # The night to 29 March 2026 lacks 02:00–03:00: 22 to 06 lasts seven hours.
        (Hours(6, time(22), time(6)), "2026-03-28T21:00Z", "2026-03-29T04:00Z", True),
        (Hours(6, time(22), time(6)), "2026-03-28T21:00Z", "2026-03-29T04:01Z", False),
        # 02:30 never comes: it counts by the clock before the change, 01:30 UTC.
        (Hours(7, time(2, 30), time(6)), "2026-03-29T01:30Z", "2026-03-29T04:00Z", True),
        (Hours(7, time(2, 30), time(6)), "2026-03-29T01:29Z", "2026-03-29T04:00Z", False),
        # The night to 25 October 2026 has 02:00–03:00 twice: 22 to 06 lasts nine hours.
        (Hours(6, time(22), time(6)), "2026-10-24T20:00Z", "2026-10-25T05:00Z", True),
        # 02:30 comes twice: the first one counts, 00:30 UTC.
        (Hours(6, time(22), time(2, 30)), "2026-10-24T20:00Z", "2026-10-25T00:30Z", True),
        (Hours(6, time(22), time(2, 30)), "2026-10-24T20:00Z", "2026-10-25T00:31Z", False),
    ],
)
def test_nights_with_a_change_of_clocks_are_as_long_as_they_last(
    hours: Hours, starts: str, ends: str, offered: bool
) -> None:
    assert Availability(weekly=(hours,)).offers(period(starts, ends)) is offered


def test_extra_hours_are_offered_beside_the_weekly_ones_and_joined_to_them() -> None:
    extra = period("2026-03-24T16:00", "2026-03-24T18:00")

    assert Availability(weekly=(DAYTIME,), extra=(extra,)).offers(period("2026-03-24T15:00", "2026-03-24T17:00"))
    assert Availability(extra=(extra,)).offers(extra)


def test_an_absence_wins_over_weekly_and_extra_hours() -> None:
    absence = period("2026-03-24T12:00", "2026-03-26T00:00")
    availability = Availability(
        weekly=(DAYTIME,), extra=(period("2026-03-25T10:00", "2026-03-25T12:00"),), absences=(absence,)
    )
    within = period("2026-03-25T10:00", "2026-03-25T11:00")

    assert not availability.offers(within)
    assert availability.within_hours(within)
    assert availability.absence(within) == absence
    assert availability.offers(period("2026-03-24T11:00", "2026-03-24T12:00"))


def test_the_registers_rows_become_hours_extra_hours_and_absences() -> None:
    starts, ends = datetime(2026, 3, 24, 7, tzinfo=UTC), datetime(2026, 3, 24, 9, tzinfo=UTC)

    availability = availability_of([DAYTIME], (Interval(starts, ends, offered=row == 1) for row in range(2)))

    assert availability == Availability(
        weekly=(DAYTIME,), extra=(Period(starts, ends),), absences=(Period(starts, ends),)
    )


def test_a_period_is_judged_by_the_copenhagen_day_it_falls_on() -> None:
    tuesday_night = Availability(weekly=(Hours(TUESDAY, time(0), time(2)),))

    assert tuesday_night.offers(period("2026-03-23T23:00Z", "2026-03-24T00:30Z"))
    assert date(2026, 3, 24).isoweekday() == TUESDAY


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("", ["08-16"]),
        ("extra 15-18", ["08-18"]),
        ("extra 17-18", ["08-16", "17-18"]),
        ("extra 09-10", ["08-16"]),
        ("extra 05-06", ["08-16"]),
        ("away 10-12", ["08-10", "12-16"]),
        ("away 07-09", ["09-16"]),
        ("away 15-20", ["08-15"]),
        ("away 08-16", []),
        ("away 17-18", ["08-16"]),
    ],
)
def test_what_of_a_day_can_be_had(given: str, left: list[str]) -> None:
    kind, _, hours = given.partition(" ")
    rows = [Interval(*_ends(hours), offered=kind == "extra")] if given else []
    shown = period("2026-03-24T07:00", "2026-03-24T18:00")

    found = availability_of((DAYTIME,), rows).stretches(shown)

    assert found == [Period(*_ends(one)) for one in left]


@pytest.mark.parametrize(
    ("given", "closed"),
    [
        ("", ["07-08", "16-18"]),
        ("extra 06-18", []),
        ("extra 17-18", ["07-08", "16-17"]),
        ("away 15-17", ["07-08", "17-18"]),
        ("away 00-23", []),
    ],
)
def test_what_of_a_day_lies_outside_the_hours_and_inside_no_absence(given: str, closed: list[str]) -> None:
    kind, _, hours = given.partition(" ")
    rows = [Interval(*_ends(hours), offered=kind == "extra")] if given else []
    shown = period("2026-03-24T07:00", "2026-03-24T18:00")

    found = availability_of((DAYTIME,), rows).closed(shown)

    assert found == [Period(*_ends(one)) for one in closed]


def _ends(hours: str) -> tuple[datetime, datetime]:
    first, last = hours.split("-")
    return instant(f"2026-03-24T{first}:00"), instant(f"2026-03-24T{last}:00")
