"""What a late move takes from a job, what it costs, and what paid time takes off the next job's price."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.costs.moves import lost_part
from booking.domain.costs.paid_times import PaidTime, paid_for, reduced
from booking.domain.costs.pricing import Price, PriceLine, price
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.texts import Text
from tests.domain.jobs import TARIFFS, TUESDAY, WORKDAYS, at, job, terms

SPRING, AUTUMN = date(2024, 3, 30), date(2024, 10, 26)


def span(start: str, minutes: int, day: date = TUESDAY) -> Period:
    starts_at = at(day, start)
    return Period(starts_at, starts_at.astimezone(UTC) + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        (span("10:00", 60), span("10:00", 60), ()),
        (span("10:00", 60), span("09:30", 120), ()),
        (span("10:00", 60), span("10:30", 60), (span("10:00", 30),)),
        (span("10:00", 60), span("09:30", 60), (span("10:30", 30),)),
        (span("10:00", 60), span("10:15", 30), (span("10:00", 15), span("10:45", 15))),
        (span("10:00", 60), span("11:00", 60), (span("10:00", 60),)),
        (span("10:00", 60), None, (span("10:00", 60),)),
        (span("23:30", 60), span("00:00", 60, date(2024, 3, 20)), (span("23:30", 30),)),
        # The night the clocks go forward: 23.00 and four hours end at 04.00.
        (span("23:00", 240, SPRING), span("03:00", 60, date(2024, 3, 31)), (span("23:00", 180, SPRING),)),
        # The night they go back: what is lost is as long as it lasts.
        (span("23:00", 300, AUTUMN), span("23:00", 120, AUTUMN), (span("01:00", 180, date(2024, 10, 27)),)),
    ],
)
def test_what_the_new_period_does_not_cover_is_lost(old: Period, new: Period | None, lost: tuple[Period, ...]) -> None:
    assert lost_part(old, new) == lost


MUNI = {"scheme": "MUNI-DEMO", "category": "own"}
STATE = {"scheme": "STATE-NSK", "category": "3"}
AGENCY = {"scheme": "AGENCY-A2D", "category": "1"}


@pytest.mark.parametrize(
    ("by", "mode", "booked", "new", "owed_ore"),
    [
        (MUNI, Mode.IN_PERSON, 120, ("10:30", 120), 180_00),  # booked: the lost half hour, and no minimum
        (MUNI, Mode.IN_PERSON, 120, ("10:20", 100), 180_00),  # by the step: 20 minutes are 30
        (MUNI, Mode.IN_PERSON, 60, ("11:00", 60), 360_00),  # all of it: a late cancellation
        (MUNI, Mode.IN_PERSON, 30, ("11:00", 30), 360_00),  # with its minimum
        (MUNI, Mode.PHONE, 60, ("10:15", 60), 90_00),  # 30min at most: the lost quarter
        (MUNI, Mode.PHONE, 120, ("11:00", 120), 180_00),  # 30min at most
        (STATE, Mode.PHONE, 60, ("10:30", 60), 370_72),  # a started hour
        (STATE, Mode.PHONE, 60, ("10:20", 20), 370_72),  # two pieces of 20 minutes are one started hour
        (AGENCY, Mode.PHONE, 60, ("10:30", 60), 300_00),
        (AGENCY, Mode.PHONE, 60, ("10:00", 60), 0),
    ],
)
def test_a_late_move_owes_the_lost_part_by_the_suppliers_terms(
    by: dict[str, str], mode: Mode, booked: int, new: tuple[str, int], owed_ore: int
) -> None:
    work = job(TUESDAY, "10:00", booked, mode=mode, outcome="moved_late", **by)  # type: ignore[arg-type]
    lost = lost_part(work.booked, span(*new))

    priced = price(replace(work, lost=lost), TARIFFS, WORKDAYS) if lost else Price(())

    assert priced.total_ore == owed_ore
    assert {line.component for line in priced.lines} <= {"moved_late"}


def test_a_journey_is_owed_only_where_all_of_it_is_lost() -> None:
    work = job(TUESDAY, "10:00", 60, km="42", outcome="moved_late", **AGENCY)  # type: ignore[arg-type]

    whole = price(replace(work, lost=(work.booked,)), TARIFFS, WORKDAYS)
    half = price(replace(work, lost=lost_part(work.booked, span("10:30", 60))), TARIFFS, WORKDAYS)

    assert [(line.unit, line.amount_ore) for line in whole.lines] == [("hour", 600_00), ("km", 159_18)]
    assert [(line.unit, line.amount_ore) for line in half.lines] == [("hour", 300_00)]


def test_terms_that_bill_no_late_cancellation_bill_no_late_move() -> None:
    work = job(TUESDAY, "10:00", 60, outcome="moved_late", **MUNI)  # type: ignore[arg-type]

    assert price(replace(work, lost=(work.booked,)), terms(work, late_cancel_bills="none"), WORKDAYS) == Price(())


def test_each_lost_block_is_priced_by_the_minute_it_begins_with() -> None:
    work = job(TUESDAY, "16:00", 180, outcome="moved_late", **MUNI)  # type: ignore[arg-type]
    lost = lost_part(work.booked, span("16:30", 90))

    priced = price(replace(work, lost=lost), TARIFFS, WORKDAYS)

    assert [(line.quantity, line.factor, line.amount_ore) for line in priced.lines] == [
        (Decimal("0.50"), Decimal(1), 180_00),
        (Decimal("1.00"), Decimal(2), 720_00),
    ]


def costing(*amounts: int) -> Price:
    line = PriceLine("interpreting", Text("", ""), Decimal(1), "hour", 0, Decimal(1), 0)
    return Price(tuple(replace(line, amount_ore=amount) for amount in amounts))


A = PaidTime("B-2026-000007", span("10:00", 60), 180_00)


@pytest.mark.parametrize(
    ("gross_ore", "held", "paid", "net_ore"),
    [
        (360_00, span("10:00", 60), [A], 180_00),  # only the difference
        (180_00, span("10:00", 60), [A], 0),
        (100_00, span("10:00", 60), [A], 0),  # never below nothing
        (180_00, span("10:30", 30), [A], 90_00),  # by the minutes both have
        (360_00, span("11:00", 60), [A], 360_00),
        (720_00, span("09:00", 120), [A, PaidTime("B", span("09:30", 30), 50_00)], 490_00),
    ],
)
def test_paid_minutes_are_taken_off_and_never_more_than_they_cost(
    gross_ore: int, held: Period, paid: list[PaidTime], net_ore: int
) -> None:
    assert reduced(costing(gross_ore), (held,), paid).total_ore == net_ore


def test_the_line_says_who_has_paid() -> None:
    line = reduced(costing(360_00), (span("10:30", 60),), [A]).lines[-1]

    assert line == PriceLine(
        "paid_time",
        Text("Allerede betalt (B-2026-000007), 30 min.", "Already paid (B-2026-000007), 30 min"),
        Decimal("0.50"),
        "hour",
        -180_00,
        Decimal(1),
        -90_00,
    )


def test_a_journey_is_paid_again() -> None:
    trip = PriceLine("transport", Text("", ""), Decimal(10), "km", 394, Decimal(1), 39_40)

    assert reduced(Price((*costing(100_00).lines, trip)), (span("10:00", 60),), [A]).total_ore == 39_40


def test_time_that_was_paid_before_is_not_paid_for_again() -> None:
    made = paid_for("B-2", [span("10:00", 120)], 360_00, [A])

    assert made == (PaidTime("B-2", span("11:00", 60), 360_00),)


def test_more_money_for_the_same_minutes_lies_on_top() -> None:
    assert paid_for("B-2", [span("10:00", 60)], 90_00, [A]) == (PaidTime("B-2", span("10:00", 60), 90_00),)


@pytest.mark.parametrize("owed_ore", [0, -1])
def test_nothing_owed_is_no_paid_time(owed_ore: int) -> None:
    assert paid_for("B-2", [span("10:00", 60)], owed_ore, []) == ()


START = datetime(2026, 3, 12, 9, tzinfo=UTC)


@given(st.integers(1, 600), st.integers(1, 10**6), st.lists(st.integers(0, 900), max_size=6))
def test_jobs_after_one_another_never_use_a_paid_minute_twice(length: int, paid_ore: int, cuts: list[int]) -> None:
    paid = PaidTime("B", Period(START, START + timedelta(minutes=length)), paid_ore)
    edges = sorted({0, length, *cuts})
    jobs = [
        Period(START + timedelta(minutes=since), START + timedelta(minutes=until)) for since, until in pairwise(edges)
    ]

    assert sum(paid.share_ore(one) for one in jobs) == paid_ore


@given(st.integers(0, 10**6), st.lists(st.tuples(st.integers(0, 5), st.integers(1, 120)), min_size=1, max_size=4))
def test_what_is_owed_is_shared_to_the_last_ore(owed_ore: int, lengths: list[tuple[int, int]]) -> None:
    pieces, begins = [], START
    for gap, minutes in lengths:
        begins += timedelta(minutes=gap)
        pieces.append(Period(begins, begins + timedelta(minutes=minutes)))
        begins += timedelta(minutes=minutes)

    assert sum(one.paid_ore for one in paid_for("B", pieces, owed_ore, [])) == owed_ore
