"""Silence and reminders: within a year, and never an approval before somebody was reminded."""

import pytest

from booking.domain.attestations import AttestationRule, check_rule
from booking.domain.errors import Invalid


@pytest.mark.parametrize(
    "rule", [AttestationRule(), AttestationRule(0, 0), AttestationRule(10, 3), AttestationRule(365, 364)]
)
def test_a_rule_that_reminds_before_it_approves_is_taken(rule: AttestationRule) -> None:
    check_rule(rule)


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (AttestationRule(-1, 3), "silence_days"),
        (AttestationRule(0, 366), "remind_days"),
        (AttestationRule(3, 3), "silence_days"),
        (AttestationRule(3, 0), "silence_days"),
    ],
)
def test_any_other_is_refused_by_its_field(rule: AttestationRule, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_rule(rule)

    assert refused.value.field == field
