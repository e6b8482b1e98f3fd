"""The municipality's units: a tree that pays for interpreting and limits what one sees."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from booking.domain.errors import Conflict, Invalid
from booking.domain.texts import Text

LONGEST_NAME = 200
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


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
    if not (len(ean) == 13 and ean.isascii() and ean.isdigit() and int(ean[12]) == _check_digit(ean[:12])):
        raise Invalid(
            Text(
                f"EAN-nummeret {ean!r} er ikke gyldigt: det skal have 13 cifre, og det sidste er et kontrolciffer.",
                f"The EAN number {ean!r} is not valid: it needs 13 digits, the last of them a check digit.",
            ),
            field="ean",
        )
    return ean


def check_cost_centre(cost_centre: str, *, digits: int) -> str:
    """The cost centre itself when it has just as many digits as the chart of accounts; else Invalid.

    It is never padded nor cut: 1234 is not 123400, and a leading zero is a digit.
    """
    if not (cost_centre.isascii() and cost_centre.isdigit()):
        said = Text("Et omkostningssted består af cifre.", "A cost centre is made of digits.")
    elif len(cost_centre) < digits:
        said = Text(
            f"{cost_centre} er for kort: det har {len(cost_centre)} cifre, og kontoplanen har {digits}. "
            "Skriv det hele; der sættes ingen nuller på.",
            f"{cost_centre} is too short: it has {len(cost_centre)} digits, and the chart of accounts has {digits}. "
            "Write all of it; no zeros are added.",
        )
    elif len(cost_centre) > digits:
        said = Text(
            f"{cost_centre} er for langt: det har {len(cost_centre)} cifre, og kontoplanen har {digits}.",
            f"{cost_centre} is too long: it has {len(cost_centre)} digits, and the chart of accounts has {digits}.",
        )
    else:
        return cost_centre
    raise Invalid(said, field="cost_centre")


def check_code(code: str) -> str:
    """The code itself when it can stand in addresses and imports; else Invalid."""
    if not _CODE.fullmatch(code):
        raise Invalid(
            Text(
                "En kode har små bogstaver a–z, cifre og bindestreg, højst 40 tegn, f.eks. familie-nord.",
                "A code has small letters a–z, digits and hyphens, 40 characters at most, such as family-north.",
            ),
            field="code",
        )
    return code


def check_name(name: str) -> str:
    """The name itself when there is one, not too long; else Invalid."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise Invalid(
            Text("Skriv enhedens navn, højst 200 tegn.", "Write the unit's name, 200 characters at most."), field="name"
        )
    return name.strip()


def check_parent(units: Iterable[Unit], unit: Unit) -> None:
    """Conflict when the unit would come to lie under itself."""
    if unit.parent_id is not None and unit.parent_id in subtree(units, unit.id):
        raise Conflict(
            Text(
                f"{unit.name} kan ikke ligge under sig selv eller en enhed under den. Vælg en anden overordnet enhed.",
                f"{unit.name} cannot lie under itself or a unit below it. Choose another parent.",
            ),
            field="parent",
            subject=unit.code,
        )


def _check_digit(digits: str) -> int:
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return -weighted % 10
