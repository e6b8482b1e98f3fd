"""How long an illness lasts, and what may still be decided."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from booking.domain.errors import Conflict, Invalid
from booking.domain.repairs import (
    LineKind,
    LineMove,
    LineState,
    Repair,
    RepairLine,
    absent_until,
    check_live,
    check_undecided,
    day_after,
)

SEVEN = datetime(2026, 3, 10, 6, 10, tzinfo=UTC)
ID = UUID(int=1)


def ill(until: datetime, ended_at: datetime | None = None) -> Repair:
    return Repair(
        id=ID, interpreter_id=ID, interval_id=ID, starts_at=SEVEN, until=until, made_at=SEVEN, ended_at=ended_at
    )


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (None, datetime(2026, 3, 10, 23, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),
    ],
)
def test_an_illness_lasts_to_local_midnight(last_day: date | None, expected: datetime) -> None:
    assert absent_until(SEVEN, last_day) == expected


@pytest.mark.parametrize("last_day", [date(2026, 3, 9), date(2027, 3, 12)])
def test_a_day_that_is_over_or_too_far_is_refused(last_day: date) -> None:
    with pytest.raises(Invalid):
        absent_until(SEVEN, last_day)


def test_the_day_after_the_last_is_a_whole_day_also_when_the_clocks_change() -> None:
    assert day_after(ill(datetime(2026, 3, 28, 23, tzinfo=UTC))) == datetime(2026, 3, 29, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ended_at", "now", "live"),
    [
        (None, SEVEN, True),
        (None, SEVEN + timedelta(hours=1), False),
        (SEVEN + timedelta(minutes=5), SEVEN + timedelta(minutes=10), False),
    ],
)
def test_an_illness_is_live_until_its_end_or_until_well(ended_at: datetime | None, now: datetime, live: bool) -> None:
    repair = ill(SEVEN + timedelta(hours=1), ended_at)

    assert repair.is_live(now) is live
    assert repair.period.minutes == 60
    if live:
        check_live(repair, now=now)
    else:
        with pytest.raises(Conflict):
            check_live(repair, now=now)


@pytest.mark.parametrize("state", LineState)
def test_only_a_proposal_and_what_failed_can_be_decided(state: LineState) -> None:
    line = RepairLine(id=ID, repair_id=ID, booking_id=ID, kind=LineKind.GIVE, state=state)

    if state in (LineState.PROPOSED, LineState.FAILED):
        check_undecided(line)
    else:
        with pytest.raises(Conflict):
            check_undecided(line)


def test_the_cost_of_a_line_is_that_of_its_moves() -> None:
    moves = LineMove(ID, ID, ID, 500), LineMove(ID, ID, ID, -200)

    assert RepairLine(id=ID, repair_id=ID, booking_id=ID, kind=LineKind.SWAP, moves=moves).cost_ore == 300
