"""The page of substitute languages: read by everybody, set by the office, each change logged."""

from litestar import Response, get, post

from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.services import substitutes
from booking.web.guards import Asked, office_of
from booking.web.making.substitutes import substitute_in, substitutes_page
from booking.web.visits import visiting

HERE, PLACE = "/indstillinger/erstatningssprog", "indstillinger"
PAGE = "indstillinger/erstatningssprog.html"


@get(HERE)
async def show(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await substitutes_page(visit.desk), place=PLACE)


@post(HERE)
async def set_one(request: Asked) -> Response[str]:
    """What cannot be comes back as typed, and nothing is set."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "catalogue:write")
            await substitutes.set_substitute(visit.desk, substitute=substitute_in(visit.fields))
            response = visit.moved(HERE, told="substitute_set")
    except Invalid as error:
        return await _again(request, error)
    office_of(request).forget_reference()
    return response


@post(f"{HERE}/virkning")
async def foresee(request: Asked) -> Response[str]:
    """The same form with what it would mean; nothing is set."""
    try:
        async with visiting(request) as visit:
            typed = visit.fields
            found = await substitutes.foresee_substitute(visit.desk, substitute=substitute_in(typed))
            view = await substitutes_page(visit.desk, typed, meaning=found.says)
            return await visit.show(PAGE, view, place=PLACE, path=HERE)
    except Invalid as error:
        return await _again(request, error)


@post(f"{HERE}/fjern")
async def remove(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        typed = visit.fields
        await substitutes.remove_substitute(visit.desk, wanted=typed.get("wanted", ""), spoken=typed.get("spoken", ""))
        response = visit.moved(HERE, told="substitute_removed")
    office_of(request).forget_reference()
    return response


async def _again(request: Asked, error: Invalid) -> Response[str]:
    async with visiting(request) as visit:
        errors = {error.field or "wanted": error.message}
        view = await substitutes_page(visit.desk, visit.fields, errors=errors)
        return await visit.show(PAGE, view, place=PLACE, status=422, path=HERE)
