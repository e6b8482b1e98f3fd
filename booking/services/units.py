"""The municipality's units: who pays, under whom, where; entered once, closed when they are over, never deleted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from booking.domain.errors import Conflict, Invalid, NotFound
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.domain.units import Unit, check_code, check_cost_centre, check_ean, check_name, check_parent
from booking.gateways.guards import guarded
from booking.persistence.reference import Place
from booking.persistence.upcoming import count_ahead_of_unit
from booking.services.desk import Desk
from booking.services.stamps import check_stamp

_POSTCODE = re.compile(r"\b(\d{4})\b")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class UnitDetails:
    """A unit with the one above it, those below it, and what somebody should know about it."""

    unit: Unit
    parent: Unit | None
    children: tuple[Unit, ...]
    bookings_ahead: int
    warnings: tuple[Text, ...]


async def read_unit(desk: Desk, *, code: str) -> UnitDetails:
    """NotFound when there is no such unit."""
    require_permission(desk.actor, "units:read")
    every = tuple(desk.reference.units.values())
    return await _details(desk, _found(every, code), every)


async def add_unit(desk: Desk, *, unit: Unit, cost_centre_digits: int) -> UnitDetails:
    """The unit as entered, placed by its postcode. Raises Invalid by field, Conflict for a code that is taken."""
    require_permission(desk.actor, "units:write")
    every = await desk.units.locked()
    entered = _entered(desk, unit, cost_centre_digits)
    if any(one.code == entered.code for one in every):
        raise Conflict(
            Text(
                f"Koden {entered.code} er brugt af en anden enhed. Vælg en anden.",
                f"The code {entered.code} belongs to another unit. Choose another.",
            ),
            field="code",
            subject=entered.code,
        )
    await desk.units.add(entered)
    return await _details(desk, entered, (*every, entered))


async def change_unit(
    desk: Desk, *, code: str, changes: Mapping[str, Any], cost_centre_digits: int, stamp: str | None = None
) -> UnitDetails:
    """The unit with the fields of `changes` different; its code stays, since imports and other systems know it.

    Raises Conflict (field "If-Match") when the unit no longer has that stamp, or would lie under itself. A unit may be
    closed although bookings lie ahead: they are carried out, new ones are refused.
    """
    require_permission(desk.actor, "units:write")
    every = await desk.units.locked()
    before = _found(every, code)
    check_stamp(before, stamp, name=before.name, code=code)
    moved = "address" in changes and changes["address"] != before.address
    after = _entered(desk, replace(before, **changes), cost_centre_digits, moved=moved)
    others = [one for one in every if one.id != after.id]
    check_parent((*others, before), after)
    if after != before:
        await desk.units.save(before, after)
    return await _details(desk, after, (*others, after))


def _found(every: Iterable[Unit], code: str) -> Unit:
    unit = next((one for one in every if one.code == code), None)
    if unit is None:
        raise NotFound(
            Text(f"Enheden {code!r} findes ikke.", f"There is no unit {code!r}."), field="unit", subject=code
        )
    return unit


def _entered(desk: Desk, unit: Unit, digits: int, *, moved: bool = True) -> Unit:
    """Every field held against its rule; the place follows the address."""
    ean = _SPACES.sub("", unit.ean or "")
    cost_centre = (unit.cost_centre or "").strip()
    lat, lon = _place(desk, unit.address) if moved else (unit.lat, unit.lon)
    return replace(
        unit,
        code=check_code(unit.code),
        name=guarded(check_name(unit.name), field="name"),
        ean=check_ean(ean) if ean else None,
        cost_centre=check_cost_centre(cost_centre, digits=digits) if cost_centre else None,
        address=guarded(unit.address.strip(), field="address"),
        lat=lat,
        lon=lon,
    )


def _place(desk: Desk, address: str) -> tuple[float | None, float | None]:
    """By a postcode the office knows; Invalid for an address without any."""
    codes = _POSTCODE.findall(address)
    if address.strip() and not codes:
        raise Invalid(
            Text(
                "Skriv postnummeret i adressen, så rejsetiden kan regnes ud, f.eks. Engvej 2, 9902 Vesterby.",
                "Write the postcode in the address, so that travel can be calculated, such as Engvej 2, 9902 Vesterby.",
            ),
            field="address",
        )
    place = known_place(desk.reference.places, codes)
    return (place.lat, place.lon) if place is not None else (None, None)


def known_place(places: Mapping[str, Place], codes: Iterable[str]) -> Place | None:
    return next((places[code] for code in reversed(list(codes)) if code in places), None)


async def _details(desk: Desk, unit: Unit, every: Iterable[Unit]) -> UnitDetails:
    known = tuple(every)
    ahead = await count_ahead_of_unit(desk.connection, unit.id, now=desk.now)
    return UnitDetails(
        unit=unit,
        parent=next((one for one in known if one.id == unit.parent_id), None),
        children=tuple(sorted((one for one in known if one.parent_id == unit.id), key=lambda one: one.name)),
        bookings_ahead=ahead,
        warnings=tuple(_warnings(unit, known, ahead)),
    )


def _warnings(unit: Unit, every: Iterable[Unit], ahead: int) -> Iterable[Text]:
    """What is allowed, and yet worth a second look."""
    same = [one.name for one in every if one.ean == unit.ean and one.id != unit.id and one.active]
    if unit.ean is not None and same:
        names = ", ".join(same)
        yield Text(f"EAN-nummeret bruges også af {names}.", f"The EAN number is also used by {names}.")
    if unit.address and unit.lat is None:
        yield Text(
            "Postnummeret kendes ikke, så der regnes med 30 minutters rejse.",
            "The postcode is unknown, so a trip of 30 minutes is assumed.",
        )
    if unit.ean is None or unit.cost_centre is None:
        yield Text(
            "Uden EAN-nummer og omkostningssted kan enheden ikke faktureres.",
            "Without an EAN number and a cost centre the unit cannot be billed.",
        )
    if not unit.active and ahead == 1:
        yield Text(
            "1 kommende bestilling bliver gennemført. Afbestil den, hvis den ikke skal være der.",
            "1 booking to come will be carried out. Cancel it if it should not be.",
        )
    elif not unit.active and ahead:
        yield Text(
            f"{ahead} kommende bestillinger bliver gennemført. Afbestil dem, der ikke skal være der.",
            f"{ahead} bookings to come will be carried out. Cancel those that should not be.",
        )
