"""Incoming email, over the API: what waits for the office, and for its sender's own word."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.domain.texts import Text, Tongue
from booking.persistence.inbound import InboundMail, Listed
from booking.services import inbound
from booking.services.desk import Desk
from booking.services.tasks import names_of
from schemas import inbound as io

Everything = Annotated[bool, QueryParameter(name="all", description="Also what has been dealt with")]
ACTS: dict[str, Callable[..., Awaitable[InboundMail]]] = {
    "again": inbound.judge_again,
    "release": inbound.release,
    "discard": inbound.discard,
}


class InboundController(Controller):
    tags = ["Mail that comes in"]

    @get("/inbound-mails", summary="Mail that waits for the office")
    async def list_mails(self, request: Asked, everything: Everything = False) -> io.InboundMails:
        """In quarantine or held for its sender, the newest first; two hundred at most."""
        async with desk_for(request) as desk:
            found = await inbound.in_quarantine(desk, everything=everything)
            return io.InboundMails(await _told(desk, found, tongue_of(request)))

    @post("/inbound-mails/{mail_id:uuid}/settle", summary="Decide about a mail that waits", status_code=200)
    async def settle(
        self, request: Asked, mail_id: FromPath[UUID], data: JSONBody[io.Verdict]
    ) -> Response[io.InboundMailOut]:
        """409 when it has been dealt with, is too old to be read, or no word of the office makes it true."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                kept = await ACTS[data.act](desk, mail_id=mail_id)
                return Answer((await _told(desk, [kept], tongue_of(request)))[0], status=200)

            return await once(request, desk, io.InboundMailOut, make)

    @get("/held-answers", summary="Answers in my name that I have not confirmed")
    async def held(self, request: Asked) -> io.HeldAnswers:
        async with desk_for(request) as desk:
            return io.HeldAnswers([_held(one) for one in await inbound.held_answers(desk)])

    @post("/held-answers/{mail_id:uuid}", summary="Confirm or deny an answer", status_code=200)
    async def own_word(
        self, request: Asked, mail_id: FromPath[UUID], data: JSONBody[io.OwnWord]
    ) -> Response[io.HeldAnswers]:
        """What is left to confirm; a denied answer comes to nothing."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                act = inbound.confirm_answer if data.mine else inbound.deny_answer
                await act(desk, mail_id=mail_id)
                left = [_held(one) for one in await inbound.held_answers(desk)]
                return Answer(io.HeldAnswers(left), status=200)

            return await once(request, desk, io.HeldAnswers, make)


async def _told(desk: Desk, found: "list[Listed] | list[InboundMail]", tongue: Tongue) -> list[io.InboundMailOut]:
    people = await names_of(desk, [one.person_id for one in found if one.person_id is not None])
    booked = await desk.bookings.by_ids([one.booking_id for one in found if one.booking_id is not None])
    told: list[io.InboundMailOut] = []
    for one in found:
        da, _, en = one.reason.partition("\n")
        booking = booked.get(one.booking_id) if one.booking_id is not None else None
        told.append(
            io.InboundMailOut(
                id=one.id,
                received_at=one.received_at,
                feeder=one.feeder,
                size=one.size,
                state=one.state,
                outcome=one.outcome,
                reason=Text(da, en).in_(tongue),
                booking=booking.number if booking is not None else None,
                person=people.get(one.person_id or one.id, ""),
            )
        )
    return told


def _held(one: inbound.HeldAnswer) -> io.HeldAnswerOut:
    return io.HeldAnswerOut(
        id=one.id, booking=one.booking.number, answer=one.answer.lower(), received_at=one.received_at
    )
