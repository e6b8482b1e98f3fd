"""The service catalogue's pages: what is offered, and publishing new versions of it after a look at what they mean."""

from datetime import date

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.errors import Conflict, Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.web.guards import Asked, office_of
from booking.web.making.services import service_page
from booking.web.making.versions import blank, edit_form, kind_of, mark_of
from booking.web.orders_in import Wrong
from booking.web.visits import Visit, moved, visiting

HERE = "/servicekatalog"
FORM = f"{HERE}/ret/{{kind:str}}/{{subject:str}}"
PAGE, FRAGMENT = "servicekatalog/ret.html", "servicekatalog/_virkning.html"
FIELDS = {"cancel_free_value": "cancel_value"}


@get(HERE)
async def catalogue(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("servicekatalog/side.html", service_page(visit.desk), place="servicekatalog")


@get(f"{HERE}/ret/sprog")
async def choose_language(request: Asked, kode: FromQuery[str] = "") -> Response[str]:
    """From the list of all languages on to the form of one."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "catalogue:write")
        return moved(f"{HERE}/ret/sprog/{kode}" if kode else HERE)


@get(FORM)
async def version_form(
    request: Asked, kind: FromPath[str], subject: FromPath[str], dag: FromQuery[str] = ""
) -> Response[str]:
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "catalogue:write")
        typed = blank(visit.desk, kind, subject, _day(dag))
        view = await edit_form(visit.desk, kind, subject, typed)
        return await visit.show(PAGE, view, place="servicekatalog")


@post(f"{FORM}/virkning")
async def foresee(request: Asked, kind: FromPath[str], subject: FromPath[str]) -> Response[str]:
    """What the version as typed would change; nothing is published."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "catalogue:write")
        view = await edit_form(visit.desk, kind, subject, visit.fields)
        path = f"{HERE}/ret/{kind}/{subject}"
        return await visit.show(PAGE, view, place="servicekatalog", fragment=FRAGMENT, path=path)


@post(FORM)
async def publish(request: Asked, kind: FromPath[str], subject: FromPath[str]) -> Response[str]:
    """On to the catalogue; whoever has not seen what exactly this means is shown it first."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "catalogue:write")
            answer = await _published(visit, kind, subject)
    except Wrong as wrong:
        return await _again(request, kind, subject, wrong.errors)
    office_of(request).forget_reference()
    return answer


async def _published(visit: Visit, kind: str, subject: str) -> Response[str]:
    desk = visit.desk
    version = kind_of(kind).read(desk, subject, visit.fields)
    if visit.fields.get("seen") != mark_of(visit.fields):
        view = await edit_form(desk, kind, subject, visit.fields)
        return await visit.show(PAGE, view, place="servicekatalog", path=f"{HERE}/ret/{kind}/{subject}")
    try:
        await kind_of(kind).publish(desk, version)
    except (Invalid, Conflict) as refusal:
        field = refusal.field or "valid_from"
        raise Wrong({FIELDS.get(field, field): refusal.message}) from refusal
    return visit.moved(HERE, told="published")


async def _again(request: Asked, kind: str, subject: str, errors: dict[str, Text]) -> Response[str]:
    async with visiting(request) as visit:
        view = await edit_form(visit.desk, kind, subject, visit.fields, errors=errors)
        path = f"{HERE}/ret/{kind}/{subject}"
        return await visit.show(PAGE, view, place="servicekatalog", status=422, path=path)


def _day(written: str) -> date | None:
    """None for anything that is not a date of ours."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
