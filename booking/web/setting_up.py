"""The set-up of a new municipality, step by step; it can be left at any step and taken up again."""

from collections.abc import Awaitable, Callable

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.accounts import ANONYMOUS
from booking.domain.errors import Invalid, NotFound
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import setting_up
from booking.services.accounts import SESSION, open_session
from booking.services.administration import set_office
from booking.services.imports import ImportRefused
from booking.web import pages
from booking.web.guards import Asked, check_origin, office_of, session_cookie
from booking.web.making.administration import facts_typed
from booking.web.making.setting_up import step_page
from booking.web.views.setting_up import Beginning
from booking.web.visits import Visit, chrome_of, cookie, fields_of, moved, page, visiting

HERE, STEP = "/opstart", "/opstart/{step:str}"
FIRST_PAGE, STEP_PAGE, PLACE = "opstart/begynd.html", "opstart/trin.html", "administration"
LAST = "faerdig"


@get(HERE)
async def begin(request: Asked, noegle: FromQuery[str] = "") -> Response[str]:
    """With the link the first page; without, for an administrator, the first step that is left."""
    if not noegle:
        async with visiting(request) as visit:
            stands = await setting_up.progress(visit.desk)
            return moved(f"{HERE}/{stands.next or LAST}")
    async with office_of(request).desk(ANONYMOUS) as desk:
        await setting_up.check_link(desk, token=noegle)
    return _beginning(request, Beginning(noegle, {"municipality": "", "name": "", "email": ""}))


@post(HERE)
async def found(request: Asked) -> Response[str]:
    """The first administrator is made and logged in; as typed, with what is wrong, where that cannot be."""
    check_origin(request)
    typed = await fields_of(request)
    token = typed.get("noegle", "")
    try:
        async with office_of(request).desk(ANONYMOUS) as desk:
            account = await setting_up.found_office(desk, token=token, typed=typed)
            session = await open_session(desk, account=account)
    except Invalid as error:
        values = {name: typed.get(name, "") for name in ("municipality", "name", "email")}
        view = Beginning(token, values, {error.field or "name": error.message})
        return _beginning(request, view, status=422)
    office_of(request).forget_reference()
    response = moved(f"{HERE}/kontor")
    key, seconds = session_cookie(office_of(request)), int(SESSION.total_seconds())
    response.set_cookie(cookie(request, key, session, max_age=seconds))
    return response


def _beginning(request: Asked, view: Beginning, *, status: int = 200) -> Response[str]:
    return page(pages.render(FIRST_PAGE, view, chrome_of(request, path="/log-ind")), status=status)


@get(STEP)
async def show(request: Asked, step: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "office:write")
        return await visit.show(STEP_PAGE, await step_page(visit.desk, _known(step)), place=PLACE)


@post(STEP)
async def take(request: Asked, step: FromPath[str]) -> Response[str]:
    """What the step asks for is kept, and the next one shown."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "office:write")
            if visit.fields.get("act") == "trial":
                await setting_up.send_trial(visit.desk)
                return visit.moved(f"{HERE}/{_known(step)}", told="trial_sent")
            await TAKES[_known(step)](visit)
            await setting_up.mark_done(visit.desk, step)
            following = list(setting_up.STEPS).index(step) + 1
            answer = visit.moved(f"{HERE}/{[*setting_up.STEPS, LAST][following]}")
    except (Invalid, ImportRefused) as wrong:
        return await _again(request, step, wrong)
    office_of(request).forget_reference()
    return answer


async def _again(request: Asked, step: str, wrong: Invalid | ImportRefused) -> Response[str]:
    async with visiting(request) as visit:
        if isinstance(wrong, Invalid):
            view = await step_page(visit.desk, step, visit.fields, errors={wrong.field or "units": wrong.message})
        else:
            faults = tuple(fault.text for fault in wrong.errors)
            view = await step_page(visit.desk, step, visit.fields, faults=faults)
        return await visit.show(STEP_PAGE, view, place=PLACE, status=422, path=f"{HERE}/{step}")


def _known(step: str) -> str:
    """The step's key, empty for the last page; NotFound for any other."""
    if step != LAST and step not in setting_up.STEPS:
        raise NotFound(Text("Det trin findes ikke.", "There is no such step."))
    return "" if step == LAST else step


async def _office(visit: Visit) -> None:
    await set_office(visit.desk, facts=facts_typed(visit.fields))


async def _units(visit: Visit) -> None:
    digits = office_of(visit.request).settings.cost_centre_digits
    await setting_up.add_units(visit.desk, text=visit.fields.get("units", ""), cost_centre_digits=digits)


async def _people(visit: Visit) -> None:
    content = visit.fields.get("people", "").encode()
    await setting_up.add_interpreters(visit.desk, content=content, invited=visit.fields.get("invite") == "1")


async def _seen(visit: Visit) -> None:
    """What is shipped was looked at; it is in force already."""


async def _nothing(visit: Visit) -> None:
    raise NotFound(Text("Opsætningen er færdig.", "The set-up is done."))


TAKES: dict[str, Callable[[Visit], Awaitable[None]]] = {
    "kontor": _office,
    "enheder": _units,
    "tolke": _people,
    "takster": _seen,
    "frister": _seen,
    "mail": _seen,
    "": _nothing,
}
