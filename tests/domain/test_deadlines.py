"""Deadlines: the instant, the words, and the second after."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.deadlines import DeadlineKind, DeadlineRule, ahead, deadline
from booking.domain.errors import Invalid
from booking.domain.periods import danish_moment, instant_of, local, readings
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

HOLIDAYS = [
    date(2025, 12, 25),
    date(2025, 12, 26),
    date(2026, 1, 1),
    date(2026, 12, 25),
    date(2027, 1, 1),
    date(2027, 3, 25),
    date(2027, 3, 26),
    date(2027, 3, 29),
]
WORKDAYS = Workdays(frozenset(HOLIDAYS))


def at(day: date, clock: time, fold: int | None = None) -> datetime:
    return instant_of(day, clock, fold=fold)


TUESDAY_AFTER_EASTER = at(date(2027, 3, 30), time(9))


@pytest.mark.parametrize(
    ("rule", "instant", "derivation"),
    [
        (
            DeadlineRule("hours_before", "24"),
            at(date(2027, 3, 29), time(9)),
            Text(
                "24 timer før tirsdag 30/3 kl. 09.00 = mandag 29/3 kl. 09.00",
                "24 hours before Tuesday 30 March 09:00 = Monday 29 March 09:00",
            ),
        ),
        (
            DeadlineRule("hours_before", "1"),
            at(date(2027, 3, 30), time(8)),
            Text(
                "1 time før tirsdag 30/3 kl. 09.00 = tirsdag 30/3 kl. 08.00",
                "1 hour before Tuesday 30 March 09:00 = Tuesday 30 March 08:00",
            ),
        ),
        (
            DeadlineRule("minutes_before", "90"),
            at(date(2027, 3, 30), time(7, 30)),
            Text(
                "90 minutter før tirsdag 30/3 kl. 09.00 = tirsdag 30/3 kl. 07.30",
                "90 minutes before Tuesday 30 March 09:00 = Tuesday 30 March 07:30",
            ),
        ),
        (
            DeadlineRule("minutes_before", "1"),
            at(date(2027, 3, 30), time(8, 59)),
            Text(
                "1 minut før tirsdag 30/3 kl. 09.00 = tirsdag 30/3 kl. 08.59",
                "1 minute before Tuesday 30 March 09:00 = Tuesday 30 March 08:59",
            ),
        ),
        (
            DeadlineRule("clock_day_before", "14:00"),
            at(date(2027, 3, 29), time(14)),
            Text(
                "kl. 14.00 dagen før tirsdag 30/3 kl. 09.00 = mandag 29/3 kl. 14.00",
                "14:00 the day before Tuesday 30 March 09:00 = Monday 29 March 14:00",
            ),
        ),
        (
            DeadlineRule("workdays_before", "2"),
            at(date(2027, 3, 23), time(9)),
            Text(
                "2 arbejdsdage før tirsdag 30/3 kl. 09.00 = tirsdag 23/3 kl. 09.00",
                "2 working days before Tuesday 30 March 09:00 = Tuesday 23 March 09:00",
            ),
        ),
        (
            DeadlineRule("workdays_before", "1"),
            at(date(2027, 3, 24), time(9)),
            Text(
                "1 arbejdsdag før tirsdag 30/3 kl. 09.00 = onsdag 24/3 kl. 09.00",
                "1 working day before Tuesday 30 March 09:00 = Wednesday 24 March 09:00",
            ),
        ),
        (
            DeadlineRule("weekday_week_before", "fri 12:00"),
            at(date(2027, 3, 26), time(12)),
            Text(
                "fredag kl. 12.00 i uge 12, ugen før tirsdag 30/3 kl. 09.00 = fredag 26/3 kl. 12.00",
                "Friday 12:00 in week 12, the week before Tuesday 30 March 09:00 = Friday 26 March 12:00",
            ),
        ),
    ],
)
def test_a_deadline_carries_its_instant_its_rule_and_its_derivation(
    rule: DeadlineRule, instant: datetime, derivation: Text
) -> None:
    made = deadline(rule, TUESDAY_AFTER_EASTER, WORKDAYS)
    assert (made.instant, made.rule, made.derivation) == (instant, rule, derivation)


@pytest.mark.parametrize(
    ("kind", "value", "starts_at", "instant"),
    [
        # The clocks go forward on 29 March 2026: 24 elapsed hours are 25 on the wall.
        ("hours_before", "24", at(date(2026, 3, 29), time(9)), at(date(2026, 3, 28), time(8))),
        ("hours_before", "24", at(date(2026, 10, 25), time(9)), at(date(2026, 10, 24), time(10))),
        ("hours_before", "24", at(date(2026, 3, 30), time(9)), at(date(2026, 3, 29), time(9))),
        ("workdays_before", "1", at(date(2026, 3, 30), time(9)), at(date(2026, 3, 27), time(9))),
        ("clock_day_before", "14:00", at(date(2026, 3, 29), time(9)), at(date(2026, 3, 28), time(14))),
        # A clock time that the day before skips means an hour later; one that comes twice, the second.
        ("clock_day_before", "02:30", at(date(2026, 3, 30), time(9)), at(date(2026, 3, 29), time(3, 30))),
        ("clock_day_before", "02:30", at(date(2026, 10, 26), time(9)), at(date(2026, 10, 25), time(2, 30), 1)),
        # No deadline comes after its start, not even in the hour that comes twice.
        (
            "workdays_before",
            "0",
            at(date(2026, 10, 25), time(2, 30), 0),
            at(date(2026, 10, 25), time(2, 30), 0),
        ),
        # Christmas and New Year.
        ("workdays_before", "3", at(date(2025, 12, 29), time(8)), at(date(2025, 12, 22), time(8))),
        ("workdays_before", "2", at(date(2026, 1, 2), time(8)), at(date(2025, 12, 30), time(8))),
        # 2026 has a week 53: its Friday is New Year's Day 2027.
        ("weekday_week_before", "fri 12:00", at(date(2027, 1, 5), time(9)), at(date(2027, 1, 1), time(12))),
        ("weekday_week_before", "mon 08:00", at(date(2027, 1, 3), time(9)), at(date(2026, 12, 21), time(8))),
        ("weekday_week_before", "sun 23:59", at(date(2027, 1, 4), time(9)), at(date(2027, 1, 3), time(23, 59))),
        # Just after local midnight it is another day in Copenhagen than in UTC.
        ("clock_day_before", "14:00", at(date(2026, 7, 7), time(0, 30)), at(date(2026, 7, 6), time(14))),
    ],
)
def test_the_walk_is_made_on_the_calendar_of_copenhagen(
    kind: DeadlineKind, value: str, starts_at: datetime, instant: datetime
) -> None:
    made = deadline(DeadlineRule(kind, value), starts_at, WORKDAYS)
    assert made.instant == instant
    assert made.derivation.da.endswith(f"{danish_moment(starts_at).da} = {danish_moment(instant).da}")


def test_a_letter_has_the_instant_first() -> None:
    made = deadline(DeadlineRule("workdays_before", "2"), TUESDAY_AFTER_EASTER, WORKDAYS)
    assert made.said == Text(
        "tirsdag 23/3 kl. 09.00 (2 arbejdsdage før tirsdag 30/3 kl. 09.00)",
        "Tuesday 23 March 09:00 (2 working days before Tuesday 30 March 09:00)",
    )


@pytest.mark.parametrize(
    ("minutes", "rule"),
    [
        (0, DeadlineRule("hours_before", "0")),
        (90, DeadlineRule("minutes_before", "90")),
        (2880, DeadlineRule("hours_before", "48")),
        (129_599, DeadlineRule("minutes_before", "129599")),
    ],
)
def test_a_lead_time_is_a_deadline_too(minutes: int, rule: DeadlineRule) -> None:
    assert ahead(minutes) == rule
    assert deadline(rule, TUESDAY_AFTER_EASTER, WORKDAYS).instant == TUESDAY_AFTER_EASTER - timedelta(minutes=minutes)


def test_week_53_is_named() -> None:
    made = deadline(DeadlineRule("weekday_week_before", "fri 12:00"), at(date(2027, 1, 5), time(9)), WORKDAYS)
    assert made.derivation.da == "fredag kl. 12.00 i uge 53, ugen før tirsdag 5/1 kl. 09.00 = fredag 1/1 kl. 12.00"


def test_a_deadline_is_still_in_time_at_the_instant_and_late_one_second_later() -> None:
    made = deadline(DeadlineRule("workdays_before", "2"), TUESDAY_AFTER_EASTER, WORKDAYS)
    assert made.in_time(made.instant)
    assert not made.in_time(made.instant + timedelta(seconds=1))
    assert made.in_time(local(made.instant))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("hours_before", ""),
        ("hours_before", "-1"),
        ("hours_before", "12345"),
        ("minutes_before", "1234567"),
        ("clock_day_before", "25:00"),
        ("workdays_before", "two"),
        ("weekday_week_before", "12:00"),
        ("weekday_week_before", "fri"),
        ("at_noon", "12:00"),
    ],
)
def test_a_rule_that_cannot_be_walked_is_refused_with_the_forms_that_can(kind: Any, value: str) -> None:
    with pytest.raises(Invalid, match="cannot be understood") as refused:
        DeadlineRule(kind, value)
    assert refused.value.field == "cancel_free_value"


instants = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
rules = st.sampled_from(
    [
        DeadlineRule("hours_before", "4"),
        DeadlineRule("hours_before", "24"),
        DeadlineRule("clock_day_before", "14:00"),
        DeadlineRule("clock_day_before", "02:30"),
        DeadlineRule("workdays_before", "0"),
        DeadlineRule("workdays_before", "2"),
        DeadlineRule("weekday_week_before", "sun 02:30"),
    ]
)


@given(instants, rules)
def test_no_deadline_falls_after_what_it_belongs_to(starts_at: datetime, rule: DeadlineRule) -> None:
    assert deadline(rule, starts_at, WORKDAYS).instant <= starts_at


@given(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.integers(0, 23), st.integers(1, 60), rules)
def test_the_same_hour_on_a_later_day_never_has_the_earlier_deadline(
    day: date, hour: int, later: int, rule: DeadlineRule
) -> None:
    nearer, farther = (max(readings(one, time(hour, 30))) for one in (day, day + timedelta(days=later)))
    assert deadline(rule, nearer, WORKDAYS).instant <= deadline(rule, farther, WORKDAYS).instant


@given(instants, st.integers(1, 20))
def test_more_working_days_never_give_a_later_deadline(starts_at: datetime, days: int) -> None:
    nearer = deadline(DeadlineRule("workdays_before", str(days - 1)), starts_at, WORKDAYS)
    farther = deadline(DeadlineRule("workdays_before", str(days)), starts_at, WORKDAYS)
    assert farther.instant < nearer.instant
