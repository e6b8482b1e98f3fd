"""What the terms of a scheme make of a job: minimum, step, basis, exits, factors."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from booking.domain.costs.pricing import Outcome, Price, Work, price
from booking.domain.costs.tariffs import Rate, Tariffs
from booking.domain.modes import Mode
from booking.domain.texts import Text
from tests.domain.jobs import SUMMER_2026, TARIFFS, TUESDAY, WORKDAYS, at, job, terms


@pytest.mark.parametrize(
    ("mode", "minutes", "billed"),
    [
        (Mode.IN_PERSON, 50, 60),
        (Mode.PHONE, 50, 60),
        (Mode.SKYPE, 50, 60),
        (Mode.IN_PERSON, 65, 90),
        (Mode.PHONE, 65, 90),
        (Mode.SKYPE, 65, 75),
        (Mode.SKYPE, 10, 30),
    ],
)
def test_the_agency_bills_by_minimum_and_step(mode: Mode, minutes: int, billed: int) -> None:
    work = job(SUMMER_2026, "10:00", minutes, scheme="AGENCY-A2D", category="1", mode=mode)
    (line,) = price(work, TARIFFS, WORKDAYS).lines
    assert (line.quantity * 60, line.amount_ore) == (Decimal(billed), billed * 1000)


@pytest.mark.parametrize(
    ("mode", "outcome", "amounts"),
    [
        (Mode.IN_PERSON, "cancelled_late", [90000, 16548]),
        (Mode.IN_PERSON, "no_show", [90000]),
        (Mode.PHONE, "cancelled_late", [90000]),
        (Mode.SKYPE, "no_show", [75000]),
    ],
)
def test_the_agency_bills_an_exit_as_booked(mode: Mode, outcome: Outcome, amounts: list[int]) -> None:
    work = job(SUMMER_2026, "10:00", 65, scheme="AGENCY-A2D", category="1", mode=mode, outcome=outcome, km="42")
    assert [line.amount_ore for line in price(work, TARIFFS, WORKDAYS).lines] == amounts


def test_transport_booked_to_a_telephone_is_not_billed_on_a_late_cancellation() -> None:
    work = job(SUMMER_2026, "10:00", 60, scheme="AGENCY-A2D", category="1", outcome="cancelled_late", km="42")
    by_phone = replace(work, mode=Mode.PHONE)
    assert price(by_phone, terms(by_phone, late_cancel_bills="booked_plus_transport"), WORKDAYS).total_ore == 60000


@pytest.mark.parametrize(
    ("work", "amounts"),
    [
        # In person: the longer of booked and actual, half hours, at least one hour, no travel time.
        (job(SUMMER_2026, "10:00", 60, scheme="MUNI-DEMO", category="own"), [36000]),
        (job(SUMMER_2026, "10:00", 20, scheme="MUNI-DEMO", category="own"), [36000]),
        (job(SUMMER_2026, "10:00", 120, scheme="MUNI-DEMO", category="own", actual_minutes=50), [72000]),
        (job(SUMMER_2026, "10:00", 60, scheme="MUNI-DEMO", category="own", actual_minutes=61), [54000]),
        (
            job(SUMMER_2026, "10:00", 60, scheme="MUNI-DEMO", category="own", travel_minutes=40, km="20"),
            [36000, 7880],
        ),
        # The factor goes by the half hour or the quarter that starts outside normal hours.
        (job(SUMMER_2026, "16:30", 60, scheme="MUNI-DEMO", category="own"), [18000, 36000]),
        (job(SUMMER_2026, "16:45", 30, scheme="MUNI-DEMO", category="own", mode=Mode.PHONE), [9000, 18000]),
        (job(SUMMER_2026, "07:30", 60, scheme="MUNI-DEMO", category="agency"), [52000, 26000]),
        # By phone and video: what it lasted, quarters, at least half an hour.
        (
            job(SUMMER_2026, "10:00", 120, scheme="MUNI-DEMO", category="own", mode=Mode.SKYPE, actual_minutes=31),
            [27000],
        ),
        (job(date(2021, 12, 30), "10:00", 5, scheme="MUNI-DEMO", category="own", mode=Mode.SKYPE), [16000]),
        # Exits.
        (
            job(SUMMER_2026, "10:00", 95, scheme="MUNI-DEMO", category="own", outcome="no_show", km="20"),
            [72000],
        ),
        (
            job(
                SUMMER_2026,
                "16:45",
                95,
                scheme="MUNI-DEMO",
                category="own",
                mode=Mode.PHONE,
                outcome="cancelled_late",
            ),
            [9000, 18000],
        ),
    ],
)
def test_the_municipal_tariff_is_met_to_the_ore(work: Work, amounts: list[int]) -> None:
    assert [line.amount_ore for line in price(work, TARIFFS, WORKDAYS).lines] == amounts


def test_a_quote_is_priced_as_booked() -> None:
    done = job(SUMMER_2026, "10:00", 75, scheme="MUNI-DEMO", category="own", mode=Mode.PHONE)
    assert price(replace(done, actual=None), TARIFFS, WORKDAYS) == price(done, TARIFFS, WORKDAYS)


@pytest.mark.parametrize(("basis", "billed_ore"), [("actual", 18000), ("booked", 36000), ("max_booked_actual", 36000)])
def test_the_terms_say_whether_booked_or_actual_time_is_billed(basis: str, billed_ore: int) -> None:
    work = job(SUMMER_2026, "10:00", 60, scheme="MUNI-DEMO", category="own", mode=Mode.PHONE, actual_minutes=20)
    assert price(work, terms(work, bill_basis=basis), WORKDAYS).total_ore == billed_ore


def test_terms_may_bill_nothing_for_an_exit() -> None:
    work = job(SUMMER_2026, "10:00", 60, scheme="MUNI-DEMO", category="own", outcome="no_show")
    assert price(work, terms(work, noshow_bills="none"), WORKDAYS) == Price(())


def test_an_aborted_job_is_paid_for_the_time_it_lasted_and_the_journey() -> None:
    work = job(SUMMER_2026, "10:00", 180, scheme="MUNI-DEMO", category="own", actual_minutes=70, km="20")
    aborted = price(replace(work, outcome="aborted"), TARIFFS, WORKDAYS)
    assert [line.amount_ore for line in aborted.lines] == [54000, 7880]
    assert aborted.lines[0].text.da == "Afbrudt tolkning tirsdag 2/6 kl. 10.00–11.30, 1,5 timer à 360,00 kr."


def test_a_job_aborted_before_it_began_costs_nothing() -> None:
    work = job(SUMMER_2026, "10:00", 180, scheme="MUNI-DEMO", category="own")
    assert price(replace(work, outcome="aborted", actual=None), TARIFFS, WORKDAYS) == Price(())


@pytest.mark.parametrize(
    ("ordered", "hours", "factor"),
    [(None, 24, "1"), ("10:00", 24, "1"), ("10:01", 24, "1.5"), ("10:01", None, "1")],
)
def test_an_urgent_order_carries_its_factor(ordered: str | None, hours: int | None, factor: str) -> None:
    work = job(SUMMER_2026, "10:00", 60, scheme="MUNI-DEMO", category="own")
    work = replace(work, ordered_at=at(date(2026, 6, 1), ordered) if ordered else None)
    (line,) = price(work, terms(work, urgent_hours=hours, urgent_factor=Decimal("1.5")), WORKDAYS).lines
    assert (line.factor, line.amount_ore) == (Decimal(factor), int(36000 * Decimal(factor)))


def test_factors_multiply_and_say_why() -> None:
    work = job(SUMMER_2026, "18:00", 60, scheme="MUNI-DEMO", category="own")
    work = replace(work, ordered_at=at(SUMMER_2026, "12:00"))
    (line,) = price(work, terms(work, urgent_factor=Decimal("1.25")), WORKDAYS).lines
    assert (line.factor, line.amount_ore) == (Decimal("2.5"), 90000)
    assert line.text == Text(
        "Tolkning tirsdag 2/6 kl. 18.00–19.00, 1 time à 360,00 kr. × 2,5 "
        "(uden for hverdage kl. 08.00–17.00, bestilt under 24 timer før)",
        "Interpreting Tuesday 2 June 18:00–19:00, 1 hour at DKK 360.00 × 2.5 "
        "(outside working days 08:00–17:00, ordered under 24 hours before)",
    )


@pytest.mark.parametrize(
    ("start", "minutes", "factors"),
    [("16:30", 60, ["3", "4"]), ("07:30", 60, ["4", "3"]), ("20:00", 60, ["4"])],
)
def test_on_a_holiday_outside_normal_hours_the_larger_factor_holds(
    start: str, minutes: int, factors: list[str]
) -> None:
    work = job(date(2026, 6, 6), start, minutes, scheme="MUNI-DEMO", category="own")
    tariffs = terms(work, holiday_factor=Decimal(3), offhours_factor=Decimal(4))
    assert [line.factor for line in price(work, tariffs, WORKDAYS).lines] == [Decimal(one) for one in factors]


def test_an_amount_is_made_of_exact_minutes_though_the_quantity_shows_two_decimals() -> None:
    work = job(SUMMER_2026, "10:00", 20, scheme="MUNI-DEMO", category="own", mode=Mode.PHONE)
    (line,) = price(work, terms(work, min_minutes=0, step_minutes=20), WORKDAYS).lines
    assert (line.quantity, line.amount_ore) == (Decimal("0.33"), 12000)


def test_travel_time_paid_by_the_hour_goes_by_the_minute() -> None:
    work = job(SUMMER_2026, "10:00", 60, scheme="MUNI-DEMO", category="own", travel_minutes=45, km="20")
    rate = Rate("MUNI-DEMO", "own", "travel_time", "hour", 18000, date(2026, 1, 1), None)
    priced = price(work, Tariffs((*TARIFFS.rates, rate), TARIFFS.all_terms), WORKDAYS)
    assert [line.amount_ore for line in priced.lines] == [36000, 13500, 7880]


def test_terms_without_a_threshold_pay_travel_time_from_the_first_kilometre() -> None:
    work = job(TUESDAY, "10:00", 60, travel_minutes=20, km="3")
    assert [line.component for line in price(work, terms(work, travel_min_km=None), WORKDAYS).lines] == [
        "interpreting",
        "travel_time",
        "transport",
    ]
