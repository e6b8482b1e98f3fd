"""Substitute languages over the API: who may stand in for whom, and what that means."""

from litestar import Controller, delete, get, put
from litestar.params import FromPath, FromQuery, JSONBody

from booking.api.desks import Asked, desk_for, office_of, tongue_of
from booking.domain.languages import Substitute
from booking.domain.texts import Tongue
from booking.services import substitutes
from booking.services.substitutes import Standing
from schemas import substitutes as io


class SubstitutesController(Controller):
    path = "/settings/substitutes"
    tags = ["Settings"]

    @get(summary="Which language may stand in for which")
    async def read(self, request: Asked) -> list[io.SubstituteOut]:
        """The reverse is another line, or not so."""
        async with desk_for(request) as desk:
            return [_out(one, tongue_of(request)) for one in await substitutes.read_substitutes(desk)]

    @get("/{wanted:str}/{spoken:str}", summary="What it would mean")
    async def foresee(
        self, request: Asked, wanted: FromPath[str], spoken: FromPath[str], consent_needed: FromQuery[bool] = True
    ) -> io.SubstituteOut:
        """Nothing is changed, and nothing is said of whether it is so already."""
        async with desk_for(request) as desk:
            thought = Substitute(wanted, spoken, consent_needed, "")
            return _out(await substitutes.foresee_substitute(desk, substitute=thought), tongue_of(request))

    @put("/{wanted:str}/{spoken:str}", summary="Let a language stand in for another")
    async def set_one(
        self, request: Asked, wanted: FromPath[str], spoken: FromPath[str], data: JSONBody[io.SubstituteIn]
    ) -> io.SubstituteOut:
        """In force for the next search here, within five seconds elsewhere."""
        async with desk_for(request) as desk:
            substitute = Substitute(wanted, spoken, data.consent_needed, data.note)
            answer = _out(await substitutes.set_substitute(desk, substitute=substitute), tongue_of(request))
        office_of(request).forget_reference()
        return answer

    @delete("/{wanted:str}/{spoken:str}", summary="Let it stand in no more", status_code=204)
    async def remove(self, request: Asked, wanted: FromPath[str], spoken: FromPath[str]) -> None:
        """Jobs that were given stay given. Gone is gone, also when asked twice."""
        async with desk_for(request) as desk:
            await substitutes.remove_substitute(desk, wanted=wanted, spoken=spoken)
        office_of(request).forget_reference()


def _out(found: Standing, tongue: Tongue) -> io.SubstituteOut:
    one = found.substitute
    return io.SubstituteOut(
        wanted=one.wanted,
        spoken=one.spoken,
        consent_needed=one.consent_needed,
        note=one.note,
        interpreters=found.concerned.people,
        says=found.says.in_(tongue),
    )
