"""Publishing rules: what can be decided by, which version ends, and what is never touched; judged and unsaid facts."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from booking.domain.errors import Conflict, Invalid, NotFound
from booking.domain.refunds.decision import RefundFacts, decide
from booking.domain.refunds.overrules import Overrule
from booking.domain.refunds.publishing import check_rule, succeeded
from booking.domain.refunds.replacing import overruled
from booking.gateways.reference import load_refund_rules
from tests.domain.test_disputes import ASKED

RULES = load_refund_rules()
RULE = next(one for one in RULES if one.code == "INL45-PROG")
DAY = date(2027, 1, 1)
NEW = replace(RULE, valid_from=DAY, percent=40)


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"percent": 101}, "percent"),
        ({"percent": -1}, "percent"),
        ({"legal_ref": " "}, "legal_ref"),
        ({"evidence": "X"}, "evidence"),
        ({"valid_to": date(2026, 12, 31)}, "valid_to"),
        ({"measures": ("NONSENSE",)}, "measures"),
        ({"measures": ("UNSURE",)}, "measures"),
        ({"measures": ()}, "measures"),
        ({"person_groups": ("NOBODY",)}, "person_groups"),
        ({"components": ("X",)}, "components"),
        ({"components": ()}, "components"),
    ],
)
def test_a_rule_that_decides_nothing_is_refused_by_its_field(different: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_rule(replace(NEW, **different))

    assert refused.value.field == field


def test_every_rule_that_ships_could_be_published() -> None:
    for rule in RULES:
        check_rule(rule)


def test_a_new_version_ends_the_one_in_force_on_the_day_before() -> None:
    ended, new = succeeded(RULES, NEW, last_decided=date(2026, 12, 31))

    assert ended == replace(RULE, valid_to=date(2026, 12, 31))
    assert new == replace(NEW, version=2)


def test_a_rule_of_a_new_code_ends_nothing_and_one_that_has_ended_stays() -> None:
    over = next(one for one in RULES if one.code == "LAB-RES-OLD")

    assert succeeded(RULES, replace(NEW, code="NEW"), last_decided=None) == (None, replace(NEW, code="NEW", version=1))
    assert succeeded(RULES, replace(over, valid_from=DAY, valid_to=None), last_decided=None)[0] is None


@pytest.mark.parametrize(
    ("first", "last_decided"), [(RULE.valid_from, None), (date(2017, 1, 1), None), (DAY, DAY), (DAY, date(2027, 5, 1))]
)
def test_nothing_that_stands_or_is_decided_is_touched(first: date, last_decided: date | None) -> None:
    with pytest.raises(Conflict) as refused:
        succeeded(RULES, replace(NEW, valid_from=first), last_decided=last_decided)

    assert refused.value.field == "valid_from"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"measure": "UNSURE", "person_group": "REFUGEE_IN_PERIOD"}, ("unsure", None, ("measure",))),
        ({"measure": "UNSURE", "person_group": None}, ("unsure", None, ("measure",))),
        ({"measure": "UNSURE", "person_group": "DANISH_CITIZEN"}, ("decided", "NOT-INL", ())),
        ({"outcome": "citizen_no_show"}, ("unsure", None, ("outcome",))),
        ({"outcome": "citizen_no_show", "judged": "eligible"}, ("decided", "INL45-PROG", ())),
        ({"outcome": "citizen_no_show", "judged": "not_eligible"}, ("decided", "INL45-PROG", ())),
        ({"outcome": "cancelled_late", "judged": "eligible"}, ("decided", "INL45-PROG", ())),
    ],
)
def test_what_is_unsaid_or_judged_decides(facts: dict[str, Any], said: tuple[str, str | None, tuple[str, ...]]) -> None:
    usual = RefundFacts(date(2026, 3, 12), "delivered", "integration_case", "OFFER_23B", "REFUGEE_IN_PERIOD")
    found = decide(replace(usual, **facts), RULES)

    assert (found.state, found.rule_code, found.missing) == said
    if facts.get("judged") == "not_eligible" or facts.get("outcome") == "cancelled_late":
        assert found.percent == 0


def test_the_rule_put_in_place_gives_its_own_percent_and_an_unknown_one_none() -> None:
    found = overruled(ASKED, RULES)
    strange: Overrule = replace(ASKED, rule_version=9)

    assert (found.rule_code, found.rule_version, found.percent) == ("LAB202", 1, 100)
    assert "Tilbud" in found.reason.da
    with pytest.raises(NotFound):
        overruled(strange, RULES)
