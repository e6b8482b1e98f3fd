"""Conflicts of interest on an interpreter's page: put down and lifted."""

from dataclasses import replace
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from booking.domain.errors import Conflict, Invalid
from booking.services.conflicts import add_conflict, remove_conflict
from booking.web.guards import Asked
from booking.web.making.persons import person_page
from booking.web.visits import Visit, visiting

HERE = "/tolke/{interpreter_id:uuid}/inhabil"
PAGE = "tolke/side.html"


@post(HERE)
async def add(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    """A case number or a unit; what cannot be comes back as it was typed."""
    try:
        async with visiting(request) as visit:
            await add_conflict(
                visit.desk,
                interpreter_id=interpreter_id,
                citizen_ref=visit.fields.get("sag", ""),
                unit_id=_unit(visit),
                reason=visit.fields.get("grund", ""),
            )
            return visit.moved(f"/tolke/{interpreter_id}", told="conflict_added")
    except (Invalid, Conflict) as error:
        refusal = error.message
    async with visiting(request) as visit:
        view, typed = await person_page(visit.desk, interpreter_id), visit.fields
        typed_as = (typed.get("sag", ""), typed.get("enhed", ""), typed.get("grund", ""))
        view = replace(view, conflicts=replace(view.conflicts, typed=typed_as, error=refusal))
        return await visit.show(PAGE, view, place="tolke", status=422, path=f"/tolke/{interpreter_id}")


@post(f"{HERE}/{{conflict_id:uuid}}/fjern")
async def remove(request: Asked, interpreter_id: FromPath[UUID], conflict_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        await remove_conflict(visit.desk, interpreter_id=interpreter_id, conflict_id=conflict_id)
        return visit.moved(f"/tolke/{interpreter_id}", told="conflict_removed")


def _unit(visit: Visit) -> UUID | None:
    code = visit.fields.get("enhed", "")
    return visit.desk.reference.unit(code).id if code else None
