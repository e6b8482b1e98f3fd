"""The box of an interpreter's papers."""

from uuid import UUID

from booking.domain.documents import Document, validity
from booking.domain.periods import local_date
from booking.domain.permissions import may
from booking.services.desk import Desk
from booking.services.documents import documents_of
from booking.web.views.people import DocumentBox, DocumentRow


async def document_box(desk: Desk, interpreter_id: UUID) -> DocumentBox:
    """Nothing for those who may not know."""
    if not may(desk.actor, "interpreters:write"):
        return DocumentBox()
    found = await documents_of(desk, interpreter_id=interpreter_id)
    return DocumentBox(tuple(_row(desk, one) for one in found), shown=True)


def _row(desk: Desk, one: Document) -> DocumentRow:
    return DocumentRow(
        one.id,
        one.name,
        one.kind.value,
        one.note,
        one.issued_on,
        one.expires_on,
        validity(one, local_date(desk.now)),
    )
