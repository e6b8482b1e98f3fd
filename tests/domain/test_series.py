"""Series: which dates a rule makes, at which wall time, and what cannot be."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.bookings import Booking, Status
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.periods import Period, instant_of, local
from booking.domain.series import (
    FIRST_OF_TWO,
    MOST,
    Rule,
    Scope,
    is_meant,
    moved_alike,
    occurrences,
    on_day,
    rule_said,
)
from booking.domain.texts import Text
from booking.domain.workdays import HOLIDAY, Workdays

GOOD_FRIDAY = Text("langfredag", "Good Friday")
EASTER = Workdays(
    frozenset({date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6)}),
    {date(2026, 4, 3): GOOD_FRIDAY},
)
NONE = Workdays(frozenset())


def at(day: date, hour: int, minute: int = 0, *, minutes: int = 60, fold: int = 0) -> Period:
    starts_at = instant_of(day, time(hour, minute), fold=fold)
    return Period(starts_at, starts_at + timedelta(minutes=minutes))


def dates(first: date, workdays: Workdays = NONE, **rule: Any) -> list[str]:
    """The dates that are not skipped, as "dd/mm"."""
    pattern = at(first, 9)
    planned = occurrences(Rule(**rule), pattern.starts_at, pattern.ends_at, workdays)
    return [f"{one.on:%d/%m}" for one in planned if not one.skipped]


TUESDAY = date(2026, 3, 17)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"times": 1}, ["17/03"]),
        ({"times": 4}, ["17/03", "24/03", "31/03", "07/04"]),
        ({"until": date(2026, 4, 7)}, ["17/03", "24/03", "31/03", "07/04"]),
        ({"until": date(2026, 4, 6)}, ["17/03", "24/03", "31/03"]),
        ({"until": TUESDAY}, ["17/03"]),
        ({"times": 3, "every_weeks": 2}, ["17/03", "31/03", "14/04"]),
        ({"times": 5, "weekdays": (2, 4)}, ["17/03", "19/03", "24/03", "26/03", "31/03"]),
        ({"times": 4, "weekdays": (4, 2, 2)}, ["17/03", "19/03", "24/03", "26/03"]),
        ({"times": 3, "weekdays": (1, 4), "every_weeks": 2}, ["19/03", "30/03", "02/04"]),
        ({"times": 3, "weekdays": (1,), "every_weeks": 3}, ["23/03", "13/04", "04/05"]),
        ({"times": 4, "weekdays": (1, 2, 3, 4, 5, 6, 7)}, ["17/03", "18/03", "19/03", "20/03"]),
    ],
)  # fmt: skip
def test_a_rule_makes_these_dates(rule: dict[str, Any], expected: list[str]) -> None:
    assert dates(TUESDAY, **rule) == expected


def test_holidays_are_skipped_or_kept_by_choice_and_named_either_way() -> None:
    friday = at(date(2026, 3, 27), 9)
    rules = {choice: Rule(times=2, holidays=choice) for choice in ("skip", "keep")}
    planned = {choice: occurrences(rule, friday.starts_at, friday.ends_at, EASTER)[1] for choice, rule in rules.items()}

    assert [(one.on, one.holiday, one.skipped) for one in planned.values()] == [
        (date(2026, 4, 3), GOOD_FRIDAY, True),
        (date(2026, 4, 3), GOOD_FRIDAY, False),
    ]


def test_a_holiday_without_a_name_is_a_public_holiday() -> None:
    monday = at(date(2026, 3, 30), 9)

    [_, easter_monday] = occurrences(Rule(times=2), monday.starts_at, monday.ends_at, EASTER)

    assert (easter_monday.holiday, easter_monday.skipped) == (HOLIDAY, True)


@pytest.mark.parametrize(
    ("first", "second"),
    [(date(2026, 3, 24), date(2026, 3, 31)), (date(2026, 10, 20), date(2026, 10, 27))],
)
def test_nine_is_nine_on_both_sides_of_a_change_of_clocks(first: date, second: date) -> None:
    pattern = at(first, 9, minutes=90)

    planned = occurrences(Rule(times=2), pattern.starts_at, pattern.ends_at, NONE)

    assert [one.period for one in planned] == [at(first, 9, minutes=90), at(second, 9, minutes=90)]


def test_a_time_that_does_not_exist_is_a_problem_with_the_way_out() -> None:
    pattern = at(date(2026, 3, 22), 2, 30)

    [_, skipped, later] = occurrences(Rule(times=3), pattern.starts_at, pattern.ends_at, NONE)

    assert (skipped.on, skipped.period) == (date(2026, 3, 29), None)
    assert skipped.problem is not None
    assert "Vælg et tidspunkt før 02.00 eller fra 03.00" in skipped.problem.da
    assert later.period == at(date(2026, 4, 5), 2, 30)


def test_of_a_time_that_comes_twice_the_first_is_taken_and_said() -> None:
    pattern = at(date(2026, 10, 18), 2, 30)

    [usual, doubled] = occurrences(Rule(times=2), pattern.starts_at, pattern.ends_at, NONE)

    assert (usual.remark, doubled.remark) == (None, FIRST_OF_TWO)
    assert doubled.period == at(date(2026, 10, 25), 2, 30, fold=0)


def test_the_first_date_keeps_the_instant_that_was_chosen() -> None:
    winter = at(date(2026, 10, 25), 2, 30, fold=1)

    [first] = occurrences(Rule(times=1), winter.starts_at, winter.ends_at, NONE)

    assert (first.period, first.remark) == (winter, None)


def test_weeks_are_numbered_as_in_iso_8601() -> None:
    pattern = at(date(2026, 12, 29), 9)

    planned = occurrences(Rule(times=2), pattern.starts_at, pattern.ends_at, NONE)

    assert [one.week for one in planned] == [53, 1]


@pytest.mark.parametrize(
    ("rule", "field", "said"),
    [
        ({"times": 0}, "times", "from 1 to 200"),
        ({"times": 201}, "times", "from 1 to 200"),
        ({"until": date(2026, 10, 4), "weekdays": (1, 2, 3, 4, 5, 6, 7)}, "until", "from 1 to 200"),
        ({"until": date(2026, 3, 16)}, "until", "before the first"),
        ({"until": date(2028, 3, 17)}, "until", "two years"),
        ({"times": 200}, "times", "two years"),
        ({"until": date(2026, 3, 18), "weekdays": (5,)}, "until", "no dates"),
        ({"times": 3, "until": date(2026, 5, 1)}, "until", "either"),
        ({}, "until", "either"),
        ({"times": 3, "weekdays": (0,)}, "weekdays", "from 1"),
        ({"times": 3, "weekdays": (8,)}, "weekdays", "from 1"),
        ({"times": 3, "every_weeks": 0}, "every_weeks", "from 1 to 52"),
        ({"times": 3, "every_weeks": 53}, "every_weeks", "from 1 to 52"),
    ],
)
def test_a_rule_that_cannot_be_names_its_field(rule: dict[str, Any], field: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        dates(TUESDAY, **rule)

    assert refused.value.field == field


def test_nothing_but_holidays_is_no_series() -> None:
    with pytest.raises(Invalid, match="no dates") as refused:
        dates(date(2026, 4, 3), EASTER, times=1)

    assert refused.value.field == "times"


def test_two_hundred_dates_are_a_series() -> None:
    every_day = (1, 2, 3, 4, 5, 6, 7)

    assert len(dates(TUESDAY, times=MOST, weekdays=every_day)) == MOST
    assert len(dates(TUESDAY, until=date(2026, 10, 2), weekdays=every_day)) == MOST


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(0, 23),
    st.integers(5, 720),
    st.sets(st.integers(1, 7), max_size=4),
    st.integers(1, 6),
    st.integers(1, 17),
)
def test_every_date_is_on_a_weekday_of_the_rule_at_the_same_wall_time_and_length(
    first: date, hour: int, minutes: int, weekdays: set[int], every_weeks: int, times: int
) -> None:
    pattern = at(first, 3 if hour == 2 else hour, minutes=minutes)
    rule = Rule(weekdays=tuple(weekdays), every_weeks=every_weeks, times=times)

    planned = occurrences(rule, pattern.starts_at, pattern.ends_at, NONE)

    days = [one.on for one in planned]
    allowed = weekdays or {first.isoweekday()}
    mondays = {day - timedelta(days=day.weekday()) for day in days}
    assert len(days) == len(set(days)) == times
    assert days == sorted(days)
    assert days[0] >= first
    assert {day.isoweekday() for day in days} <= allowed
    assert all((monday - min(mondays)).days % (7 * every_weeks) == 0 for monday in mondays)
    for one in planned:
        assert one.period is not None
        assert local(one.period.starts_at).replace(tzinfo=None) == datetime.combine(
            one.on, local(pattern.starts_at).time()
        )
        assert one.period.minutes == minutes


MOVES = [
    # own, opened before, opened after, own after
    (at(date(2026, 3, 24), 9), at(TUESDAY, 9), at(TUESDAY, 10, 15), at(date(2026, 3, 24), 10, 15)),
    (at(date(2026, 3, 31), 9), at(TUESDAY, 9), at(date(2026, 3, 18), 9), at(date(2026, 4, 1), 9)),
    (at(date(2026, 3, 24), 11), at(TUESDAY, 9), at(TUESDAY, 9, 30), at(date(2026, 3, 24), 11, 30)),
    (at(date(2026, 3, 24), 9, minutes=90), at(TUESDAY, 9), at(TUESDAY, 10), at(date(2026, 3, 24), 10, minutes=90)),
    (at(date(2026, 3, 24), 9), at(TUESDAY, 9), at(TUESDAY, 9, minutes=45), at(date(2026, 3, 24), 9, minutes=45)),
    (at(date(2026, 3, 24), 9), at(TUESDAY, 9), at(TUESDAY, 9), at(date(2026, 3, 24), 9)),
    (at(date(2026, 10, 18), 2, 30), at(TUESDAY, 9), at(date(2026, 3, 24), 9), at(date(2026, 10, 25), 2, 30)),
]  # fmt: skip


@pytest.mark.parametrize(("own", "before", "after", "moved"), MOVES)
def test_the_others_move_by_as_much_on_the_clock_and_take_over_a_new_length(
    own: Period, before: Period, after: Period, moved: Period
) -> None:
    assert moved_alike(own, before, after) == moved


def test_a_move_into_a_time_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Invalid, match="There is no 02:30") as refused:
        moved_alike(at(date(2026, 3, 29), 1, 30), at(TUESDAY, 9), at(TUESDAY, 10))

    assert refused.value.field == "starts_at"


def test_a_date_of_ones_own_has_the_patterns_wall_time() -> None:
    assert on_day(date(2026, 4, 3), at(TUESDAY, 9, minutes=45)) == (at(date(2026, 4, 3), 9, minutes=45), None)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(times=12), Text("hver uge på tirsdage, 12 gange", "every week on Tuesdays, 12 times")),
        (
            Rule(weekdays=(3, 1, 5), every_weeks=2, until=date(2026, 6, 30)),
            Text(
                "hver 2. uge på mandage, onsdage og fredage, til 30.6.2026",
                "every 2 weeks on Mondays, Wednesdays and Fridays, until 2026-06-30",
            ),
        ),
    ],
)
def test_a_rule_is_said_in_words(rule: Rule, said: Text) -> None:
    assert rule_said(rule, TUESDAY) == said


SPACE = UUID("6f1c1d1e-0000-4000-8000-000000000000")
COURSE, JOB = uuid5(SPACE, "course"), uuid5(SPACE, "job")


def booking(key: str, on: date, **others: Any) -> Booking:
    period = at(on, 9)
    return Booking(
        language="apc",
        mode=Mode.PHONE,
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        unit_id=SPACE,
        case_type="other",
        id=uuid5(SPACE, key),
        number=key,
        status=Status.REQUESTED,
        requested_at=datetime(2026, 3, 1, tzinfo=UTC),
        requester_id=SPACE,
        **others,
    )


FIRST, THIRD = date(2026, 3, 17), date(2026, 3, 31)
EARLIER = booking("earlier", FIRST, series_id=COURSE, occurrence_on=FIRST)
OPENED = booking("opened", THIRD, series_id=COURSE, occurrence_on=THIRD, job_id=JOB)
COMPANION = booking("companion", THIRD, series_id=COURSE, occurrence_on=THIRD, job_id=JOB)
# Moved back before the opened one, it is still planned after it.
LATER = booking("later", date(2026, 3, 30), series_id=COURSE, occurrence_on=date(2026, 4, 7))
STRANGER = booking("stranger", date(2026, 4, 7))
ALONE = booking("alone", THIRD, job_id=JOB)
EVERYBODY = (EARLIER, OPENED, COMPANION, LATER, STRANGER)


@pytest.mark.parametrize(
    ("scope", "opened", "meant"),
    [
        (Scope.ONE, OPENED, {"opened"}),
        (Scope.JOB, OPENED, {"opened", "companion"}),
        (Scope.ONWARDS, OPENED, {"opened", "companion", "later"}),
        (Scope.ALL, OPENED, {"earlier", "opened", "companion", "later"}),
        (Scope.JOB, EARLIER, {"earlier"}),
        (Scope.ALL, STRANGER, {"stranger"}),
        (Scope.ONWARDS, ALONE, set()),
        (Scope.JOB, ALONE, {"opened", "companion"}),
    ],
)
def test_a_scope_means_these(scope: Scope, opened: Booking, meant: set[str]) -> None:
    assert {other.number for other in EVERYBODY if is_meant(scope, opened, other)} == meant


def test_without_a_planned_date_the_day_it_begins_counts() -> None:
    old = booking("old", THIRD, series_id=COURSE)

    assert is_meant(Scope.ONWARDS, old, OPENED)
    assert not is_meant(Scope.ONWARDS, old, EARLIER)
