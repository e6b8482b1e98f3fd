"""Pages of mail that came in: what waits for the office, and what waits for its sender's own word."""

from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.errors import Conflict, Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import inbound
from booking.web.guards import Asked
from booking.web.making.inbound import held_page, inbound_list, inbound_page
from booking.web.visits import visiting

HERE, LIST, PAGE = "/indgaaende", "indgaaende/liste.html", "indgaaende/mail.html"
MINE, MINE_PAGE = "/tolk/svar", "tolk/svar.html"
ACTS = {"igen": inbound.judge_again, "frigiv": inbound.release, "kasser": inbound.discard}


@get(HERE)
async def show_all(request: Asked, alle: FromQuery[str] = "") -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(LIST, await inbound_list(visit.desk, everything=bool(alle)), place="opgaver")


@get(f"{HERE}/{{mail_id:uuid}}")
async def show_one(request: Asked, mail_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        view = await inbound_page(visit.desk, await inbound.opened(visit.desk, mail_id))
        return await visit.show(PAGE, view, place="opgaver")


@post(f"{HERE}/{{mail_id:uuid}}")
async def settle(request: Asked, mail_id: FromPath[UUID]) -> Response[str]:
    """Back to the mail, which says what became of it."""
    here = f"{HERE}/{mail_id}"
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "inbound:settle")
            kept = await inbound.opened(visit.desk, mail_id)
            act = ACTS.get(visit.fields.get("gerning", ""))
            if act is None:
                raise Invalid(Text("Vælg, hvad der skal ske.", "Choose what is to happen."), field="gerning")
            await act(visit.desk, mail_id=kept.kept.id)
            return visit.moved(here, told="mail_settled")
    except (Conflict, Invalid) as error:
        async with visiting(request) as visit:
            view = await inbound_page(visit.desk, await inbound.opened(visit.desk, mail_id), error=error.message)
            status = 409 if isinstance(error, Conflict) else 422
            return await visit.show(PAGE, view, place="opgaver", status=status, path=here)


@get(MINE)
async def held(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(MINE_PAGE, await held_page(visit.desk), place="tolk")


@post(f"{MINE}/{{mail_id:uuid}}")
async def answer_held(request: Asked, mail_id: FromPath[UUID]) -> Response[str]:
    """The person's own word: yes, it was me; anything else lets nothing come of it."""
    try:
        async with visiting(request) as visit:
            if visit.fields.get("mit") == "ja":
                await inbound.confirm_answer(visit.desk, mail_id=mail_id)
                return visit.moved(MINE, told="answer_confirmed")
            await inbound.deny_answer(visit.desk, mail_id=mail_id)
            return visit.moved(MINE, told="answer_denied")
    except Conflict as error:
        async with visiting(request) as visit:
            view = await held_page(visit.desk, error=error.message)
            return await visit.show(MINE_PAGE, view, place="tolk", status=409, path=MINE)
