"""Jobs stand where their time is on the board's axis, clipped to what it shows."""

from datetime import UTC, date, datetime

import pytest

from booking.web.views.boards import Slot, now_line, slot

DAY = date(2026, 11, 12)


def instant(hour: int, minute: int = 0, *, day: int = 12) -> datetime:
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "expected"),
    [
        (instant(7), instant(8), Slot(0, 4)),
        (instant(13), instant(14), Slot(24, 4)),
        (instant(9, 20), instant(9, 40), Slot(9, 2)),
        (instant(6), instant(7, 30), Slot(0, 2)),
        (instant(17, 30), instant(20), Slot(42, 2)),
        (instant(5), instant(23), Slot(0, 44)),
        (instant(22, day=11), instant(8), Slot(0, 4)),
        (instant(5), instant(7), None),
        (instant(18), instant(19), None),
        (instant(9, day=13), instant(10, day=13), None),
    ],
)
def test_a_job_is_clipped_to_the_hours_that_are_shown(
    starts_at: datetime, ends_at: datetime, expected: Slot | None
) -> None:
    assert slot(starts_at, ends_at, DAY) == expected


def test_a_job_on_the_day_the_clocks_change_stands_at_its_wall_time() -> None:
    start, end = datetime(2026, 10, 25, 8, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC)

    assert slot(start, end, date(2026, 10, 25)) == Slot(8, 4)


@pytest.mark.parametrize(
    ("now", "expected"),
    [(instant(7), 0), (instant(12, 30), 50), (instant(17, 59), 99), (instant(18), None), (instant(6, 59), None)],
)
def test_the_now_line_is_in_hundredths_of_the_axis(now: datetime, expected: int | None) -> None:
    assert now_line(now, DAY) == expected


def test_another_day_has_no_now_line() -> None:
    assert now_line(instant(12, day=13), DAY) is None
