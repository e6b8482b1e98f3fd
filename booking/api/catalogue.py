"""The codes that a booking may use, with their names in the reader's language."""

from collections.abc import Mapping

from litestar import Controller, get

from booking.api.desks import Asked, desk_for, tongue_of
from booking.domain.catalogue import CASE_TYPES, IN_PERSON_REASONS
from booking.domain.modes import MODES
from booking.domain.permissions import require_permission
from booking.domain.refunds.rules import MEASURES, PERSON_GROUPS
from booking.domain.texts import Text, Tongue
from booking.services.desk import Desk
from schemas.others import CatalogueOut, LanguageOut, NamedCode


class CatalogueController(Controller):
    tags = ["Catalogue"]

    @get("/catalogue", summary="Every code, with its name")
    async def catalogue(self, request: Asked) -> CatalogueOut:
        async with desk_for(request) as desk:
            require_permission(desk.actor, "catalogue:read")
            tongue = tongue_of(request)
            return CatalogueOut(
                languages=_languages(desk, tongue),
                units=_units(desk),
                case_types=_named({code: case.name for code, case in CASE_TYPES.items()}, tongue),
                measures=_named(MEASURES, tongue),
                person_groups=_named(PERSON_GROUPS, tongue),
                in_person_reasons=_named(IN_PERSON_REASONS, tongue),
                modes=_named({mode.value: traits.name for mode, traits in MODES.items()}, tongue),
            )

    @get("/languages", summary="Languages by ISO 639-3 code")
    async def languages(self, request: Asked) -> list[LanguageOut]:
        async with desk_for(request) as desk:
            require_permission(desk.actor, "catalogue:read")
            return _languages(desk, tongue_of(request))

    @get("/units", summary="The municipality's units by code")
    async def units(self, request: Asked) -> list[NamedCode]:
        async with desk_for(request) as desk:
            require_permission(desk.actor, "catalogue:read")
            return _units(desk)


def _languages(desk: Desk, tongue: Tongue) -> list[LanguageOut]:
    known = desk.reference.languages.values()
    return [LanguageOut(one.code, one.tag, one.name.in_(tongue), one.rtl) for one in known]


def _units(desk: Desk) -> list[NamedCode]:
    """Those that can be booked for; `/units/{code}` knows the closed ones too."""
    return [NamedCode(unit.code, unit.name) for unit in desk.reference.units.values() if unit.active]


def _named(register: Mapping[str, Text], tongue: Tongue) -> list[NamedCode]:
    return [NamedCode(code, name.in_(tongue)) for code, name in register.items()]
