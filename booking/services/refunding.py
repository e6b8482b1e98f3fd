"""Refunding: the one rule a booking's refund ends in, what people have judged or overruled carried along."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from booking.domain.bookings import Booking, Order
from booking.domain.catalogue import CASE_TYPES
from booking.domain.costs.pricing import PriceLine
from booking.domain.refunds.decision import (
    DEFAULT_POLICY,
    Eligibility,
    Outcome,
    RefundDecision,
    RefundFacts,
    RefundPolicy,
    decide,
    refund,
)
from booking.domain.refunds.replacing import overruled
from booking.persistence.costs import Refund, Standing
from booking.persistence.ids import new_id
from booking.persistence.reference import Reference
from booking.services.desk import Desk

PREFIX = "refunds."


def policy_of(reference: Reference) -> RefundPolicy:
    """The office's own choices in force; what nobody has set stands as the product has it."""
    found = reference.settings

    def chosen(name: str) -> Eligibility:
        return cast(Eligibility, found.get(f"{PREFIX}{name}", getattr(DEFAULT_POLICY, name)))

    expected = str(found.get(f"{PREFIX}measure_expected", ""))
    return RefundPolicy(
        cancelled_late=chosen("cancelled_late"),
        citizen_no_show=chosen("citizen_no_show"),
        interpreter_no_show=chosen("interpreter_no_show"),
        aborted=chosen("aborted"),
        measure_expected=frozenset(expected.split()),
    )


def facts_of(order: Order, held_on: date, outcome: Outcome, *, judged: Eligibility | None = None) -> RefundFacts:
    """The person group is the booking's own, else what its case type settles."""
    case_type = CASE_TYPES.get(order.case_type)
    group = order.person_group or (case_type.person_group if case_type is not None else None)
    return RefundFacts(
        held_on=held_on,
        outcome=outcome,
        case_type=order.case_type,
        measure=order.measure,
        person_group=group,
        judged=judged,
    )


async def refund_for(
    desk: Desk,
    booking: Booking,
    lines: Sequence[PriceLine],
    *,
    held_on: date,
    outcome: Outcome,
    standing: Standing | None = None,
) -> Refund:
    """The decision to be kept: by the rule of the day, unless somebody judged the outcome or overruled the rule.

    An overruling holds as long as the rule's own decision is the one that was overruled.
    """
    standing = standing or await desk.costs.standing_of(booking.id)
    judged = cast(Eligibility, standing.judged) if standing.judged else None
    rules, facts = desk.reference.refund_rules, facts_of(booking, held_on, outcome, judged=judged)
    decision = decide(facts, rules, policy_of(desk.reference))
    by = standing.judged_by if judged else None
    overrule = standing.overrule
    if overrule is not None and overrule.instead_of == (decision.rule_code, decision.rule_version):
        decision, by = overruled(overrule, rules), overrule.ended_by
    else:
        overrule = None
    return _kept(desk, booking, decision, lines, standing, by=by, overrule_id=overrule.id if overrule else None)


def _kept(
    desk: Desk,
    booking: Booking,
    decision: RefundDecision,
    lines: Sequence[PriceLine],
    standing: Standing,
    *,
    by: object,
    overrule_id: object,
) -> Refund:
    claim = refund(decision, lines, desk.reference.refund_rules)
    return Refund(
        id=new_id(),
        booking_id=booking.id,
        version=booking.version,
        state=decision.state,
        rule_code=decision.rule_code,
        rule_version=decision.rule_version,
        percent=decision.percent,
        eligible_ore=claim.eligible_ore,
        refund_ore=claim.refund_ore,
        reason_da=decision.reason.da,
        reason_en=decision.reason.en,
        missing=decision.missing,
        decided_at=desk.now,
        decided_by=by,  # type: ignore[arg-type]
        judged=standing.judged,
        judged_because=standing.judged_because,
        overrule_id=overrule_id,  # type: ignore[arg-type]
    )
