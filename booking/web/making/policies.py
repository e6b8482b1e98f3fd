"""The page "Tilbudsregler": the policy in force as words and fields, or the fields as they were typed."""

from collections.abc import Mapping
from dataclasses import replace

from booking.domain.errors import Invalid
from booking.domain.offering import OfferPolicy, Step
from booking.domain.permissions import may
from booking.domain.texts import Tongue
from booking.services.desk import Desk
from booking.services.policies import policy_in_force
from booking.web.views.policies import PolicyPage, StepRow

BLANK = StepRow("", "next", "")


def policy_page(desk: Desk) -> PolicyPage:
    """Raises Denied to those whom it does not concern."""
    policy = policy_in_force(desk)
    rows = tuple(_row(one, desk.actor.tongue) for one in policy.steps)
    return PolicyPage(
        words=policy.words,
        steps=(*rows, BLANK),
        several=str(policy.several),
        opens=_clock(policy, "opens", desk.actor.tongue),
        closes=_clock(policy, "closes", desk.actor.tongue),
        late_hours=str(policy.late_hours),
        now_minutes=str(policy.now_minutes),
        bridge_phone=policy.bridge_phone,
        may_write=may(desk.actor, "offering:write"),
    )


def typed_page(desk: Desk, typed: Mapping[str, str], error: Invalid) -> PolicyPage:
    """The page as typed, with what is wrong."""
    count = sum(name.startswith("lead-") for name in typed)
    rows = tuple(
        StepRow(typed.get(f"lead-{at}", ""), typed.get(f"how-{at}", ""), typed.get(f"thinking-{at}", ""))
        for at in range(count)
    )
    page = policy_page(desk)
    return replace(
        page,
        steps=rows or page.steps,
        several=typed.get("several", ""),
        opens=typed.get("opens", ""),
        closes=typed.get("closes", ""),
        late_hours=typed.get("late_hours", ""),
        now_minutes=typed.get("now_minutes", ""),
        bridge_phone=typed.get("bridge_phone", ""),
        errors={error.field or "steps": error.message},
    )


def _row(step: Step, tongue: Tongue) -> StepRow:
    hours, rest = divmod(step.lead_minutes, 60)
    lead = str(hours) if not rest else f"{step.lead_minutes / 60:.4g}"
    return StepRow(lead.replace(".", ",") if tongue == "da" else lead, step.how.value, str(step.thinking_minutes))


def _clock(policy: OfferPolicy, name: str, tongue: Tongue) -> str:
    clock = policy.opens if name == "opens" else policy.closes
    return f"{clock:%H.%M}" if tongue == "da" else f"{clock:%H:%M}"
