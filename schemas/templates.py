"""Order templates as they go in and out of the API."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from schemas.orders import Line, Note


class NewTemplate(Struct, forbid_unknown_fields=True, kw_only=True):
    """`fields` are those of the order form, by name, as typed."""

    name: Line
    fields: Annotated[dict[str, Note], Meta(max_length=40)]


class TemplateName(Struct, forbid_unknown_fields=True):
    name: Line


class TemplateOut(Struct):
    id: UUID
    name: str
    fields: dict[str, str]
    made_at: datetime


class TemplatesOut(Struct):
    items: list[TemplateOut]
