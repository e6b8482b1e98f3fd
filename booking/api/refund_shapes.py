"""From refund decisions and rules to what the API says of them, and back."""

from collections.abc import Awaitable, Callable

from litestar import Response

from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.api.shapes import refund_out
from booking.domain.refunds.decision import RefundPolicy
from booking.domain.refunds.overrules import Overrule
from booking.domain.refunds.publishing import Version
from booking.domain.refunds.rules import RefundRule
from booking.domain.texts import Text, Tongue
from booking.services.bookings import find
from booking.services.desk import Desk
from booking.services.refunds import Answers
from schemas import refunds as io


async def decision(request: Asked, number: str, act: Callable[[Desk], Awaitable[None]]) -> Response[io.DecisionOut]:
    """The decision that holds after the act."""
    async with desk_for(request) as desk:

        async def make() -> Answer:
            await act(desk)
            booking = await find(desk, number)
            found = await desk.costs.refund_of(booking.id)
            shown = refund_out(found, tongue_of(request)) if found is not None else None
            return Answer(io.DecisionOut(number, shown), status=200)

        return await once(request, desk, io.DecisionOut, make)


def answers_from(data: io.Facts) -> Answers:
    return Answers(data.case_type, data.measure, data.person_group)


def overrule_out(one: Overrule, number: str, asked_by: str) -> io.OverruleOut:
    return io.OverruleOut(
        booking=number,
        rule=one.rule_code,
        rule_version=one.rule_version,
        instead_of=one.instead_of_code,
        reason=one.reason,
        asked_by=asked_by,
        asked_at=one.asked_at,
        state=one.state,
        note=one.note,
    )


def rule_out(version: Version, tongue: Tongue) -> io.RuleOut:
    one = version.rule
    return io.RuleOut(
        code=one.code,
        version=one.version,
        name=one.name.in_(tongue),
        percent=one.percent,
        legal_ref=one.legal_ref,
        measures=list(one.measures),
        person_groups=list(one.person_groups),
        components=list(one.components),
        cap_type=one.cap_type,
        cap_note=one.cap_note,
        account_hint=one.account_hint,
        excludes=list(one.excludes),
        evidence=one.evidence,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        published_at=version.published_at,
        published_by=version.published_by,
        note=version.note,
    )


def rule_from(data: io.NewRule) -> RefundRule:
    return RefundRule(
        code=data.code,
        version=1,
        legal_ref=data.legal_ref,
        name=Text(data.name_da, data.name_en),
        percent=data.percent,
        person_groups=tuple(data.person_groups),
        measures=tuple(data.measures),
        components=tuple(data.components),
        cap_type=data.cap_type,
        cap_note=data.cap_note,
        valid_from=data.valid_from,
        valid_to=data.valid_to,
        account_hint=data.account_hint,
        excludes=tuple(data.excludes),
        evidence=data.evidence,
    )


def policy_out(found: RefundPolicy) -> io.PolicyIO:
    return io.PolicyIO(
        cancelled_late=found.cancelled_late,
        citizen_no_show=found.citizen_no_show,
        interpreter_no_show=found.interpreter_no_show,
        aborted=found.aborted,
        measure_expected=sorted(found.measure_expected),
    )
