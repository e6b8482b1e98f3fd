"""Drafts of a tariff: what may be in force, what they would make of it, where a tariff ends, and the golden cases."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from booking.domain.costs import drafts
from booking.domain.costs.drafts import Draft
from booking.domain.costs.endings import Ending, endings, missing_from
from booking.domain.costs.golden import Case, amount, judged
from booking.domain.costs.names import SchemeNames
from booking.domain.costs.pricing import price
from booking.domain.costs.succession import joined
from booking.domain.costs.tariffs import Rate, Tariffs
from booking.domain.errors import Conflict, Invalid
from booking.domain.modes import Mode
from booking.domain.texts import Text
from tests.domain.jobs import SHIPPED, TARIFFS, WORKDAYS, job

TODAY = date(2026, 11, 22)
NEW_YEAR = date(2027, 1, 1)
KM_2027 = Rate("KM-HIGH", "", "transport", "km", 4_01, NEW_YEAR, date(2027, 12, 31))
OWN_2027 = Rate("MUNI-DEMO", "own", "interpreting", "hour", 380_00, NEW_YEAR, None)
EMPTY = Draft(id=UUID(int=1), name="2027", rates=(), terms=(), made_at=datetime(2026, 11, 22, tzinfo=UTC))


def km(first: str, last: str | None, ore: int = 1) -> Rate:
    ends = date.fromisoformat(last) if last else None
    return Rate("KM-HIGH", "", "transport", "km", ore, date.fromisoformat(first), ends)


@pytest.mark.parametrize(
    ("there", "new", "joined_as"),
    [
        ([], km("2027-01-01", None), [("2027-01-01", None)]),
        # What holds until further notice ends the day before.
        ([km("2026-01-01", None)], km("2027-01-01", None), [("2026-01-01", "2026-12-31"), ("2027-01-01", None)]),
        # One that ends by itself before is left alone, and a last day of its own is kept.
        (
            [km("2026-01-01", "2026-12-31")],
            km("2027-01-01", "2027-06-30"),
            [("2026-01-01", "2026-12-31"), ("2027-01-01", "2027-06-30")],
        ),
        # The next one there is ends it, whatever its own last day.
        (
            [km("2027-07-01", None)],
            km("2027-01-01", "2027-12-31"),
            [("2027-01-01", "2027-06-30"), ("2027-07-01", None)],
        ),
        ([km("2027-07-01", None)], km("2027-01-01", None), [("2027-01-01", "2027-06-30"), ("2027-07-01", None)]),
        ([km("2027-01-01", None, 2)], km("2027-01-01", None, 3), [("2027-01-01", None)]),
    ],
)
def test_rates_follow_each_other_without_overlap(
    there: list[Rate], new: Rate, joined_as: list[tuple[str, str | None]]
) -> None:
    found = joined(there, new)
    assert [(str(one.valid_from), one.valid_to and str(one.valid_to)) for one in found] == joined_as
    assert next(one for one in found if one.valid_from == new.valid_from).amount_ore == new.amount_ore


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"unit": "hour"}, "unit"),
        ({"amount_ore": -1}, "amount_ore"),
        ({"amount_ore": 10_000_01}, "amount_ore"),
        ({"valid_to": date(2026, 12, 31)}, "valid_to"),
        ({"valid_from": date(1, 1, 1)}, "valid_from"),
    ],
)
def test_what_no_rate_can_be_is_refused_at_its_field(different: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        drafts.check_rate(replace(KM_2027, **different))
    assert refused.value.field == field


def test_a_rate_that_can_be_is_left_as_it_is() -> None:
    assert [drafts.check_rate(one) for one in (KM_2027, OWN_2027)] == [KM_2027, OWN_2027]


@pytest.mark.parametrize(
    ("rate", "allowed"),
    [
        (KM_2027, True),
        (replace(KM_2027, valid_from=TODAY), True),
        (replace(KM_2027, valid_from=date(2026, 11, 21)), False),
        (replace(KM_2027, valid_from=date(2032, 1, 1), valid_to=None), False),
        # Days that are over and have no rate may be given one.
        (Rate("STATE-NSK", "3", "interpreting", "started_hour", 382_00, date(2024, 7, 1), None), True),
        (Rate("STATE-NSK", "3", "interpreting", "started_hour", 382_00, date(2024, 6, 30), None), False),
        (Rate("NEW", "", "interpreting", "hour", 1_00, date(2020, 1, 1), None), True),
        (Rate("KM-HIGH", "", "transport", "km", 1, date(2017, 1, 1), date(2017, 12, 31)), True),
    ],
)
def test_the_past_stands_and_the_far_future_waits(rate: Rate, allowed: bool) -> None:
    if allowed:
        drafts.check_days(rate, SHIPPED, today=TODAY)
    else:
        with pytest.raises(Invalid) as refused:
            drafts.check_days(rate, SHIPPED, today=TODAY)
        assert refused.value.field == "valid_from"


def test_a_rate_takes_the_place_of_the_one_of_its_day_and_can_be_taken_out() -> None:
    draft = drafts.with_rate(drafts.with_rate(EMPTY, OWN_2027), KM_2027)
    again = drafts.with_rate(draft, replace(KM_2027, amount_ore=4_02))

    assert [one.amount_ore for one in again.rates] == [4_02, 380_00]
    assert drafts.without_rate(again, drafts.key_of(OWN_2027), NEW_YEAR).rates == again.rates[:1]
    assert (EMPTY.first_day, draft.first_day, EMPTY.is_empty, draft.is_empty) == (None, NEW_YEAR, True, False)


def test_terms_take_the_place_of_those_of_their_mode_and_can_be_taken_out() -> None:
    first = replace(SHIPPED.terms("MUNI-DEMO", mode=Mode.PHONE, day=TODAY), valid_from=NEW_YEAR, min_minutes=45)
    draft = drafts.with_terms(drafts.with_terms(EMPTY, first), replace(first, min_minutes=60))

    assert [one.min_minutes for one in draft.terms] == [60]
    assert drafts.without_terms(draft, ("MUNI-DEMO", Mode.SKYPE)).terms == draft.terms
    assert drafts.without_terms(draft, ("MUNI-DEMO", Mode.PHONE)).is_empty


def test_once_published_the_days_before_cost_what_they_did() -> None:
    later = replace(SHIPPED.terms("MUNI-DEMO", mode=Mode.PHONE, day=TODAY), valid_from=NEW_YEAR, min_minutes=60)
    after = drafts.published(SHIPPED, replace(EMPTY, rates=(KM_2027, OWN_2027), terms=(later,)))
    work = job(date(2026, 12, 31), "10:00", 60, scheme="MUNI-DEMO", category="own", km="10")
    held = job(date(2027, 1, 4), "10:00", 60, scheme="MUNI-DEMO", category="own", km="10")

    assert price(work, after, WORKDAYS) == price(work, SHIPPED, WORKDAYS)
    assert [one.amount_ore for one in price(held, after, WORKDAYS).lines] == [380_00, 40_10]
    assert after.terms("MUNI-DEMO", mode=Mode.PHONE, day=date(2026, 12, 31)).min_minutes == 30
    assert after.terms("MUNI-DEMO", mode=Mode.PHONE, day=NEW_YEAR).min_minutes == 60


def test_what_lies_behind_is_priced_as_if_the_draft_had_always_held() -> None:
    short = replace(SHIPPED.terms("MUNI-DEMO", mode=Mode.PHONE, day=TODAY), valid_from=NEW_YEAR, min_minutes=60)
    supposed = drafts.supposed(SHIPPED, replace(EMPTY, rates=(KM_2027, OWN_2027), terms=(short,)))
    by_phone = job(date(2019, 3, 5), "10:00", 10, scheme="MUNI-DEMO", category="own", mode=Mode.PHONE)
    there = job(date(2019, 3, 5), "10:00", 60, scheme="MUNI-DEMO", category="own", km="10")

    assert price(by_phone, supposed, WORKDAYS).total_ore == 380_00
    assert [one.amount_ore for one in price(there, supposed, WORKDAYS).lines] == [380_00, 40_10]


@pytest.mark.parametrize(
    "draft",
    [EMPTY, replace(EMPTY, rates=SHIPPED.rates[:1]), replace(EMPTY, terms=SHIPPED.all_terms[:1])],
)
def test_a_draft_that_says_nothing_new_is_not_published(draft: Draft) -> None:
    with pytest.raises(Conflict):
        drafts.check_news(draft, SHIPPED)
    drafts.check_news(replace(EMPTY, rates=(KM_2027,)), SHIPPED)


@pytest.mark.parametrize(
    ("rates", "today", "missing"),
    [
        ([], "2026-11-22", None),
        ([km("2026-01-01", None)], "2026-11-22", None),
        ([km("2026-01-01", "2026-12-31")], "2026-11-22", "2027-01-01"),
        ([km("2026-01-01", "2026-12-31"), km("2027-01-01", None)], "2026-11-22", None),
        ([km("2026-01-01", "2026-12-31"), km("2027-01-01", "2027-12-31")], "2026-11-22", "2028-01-01"),
        # A gap counts from its first day; what has not begun yet leaves nothing missing.
        ([km("2026-01-01", "2026-12-31"), km("2027-02-01", None)], "2026-11-22", "2027-01-01"),
        ([km("2024-01-01", "2024-12-31")], "2026-11-22", "2025-01-01"),
        ([km("2027-01-01", None)], "2026-11-22", None),
    ],
)
def test_the_first_day_without_a_rate_is_found(rates: list[Rate], today: str, missing: str | None) -> None:
    assert missing_from(rates, date.fromisoformat(today)) == (date.fromisoformat(missing) if missing else None)


def test_what_ends_within_three_months_is_said_and_what_nobody_uses_is_not() -> None:
    found = endings(SHIPPED, today=TODAY, used=[("STATE-NSK", "3"), ("MUNI-DEMO", "own")])

    assert found == (
        Ending("STATE-NSK", "3", "interpreting", date(2024, 7, 1)),
        Ending("STATE-NSK", "3", "travel_time", date(2024, 7, 1)),
        Ending("KM-HIGH", "", "transport", NEW_YEAR),
    )
    assert endings(SHIPPED, today=date(2026, 9, 1), used=[]) == ()
    name = Text("Kørsel, statens høje takst", "Driving, the State's high rate")
    assert found[-1].words(name, today=TODAY) == Text(
        "Kørsel, statens høje takst: takst for kørsel mangler fra 1. januar 2027.",
        "Driving, the State's high rate: the rate for transport is missing from 1 January 2027.",
    )
    assert found[0].words(name, today=TODAY).da.endswith("takst for tolkning mangler siden 1. juli 2024.")


GOLDEN = Case(
    id=UUID(int=2),
    name="To timer, rejse og 42 km",
    scheme="STATE-NSK",
    category="3",
    mode=Mode.IN_PERSON,
    day=date(2024, 3, 19),
    starts=time(10),
    booked_minutes=80,
    travel_minutes=70,
    km=Decimal(42),
    expects="total",
    expected=117866,
)


@pytest.mark.parametrize(
    ("different", "found", "holds"),
    [
        ({}, 117866, True),
        ({"expected": 117865}, 117866, False),
        ({"expects": "interpreting", "expected": 74144}, 74144, True),
        ({"expects": "travel_time", "expected": 27804}, 27804, True),
        ({"expects": "transport", "expected": 15918}, 15918, True),
        ({"actual_minutes": 130}, 117866 + 37072, False),
        ({"outcome": "no_show"}, 37072, False),
        ({"outcome": "cancelled_late", "expected": 37072}, 37072, True),
        ({"day": date(2026, 3, 19)}, None, False),
        ({"scheme": "AGENCY-A2D", "mode": Mode.SKYPE, "booked_minutes": 65, "expects": "minutes"}, 75, False),
        ({"scheme": "AGENCY-A2D", "booked_minutes": 65, "expects": "minutes", "expected": 90}, 90, True),
        ({"scheme": "NOBODY", "expects": "minutes"}, None, False),
        ({"notice_hours": 2}, 117866, True),
    ],
)
def test_a_golden_case_holds_or_says_what_it_came_to(different: dict[str, Any], found: int | None, holds: bool) -> None:
    (one,) = judged([replace(GOLDEN, **different)], SHIPPED, WORKDAYS)
    assert (one.found, one.holds, one.why is None) == (found, holds, found is not None)


def test_an_exit_that_bills_nothing_bills_no_minutes() -> None:
    free = Tariffs((), tuple(replace(one, noshow_bills="none") for one in TARIFFS.all_terms))
    case = replace(GOLDEN, outcome="no_show", expects="minutes", expected=0)
    assert judged([case], free, WORKDAYS)[0].holds


@pytest.mark.parametrize(
    ("field", "value"), [("booked_minutes", 0), ("actual_minutes", 1441), ("km", Decimal(-1)), ("day", date(1, 1, 1))]
)
def test_a_case_that_cannot_have_been_is_refused(field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        replace(GOLDEN, **{field: value})  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_cases_figure_is_kroner_or_minutes() -> None:
    minutes = replace(GOLDEN, expects="minutes")
    assert [amount(GOLDEN, 117866).da, amount(minutes, 60).da, amount(GOLDEN, None).da] == [
        "1.178,66 kr.",
        "60 minutter",
        "Ingen pris",
    ]


def test_schemes_have_names_and_what_has_none_its_code() -> None:
    names = SchemeNames({("MUNI", ""): Text("Egen takst", "Own tariff"), ("MUNI", "own"): Text("Egne tolke", "Own")})
    assert names.full("MUNI", "own") == Text("Egen takst, egne tolke", "Own tariff, own")
    assert (names.full("MUNI", "").da, names.full("X", "1").da) == ("Egen takst", "X, 1")
