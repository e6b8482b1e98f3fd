"""The interpreter's page: answer offers, see what is next, report hours."""

from dataclasses import replace
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.errors import Conflict, Invalid
from booking.domain.texts import Text
from booking.services import answers, bookings, offers
from booking.services.bookings import find
from booking.web.booking_pages import report_in
from booking.web.guards import Asked
from booking.web.making.jobs import jobs_page
from booking.web.views.chrome import Notice
from booking.web.visits import visiting

HERE = "/tolk"
PAGE = "tolk/side.html"


@get(HERE)
async def jobs(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await jobs_page(visit.desk), place="tolk")


@post(f"{HERE}/tilbud/{{offer_id:uuid}}/accepter")
async def accept(request: Asked, offer_id: FromPath[UUID]) -> Response[str]:
    """The first yes wins; a later one is told kindly, on the page as it now is."""
    try:
        async with visiting(request) as visit:
            booking = await answers.accept(visit.desk, offer_id=offer_id)
            return visit.moved(HERE, told="accepted", number=booking.number)
    except Conflict as error:
        return await _too_late(request, error.message)


@post(f"{HERE}/tilbud/{{offer_id:uuid}}/afvis")
async def decline(request: Asked, offer_id: FromPath[UUID]) -> Response[str]:
    try:
        async with visiting(request) as visit:
            booking = await offers.decline(visit.desk, offer_id=offer_id)
            return visit.moved(HERE, told="declined", number=booking.number)
    except Conflict as error:
        return await _too_late(request, error.message)


async def _too_late(request: Asked, text: Text) -> Response[str]:
    async with visiting(request) as visit:
        notice = Notice(text, "warn")
        return await visit.show(PAGE, await jobs_page(visit.desk), place="tolk", status=409, path=HERE, notice=notice)


@post(f"{HERE}/opgaver/{{number:str}}/udfoert")
async def deliver(request: Asked, number: FromPath[str]) -> Response[str]:
    """Hours that cannot be right come back as typed, with what is wrong."""
    try:
        async with visiting(request) as visit:
            booking = await find(visit.desk, number, permission="offers:answer", lock=True)
            await bookings.deliver(visit.desk, number=number, report=report_in(visit, booking))
            return visit.moved(HERE, told="delivered", number=number)
    except Invalid as error:
        return await _hours_again(request, number, error.message)


async def _hours_again(request: Asked, number: str, text: Text) -> Response[str]:
    async with visiting(request) as visit:
        view, typed = await jobs_page(visit.desk), visit.fields
        wrong = [
            replace(form, start=typed.get("start", ""), end=typed.get("end", ""), error=text)
            for form in view.to_report
            if form.job.number == number
        ]
        others = [form for form in view.to_report if form.job.number != number]
        view = replace(view, to_report=(*wrong, *others))
        return await visit.show(PAGE, view, place="tolk", status=422, path=HERE)
