"""The interpreter's page: answer offers, see what is next, report hours."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Stream

from booking.domain.bookings import Status
from booking.domain.errors import Conflict, Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import answers, bookings, offers
from booking.services.bookings import find
from booking.services.desk import Desk
from booking.services.on_demand import set_ready
from booking.services.withdrawing import withdraw
from booking.web.booking_pages import report_in
from booking.web.guards import Asked, office_of
from booking.web.making.jobs import jobs_page, offers_part
from booking.web.making.times import time_page, with_reports
from booking.web.streams import streaming
from booking.web.views.chrome import Notice
from booking.web.views.jobs import HoursForm, JobsPage
from booking.web.visits import visiting

HERE = "/tolk"
PAGE, FRAGMENT, TIME = "tolk/side.html", "tolk/_tilbud.html", "tolk/tid.html"
HOURS = ("0", "1", "2", "4", "8")


@get(HERE)
async def jobs(request: Asked) -> Response[str]:
    """The page; for htmx the offers alone, which many fetch in the same moment."""
    async with visiting(request) as visit:
        if request.headers.get("hx-request") == "true":
            return await visit.show(FRAGMENT, await offers_part(visit.desk), fragment=FRAGMENT)
        return await visit.show(PAGE, await own_page(visit.desk), place="tolk")


@get(f"{HERE}/strom")
async def stream(request: Asked) -> Stream:
    """Rings for the interpreter alone: somebody asks them, or an offer of theirs is gone."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "offers:answer")
        mine = frozenset({f"interpreter {visit.desk.actor.interpreter_id}"})
    return streaming(office_of(request).live, mine, event="offers")


@post(f"{HERE}/klar")
async def ready(request: Asked) -> Response[str]:
    """For some hours from now on, or no longer."""
    async with visiting(request) as visit:
        typed = visit.fields.get("hours", "")
        until = await set_ready(visit.desk, hours=int(typed) if typed in HOURS else -1)
        return visit.moved(HERE, told="ready" if until is not None else "not_ready")


@post(f"{HERE}/opgaver/{{number:str}}/spring-fra")
async def withdraw_from(request: Asked, number: FromPath[str]) -> Response[str]:
    try:
        async with visiting(request) as visit:
            await withdraw(visit.desk, number=number, reason=visit.fields.get("reason", "")[:200])
            return visit.moved(HERE, told="withdrawn", number=number)
    except Conflict as error:
        return await _too_late(request, error.message)


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


@post(f"{HERE}/tilbud/{{offer_id:uuid}}/fortryd")
async def undo(request: Asked, offer_id: FromPath[UUID]) -> Response[str]:
    """The no taken back: the offer stands open again, unless somebody was first."""
    try:
        async with visiting(request) as visit:
            booking = await offers.undo_decline(visit.desk, offer_id=offer_id)
            return visit.moved(HERE, told="reopened", number=booking.number)
    except Conflict as error:
        return await _too_late(request, error.message)


async def _too_late(request: Asked, text: Text) -> Response[str]:
    async with visiting(request) as visit:
        notice = Notice(text, "warn")
        return await visit.show(PAGE, await own_page(visit.desk), place="tolk", status=409, path=HERE, notice=notice)


async def own_page(desk: Desk) -> JobsPage:
    """What is offered, next, to be reported, and reported."""
    return await with_reports(desk, await jobs_page(desk))


@post(f"{HERE}/opgaver/{{number:str}}/udfoert")
async def deliver(request: Asked, number: FromPath[str]) -> Response[str]:
    """Hours that cannot be right come back as typed, with what is wrong."""
    try:
        async with visiting(request) as visit:
            booking = await find(visit.desk, number, permission="offers:answer", lock=True)
            corrects = booking.status is Status.DELIVERED
            await bookings.deliver(visit.desk, number=number, report=report_in(visit, booking))
            return visit.moved(HERE, told="corrected" if corrects else "delivered", number=number)
    except Invalid as error:
        return await _hours_again(request, number, error.message)


async def _hours_again(request: Asked, number: str, text: Text) -> Response[str]:
    async with visiting(request) as visit:
        if visit.fields.get("from") == "time":
            page = await time_page(visit.desk, number)
            page = replace(page, form=_typed(page.form, visit.fields, text))
            return await visit.show(TIME, page, place="tolk", status=422, path=f"{HERE}/opgaver/{number}/tid")
        view = await own_page(visit.desk)
        forms = view.to_report
        wrong = [_typed(form, visit.fields, text) for form in forms if form.job.number == number]
        others = [form for form in forms if form.job.number != number]
        view = replace(view, to_report=(*wrong, *others))
        return await visit.show(PAGE, view, place="tolk", status=422, path=HERE)


def _typed(form: HoursForm, fields: Mapping[str, str], error: Text) -> HoursForm:
    names = ("start", "end", "mode", "travel", "km", "waited", "break_from", "break_minutes", "reason")
    said = {name: fields[name][:500] for name in names if name in fields}
    return replace(form, **said, error=error)  # type: ignore[arg-type]


@get(f"{HERE}/opgaver/{{number:str}}/tid")
async def time(request: Asked, number: FromPath[str]) -> Response[str]:
    """One job's report: made, corrected, or defended."""
    async with visiting(request) as visit:
        return await visit.show(TIME, await time_page(visit.desk, number), place="tolk")


@post(f"{HERE}/opgaver/{{number:str}}/svar")
async def answer_dispute(request: Asked, number: FromPath[str]) -> Response[str]:
    try:
        async with visiting(request) as visit:
            await find(visit.desk, number, permission="offers:answer")
            await bookings.answer_dispute(visit.desk, number=number, answer=visit.fields.get("answer", ""))
            return visit.moved(HERE, told="dispute_answered", number=number)
    except Invalid as error:
        async with visiting(request) as visit:
            page = replace(await time_page(visit.desk, number), error=error.message)
            return await visit.show(TIME, page, place="tolk", status=422, path=f"{HERE}/opgaver/{number}/tid")
