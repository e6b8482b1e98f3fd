"""Refund decisions that people make: facts confirmed, outcomes judged, rules overruled, rules published."""

from booking.services.refunds.confirming import Answers, confirm
from booking.services.refunds.judging import answer, unsure
from booking.services.refunds.overruling import approve, ask_overrule, asked, refuse, withdraw_overrule
from booking.services.refunds.policies import policy_log, read_policy, set_policy
from booking.services.refunds.publishing import publish, rule_versions

__all__ = [
    "Answers",
    "answer",
    "approve",
    "ask_overrule",
    "asked",
    "confirm",
    "policy_log",
    "publish",
    "read_policy",
    "refuse",
    "rule_versions",
    "set_policy",
    "unsure",
    "withdraw_overrule",
]
