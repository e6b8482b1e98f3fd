"""Days that go otherwise: waiting, overrun, a meal break, two interpreters; and every block explained."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.costs.pricing import Work, journey_ore, minutes_billed, price
from booking.domain.costs.wording import cancelled_late
from booking.domain.deadlines import DeadlineRule, deadline
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.texts import Text
from booking.domain.workdays import Workdays
from tests.domain.jobs import SUMMER_2026, TARIFFS, TUESDAY, WORKDAYS, at, job, lasting, terms

OWN: dict[str, Any] = {"scheme": "MUNI-DEMO", "category": "own"}


def pause(start: str, minutes: int, day: date = SUMMER_2026) -> Period:
    return lasting(at(day, start), minutes)


def why(work: Work) -> list[str]:
    """Every sentence of the price, in Danish."""
    return [one for line in price(work, TARIFFS, WORKDAYS).lines for one in line.why.da.splitlines()]


@pytest.mark.parametrize(
    ("work", "total_ore"),
    [
        # The citizen came 20 minutes late: the interpreter stood ready from 10.00.
        (replace(job(TUESDAY, "10:00", 60), actual=lasting(at(TUESDAY, "10:20"), 50), waited_minutes=20), 2 * 37072),
        (replace(job(TUESDAY, "10:00", 60), actual=lasting(at(TUESDAY, "10:20"), 40), waited_minutes=20), 37072),
        # Whoever came before the booked start waited for themselves.
        (replace(job(TUESDAY, "10:00", 60), waited_minutes=30), 37072),
        (replace(job(TUESDAY, "10:00", 60), actual=lasting(at(TUESDAY, "09:50"), 60), waited_minutes=10), 37072),
        # Overrun: a started hour more.
        (job(TUESDAY, "10:00", 60, actual_minutes=61), 2 * 37072),
        (job(TUESDAY, "16:00", 60, actual_minutes=61), 37072 + 74144),
        # An hour's meal break in an eight hours' day is not paid, and what follows begins a block later.
        (replace(job(TUESDAY, "08:00", 480), breaks=(pause("12:00", 60, TUESDAY),)), 7 * 37072),
        (replace(job(TUESDAY, "08:00", 480), breaks=(pause("12:00", 30, TUESDAY),)), 8 * 37072),
        # A block across the break ends half an hour later, and the next begins after five.
        (replace(job(TUESDAY, "08:30", 600), breaks=(pause("12:00", 30, TUESDAY),)), 8 * 37072 + 2 * 74144),
        (replace(job(TUESDAY, "10:00", 60), breaks=(pause("10:00", 60, TUESDAY),)), 37072),
        # The longer of booked and actual, both without the break.
        (replace(job(SUMMER_2026, "08:00", 240, **OWN), breaks=(pause("11:00", 30),)), 7 * 18000),
        (
            replace(job(SUMMER_2026, "08:00", 240, actual_minutes=300, **OWN), breaks=(pause("11:00", 30),)),
            9 * 18000,
        ),
        (replace(job(SUMMER_2026, "08:00", 240, **OWN), actual=None, breaks=(pause("11:00", 30),)), 7 * 18000),
    ],
)
def test_what_is_waited_overrun_and_paused_is_paid_as_the_terms_say(work: Work, total_ore: int) -> None:
    assert price(work, TARIFFS, WORKDAYS).total_ore == total_ore


def test_two_interpreters_are_two_bills_of_the_same_job() -> None:
    one = price(job(TUESDAY, "10:00", 80, travel_minutes=70, km="42"), TARIFFS, WORKDAYS).total_ore
    other = price(job(TUESDAY, "10:00", 80, category="1"), TARIFFS, WORKDAYS).total_ore
    assert one + other == 117866 + 2 * 64878


@given(st.integers(30, 600), st.integers(0, 300), st.integers(1, 120), st.sampled_from(["07:00", "12:30", "23:30"]))
def test_a_break_never_makes_a_job_dearer_by_the_clock_of_one_rate(
    minutes: int, after: int, lasts: int, start: str
) -> None:
    work = job(TUESDAY, start, minutes)
    flat = terms(work, offhours_factor=Decimal(1), holiday_factor=Decimal(1))
    begins = work.booked.starts_at + timedelta(minutes=after)
    paused = replace(work, breaks=(Period(begins, begins + timedelta(minutes=lasts)),))
    assert price(paused, flat, WORKDAYS).total_ore <= price(work, flat, WORKDAYS).total_ore


@given(st.integers(1, 600), st.integers(0, 90))
def test_waiting_never_makes_a_job_cheaper_by_the_clock_of_one_rate(minutes: int, waited: int) -> None:
    begun = at(TUESDAY, "11:00")
    work = Work("STATE-NSK", "3", Mode.PHONE, lasting(at(TUESDAY, "10:00"), 60), lasting(begun, minutes), "delivered")
    flat = terms(work, offhours_factor=Decimal(1), holiday_factor=Decimal(1))
    longer = replace(work, waited_minutes=waited)
    assert price(work, flat, WORKDAYS).total_ore <= price(longer, flat, WORKDAYS).total_ore


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (job(TUESDAY, "10:00", 60), ["10.00–11.00: normal takst."]),
        (
            job(TUESDAY, "07:30", 120),
            [
                "07.30–08.30: dobbelt takst, fordi timen begynder før kl. 08.00.",
                "08.30–09.30: normal takst.",
            ],
        ),
        (
            job(TUESDAY, "16:30", 120),
            [
                "16.30–17.30: normal takst, fordi timen begynder før kl. 17.00.",
                "17.30–18.30: dobbelt takst, fordi timen begynder kl. 17.00 eller senere.",
            ],
        ),
        (
            job(date(2024, 3, 15), "23:00", 120),
            [
                "Fredag 15/3 kl. 23.00 – lørdag 16/3 kl. 00.00: dobbelt takst, fordi timen begynder kl. 17.00 eller "
                "senere.",
                "00.00–01.00: dobbelt takst, fordi det er lørdag.",
            ],
        ),
        (job(date(2023, 5, 5), "10:00", 60), ["10.00–11.00: dobbelt takst, fordi det er store bededag."]),
        (
            job(TUESDAY, "10:00", 80, actual_minutes=130, travel_minutes=20, km="10"),
            [
                "Bestilt til 80 minutter, varede 130. Der betales for den faktiske tid.",
                "130 minutter regnes op til 180.",
                "10.00–13.00: normal takst.",
                "Kilometertaksten 19.03.2024 er 3,79 kr.",
                "Rejsetid betales ikke, fordi 10 km ikke er over 10 km.",
            ],
        ),
        (
            job(SUMMER_2026, "10:00", 10, mode=Mode.SKYPE, **OWN),
            ["Mindst 30 minutter betales.", "10.00–10.30: normal takst."],
        ),
        (
            replace(
                job(SUMMER_2026, "10:00", 120, **OWN),
                actual=lasting(at(SUMMER_2026, "10:20"), 100),
                waited_minutes=20,
                breaks=(pause("11:00", 30),),
            ),
            [
                "Bestilt til 120 minutter, varede 100. "
                "Der betales for den længste af den bestilte og den faktiske tid.",
                "20 minutters ventetid er talt med.",
                "30 minutters pause er trukket fra.",
                "10.00–12.00: normal takst.",
            ],
        ),
        (
            job(TUESDAY, "10:00", 180, outcome="no_show"),
            ["Efter vilkårene betales 60 minutter.", "10.00–11.00: normal takst."],
        ),
    ],
)
def test_a_price_is_explained_block_by_block(work: Work, said: list[str]) -> None:
    assert why(work) == said


def test_an_urgent_surcharge_and_other_factors_say_why() -> None:
    work = replace(job(SUMMER_2026, "18:00", 30, mode=Mode.PHONE, **OWN), ordered_at=at(SUMMER_2026, "17:00"))
    tariffs = terms(work, urgent_hours=24, urgent_factor=Decimal("1.25"), offhours_factor=Decimal("1.5"))
    (line,) = price(work, tariffs, WORKDAYS).lines
    assert line.why == Text(
        "18.00–18.30: taksten × 1,5, fordi kvarteret begynder kl. 17.00 eller senere.\n"
        "Hastetillæg: taksten × 1,25, fordi opgaven er bestilt under 24 timer før.",
        "18:00–18:30: the rate × 1.5, because the quarter begins at 17:00 or later.\n"
        "Urgent surcharge: the rate × 1.25, because it was ordered under 24 hours before.",
    )


def test_a_holiday_cheaper_than_the_evening_is_not_the_reason_in_the_evening() -> None:
    work = job(date(2024, 3, 16), "18:00", 60)
    (line,) = price(work, terms(work, holiday_factor=Decimal("1.5")), WORKDAYS).lines
    assert line.why.da == "18.00–19.00: dobbelt takst, fordi timen begynder kl. 17.00 eller senere."


def test_travel_without_a_threshold_and_steps_without_a_name_are_explained() -> None:
    work = replace(job(TUESDAY, "10:00", 60, travel_minutes=30, km="4"), scheme="STATE-NSK")
    lines = price(work, terms(work, travel_min_km=None), WORKDAYS).lines
    assert lines[1].why.da == "Rejsetid betales for alle afstande."
    odd = job(SUMMER_2026, "07:50", 40, mode=Mode.PHONE, **OWN)
    (first, _) = price(odd, terms(odd, step_minutes=20), WORKDAYS).lines
    assert first.why.da == "07.50–08.10: dobbelt takst, fordi tiden begynder før kl. 08.00."


def test_days_off_without_a_name_are_holidays() -> None:
    off = Workdays(frozenset({TUESDAY}))
    assert price(job(TUESDAY, "10:00", 60), TARIFFS, off).lines[0].why.da.endswith("fordi det er helligdag.")


def test_a_journeys_price_is_that_of_its_lines() -> None:
    work = job(TUESDAY, "10:00", 80, travel_minutes=70, km="42")
    assert journey_ore(work, TARIFFS) == 27804 + 15918
    assert journey_ore(replace(work, km=Decimal(10)), TARIFFS) == 3790
    assert journey_ore(replace(work, km=Decimal(0), travel_minutes=0), TARIFFS) == 0


def test_minutes_are_counted_up_and_an_exit_may_bill_none() -> None:
    work = job(SUMMER_2026, "10:00", 50, scheme="AGENCY-A2D", category="1")
    assert minutes_billed(work, TARIFFS) == 60
    absent = replace(work, outcome="no_show", actual=None)
    assert minutes_billed(absent, terms(absent, noshow_bills="none")) == 0


def test_a_late_cancellation_says_what_it_was_measured_against() -> None:
    start = at(TUESDAY, "10:00")
    until = deadline(DeadlineRule("hours_before", "24"), start, WORKDAYS)
    said = cancelled_late(at(date(2024, 3, 18), "12:00"), until)
    assert said.da == f"Afbestilt mandag 18/3 kl. 12.00, fristen var {until.derivation.da}."


def test_a_price_that_nobody_reads_is_the_same_without_its_words() -> None:
    work = job(TUESDAY, "07:30", 120, travel_minutes=70, km="42")
    said, bare = (price(work, TARIFFS, WORKDAYS, explained=explained).lines for explained in (True, False))
    nothing = Text("", "")
    assert [line.amount_ore for line in bare[:2]] == [74144, 37072]
    assert bare == tuple(replace(line, text=nothing, why=nothing) for line in said)
    assert nothing not in [line.text for line in said]
