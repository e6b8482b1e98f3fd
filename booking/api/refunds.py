"""Refund decisions over the API: facts confirmed, outcomes judged, rules overruled by two, rules and policy."""

from typing import Annotated

from litestar import Controller, Response, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from booking.api.bookings import done
from booking.api.desks import Answer, Asked, desk_for, office_of, once, tongue_of
from booking.api.refund_shapes import answers_from, decision, overrule_out, policy_out, rule_from, rule_out
from booking.api.shapes import refund_out
from booking.domain.money import kroner
from booking.domain.refunds.decision import RefundPolicy
from booking.domain.refunds.publishing import Version
from booking.services import refunds
from booking.services.desk import Desk
from schemas import bookings as out
from schemas import refunds as io


class RefundsController(Controller):
    tags = ["Refunds"]

    @post("/bookings/{number:str}/refund-facts", summary="Confirm the three questions", status_code=200)
    async def confirm(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.Facts]
    ) -> Response[out.BookingOut]:
        """What the refund follows from; what is settled is decided anew, and the ledger posts the difference."""

        async def act(desk: Desk) -> None:
            await refunds.confirm(desk, number=number, answers=answers_from(data))

        return await done(request, number, act)

    @post("/bookings/{number:str}/refund/answer", summary="Answer an unsure refund", status_code=200)
    async def answer(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.RefundAnswer]
    ) -> Response[io.DecisionOut]:
        """The missing facts, or a judgement of the outcome with its reason."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                facts = answers_from(data.facts) if data.facts is not None else None
                _, refund = await refunds.answer(
                    desk, number=number, answers=facts, judged=data.judged, because=data.because
                )
                return Answer(io.DecisionOut(number, refund_out(refund, tongue_of(request))), status=200)

            return await once(request, desk, io.DecisionOut, make)

    @get("/refunds/unsure", summary="Refunds that nobody can decide yet")
    async def unsure(
        self,
        request: Asked,
        unit: FromQuery[str] = "",
        missing: FromQuery[str] = "",
        page: Annotated[int, QueryParameter(ge=1, le=100_000)] = 1,
    ) -> io.UnsureListOut:
        """The work list with its sum: money at risk. Fifty a page; `unit` and `missing` narrow it."""
        async with desk_for(request) as desk:
            found, tongue = await refunds.unsure(desk, unit=unit, missing=missing, page=page), tongue_of(request)
            rows = [
                io.UnsureOut(
                    booking=one.booking.number,
                    held_on=one.held_on,
                    unit=desk.reference.units[one.booking.unit_id].code,
                    outcome=one.outcome,
                    cost=kroner(one.net_ore),
                    reason=one.reason.in_(tongue),
                    missing=list(one.missing),
                )
                for one in found.rows
            ]
            return io.UnsureListOut(rows, found.count, kroner(found.sum_ore), found.page, found.pages)

    @get("/refunds/overrules", summary="Overrulings that wait for a second person")
    async def asked(self, request: Asked) -> io.OverrulesOut:
        async with desk_for(request) as desk:
            found = await refunds.asked(desk)
            return io.OverrulesOut([overrule_out(one.overrule, one.booking.number, one.asked_by) for one in found])

    @post("/bookings/{number:str}/refund/overrule", summary="Ask for another rule")
    async def ask(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.NewOverrule]
    ) -> Response[io.OverruleOut]:
        """With a reason; until somebody else approves it, the rule's own decision holds."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                made = await refunds.ask_overrule(desk, number=number, rule_code=data.rule, reason=data.reason)
                return Answer(overrule_out(made, number, desk.actor.name))

            return await once(request, desk, io.OverruleOut, make)

    @post("/bookings/{number:str}/refund/overrule/decision", summary="Approve or refuse it", status_code=200)
    async def decide(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.OverruleDecision]
    ) -> Response[io.DecisionOut]:
        """By another person than the one who asked."""

        async def act(desk: Desk) -> None:
            decide = refunds.approve if data.decision == "approve" else refunds.refuse
            await decide(desk, number=number, note=data.note)

        return await decision(request, number, act)

    @post("/bookings/{number:str}/refund/overrule/withdrawal", summary="Take it back, or lift it", status_code=200)
    async def withdraw(self, request: Asked, number: FromPath[str]) -> Response[io.DecisionOut]:
        """Before it is decided by whoever asked; afterwards it is lifted, and the rule's own decision holds again."""

        async def act(desk: Desk) -> None:
            await refunds.withdraw_overrule(desk, number=number)

        return await decision(request, number, act)

    @get("/refund-rules", summary="The rules, every version")
    async def rules(self, request: Asked) -> io.RulesOut:
        async with desk_for(request) as desk:
            tongue = tongue_of(request)
            return io.RulesOut([rule_out(one, tongue) for one in await refunds.rule_versions(desk)])

    @post("/refund-rules", summary="Publish a version from a day on")
    async def publish(self, request: Asked, data: JSONBody[io.NewRule]) -> Response[io.RuleOut]:
        """The version before ends the day before; nothing that is decided is touched."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                new = await refunds.publish(desk, rule=rule_from(data), note=data.note)
                made = Version(new, desk.now, desk.actor.name, data.note)
                return Answer(rule_out(made, tongue_of(request)))

            response = await once(request, desk, io.RuleOut, make)
        office_of(request).forget_reference()
        return response

    @get("/settings/refunds", summary="What the exits give")
    async def policy(self, request: Asked) -> io.PolicyIO:
        async with desk_for(request) as desk:
            return policy_out(refunds.read_policy(desk))

    @put("/settings/refunds", summary="Set what the exits give")
    async def change_policy(self, request: Asked, data: JSONBody[io.PolicyIO]) -> io.PolicyIO:
        """For what is decided from now on."""
        async with desk_for(request) as desk:
            policy = RefundPolicy(
                data.cancelled_late,
                data.citizen_no_show,
                data.interpreter_no_show,
                data.aborted,
                frozenset(data.measure_expected),
            )
            found = await refunds.set_policy(desk, policy=policy)
        office_of(request).forget_reference()
        return policy_out(found)
