"""Answering on the booking's page: the office writes down what was said on the telephone."""

from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from booking.services import answers, offers
from booking.web.guards import Asked
from booking.web.visits import visiting

HERE = "/bestillinger/{number:str}/tilbud"


@post(f"{HERE}/{{offer_id:uuid}}/svar")
async def answer(request: Asked, number: FromPath[str], offer_id: FromPath[UUID]) -> Response[str]:
    """What a supplier, or an interpreter, has said on the telephone."""
    async with visiting(request) as visit:
        yes = visit.fields.get("answer") == "yes"
        act = answers.accept if yes else offers.decline
        booking = await act(visit.desk, offer_id=offer_id, on_behalf=True)
        told = "accepted_for" if yes else "declined_for"
        return visit.moved(f"/bestillinger/{booking.number}", told=told, number=booking.number)
