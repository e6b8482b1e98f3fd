"""Asking for a plan, and asking one that is thought over to stop; the optimiser itself runs elsewhere."""

from dataclasses import replace
from uuid import UUID

from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.domain.plans import Plan, PlanAsk, PlanState, check_ask, check_stoppable
from booking.domain.texts import Text
from booking.matching.weights import WEIGHTS
from booking.persistence.ids import new_id
from booking.services.desk import Desk

MOST_WEIGHT = 1_000_000
_KEYS = frozenset(weight.key for weight in WEIGHTS)


async def ask_for_plan(desk: Desk, *, ask: PlanAsk) -> Plan:
    """Queued for the planner; nothing else of the office is changed by it.

    Raises Invalid, by field, for what cannot be planned, and NotFound for somebody or a draft that there is not.
    """
    require_permission(desk.actor, "plans:make")
    check_ask(ask, now=desk.now)
    _check_weights(ask)
    await _check_known(desk, ask)
    plan = Plan(
        id=new_id(),
        ask=ask,
        asked_at=desk.now,
        asked_by=desk.actor.account_id,
        asked_by_name=desk.actor.name,
    )
    await desk.plans.add(plan)
    return plan


def _check_weights(ask: PlanAsk) -> None:
    for key, value in ask.weights.items():
        if key not in _KEYS or not 0 <= value <= MOST_WEIGHT:
            raise Invalid(
                Text(
                    f"Vægten {key!r} kendes ikke, eller ligger ikke mellem 0 og {MOST_WEIGHT}.",
                    f"The weight {key!r} is unknown, or not between 0 and {MOST_WEIGHT}.",
                ),
                field="weights",
            )


async def _check_known(desk: Desk, ask: PlanAsk) -> None:
    for code in (*ask.languages, *([ask.scenario.extra_language] if ask.scenario.extra_language else [])):
        desk.reference.language(code)
    for interpreter_id in ask.scenario.absent:
        await desk.interpreters.get(interpreter_id)
    if ask.scenario.draft_id is not None:
        await desk.tariff_book.draft(ask.scenario.draft_id)


async def stop_plan(desk: Desk, *, plan_id: UUID) -> Plan:
    """The best plan until now is proposed; one that has nothing to show yet is stopped for good.

    Conflict when it has come to its end already.
    """
    require_permission(desk.actor, "plans:make")
    plan = await desk.plans.get(plan_id, lock=True)
    check_stoppable(plan)
    after = replace(plan, stop_asked_at=plan.stop_asked_at or desk.now)
    if plan.state is PlanState.QUEUED:
        after = replace(after, state=PlanState.STOPPED, ended_at=desk.now)
    if after != plan:
        await desk.plans.save(plan, after, action="plan stopped")
    desk.events.add(topic_of(plan_id))
    return after


def topic_of(plan_id: UUID) -> str:
    """The live event of one plan."""
    return f"plan {plan_id}"
