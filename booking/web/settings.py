"""The office's own settings on pages: read by many, edited by few, each change logged."""

from dataclasses import replace

from litestar import Response, get, post

from booking.domain.alarms import AlarmRule
from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.matching.weights import WEIGHTS
from booking.services import alarms, weights
from booking.web.guards import Asked, office_of
from booking.web.making.settings import alarm_page, settings_index, weights_page
from booking.web.visits import visiting

WEIGHTS_AT, ALARM_AT = "/indstillinger/vaegte", "/indstillinger/alarm"
WEIGHTS_PAGE, ALARM_PAGE = "indstillinger/vaegte.html", "indstillinger/alarm.html"
PLACE = "indstillinger"
NUMBER = Text("Skriv et helt tal.", "Write a whole number.")


@get("/indstillinger")
async def show_all(request: Asked) -> Response[str]:
    """Everything that can be set, one line each; what one may not read is not shown."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "settings:read")
        return await visit.show("indstillinger/oversigt.html", settings_index(visit.desk), place=PLACE)


@get(WEIGHTS_AT)
async def show_weights(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(WEIGHTS_PAGE, await weights_page(visit.desk), place=PLACE)


@post(WEIGHTS_AT)
async def set_weights(request: Asked) -> Response[str]:
    """All of them at once; what cannot be comes back as typed, and nothing is set."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "settings:write")
            typed = {one.key: visit.fields[one.key] for one in WEIGHTS if one.key in visit.fields}
            await weights.set_weights(visit.desk, values={key: number_in(value, key) for key, value in typed.items()})
            response = visit.moved(WEIGHTS_AT, told="weights_set")
    except Invalid as error:
        return await _weights_again(request, error)
    office_of(request).forget_reference()
    return response


def number_in(typed: str, field: str) -> int:
    bare = typed.replace(".", "").strip()
    if not bare.isascii() or not bare.isdigit() or len(bare) > 9:
        raise Invalid(NUMBER, field=field)
    return int(bare)


async def _weights_again(request: Asked, error: Invalid) -> Response[str]:
    async with visiting(request) as visit:
        typed = {one.key: visit.fields[one.key] for one in WEIGHTS if one.key in visit.fields}
        view = await weights_page(visit.desk, typed=typed, errors={error.field or "": error.message})
        return await visit.show(WEIGHTS_PAGE, view, place=PLACE, status=422, path=WEIGHTS_AT)


@get(ALARM_AT)
async def show_alarm(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(ALARM_PAGE, await alarm_page(visit.desk), place=PLACE)


@post(ALARM_AT)
async def set_alarm(request: Asked) -> Response[str]:
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "alarms:write")
            hours = number_in(visit.fields.get("hours", ""), "hours")
            rule = AlarmRule(hours, visit.fields.get("email", "").strip())
            await alarms.set_rule(visit.desk, rule=rule)
            response = visit.moved(ALARM_AT, told="alarm_set")
    except Invalid as error:
        return await _alarm_again(request, error)
    office_of(request).forget_reference()
    return response


async def _alarm_again(request: Asked, error: Invalid) -> Response[str]:
    async with visiting(request) as visit:
        typed, view = visit.fields, await alarm_page(visit.desk)
        view = replace(view, hours=typed.get("hours", ""), email=typed.get("email", ""))
        wrong = {"error_hours": error.message} if error.field == "hours" else {"error_email": error.message}
        view = replace(view, **wrong)  # type: ignore[arg-type]
        return await visit.show(ALARM_PAGE, view, place=PLACE, status=422, path=ALARM_AT)
