"""The municipality's units: a tree that pays for interpreting and limits what one sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from booking.domain.errors import Invalid
from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (enhed); `code` is the short key used in the API and in imports, `ean` its 13-digit GLN."""

    id: UUID
    code: str
    name: str
    parent_id: UUID | None = None
    ean: str | None = None
    cost_centre: str | None = None
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    active: bool = True


def subtree(units: Iterable[Unit], root: UUID) -> frozenset[UUID]:
    """The ids of a unit and of everything below it."""
    children: dict[UUID | None, list[UUID]] = {}
    for unit in units:
        children.setdefault(unit.parent_id, []).append(unit.id)
    found, waiting = {root}, [root]
    while waiting:
        below = children.get(waiting.pop(), [])
        found.update(below)
        waiting.extend(below)
    return frozenset(found)


def check_active(unit: Unit) -> None:
    """Invalid for a unit that is closed to new bookings."""
    if not unit.active:
        raise Invalid(
            Text(
                f"{unit.name} er lukket for nye bestillinger. Vælg den enhed, der har overtaget opgaven.",
                f"{unit.name} is closed to new bookings. Choose the unit that has taken over its work.",
            ),
            field="unit",
        )


def check_ean(ean: str) -> str:
    """The EAN/GLN itself when it has 13 digits and the right check digit (GS1); else Invalid."""
    if not (len(ean) == 13 and ean.isdigit() and int(ean[12]) == _check_digit(ean[:12])):
        raise Invalid(
            Text(
                f"EAN-nummeret {ean!r} er ikke gyldigt: det skal have 13 cifre, og det sidste er et kontrolciffer.",
                f"The EAN number {ean!r} is not valid: it needs 13 digits, the last of them a check digit.",
            ),
            field="ean",
        )
    return ean


def _check_digit(digits: str) -> int:
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return -weighted % 10
