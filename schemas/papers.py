"""Papers seen of interpreters, as they go in and out of the API."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from booking.domain.documents import Paper, Validity

Note = Annotated[str, Meta(max_length=100)]


class NewDocument(Struct, forbid_unknown_fields=True, kw_only=True):
    """A paper the office has seen; `replaces` ends the one whose place it takes."""

    kind: Paper
    note: Note = ""
    issued_on: date | None = None
    expires_on: date | None = None
    replaces: UUID | None = None


class DocumentOut(Struct, kw_only=True):
    """`expires_on` is the last day; `validity` is fine, soon (sixty days) or over."""

    id: UUID
    kind: Paper
    name: str
    note: str
    issued_on: date | None
    expires_on: date | None
    validity: Validity


class DocumentsOut(Struct):
    items: list[DocumentOut]
