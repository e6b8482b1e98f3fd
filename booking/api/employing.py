"""Changes to interpreters, their papers, and the end of their work for the office, over the API."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, delete, get, patch, post
from litestar.params import FromPath, JSONBody

from booking.api.changing import IfMatch, given, stamp_in
from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.api.interpreters import etag_of, interpreter_out
from booking.domain.documents import Document, validity
from booking.domain.interpreters import Skill
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Tongue
from booking.services import documents, employing
from booking.services.desk import Desk
from schemas import papers as io
from schemas.others import InterpreterChanges, InterpreterOut


class EmployingController(Controller):
    path = "/interpreters/{interpreter_id:uuid}"
    tags = ["Interpreters"]

    @patch(summary="Change an interpreter")
    async def change(
        self,
        request: Asked,
        interpreter_id: FromPath[UUID],
        data: JSONBody[InterpreterChanges],
        if_match: IfMatch = None,
    ) -> Response[InterpreterOut]:
        """With If-Match nothing that somebody else has changed meanwhile is overwritten.

        The address is changed at `/email`, the weekly hours at `/availability`.
        """
        async with desk_for(request) as desk:
            require_permission(desk.actor, "interpreters:write")
            changed = await employing.amend_interpreter(
                desk,
                interpreter_id=interpreter_id,
                changes=_changes(desk, data),
                stamp=stamp_in(if_match),
            )
            return Response(interpreter_out(changed), headers={"ETag": etag_of(changed)})

    @get("/documents", summary="Papers that have been seen")
    async def list_documents(self, request: Asked, interpreter_id: FromPath[UUID]) -> io.DocumentsOut:
        """Those that stand, what ends first first."""
        async with desk_for(request) as desk:
            found = await documents.documents_of(desk, interpreter_id=interpreter_id)
            return io.DocumentsOut([document_out(desk, one, tongue_of(request)) for one in found])

    @post("/documents", summary="Put down a paper that has been seen")
    async def add_document(
        self, request: Asked, interpreter_id: FromPath[UUID], data: JSONBody[io.NewDocument]
    ) -> Response[io.DocumentOut]:
        """The office is reminded 60, 30 and 7 days before its last day."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                given = {name: getattr(data, name) for name in data.__struct_fields__}
                seen = documents.Seen(**given)
                added = await documents.add_document(desk, interpreter_id=interpreter_id, seen=seen)
                return Answer(document_out(desk, added, tongue_of(request)))

            return await once(request, desk, io.DocumentOut, make)

    @delete("/documents/{document_id:uuid}", summary="A paper no longer holds")
    async def end_document(self, request: Asked, interpreter_id: FromPath[UUID], document_id: FromPath[UUID]) -> None:
        async with desk_for(request) as desk:
            await documents.end_document(desk, interpreter_id=interpreter_id, document_id=document_id)

    @post("/end", summary="Ask an interpreter no more", status_code=200)
    async def end(self, request: Asked, interpreter_id: FromPath[UUID]) -> Response[InterpreterOut]:
        """409 while they have jobs ahead or open offers; what they did stays."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                ended = await employing.end_interpreter(desk, interpreter_id=interpreter_id)
                return Answer(interpreter_out(ended), status=200)

            return await once(request, desk, InterpreterOut, make)

    @post("/resume", summary="Ask an interpreter again", status_code=200)
    async def resume(self, request: Asked, interpreter_id: FromPath[UUID]) -> Response[InterpreterOut]:
        async with desk_for(request) as desk:

            async def make() -> Answer:
                resumed = await employing.resume_interpreter(desk, interpreter_id=interpreter_id)
                return Answer(interpreter_out(resumed), status=200)

            return await once(request, desk, InterpreterOut, make)


def _changes(desk: Desk, data: InterpreterChanges) -> dict[str, Any]:
    changes = given(data)
    if "skills" in changes:
        today = local_date(desk.now)
        changes["skills"] = tuple(Skill(one.language, one.level, today) for one in changes["skills"])
    if "modes" in changes:
        changes["modes"] = frozenset(changes["modes"])
    return changes


def document_out(desk: Desk, one: Document, tongue: Tongue) -> io.DocumentOut:
    return io.DocumentOut(
        id=one.id,
        kind=one.kind,
        name=one.name.in_(tongue),
        note=one.note,
        issued_on=one.issued_on,
        expires_on=one.expires_on,
        validity=validity(one, local_date(desk.now)),
    )
