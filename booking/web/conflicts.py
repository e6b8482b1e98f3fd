"""Who must not meet: put down on an interpreter's page, a case's or a unit's, lifted, and regretted."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from booking.domain.errors import Conflict, Invalid, NotFound
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services.bookings.reading import find
from booking.services.conflicts import add_conflict, remove_conflict, restore_conflict
from booking.services.units import read_unit
from booking.web.addresses import local_path, path_in
from booking.web.entries import day_in
from booking.web.guards import Asked, office_of
from booking.web.making.candidates import candidates_page
from booking.web.making.persons import person_page
from booking.web.making.units import unit_form
from booking.web.visits import Visit, visiting

HERE = "/tolke/{interpreter_id:uuid}/inhabil"
PAGE = "tolke/side.html"
NO_ONE = Text("Vælg en tolk.", "Choose an interpreter.")
NEVER = Text("Den inhabilitet findes ikke.", "There is no such conflict of interest.")


@post(HERE)
async def add(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    """A case number or a unit; what cannot be comes back as it was typed."""
    try:
        async with visiting(request) as visit:
            code = visit.fields.get("enhed", "")
            unit_id = visit.desk.reference.unit(code).id if code else None
            told = await _put_down(visit, interpreter_id, visit.fields.get("sag", ""), unit_id)
            return visit.moved(f"/tolke/{interpreter_id}", told="conflict_added", number=told)
    except (Invalid, Conflict) as error:
        refusal = error.message
    async with visiting(request) as visit:
        view, typed = await person_page(visit.desk, interpreter_id), visit.fields
        typed_as = (typed.get("sag", ""), typed.get("enhed", ""), typed.get("grund", ""), typed.get("til", ""))
        view = replace(view, conflicts=replace(view.conflicts, typed=typed_as, error=refusal))
        return await visit.show(PAGE, view, place="tolke", status=422, path=f"/tolke/{interpreter_id}")


@post("/bestillinger/{number:str}/hold-fra")
async def keep_from_case(request: Asked, number: FromPath[str]) -> Response[str]:
    """From the booking's citizen, or from its unit as a whole."""
    try:
        async with visiting(request) as visit:
            booking = await find(visit.desk, number, permission="candidates:read")
            of_unit = visit.fields.get("om", "") == "enhed"
            citizen, unit_id = ("", booking.unit_id) if of_unit else (booking.citizen_ref, None)
            told = await _put_down(visit, _chosen(visit), citizen, unit_id)
            return visit.moved(f"/bestillinger/{number}/kandidater", told="conflict_added", number=told)
    except (Invalid, Conflict) as error:
        refusal = error.message
    async with visiting(request) as visit:
        view = await candidates_page(visit.desk, number, typed=visit.fields, error=refusal)
        path = f"/bestillinger/{number}/kandidater"
        return await visit.show("bestillinger/kandidater.html", view, place="bestillinger", status=422, path=path)


@post("/enheder/{code:str}/hold-fra")
async def keep_from_unit(request: Asked, code: FromPath[str]) -> Response[str]:
    """On the page of whoever keeps the units."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "units:write")
            unit = (await read_unit(visit.desk, code=code)).unit
            told = await _put_down(visit, _chosen(visit), "", unit.id)
            return visit.moved(f"/enheder/{code}", told="conflict_added", number=told)
    except (Invalid, Conflict) as error:
        refusal = error.message
    async with visiting(request) as visit:
        digits = office_of(request).settings.cost_centre_digits
        view = await unit_form(visit.desk, code, digits=digits, kept_away=(visit.fields, refusal))
        return await visit.show("enheder/enhed.html", view, place="enheder", status=422, path=f"/enheder/{code}")


@post(f"{HERE}/{{conflict_id:uuid}}/fjern")
async def remove(request: Asked, interpreter_id: FromPath[UUID], conflict_id: FromPath[UUID]) -> Response[str]:
    """Back to the page that it was done from."""
    async with visiting(request) as visit:
        await remove_conflict(visit.desk, interpreter_id=interpreter_id, conflict_id=conflict_id)
        back = local_path(visit.fields.get("tilbage", "")) or f"/tolke/{interpreter_id}"
        return visit.moved(back, told="conflict_removed", number=_pair(interpreter_id, conflict_id))


@post("/inhabil/{pair:str}/fjern")
async def regret(request: Asked, pair: FromPath[str]) -> Response[str]:
    """What was just put down is gone again."""
    return await _regretted(request, pair, remove_conflict, told="conflict_removed")


@post("/inhabil/{pair:str}/genskriv")
async def restore(request: Asked, pair: FromPath[str]) -> Response[str]:
    """What was just removed is there again, as it was."""
    return await _regretted(request, pair, restore_conflict, told="conflict_added")


async def _regretted(request: Asked, pair: str, act: Callable[..., Awaitable[None]], *, told: str) -> Response[str]:
    """Back to the page where the notice stood."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "interpreters:write")
        interpreter_id, conflict_id = _ids(pair)
        await act(visit.desk, interpreter_id=interpreter_id, conflict_id=conflict_id)
        back = path_in(request.headers.get("referer", "")) or f"/tolke/{interpreter_id}"
        return visit.moved(back, told=told, number=pair)


async def _put_down(visit: Visit, interpreter_id: UUID, citizen_ref: str, unit_id: UUID | None) -> str:
    """What the notice's undo needs to find it."""
    made = await add_conflict(
        visit.desk,
        interpreter_id=interpreter_id,
        citizen_ref=citizen_ref,
        unit_id=unit_id,
        reason=visit.fields.get("grund", ""),
        until=_until(visit),
    )
    return _pair(interpreter_id, made.conflict.id)


def _until(visit: Visit) -> date | None:
    typed = visit.fields.get("til", "").strip()
    return day_in(typed, local_date(visit.desk.now), field="until") if typed else None


def _chosen(visit: Visit) -> UUID:
    try:
        return UUID(visit.fields.get("tolk", ""))
    except ValueError:
        raise Invalid(NO_ONE, field="tolk") from None


def _pair(interpreter_id: UUID, conflict_id: UUID) -> str:
    return f"{interpreter_id.hex}-{conflict_id.hex}"


def _ids(pair: str) -> tuple[UUID, UUID]:
    try:
        interpreter_id, conflict_id = map(UUID, pair.split("-"))
    except ValueError:
        raise NotFound(NEVER) from None
    return interpreter_id, conflict_id
