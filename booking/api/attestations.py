"""Reports after they are made: disputed, answered, decided, corrected, attested in bulk; and the voucher."""

from collections.abc import Awaitable, Callable

from litestar import Controller, Response, get, post, put
from litestar.params import FromPath, JSONBody

from booking.api.bookings import done, report_from
from booking.api.desks import Answer, Asked, desk_for, office_of, once, tongue_of
from booking.api.shapes import cost_out, delivery_out, refund_out
from booking.domain.attestations import AttestationRule
from booking.domain.deviations import Deviation
from booking.domain.disputes import Dispute
from booking.domain.texts import Tongue
from booking.services import attestations, bookings
from booking.services.attestations import Waiting
from booking.services.desk import Desk
from booking.services.vouchers import Voucher, voucher
from schemas import bookings as out
from schemas import orders
from schemas import vouchers as io


class AttestationsController(Controller):
    tags = ["Attestation"]

    @post("/bookings/{number:str}/correct", summary="Correct what was attested", status_code=200)
    async def correct(
        self, request: Asked, number: FromPath[str], data: JSONBody[orders.Deliver]
    ) -> Response[out.BookingOut]:
        """A new version with its reason, by the office; it waits for attestation again, the old one stays readable."""

        async def act(desk: Desk) -> None:
            await bookings.correct(desk, number=number, report=report_from(data))

        return await done(request, number, act, data)

    @post("/bookings/{number:str}/dispute", summary="Dispute a report")
    async def dispute(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.NewDispute]
    ) -> Response[io.DisputeOut]:
        """It goes back to whoever reported, who corrects it or says why it is right."""
        return await _disputed(request, lambda desk: bookings.dispute(desk, number=number, reason=data.reason), 201)

    @post("/bookings/{number:str}/dispute/answer", summary="Answer a dispute", status_code=200)
    async def answer(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.DisputeAnswer]
    ) -> Response[io.DisputeOut]:
        return await _disputed(request, lambda desk: bookings.answer_dispute(desk, number=number, answer=data.answer))

    @post("/bookings/{number:str}/dispute/decision", summary="Let a disputed report stand", status_code=200)
    async def decide(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.DisputeDecision]
    ) -> Response[out.BookingOut]:
        """The office vouches for it in the requester's place, with a reason; never whoever reported it."""

        async def act(desk: Desk) -> None:
            await bookings.decide_dispute(desk, number=number, reason=data.reason)

        return await done(request, number, act, data)

    @get("/bookings/{number:str}/voucher", summary="The voucher (tolkebilag)")
    async def voucher(self, request: Asked, number: FromPath[str]) -> io.VoucherOut:
        async with desk_for(request) as desk:
            return voucher_out(desk, await voucher(desk, number), tongue_of(request))

    @get("/attestations", summary="What waits for your attestation")
    async def waiting(self, request: Asked) -> io.WaitingsOut:
        """The disputed first, then what is not as booked."""
        async with desk_for(request) as desk:
            tongue = tongue_of(request)
            return io.WaitingsOut([waiting_out(one, tongue) for one in await attestations.to_attest(desk)])

    @post("/attestations", summary="Attest several", status_code=200)
    async def attest_many(self, request: Asked, data: JSONBody[io.AttestMany]) -> Response[io.AttestedOut]:
        """Each stands or falls by itself."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                found, refused = await attestations.attest_many(desk, data.bookings)
                tongue = tongue_of(request)
                why = [io.RefusedOut(number, text.in_(tongue)) for number, text in refused.items()]
                return Answer(io.AttestedOut(found, why), status=200)

            return await once(request, desk, io.AttestedOut, make)

    @get("/settings/attestation", summary="When silence approves, and when somebody is reminded")
    async def rule(self, request: Asked) -> io.AttestationIO:
        async with desk_for(request) as desk:
            found = attestations.read_rule(desk)
            return io.AttestationIO(found.silence_days, found.remind_days)

    @put("/settings/attestation", summary="Set when silence approves")
    async def change_rule(self, request: Asked, data: JSONBody[io.AttestationIO]) -> io.AttestationIO:
        async with desk_for(request) as desk:
            rule = AttestationRule(data.silence_days, data.remind_days)
            found = await attestations.set_rule(desk, rule=rule)
        office_of(request).forget_reference()
        return io.AttestationIO(found.silence_days, found.remind_days)


async def _disputed(
    request: Asked, act: Callable[[Desk], Awaitable[Dispute]], status: int = 200
) -> Response[io.DisputeOut]:
    async with desk_for(request) as desk:

        async def make() -> Answer:
            return Answer(dispute_out(await act(desk)), status=status)

        return await once(request, desk, io.DisputeOut, make)


def dispute_out(one: Dispute) -> io.DisputeOut:
    return io.DisputeOut(
        one.delivery_version,
        one.reason,
        one.raised_at,
        one.answer,
        one.answered_at,
        one.ending,
        one.decision,
        one.ended_at,
    )


def deviation_out(one: Deviation, tongue: Tongue) -> io.DeviationOut:
    return io.DeviationOut(one.kind, one.text.in_(tongue))


def waiting_out(one: Waiting, tongue: Tongue) -> io.WaitingOut:
    return io.WaitingOut(
        booking=one.booking.number,
        starts_at=one.booking.starts_at,
        ends_at=one.booking.ends_at,
        mode=one.booking.mode,
        interpreter=one.interpreter,
        delivery=delivery_out(one.delivery),
        deviations=[deviation_out(said, tongue) for said in one.deviations],
        dispute=dispute_out(one.dispute) if one.dispute is not None else None,
        own_report=one.reported_by_actor,
    )


def voucher_out(desk: Desk, found: Voucher, tongue: Tongue) -> io.VoucherOut:
    booking, knows = found.booking, found.settlement is not None
    return io.VoucherOut(
        booking=booking.number,
        status=booking.status.value,
        unit=found.unit.code,
        interpreter=found.interpreter,
        language=booking.language,
        booked_mode=booking.mode,
        booked_starts_at=booking.starts_at,
        booked_ends_at=booking.ends_at,
        delivery=delivery_out(found.delivery),
        deviations=[deviation_out(said, tongue) for said in found.deviations],
        versions=[io.VersionOut(delivery_out(one), found.who(one.reported_by)) for one in found.versions],
        disputes=[dispute_out(one) for one in found.disputes],
        attested_at=booking.attested_at,
        attested_by=found.who(booking.attested_by),
        attested_how=booking.attested_how,
        case_type=booking.case_type if knows else None,
        measure=booking.measure if knows else None,
        person_group=booking.person_group if knows else None,
        cost=cost_out(desk, found.settlement, tongue) if found.settlement is not None else None,
        refund=refund_out(found.refund, tongue) if found.refund is not None else None,
        legal_ref=found.rule.legal_ref if found.rule is not None else "",
        refund_decided_by=found.who(found.refund.decided_by) if found.refund is not None else "",
    )
