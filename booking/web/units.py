"""The units' pages: the tree that everybody may read, and the forms of whoever keeps it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.errors import Conflict, Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.domain.units import Unit
from booking.persistence.ids import new_id
from booking.services.desk import Desk
from booking.services.units import add_unit, change_unit
from booking.web.guards import Asked, office_of
from booking.web.making.units import new_unit_form, unit_form, unit_tree
from booking.web.orders_in import Wrong
from booking.web.visits import visiting

HERE = "/enheder"
PAGE = "enheder/enhed.html"


@get(HERE)
async def units(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("enheder/liste.html", unit_tree(visit.desk), place="enheder")


@get(f"{HERE}/ny")
async def new_unit(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, new_unit_form(visit.desk, {}, digits=_digits(request)), place="enheder")


@post(f"{HERE}/ny")
async def add(request: Asked) -> Response[str]:
    """On to the tree; the form as typed comes back with what is wrong."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "units:write")
            made = await _added(visit.desk, visit.fields, _digits(request))
            answer = visit.moved(f"{HERE}/{made}", told="unit_saved")
    except Wrong as wrong:
        async with visiting(request) as visit:
            view = new_unit_form(visit.desk, visit.fields, digits=_digits(request), errors=wrong.errors)
            return await visit.show(PAGE, view, place="enheder", status=422, path=f"{HERE}/ny")
    office_of(request).forget_reference()
    return answer


@get(f"{HERE}/{{code:str}}")
async def unit(request: Asked, code: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "units:write")
        return await visit.show(PAGE, await unit_form(visit.desk, code, digits=_digits(request)), place="enheder")


@post(f"{HERE}/{{code:str}}")
async def change(request: Asked, code: FromPath[str]) -> Response[str]:
    """On to the unit as it is then; what somebody else has changed meanwhile is not overwritten."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "units:write")
            await _changed(visit.desk, code, visit.fields, _digits(request))
            answer = visit.moved(f"{HERE}/{code}", told="unit_saved")
    except Wrong as wrong:
        async with visiting(request) as visit:
            view = await unit_form(visit.desk, code, visit.fields, digits=_digits(request), errors=wrong.errors)
            return await visit.show(PAGE, view, place="enheder", status=422, path=f"{HERE}/{code}")
    office_of(request).forget_reference()
    return answer


async def _added(desk: Desk, typed: Mapping[str, str], digits: int) -> str:
    try:
        unit = Unit(id=new_id(), code=typed.get("code", "").strip(), **_typed(desk, typed))
        return (await add_unit(desk, unit=unit, cost_centre_digits=digits)).unit.code
    except (Invalid, Conflict) as refusal:
        raise Wrong({refusal.field or "code": refusal.message}) from refusal


async def _changed(desk: Desk, code: str, typed: Mapping[str, str], digits: int) -> None:
    try:
        changes = _typed(desk, typed) | {"active": typed.get("active") == "1"}
        stamp = typed.get("stamp", "")
        await change_unit(desk, code=code, changes=changes, cost_centre_digits=digits, stamp=stamp)
    except (Invalid, Conflict) as refusal:
        field = "name" if refusal.field == "If-Match" else refusal.field or "name"
        raise Wrong({field: refusal.message}) from refusal


def _typed(desk: Desk, typed: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": typed.get("name", ""),
        "parent_id": _parent(desk, typed.get("parent", "")),
        "ean": typed.get("ean", "") or None,
        "cost_centre": typed.get("cost_centre", "") or None,
        "address": " ".join(typed.get("address", "").split()),
    }


def _parent(desk: Desk, code: str) -> UUID | None:
    if not code:
        return None
    found = next((one.id for one in desk.reference.units.values() if one.code == code), None)
    if found is None:
        raise Invalid(Text("Vælg en enhed fra listen.", "Choose a unit from the list."), field="parent")
    return found


def _digits(request: Asked) -> int:
    return office_of(request).settings.cost_centre_digits
