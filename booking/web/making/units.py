"""The units as their pages show them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from uuid import UUID

from booking.domain.permissions import may, require_permission
from booking.domain.texts import Text
from booking.domain.units import Unit, subtree
from booking.services.desk import Desk
from booking.services.stamps import stamp_of
from booking.services.units import UnitDetails, read_unit
from booking.web.making.conflicts import unit_box
from booking.web.views.orders import Option
from booking.web.views.units import NAMES, UnitForm, UnitRow, UnitTree


def unit_tree(desk: Desk) -> UnitTree:
    """Every unit under its own, by name."""
    require_permission(desk.actor, "units:read")
    every = desk.reference.units.values()
    shared = Counter(unit.ean for unit in every if unit.active and unit.ean)
    rows = [
        UnitRow(
            code=unit.code,
            name=unit.name,
            depth=min(depth, 4),
            ean=unit.ean or "",
            cost_centre=unit.cost_centre or "",
            address=unit.address,
            active=unit.active,
            twins=unit.active and shared[unit.ean or ""] > 1,
        )
        for unit, depth in _walk(desk.reference.units, None, 0)
    ]
    return UnitTree(tuple(rows), may(desk.actor, "units:write"))


def _walk(units: Mapping[UUID, Unit], parent: UUID | None, depth: int) -> Iterator[tuple[Unit, int]]:
    below = sorted((unit for unit in units.values() if unit.parent_id == parent), key=lambda unit: unit.name)
    for unit in below:
        yield unit, depth
        yield from _walk(units, unit.id, depth + 1)


def new_unit_form(
    desk: Desk, typed: Mapping[str, str], *, digits: int, errors: Mapping[str, Text] | None = None
) -> UnitForm:
    require_permission(desk.actor, "units:write")
    return UnitForm(
        values=dict.fromkeys((*NAMES, "active"), "") | dict(typed),
        parents=_parents(desk, None),
        digits=digits,
        is_new=True,
        errors=errors or {},
    )


async def unit_form(
    desk: Desk,
    code: str,
    typed: Mapping[str, str] | None = None,
    *,
    digits: int,
    errors: Mapping[str, Text] | None = None,
    kept_away: tuple[Mapping[str, str], Text | None] = ({}, None),
) -> UnitForm:
    """The unit as it is, or as typed; NotFound when there is none. `kept_away` is that form as typed, and refused."""
    require_permission(desk.actor, "units:write")
    found = await read_unit(desk, code=code)
    given = fields_of(found) if typed is None else dict(typed) | {"code": code}
    return UnitForm(
        values=dict.fromkeys((*NAMES, "active"), "") | given,
        parents=_parents(desk, found.unit),
        digits=digits,
        is_new=False,
        stamp=stamp_of(found.unit) if typed is None else typed.get("stamp", ""),
        title=found.unit.name,
        warnings=found.warnings,
        errors=errors or {},
        away=await unit_box(desk, found.unit, *kept_away),
    )


def fields_of(found: UnitDetails) -> dict[str, str]:
    unit = found.unit
    return {
        "code": unit.code,
        "name": unit.name,
        "parent": found.parent.code if found.parent is not None else "",
        "ean": unit.ean or "",
        "cost_centre": unit.cost_centre or "",
        "address": unit.address,
        "active": "1" if unit.active else "",
    }


def _parents(desk: Desk, own: Unit | None) -> tuple[Option, ...]:
    """Every unit that this one may lie under."""
    units = desk.reference.units
    below = subtree(units.values(), own.id) if own is not None else frozenset[UUID]()
    return tuple(Option(unit.code, unit.name) for unit, _ in _walk(units, None, 0) if unit.id not in below)
