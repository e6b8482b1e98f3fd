"""The State tariff to the øre, each line in words, and the clock that decides."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from booking.domain.costs.pricing import Price, PriceLine, Work, price
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.money import round_half_away
from booking.domain.periods import Period
from booking.domain.texts import Text
from tests.domain.jobs import TARIFFS, TUESDAY, WORKDAYS, at, job, terms


@pytest.mark.parametrize(
    ("work", "amounts"),
    [
        (job(TUESDAY, "10:00", 80, travel_minutes=70, km="42"), [74144, 27804, 15918]),
        (job(TUESDAY, "16:30", 120), [37072, 74144]),
        (job(TUESDAY, "16:00", 120), [37072, 74144]),
        (job(TUESDAY, "07:30", 120), [74144, 37072]),
        (job(TUESDAY, "17:00", 60), [74144]),
        (job(TUESDAY, "16:59", 60), [37072]),
        (job(TUESDAY, "07:59", 60), [74144]),
        (job(TUESDAY, "08:00", 60), [37072]),
        (job(TUESDAY, "10:00", 60), [37072]),
        (job(TUESDAY, "10:00", 61), [74144]),
        (job(TUESDAY, "10:00", 1), [37072]),
        # Every start with a Saturday, a Sunday or a holiday by law or by choice is double.
        (job(date(2024, 3, 16), "10:00", 60), [74144]),
        (job(date(2024, 3, 17), "10:00", 60), [74144]),
        (job(date(2024, 3, 28), "10:00", 60), [74144]),
        (job(date(2021, 12, 24), "10:00", 60), [70166]),
        # The rate of the day: Store Bededag was a holiday in 2023 and not in 2024.
        (job(date(2022, 7, 1), "10:00", 60), [36027]),
        (job(date(2023, 5, 5), "10:00", 60), [72054]),
        (job(date(2024, 4, 26), "10:00", 60), [37072]),
        # Travel: over 10 km, by the started half hour, never doubled.
        (job(TUESDAY, "10:00", 60, travel_minutes=30, km="10"), [37072, 3790]),
        (job(TUESDAY, "10:00", 60, travel_minutes=30, km="10.1"), [37072, 9268, 3828]),
        (job(TUESDAY, "10:00", 60, travel_minutes=31, km="11"), [37072, 18536, 4169]),
        (job(TUESDAY, "17:00", 60, travel_minutes=30, km="11"), [74144, 9268, 4169]),
        (job(TUESDAY, "10:00", 60, travel_minutes=0, km="11"), [37072, 4169]),
        # What was travelled to a telephone is nobody's journey.
        (job(TUESDAY, "10:00", 60, mode=Mode.PHONE, travel_minutes=70, km="42"), [37072]),
        # Exits.
        (job(TUESDAY, "10:00", 180, outcome="cancelled_late", travel_minutes=70, km="42"), [37072]),
        (job(TUESDAY, "17:00", 180, outcome="no_show"), [74144]),
    ],
)
def test_the_state_tariff_is_met_to_the_ore(work: Work, amounts: list[int]) -> None:
    priced = price(work, TARIFFS, WORKDAYS)
    assert [line.amount_ore for line in priced.lines] == amounts
    assert priced.total_ore == sum(amounts)


def test_the_golden_case_is_117866_ore_and_half_of_it_58933() -> None:
    total = price(job(TUESDAY, "10:00", 80, travel_minutes=70, km="42"), TARIFFS, WORKDAYS).total_ore
    assert (total, round_half_away(Decimal(total) / 2)) == (117866, 58933)


def test_every_line_of_the_golden_case_explains_itself() -> None:
    work = job(TUESDAY, "10:00", 80, travel_minutes=70, km="42")
    assert price(work, TARIFFS, WORKDAYS) == Price(
        (
            PriceLine(
                "interpreting",
                Text(
                    "Tolkning tirsdag 19/3 kl. 10.00–12.00, 2 påbegyndte timer à 370,72 kr.",
                    "Interpreting Tuesday 19 March 10:00–12:00, 2 started hours at DKK 370.72",
                ),
                Decimal(2),
                "started_hour",
                37072,
                Decimal(1),
                74144,
                Text(
                    "80 minutter regnes op til 120.\n10.00–12.00: normal takst.",
                    "80 minutes are counted up to 120.\n10:00–12:00: the normal rate.",
                ),
            ),
            PriceLine(
                "travel_time",
                Text(
                    "Rejsetid 70 minutter, 3 påbegyndte halve timer à 92,68 kr.",
                    "Travel time 70 minutes, 3 started half hours at DKK 92.68",
                ),
                Decimal(3),
                "started_30min",
                9268,
                Decimal(1),
                27804,
                Text(
                    "Rejsetid betales, fordi 42 km er over 10 km. Den fordobles aldrig.",
                    "Travel time is paid, because 42 km is over 10 km. It is never doubled.",
                ),
            ),
            PriceLine(
                "transport",
                Text("Kørsel, 42 km à 3,79 kr.", "Transport, 42 km at DKK 3.79"),
                Decimal(42),
                "km",
                379,
                Decimal(1),
                15918,
                Text("Kilometertaksten 19.03.2024 er 3,79 kr.", "The rate per kilometre on 19.03.2024 is DKK 3.79."),
            ),
        )
    )


@pytest.mark.parametrize(
    ("day", "amount_ore"), [(date(2022, 4, 30), 14742), (date(2022, 5, 1), 15540), (TUESDAY, 15918)]
)
def test_kilometres_are_paid_by_the_rate_of_the_day(day: date, amount_ore: int) -> None:
    assert price(job(day, "10:00", 60, km="42"), TARIFFS, WORKDAYS).lines[-1].amount_ore == amount_ore


def test_a_night_from_friday_to_saturday_is_one_line_with_both_days_in_it() -> None:
    (line,) = price(job(date(2024, 3, 15), "23:00", 120), TARIFFS, WORKDAYS).lines
    assert line.text.da == (
        "Tolkning fredag 15/3 kl. 23.00 – lørdag 16/3 kl. 01.00, 2 påbegyndte timer à 370,72 kr. × 2 "
        "(uden for hverdage kl. 08.00–17.00)"
    )


def test_a_tariff_that_changes_at_midnight_leaves_the_night_at_the_rate_of_its_start() -> None:
    (line,) = price(job(date(2023, 6, 30), "23:00", 120), TARIFFS, WORKDAYS).lines
    assert line.rate_ore == 36027


def test_the_day_it_was_held_can_be_given() -> None:
    work = replace(job(date(2023, 6, 30), "10:00", 60), held_on=date(2023, 7, 1))
    assert price(work, TARIFFS, WORKDAYS).lines[0].rate_ore == 37072


def test_the_day_is_that_of_copenhagen() -> None:
    assert price(job(date(2023, 7, 1), "00:30", 60), TARIFFS, WORKDAYS).lines[0].rate_ore == 37072


@pytest.mark.parametrize(("day", "until", "hours"), [(date(2024, 3, 31), "04:00", 2), (date(2023, 10, 29), "04:00", 4)])
def test_a_night_with_a_change_of_clocks_is_paid_for_the_hours_that_passed(day: date, until: str, hours: int) -> None:
    period = Period(at(day, "01:00"), at(day, until))
    (line,) = price(Work("STATE-NSK", "3", Mode.PHONE, period, period, "delivered"), TARIFFS, WORKDAYS).lines
    assert (line.quantity, line.amount_ore) == (Decimal(hours), hours * 74144)


def test_the_wall_clock_decides_the_factor_on_a_night_with_a_change_of_clocks() -> None:
    day = date(2023, 10, 29)
    period = Period(at(day, "02:00"), at(day, "03:00"))
    work = Work("MUNI-DEMO", "own", Mode.PHONE, period, period, "delivered")
    tariffs = terms(work, normal_from=time(2, 30), normal_to=time(3), holiday_factor=Decimal(1))
    assert [(line.factor, line.quantity) for line in price(work, tariffs, WORKDAYS).lines] == [
        (Decimal(2), Decimal("0.5")),
        (Decimal(1), Decimal("0.5")),
        (Decimal(2), Decimal("0.5")),
        (Decimal(1), Decimal("0.5")),
    ]


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (job(date(2026, 6, 2), "10:00", 60), "no rate for interpreting in STATE-NSK 3 on 02.06.2026"),
        (job(TUESDAY, "10:00", 60, mode=Mode.SKYPE), "no set of terms for video in STATE-NSK"),
        (
            job(date(2017, 12, 31), "10:00", 60, scheme="MUNI-DEMO", category="own"),
            "no set of terms for in person in MUNI-DEMO on 31.12.2017",
        ),
    ],
)
def test_what_has_no_tariff_is_refused_and_never_guessed(work: Work, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        price(work, TARIFFS, WORKDAYS)
