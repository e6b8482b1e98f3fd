"""Order templates over the API: one's own alone."""

from uuid import UUID

from litestar import Controller, Response, delete, get, post, put
from litestar.params import FromPath, JSONBody

from booking.api.desks import Answer, Asked, desk_for, once
from booking.persistence.templates import Template
from booking.services import templates
from schemas.templates import NewTemplate, TemplateName, TemplateOut, TemplatesOut


def template_out(kept: Template) -> TemplateOut:
    return TemplateOut(kept.id, kept.name, dict(kept.typed), kept.made_at)


class TemplatesController(Controller):
    path = "/templates"
    tags = ["Templates"]

    @get(summary="Your order templates")
    async def list_templates(self, request: Asked) -> TemplatesOut:
        async with desk_for(request) as desk:
            return TemplatesOut([template_out(kept) for kept in await templates.list_templates(desk)])

    @post(summary="Keep an order template")
    async def keep(self, request: Asked, data: JSONBody[NewTemplate]) -> Response[TemplateOut]:
        """Fields of the order form as typed, all text, without a day; the same name writes over."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                return Answer(template_out(await templates.save_template(desk, name=data.name, typed=data.fields)))

            return await once(request, desk, TemplateOut, make)

    @put("/{template_id:uuid}", summary="Rename an order template")
    async def rename(self, request: Asked, template_id: FromPath[UUID], data: JSONBody[TemplateName]) -> TemplateOut:
        async with desk_for(request) as desk:
            return template_out(await templates.rename_template(desk, template_id=template_id, name=data.name))

    @delete("/{template_id:uuid}", summary="Delete an order template")
    async def remove(self, request: Asked, template_id: FromPath[UUID]) -> None:
        async with desk_for(request) as desk:
            await templates.delete_template(desk, template_id=template_id)
