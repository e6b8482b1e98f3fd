"""Every kind of deadline over the nights, feasts and weeks at which calendars go wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from booking.domain.deadlines import DeadlineKind, DeadlineRule, deadline
from booking.domain.periods import COPENHAGEN
from booking.gateways.holidays import workdays

# The public holidays by law, and the days on which this office keeps closed.
OFFICE = workdays(range(2025, 2029), local_days=("06-05", "12-24", "12-31"))


def wall(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("kind", "value", "starts_at", "until"),
    [
        # The night of 29 March 2026 is an hour short.
        ("hours_before", "24", "2026-03-29 09:00", "2026-03-28 08:00"),
        ("hours_before", "24", "2026-03-29 03:00", "2026-03-28 02:00"),
        ("hours_before", "48", "2026-03-30 09:00", "2026-03-28 08:00"),
        ("hours_before", "6", "2026-03-29 08:00", "2026-03-29 01:00"),
        ("clock_day_before", "14:00", "2026-03-29 10:00", "2026-03-28 14:00"),
        ("clock_day_before", "02:30", "2026-03-30 10:00", "2026-03-29 03:30"),
        ("workdays_before", "1", "2026-03-30 09:00", "2026-03-27 09:00"),
        ("weekday_week_before", "sun 02:30", "2026-04-01 09:00", "2026-03-29 03:30"),
        # The night of 25 October 2026 is an hour long.
        ("hours_before", "24", "2026-10-25 09:00", "2026-10-24 10:00"),
        ("hours_before", "6", "2026-10-25 06:00", "2026-10-25 01:00"),
        ("clock_day_before", "14:00", "2026-10-26 09:00", "2026-10-25 14:00"),
        ("workdays_before", "1", "2026-10-26 09:00", "2026-10-23 09:00"),
        ("weekday_week_before", "fri 12:00", "2026-10-26 09:00", "2026-10-23 12:00"),
        # Easter 2027: Maundy Thursday 25 March, Good Friday, Easter Monday 29 March.
        ("hours_before", "24", "2027-03-30 09:00", "2027-03-29 09:00"),
        ("clock_day_before", "14:00", "2027-03-30 09:00", "2027-03-29 14:00"),
        ("workdays_before", "1", "2027-03-30 09:00", "2027-03-24 09:00"),
        ("workdays_before", "2", "2027-03-30 09:00", "2027-03-23 09:00"),
        ("weekday_week_before", "fri 12:00", "2027-03-30 09:00", "2027-03-26 12:00"),
        # Constitution Day, 5 June 2026, is a Friday that this office keeps.
        ("workdays_before", "1", "2026-06-08 09:00", "2026-06-04 09:00"),
        ("workdays_before", "2", "2026-06-05 09:00", "2026-06-03 09:00"),
        # Christmas 2026: the 24th is the office's own, the 25th and 26th are the law's.
        ("hours_before", "24", "2026-12-28 09:00", "2026-12-27 09:00"),
        ("workdays_before", "1", "2026-12-28 09:00", "2026-12-23 09:00"),
        ("workdays_before", "3", "2026-12-28 09:00", "2026-12-21 09:00"),
        ("clock_day_before", "14:00", "2026-12-24 09:00", "2026-12-23 14:00"),
        # New Year: the 31st is the office's own, and the year changes.
        ("hours_before", "24", "2027-01-01 09:00", "2026-12-31 09:00"),
        ("workdays_before", "1", "2027-01-04 09:00", "2026-12-30 09:00"),
        ("workdays_before", "3", "2027-01-04 09:00", "2026-12-28 09:00"),
        ("clock_day_before", "14:00", "2027-01-01 09:00", "2026-12-31 14:00"),
        # 2026 has a week 53, from 28 December to 3 January; 2025 has none.
        ("weekday_week_before", "fri 12:00", "2027-01-04 09:00", "2027-01-01 12:00"),
        ("weekday_week_before", "mon 08:00", "2027-01-10 09:00", "2026-12-28 08:00"),
        ("weekday_week_before", "thu 12:00", "2027-01-03 09:00", "2026-12-24 12:00"),
        ("weekday_week_before", "fri 12:00", "2026-01-02 09:00", "2025-12-26 12:00"),
        # Leap day, and a start at midnight.
        ("hours_before", "24", "2028-03-01 09:00", "2028-02-29 09:00"),
        ("clock_day_before", "14:00", "2026-07-07 00:00", "2026-07-06 14:00"),
        ("workdays_before", "1", "2026-07-06 00:00", "2026-07-03 00:00"),
        ("minutes_before", "90", "2026-10-25 03:00", "2026-10-25 02:30"),
    ],
)
def test_the_instant_is_in_time_and_one_second_later_is_late(
    kind: DeadlineKind, value: str, starts_at: str, until: str
) -> None:
    made = deadline(DeadlineRule(kind, value), wall(starts_at), OFFICE)

    instant = wall(until).astimezone(UTC)
    assert made.instant == instant
    assert made.in_time(instant)
    assert not made.in_time(instant + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("kind", "value", "starts_at", "said"),
    [
        (
            "weekday_week_before",
            "fri 12:00",
            "2027-01-04 09:00",
            "fredag kl. 12.00 i uge 53, ugen før mandag 4/1 kl. 09.00 = fredag 1/1 kl. 12.00",
        ),
        (
            "workdays_before",
            "2",
            "2027-03-30 09:00",
            "2 arbejdsdage før tirsdag 30/3 kl. 09.00 = tirsdag 23/3 kl. 09.00",
        ),
        ("hours_before", "24", "2026-10-25 09:00", "24 timer før søndag 25/10 kl. 09.00 = lørdag 24/10 kl. 10.00"),
        (
            "minutes_before",
            "90",
            "2026-10-25 03:00",
            "90 minutter før søndag 25/10 kl. 03.00 = søndag 25/10 kl. 02.30 (sommertid)",
        ),
    ],
)
def test_the_derivation_names_the_rule_and_both_ends(kind: DeadlineKind, value: str, starts_at: str, said: str) -> None:
    assert deadline(DeadlineRule(kind, value), wall(starts_at), OFFICE).derivation.da == said
