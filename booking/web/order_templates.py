"""The pages of one's own order templates: save the form as one, rename, delete."""

from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.errors import Conflict, Invalid
from booking.domain.texts import Text
from booking.services.templates import HELD, delete_template, list_templates, rename_template, save_template
from booking.web.guards import Asked
from booking.web.making.entering import dressed
from booking.web.making.orders import order_form, typed_in
from booking.web.views.orders import Option
from booking.web.views.templates import TemplateList
from booking.web.visits import visiting

HERE = "/bestil/skabeloner"
PAGE, FORM, PARENT = "bestil/skabeloner.html", "bestil/side.html", "/bestil"


@get(HERE)
async def templates(request: Asked) -> Response[str]:
    return await _listed(request)


@post(HERE)
async def save(request: Asked) -> Response[str]:
    """On to the form filled in from the new template; without a usable name the form comes back as typed."""
    try:
        async with visiting(request) as visit:
            typed = {name: visit.fields.get(name, "") for name in HELD}
            if not visit.fields.get("with_case"):
                typed["citizen_ref"] = ""
            kept = await save_template(visit.desk, name=visit.fields.get("template_name", ""), typed=typed)
            return visit.moved(f"/bestil?skabelon={kept.id}", told="template_kept")
    except Invalid as error:
        return await _unsaved(request, error.message)


async def _unsaved(request: Asked, message: Text) -> Response[str]:
    async with visiting(request) as visit:
        form = order_form(visit.desk, typed_in(visit.fields), errors={"template_name": message})
        return await visit.show(FORM, await dressed(visit.desk, form), place="bestil", status=422, path=PARENT)


@post(f"{HERE}/{{template_id:uuid}}/omdoeb")
async def rename(request: Asked, template_id: FromPath[UUID]) -> Response[str]:
    try:
        async with visiting(request) as visit:
            await rename_template(visit.desk, template_id=template_id, name=visit.fields.get("name", ""))
            return visit.moved(HERE, told="template_renamed")
    except (Invalid, Conflict) as error:
        status = 409 if isinstance(error, Conflict) else 422
        return await _listed(request, wrong=str(template_id), error=error.message, status=status)


@post(f"{HERE}/{{template_id:uuid}}/slet")
async def delete(request: Asked, template_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request, once=True) as visit:
        await delete_template(visit.desk, template_id=template_id)
        return visit.moved(HERE, told="template_deleted")


async def _listed(request: Asked, *, wrong: str = "", error: Text | None = None, status: int = 200) -> Response[str]:
    async with visiting(request) as visit:
        kept = await list_templates(visit.desk)
        view = TemplateList(tuple(Option(str(one.id), one.name) for one in kept), wrong, error)
        return await visit.show(PAGE, view, place="bestil", status=status, path=HERE)
