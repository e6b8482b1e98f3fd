"""What a decision is worth: the percent of the eligible lines, rounded once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from booking.domain.costs.pricing import PriceLine
from booking.domain.costs.tariffs import Component
from booking.domain.errors import NotFound
from booking.domain.refunds.decision import (
    Refund,
    decide,
    refund,
)
from booking.domain.texts import Text
from tests.domain.refunding import RULES, facts


def line(component: Component, amount_ore: int) -> PriceLine:
    return PriceLine(component, Text("", ""), Decimal(1), "hour", amount_ore, Decimal(1), amount_ore)


GOLDEN = (line("interpreting", 74144), line("travel_time", 27804), line("transport", 15918))


@pytest.mark.parametrize(
    ("measure", "person_group", "claimed"),
    [
        ("DANISH_21", "REFUGEE_IN_PERIOD", Refund(117866, 58933)),
        ("LAB_OFFER", "UNACC_MINOR", Refund(117866, 117866)),
        ("DANISH_21", "UNACC_MINOR", Refund(0, 0)),
        (None, None, Refund(0, 0)),
        ("DANISH_21", None, Refund(0, 0)),
    ],
)
def test_the_refund_is_the_percent_of_what_is_eligible(
    measure: str | None, person_group: str | None, claimed: Refund
) -> None:
    assert refund(decide(facts(measure, person_group), RULES), GOLDEN, RULES) == claimed


def test_half_an_ore_is_rounded_away_from_nought() -> None:
    decision = decide(facts("DANISH_21", "REFUGEE_IN_PERIOD"), RULES)
    assert refund(decision, [line("interpreting", 37073)], RULES) == Refund(37073, 18537)


@pytest.mark.parametrize(
    ("letters", "eligible_ore"), [(("F",), 74144), (("T",), 27804), (("K",), 15918), (("F", "K"), 90062), ((), 0)]
)
def test_only_the_components_of_the_rule_are_eligible(letters: tuple[str, ...], eligible_ore: int) -> None:
    decision = decide(facts("DANISH_21", "REFUGEE_IN_PERIOD"), RULES)
    rules = [replace(rule, components=letters) for rule in RULES]
    assert refund(decision, GOLDEN, rules).eligible_ore == eligible_ore


def test_a_percent_overridden_by_a_person_is_the_one_that_counts() -> None:
    decision = replace(decide(facts("DANISH_21", "REFUGEE_IN_PERIOD"), RULES), percent=100)
    assert refund(decision, GOLDEN, RULES) == Refund(117866, 117866)


def test_a_refund_by_a_rule_that_is_gone_is_refused() -> None:
    decision = decide(facts("DANISH_21", "REFUGEE_IN_PERIOD"), RULES)
    with pytest.raises(NotFound, match="There is no refund rule INL45-PROG v1"):
        refund(decision, GOLDEN, ())
