"""The page of what one hears of and how, and the office's choices for everybody."""

from collections.abc import Awaitable, Callable

from litestar import Response, get, post

from booking.domain.errors import Conflict, Invalid, OfficeError
from booking.domain.messages import KEYS, own_keys, topics_of
from booking.services import preferences
from booking.services.accounts import choose_tongue
from booking.web.guards import Asked, office_of
from booking.web.making.preferences import office_page, preferences_page, values_in
from booking.web.visits import Visit, visiting

HERE, OFFICE_AT = "/mig", "/indstillinger/beskeder"
PAGE, OFFICE_PAGE = "mig/side.html", "indstillinger/beskeder.html"


@get(HERE)
async def show(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await preferences_page(visit.desk))


@post(HERE)
async def choose(request: Asked) -> Response[str]:
    """All of it at once; what cannot be comes back as typed, and nothing is chosen."""

    async def chosen(visit: Visit) -> Response[str]:
        keys = own_keys(topics_of(visit.desk.actor.roles))
        await preferences.choose(visit.desk, values=values_in(keys, visit.fields))
        await choose_tongue(visit.desk, tongue=visit.fields.get("tongue", "da"))
        return visit.moved(HERE, told="preferences_set")

    return await _or_again(request, chosen)


@post(f"{HERE}/nummer")
async def send_code(request: Asked) -> Response[str]:
    async def sent(visit: Visit) -> Response[str]:
        await preferences.send_code(visit.desk, typed=visit.fields.get("phone", ""))
        return visit.moved(f"{HERE}#nummer", told="code_sent")

    return await _or_again(request, sent)


@post(f"{HERE}/nummer/kode")
async def confirm(request: Asked) -> Response[str]:
    async def counted(visit: Visit) -> Response[str]:
        await preferences.count_code_try(visit.desk)
        return visit.moved(HERE)

    async def confirmed(visit: Visit) -> Response[str]:
        await preferences.confirm_number(visit.desk, code=visit.fields.get("code", ""))
        return visit.moved(f"{HERE}#nummer", told="number_confirmed")

    first = await _or_again(request, counted)
    return await _or_again(request, confirmed) if first.status_code == 303 else first


@post(f"{HERE}/nummer/fjern")
async def forget(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        await preferences.forget_number(visit.desk)
        return visit.moved(f"{HERE}#nummer", told="number_forgotten")


async def _or_again(request: Asked, act: Callable[[Visit], Awaitable[Response[str]]]) -> Response[str]:
    """What was refused comes back as typed, beside the field that is wrong."""
    try:
        async with visiting(request) as visit:
            return await act(visit)
    except (Invalid, Conflict) as error:
        refused: OfficeError = error
    async with visiting(request) as visit:
        view = await preferences_page(visit.desk, typed=visit.fields, refused=refused)
        status = 422 if isinstance(refused, Invalid) else 409
        return await visit.show(PAGE, view, status=status, path=HERE)


@get(OFFICE_AT)
async def show_office(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(OFFICE_PAGE, await office_page(visit.desk), place="indstillinger")


@post(OFFICE_AT)
async def set_office(request: Asked) -> Response[str]:
    try:
        async with visiting(request) as visit:
            await preferences.set_office(visit.desk, values=values_in(KEYS, visit.fields))
            response = visit.moved(OFFICE_AT, told="office_messages_set")
    except Invalid as error:
        refused = error
    else:
        office_of(request).forget_reference()
        return response
    async with visiting(request) as visit:
        view = await office_page(visit.desk, typed=visit.fields, refused=refused)
        return await visit.show(OFFICE_PAGE, view, place="indstillinger", status=422, path=OFFICE_AT)
