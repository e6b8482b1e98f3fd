"""The rules as shipped, and the facts of an interpreting that they are asked about."""

from datetime import date

from booking.domain.refunds.decision import Outcome, RefundFacts
from booking.gateways.reference import load_refund_rules

RULES = load_refund_rules()
DAY = date(2024, 3, 19)


def facts(
    measure: str | None, person_group: str | None, held_on: date = DAY, outcome: Outcome = "delivered"
) -> RefundFacts:
    return RefundFacts(held_on, outcome, "integration_case", measure, person_group)
