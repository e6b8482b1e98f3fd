"""Units over the API: read one in full, add one, change one."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, patch, post
from litestar.params import FromPath, JSONBody

from booking.api.changing import IfMatch, given, stamp_in
from booking.api.desks import Answer, Asked, desk_for, office_of, once, tongue_of
from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Tongue
from booking.domain.units import Unit
from booking.persistence.ids import new_id
from booking.services import units
from booking.services.desk import Desk
from booking.services.stamps import stamp_of
from booking.services.units import UnitDetails
from schemas.units import NewUnit, UnitChanges, UnitOut


class UnitsController(Controller):
    path = "/units"
    tags = ["Catalogue"]

    @get("/{code:str}", summary="A unit in full")
    async def read(self, request: Asked, code: FromPath[str]) -> Response[UnitOut]:
        async with desk_for(request) as desk:
            found = await units.read_unit(desk, code=code)
            return Response(unit_out(found, tongue_of(request)), headers={"ETag": _etag(found.unit)})

    @post(summary="Add a unit")
    async def add(self, request: Asked, data: JSONBody[NewUnit]) -> Response[UnitOut]:
        """EAN and cost centre are checked digit by digit and never padded."""
        office = office_of(request)
        async with desk_for(request) as desk:
            require_permission(desk.actor, "units:write")

            async def make() -> Answer:
                unit = Unit(
                    id=new_id(),
                    code=data.code,
                    name=data.name,
                    parent_id=_parent(desk, data.parent),
                    ean=data.ean,
                    cost_centre=data.cost_centre,
                    address=data.address,
                )
                digits = office.settings.cost_centre_digits
                made = await units.add_unit(desk, unit=unit, cost_centre_digits=digits)
                return Answer(unit_out(made, tongue_of(request)), etag=_etag(made.unit))

            answer = await once(request, desk, UnitOut, make)
        office.forget_reference()
        return answer

    @patch("/{code:str}", summary="Change or close a unit")
    async def change(
        self,
        request: Asked,
        code: FromPath[str],
        data: JSONBody[UnitChanges],
        if_match: IfMatch = None,
    ) -> Response[UnitOut]:
        """With If-Match nothing that somebody else has changed meanwhile is overwritten."""
        office = office_of(request)
        async with desk_for(request) as desk:
            require_permission(desk.actor, "units:write")
            found = await units.change_unit(
                desk,
                code=code,
                changes=_changes(desk, data),
                cost_centre_digits=office.settings.cost_centre_digits,
                stamp=stamp_in(if_match),
            )
            answer = Response(unit_out(found, tongue_of(request)), headers={"ETag": _etag(found.unit)})
        office.forget_reference()
        return answer


def _changes(desk: Desk, data: UnitChanges) -> dict[str, Any]:
    changes = given(data)
    if "parent" in changes:
        changes["parent_id"] = _parent(desk, changes.pop("parent"))
    return changes


def _parent(desk: Desk, code: str | None) -> UUID | None:
    if code is None:
        return None
    try:
        return desk.reference.unit(code).id
    except Invalid as unknown:
        raise Invalid(unknown.message, field="parent") from unknown


def _etag(unit: Unit) -> str:
    return f'"{stamp_of(unit)}"'


def unit_out(found: UnitDetails, tongue: Tongue) -> UnitOut:
    unit = found.unit
    return UnitOut(
        code=unit.code,
        name=unit.name,
        parent=found.parent.code if found.parent is not None else None,
        children=[one.code for one in found.children],
        ean=unit.ean,
        cost_centre=unit.cost_centre,
        address=unit.address,
        lat=unit.lat,
        lon=unit.lon,
        active=unit.active,
        bookings_ahead=found.bookings_ahead,
        warnings=[warning.in_(tongue) for warning in found.warnings],
    )
