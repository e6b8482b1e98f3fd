"""Asking over the API: offers by the office's hand, answers given on the telephone, withdrawals, and the policy."""

from uuid import UUID

from litestar import Controller, Response, get, post, put
from litestar.params import FromPath, JSONBody

from booking.api.bookings import done, whole
from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.domain.offering import OfferPolicy, Step
from booking.domain.texts import Tongue
from booking.services.answers import accept
from booking.services.asking import ask
from booking.services.desk import Desk
from booking.services.offers import decline
from booking.services.policies import policy_in_force, set_policy
from booking.services.withdrawing import withdraw
from schemas import bookings as io
from schemas import offers


class AskingController(Controller):
    path = "/"
    tags = ["Offers"]

    @post("/bookings/{number:str}/offers", summary="Offer the job now", status_code=200)
    async def ask(self, request: Asked, number: FromPath[str], data: JSONBody[offers.Ask]) -> Response[io.BookingOut]:
        """To the next, to several, to all, or to those named; beside the offers that are open already."""

        async def act(desk: Desk) -> None:
            await ask(desk, number=number, how=data.how, interpreters=data.interpreters)

        return await done(request, number, act)

    @post("/bookings/{number:str}/withdraw", summary="Give a job back", status_code=200)
    async def withdraw(
        self, request: Asked, number: FromPath[str], data: JSONBody[offers.Withdraw]
    ) -> Response[io.BookingOut]:
        """By the interpreter who has it; the search begins anew without them, and it is counted."""

        async def act(desk: Desk) -> None:
            await withdraw(desk, number=number, reason=data.reason)

        return await done(request, number, act, data)

    @post("/offers/{offer_id:uuid}/answer", summary="Answer for somebody on the telephone", status_code=200)
    async def answer(
        self, request: Asked, offer_id: FromPath[UUID], data: JSONBody[offers.AnswerFor]
    ) -> Response[io.BookingOut]:
        """The office writes down what a supplier, or an interpreter, has said."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                act = accept if data.answer == "yes" else decline
                booking = await act(desk, offer_id=offer_id, on_behalf=True)
                return await whole(request, desk, booking.number)

            return await once(request, desk, io.BookingOut, make)

    @get("/offer-policy", summary="How offers are made")
    async def policy(self, request: Asked) -> offers.PolicyOut:
        async with desk_for(request) as desk:
            return _policy_out(policy_in_force(desk), tongue_of(request))

    @put("/offer-policy", summary="Change how offers are made")
    async def set_policy(self, request: Asked, data: JSONBody[offers.NewPolicy]) -> offers.PolicyOut:
        """A new version from a day on; what was offered before keeps its time to answer."""
        async with desk_for(request) as desk:
            made = await set_policy(desk, policy=_policy_from(data), valid_from=data.valid_from)
            return _policy_out(made, tongue_of(request))


def _policy_from(data: offers.NewPolicy) -> OfferPolicy:
    return OfferPolicy(
        steps=tuple(Step(one.lead_minutes, one.how, one.thinking_minutes) for one in data.steps),
        several=data.several,
        opens=data.opens,
        closes=data.closes,
        late_hours=data.late_hours,
        now_minutes=data.now_minutes,
        bridge_phone=data.bridge_phone,
    )


def _policy_out(policy: OfferPolicy, tongue: Tongue) -> offers.PolicyOut:
    return offers.PolicyOut(
        steps=[offers.StepIO(one.lead_minutes, one.how, one.thinking_minutes) for one in policy.steps],
        several=policy.several,
        opens=policy.opens,
        closes=policy.closes,
        late_hours=policy.late_hours,
        now_minutes=policy.now_minutes,
        bridge_phone=policy.bridge_phone,
        words=[sentence.in_(tongue) for sentence in policy.words],
    )
