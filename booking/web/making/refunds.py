"""Refund decisions: the work list, one booking's refund, and what waits for a second person."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from booking.domain.costs.tariffs import in_force
from booking.domain.errors import Conflict
from booking.domain.permissions import may, require_permission
from booking.domain.refunds.decision import OUTCOMES
from booking.domain.refunds.overrules import STATES, Overrule
from booking.domain.texts import Text
from booking.services import refunds
from booking.services.bookings import find
from booking.services.desk import Desk
from booking.services.refunding import policy_of
from booking.web.making.money import MISSING, missing_words, refund_box
from booking.web.making.orders import units_of
from booking.web.making.vouchers import facts_form
from booking.web.views.orders import Option
from booking.web.views.refunds import OverruleRow, RefundPage, UnsureList, UnsureRow


async def unsure_list(desk: Desk, *, unit: str = "", lacking: str = "", page: int = 1) -> UnsureList:
    """Denied to whoever has no part in refunds; a unit that nobody knows narrows nothing."""
    units = tuple(Option(one.code, one.name) for one in units_of(desk))
    unit = unit if unit in {one.code for one in units} else ""
    lacking = lacking if lacking in MISSING else ""
    found, asked = await refunds.unsure(desk, unit=unit, missing=lacking, page=page), await refunds.asked(desk)
    rows = [
        UnsureRow(
            number=one.booking.number,
            held_on=one.held_on,
            unit=desk.reference.units[one.booking.unit_id].name,
            outcome=_outcome(one.outcome),
            reason=one.reason,
            missing=missing_words(one.missing),
            net_ore=one.net_ore,
        )
        for one in found.rows
    ]
    return UnsureList(
        rows=tuple(rows),
        count=found.count,
        sum_ore=found.sum_ore,
        asked=tuple(overrule_row(one.overrule, one.booking.number, one.asked_by, own=one.own) for one in asked),
        may_decide=may(desk.actor, "refunds:decide"),
        may_approve=may(desk.actor, "refunds:approve"),
        unit=unit,
        lacking=lacking,
        units=units,
        facts=tuple(Option(key, text) for key, text in MISSING.items()),
        pages=found.pages,
        page=found.page,
        newer=_page(unit, lacking, found.page - 1) if found.page > 1 else "",
        older=_page(unit, lacking, found.page + 1) if found.page < found.pages else "",
    )


def _page(unit: str, lacking: str, page: int) -> str:
    chosen = {"enhed": unit, "mangler": lacking, "side": str(page)}
    return f"/refusion/uafklaret?{urlencode({key: value for key, value in chosen.items() if value})}"


def overrule_row(one: Overrule, number: str, who: str, *, own: bool = False) -> OverruleRow:
    return OverruleRow(
        number=number,
        rule=f"{one.rule_code} v{one.rule_version}",
        instead_of=f"{one.instead_of_code} v{one.instead_of_version}" if one.instead_of_code else "",
        reason=one.reason,
        who=who,
        at=one.asked_at,
        state=STATES[one.state],
        open=one.state == "asked",
        own=own,
        note=one.note,
    )


async def refund_page(
    desk: Desk, number: str, *, typed: Mapping[str, str] | None = None, errors: Mapping[str, Text] | None = None
) -> RefundPage:
    """Raises Conflict as long as nothing is settled."""
    booking = await find(desk, number)
    require_permission(desk.actor, "refunds:read")
    settled, refund = await desk.costs.settlement_of(booking.id), await desk.costs.refund_of(booking.id)
    if settled is None or refund is None:
        raise Conflict(
            Text(f"{number} er ikke attesteret, så refusionen er ikke afgjort.", f"{number} is not settled yet."),
            subject=number,
        )
    overrules = await desk.refunds.of(booking.id)
    names = await desk.accounts.names_of({refund.decided_by, *(one.asked_by for one in overrules)})
    rows = [
        overrule_row(one, number, names.get(one.asked_by or booking.id, ""), own=one.asked_by == desk.actor.account_id)
        for one in overrules
    ]
    standing = next((at for at, one in enumerate(overrules) if one.state in ("asked", "approved")), None)
    return RefundPage(
        number=number,
        title=_outcome(settled.outcome),
        held_on=settled.held_on,
        net_ore=settled.net_ore,
        refund=refund_box(refund, refund.refund_ore, desk),
        decided_at=refund.decided_at,
        decided_by=names.get(refund.decided_by or booking.id, ""),
        facts=facts_form(booking, errors),
        judge=policy_of(desk.reference).eligibility(settled.outcome) == "review",  # type: ignore[arg-type]
        judged=refund.judged,
        because=refund.judged_because,
        rules=_rules_of(desk, settled.held_on),
        overrules=tuple(row for at, row in enumerate(rows) if at != standing),
        standing=rows[standing] if standing is not None else None,
        lifts=standing is not None and overrules[standing].state == "approved",
        may_decide=may(desk.actor, "refunds:decide"),
        may_approve=may(desk.actor, "refunds:approve"),
        typed=typed or {},
        errors=errors or {},
    )


def _rules_of(desk: Desk, day: date) -> tuple[Option, ...]:
    valid = [one for one in desk.reference.refund_rules if in_force(one, day)]
    return tuple(Option(one.code, Text(f"{one.percent} %: {one.name.da} ({one.code})", one.code)) for one in valid)


def _outcome(key: str) -> Text:
    return {str(known): text for known, text in OUTCOMES.items()}.get(key, Text(key, key))
