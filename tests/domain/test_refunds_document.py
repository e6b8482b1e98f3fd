"""docs/refunds.md says what the rules that ship with the product say, every one of them."""

from pathlib import Path

import pytest

from booking.domain.refunds.decision import DEFAULT_POLICY
from booking.domain.refunds.rules import RefundRule
from booking.gateways.reference import load_refund_rules

DOCUMENT = (Path(__file__).parents[2] / "docs" / "refunds.md").read_text()
SECTIONS = {part.split(" v", 1)[0]: part for part in DOCUMENT.split("\n### ")[1:]}
GRADES = {"V": "V, read in the law", "P": "P, partly read", "M": "M, from memory"}
RULES = load_refund_rules()


def test_every_rule_has_its_section_and_no_other() -> None:
    assert SECTIONS.keys() == {rule.code for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_section_says_percent_source_grade_and_days(rule: RefundRule) -> None:
    until = f"until {rule.valid_to}" if rule.valid_to is not None else "on"
    said = SECTIONS[rule.code]

    assert f"**{rule.percent} %** of " in said
    assert f"from {rule.valid_from} {until}\n" in said
    assert f"Source: {rule.legal_ref}. Evidence: **{GRADES[rule.evidence]}**" in said
    assert f"Account: {rule.account_hint}" in said


def test_what_the_document_says_of_the_exits_is_the_default() -> None:
    chosen = (
        DEFAULT_POLICY.cancelled_late,
        DEFAULT_POLICY.interpreter_no_show,
        DEFAULT_POLICY.citizen_no_show,
        DEFAULT_POLICY.aborted,
        DEFAULT_POLICY.measure_expected,
    )

    assert chosen == ("not_eligible", "not_eligible", "review", "review", frozenset())
    assert "late cancellation, a late move and the interpreter's no-show are not refunded" in DOCUMENT
