"""Terms in words, and how one set of terms follows another."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from booking.domain.catalogue.publishing import check_first_day
from booking.domain.costs.conditions import billed, conditions, rate_in_words, rule_in_words
from booking.domain.costs.succession import succeeded
from booking.domain.costs.tariffs import Rate, Terms
from booking.domain.deadlines import DeadlineKind, DeadlineRule
from booking.domain.errors import Conflict, Invalid
from booking.domain.modes import Mode
from booking.domain.texts import Text

TERMS = Terms(
    scheme="MUNI",
    mode=Mode.IN_PERSON,
    min_minutes=60,
    step_minutes=30,
    bill_basis="max_booked_actual",
    normal_from=time(8),
    normal_to=time(17),
    offhours_factor=Decimal(2),
    holiday_factor=Decimal("1.5"),
    urgent_hours=24,
    urgent_factor=Decimal("1.25"),
    cancel_free=DeadlineRule("hours_before", "24"),
    late_cancel_bills="booked",
    noshow_bills="60min",
    wait_minutes=30,
    travel_min_km=10,
)
BARE = replace(
    TERMS,
    min_minutes=0,
    step_minutes=1,
    offhours_factor=Decimal(1),
    urgent_hours=None,
    cancel_free=None,
    wait_minutes=None,
    travel_min_km=None,
)


def day(written: str) -> date:
    return date.fromisoformat(written)


def test_terms_are_said_in_the_order_they_are_read() -> None:
    assert [(fact.key, fact.value.da) for fact in conditions(TERMS)] == [
        ("min_minutes", "60 minutter"),
        ("step_minutes", "30 minutter"),
        ("bill_basis", "Den længste af den bestilte og den faktiske tid"),
        ("normal_hours", "Hverdage kl. 08.00–17.00"),
        ("offhours_factor", "Taksten × 2"),
        ("holiday_factor", "Taksten × 1,5"),
        ("urgent", "Taksten × 1,25, bestilt under 24 timer før"),
        ("cancel_free", "Indtil 24 timer før start"),
        ("late_cancel_bills", "Hele den bestilte tid"),
        ("noshow_bills", "60 minutter"),
        ("wait_minutes", "30 minutter"),
        ("travel_min_km", "Når der er over 10 km"),
    ]
    bare = {fact.key: fact.value.en for fact in conditions(BARE)}
    assert (bare["min_minutes"], bare["step_minutes"], bare["offhours_factor"]) == ("None", "1 minute", "The same rate")
    assert (bare["urgent"], bare["wait_minutes"]) == ("None", "Not agreed")
    assert bare["cancel_free"] == "No deadline: a cancellation always costs"
    assert bare["travel_min_km"] == "For any distance"


@pytest.mark.parametrize(
    ("kind", "value", "da", "en"),
    [
        ("hours_before", "24", "indtil 24 timer før start", "until 24 hours before the start"),
        ("hours_before", "1", "indtil 1 time før start", "until 1 hour before the start"),
        ("minutes_before", "90", "indtil 90 minutter før start", "until 90 minutes before the start"),
        ("minutes_before", "1", "indtil 1 minut før start", "until 1 minute before the start"),
        ("clock_day_before", "14:00", "indtil kl. 14.00 dagen før", "until 14:00 the day before"),
        (
            "workdays_before",
            "2",
            "indtil 2 arbejdsdage før, på samme klokkeslæt",
            "until 2 working days before, at the same time of day",
        ),
        (
            "workdays_before",
            "1",
            "indtil 1 arbejdsdag før, på samme klokkeslæt",
            "until 1 working day before, at the same time of day",
        ),
        (
            "weekday_week_before",
            "fri 12:00",
            "indtil fredag kl. 12.00 i ugen før",
            "until Friday 12:00 the week before",
        ),
    ],
)
def test_every_kind_of_deadline_is_said(kind: DeadlineKind, value: str, da: str, en: str) -> None:
    assert rule_in_words(DeadlineRule(kind, value)) == Text(da, en)


def test_what_is_billed_and_what_it_costs_are_said() -> None:
    rate = Rate("MUNI", "own", "interpreting", "started_hour", 42120, day("2018-01-01"), None)

    assert [billed(one).en for one in ("none", "booked_plus_transport", "45min")] == [
        "Nothing",
        "The booked time and the transport",
        "45 minutes",
    ]
    assert rate_in_words(rate) == Text("421,20 kr. pr. påbegyndt time", "DKK 421.20 per started hour")


OLD = replace(TERMS, valid_from=day("2018-01-01"), valid_to=day("2019-12-31"))
OPEN = replace(TERMS, valid_from=day("2020-01-01"))


@pytest.mark.parametrize(
    ("versions", "first", "written"),
    [
        ((), "2027-01-01", [("", "2027-01-01", "")]),
        ((OLD, OPEN), "2027-01-01", [("", "2027-01-01", ""), ("2020-01-01", "2020-01-01", "2026-12-31")]),
        (
            (replace(OPEN, valid_to=day("2026-12-31")), replace(TERMS, valid_from=day("2027-01-01"))),
            "2027-01-01",
            [("2027-01-01", "2027-01-01", "")],
        ),
        (
            (replace(OPEN, valid_to=day("2026-12-31")), replace(TERMS, valid_from=day("2027-01-01"))),
            "2026-07-01",
            [("", "2026-07-01", "2026-12-31"), ("2020-01-01", "2020-01-01", "2026-06-30")],
        ),
        ((OLD,), "2027-01-01", [("", "2027-01-01", "")]),
    ],
)
def test_new_terms_end_those_before_and_end_where_the_next_begin(
    versions: tuple[Terms, ...], first: str, written: list[tuple[str, str, str]]
) -> None:
    found = succeeded(versions, replace(TERMS, valid_from=day(first), min_minutes=30))

    said = [(str(old.valid_from) if old else "", str(new.valid_from), str(new.valid_to or "")) for old, new in found]
    assert said == written
    assert found[0][1].min_minutes == 30


TODAY = day("2026-03-10")


@pytest.mark.parametrize("first", ["2026-03-10", "2026-03-11", "2031-03-01"])
def test_a_version_begins_today_or_later(first: str) -> None:
    check_first_day(day(first), today=TODAY, there=[day("2026-03-11")])


@pytest.mark.parametrize(
    ("first", "kind", "said"),
    [
        ("2026-03-09", Invalid, "The past is not changed"),
        ("1899-01-01", Invalid, "beyond the calendar"),
        ("2031-06-01", Invalid, "five years"),
        ("2026-03-10", Conflict, "has begun today"),
    ],
)
def test_what_has_begun_is_not_replaced(first: str, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said):
        check_first_day(day(first), today=TODAY, there=[TODAY])
