"""The administrator's pages about programs' tokens, the office itself, and the log."""

from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.errors import Invalid
from booking.domain.periods import day_bounds, local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.administration import LogFilter
from booking.services import administration
from booking.services.desk import Desk
from booking.web.economy import downloaded
from booking.web.entries import day_in
from booking.web.guards import Asked, office_of
from booking.web.making.administration import facts_typed, office_form, token_page
from booking.web.making.logs import entry_row
from booking.web.settings import number_in
from booking.web.users import PLACE, roles_in
from booking.web.views.administration import LogPage
from booking.web.visits import visiting

TOKENS, OFFICE, LOG = "/administration/noegler", "/administration/kontor", "/administration/log"
TOKENS_PAGE, OFFICE_PAGE, LOG_PAGE = (f"administration/{name}.html" for name in ("noegler", "kontor", "log"))


@get(TOKENS)
async def tokens(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(TOKENS_PAGE, await token_page(visit.desk, {}), place=PLACE)


@post(TOKENS)
async def make_token(request: Asked) -> Response[str]:
    """The page with the token, which only this answer has; as typed, with what is wrong, where it cannot be made."""
    try:
        async with visiting(request) as visit:
            typed = visit.fields
            require_permission(visit.desk.actor, "tokens:write")
            made = await administration.make_key(
                visit.desk,
                email=typed.get("email", ""),
                name=typed.get("name", ""),
                roles=roles_in(typed),
                days=number_in(typed.get("days", ""), "days"),
            )
            return await visit.show(TOKENS_PAGE, await token_page(visit.desk, {}, made=made), place=PLACE, path=TOKENS)
    except Invalid as error:
        async with visiting(request) as visit:
            wrong = {error.field or "name": error.message}
            view = await token_page(visit.desk, visit.fields, errors=wrong)
            return await visit.show(TOKENS_PAGE, view, place=PLACE, status=422, path=TOKENS)


@post(f"{TOKENS}/{{key:str}}/tilbagekald")
async def revoke_token(request: Asked, key: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        await administration.revoke(visit.desk, key=key)
        return visit.moved(TOKENS, told="token_revoked")


@get(OFFICE)
async def office(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(OFFICE_PAGE, await office_form(visit.desk), place=PLACE)


@post(OFFICE)
async def set_office(request: Asked) -> Response[str]:
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "office:write")
            await administration.set_office(visit.desk, facts=facts_typed(visit.fields))
            response = visit.moved(OFFICE, told="office_set")
    except Invalid as error:
        async with visiting(request) as visit:
            view = await office_form(visit.desk, visit.fields, errors={error.field or "municipality": error.message})
            return await visit.show(OFFICE_PAGE, view, place=PLACE, status=422, path=OFFICE)
    office_of(request).forget_reference()
    return response


@get(LOG)
async def log(
    request: Asked,
    hvem: FromQuery[str] = "",
    bestilling: FromQuery[str] = "",
    dag: FromQuery[str] = "",
    foer: FromQuery[str] = "",
) -> Response[str]:
    """A hundred entries at a time, the newest first."""
    async with visiting(request) as visit:
        error, wanted = _wanted(visit.desk, hvem, bestilling, dag)
        before = int(foer) if foer.isascii() and foer.isdigit() and len(foer) < 16 else 0
        found = [] if error else await administration.search_log(visit.desk, wanted=wanted, before=before)
        if error:
            require_permission(visit.desk.actor, "log:read")
        query = urlencode({"hvem": hvem, "bestilling": bestilling, "dag": dag})
        older = f"{LOG}?{query}&foer={found[-1].id}" if len(found) >= 100 else ""
        rows = tuple(entry_row(one, visit.tongue, visit.desk.reference.languages) for one in found)
        view = LogPage(rows, hvem, bestilling, dag, query, error, older, local_date(visit.desk.now))
        return await visit.show(LOG_PAGE, view, place=PLACE, status=422 if error else 200)


@get(f"{LOG}.csv")
async def log_sheet(
    request: Asked, hvem: FromQuery[str] = "", bestilling: FromQuery[str] = "", dag: FromQuery[str] = ""
) -> Response[bytes]:
    async with visiting(request) as visit:
        error, wanted = _wanted(visit.desk, hvem, bestilling, dag)
        if error:
            raise Invalid(error, field="dag")
        return downloaded(await administration.log_sheet(visit.desk, wanted=wanted), "log.csv")


def _wanted(desk: Desk, who: str, number: str, day: str) -> tuple[Text | None, LogFilter]:
    """What is wrong with the day, or what to look for."""
    bare = LogFilter(who.strip(), number.strip())
    if not day.strip():
        return None, bare
    try:
        bounds = day_bounds(day_in(day, local_date(desk.now)))
    except Invalid as error:
        return error.message, bare
    return None, LogFilter(bare.who, bare.number, bounds.starts_at, bounds.ends_at)
