"""Replacing: the decision by a rule that two people have put in place of the one that follows."""

from collections.abc import Iterable
from dataclasses import replace

from booking.domain.refunds.decision import RefundDecision, version_of
from booking.domain.refunds.overrules import Overrule
from booking.domain.refunds.rules import RefundRule
from booking.domain.texts import Text


def overruled(overrule: Overrule, rules: Iterable[RefundRule]) -> RefundDecision:
    """The decision by the rule that was put in place of the one that follows; NotFound for an unknown version."""
    decision = RefundDecision("decided", overrule.rule_code, overrule.rule_version, 0, Text("", ""))
    rule = version_of(decision, rules)
    reason = Text(f"Fraveget til {rule.code}: {overrule.reason}", f"Overruled to {rule.code}: {overrule.reason}")
    return replace(decision, percent=rule.percent, reason=reason)
