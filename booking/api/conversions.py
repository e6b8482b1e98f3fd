"""The remote advisor over the API: what could be moved, asking, and the requester's answer."""

from litestar import Controller, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from booking.api.bookings import done
from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.domain.conversions import Advice, Reason
from booking.domain.modes import Mode
from booking.domain.money import kroner
from booking.domain.reports import plain
from booking.domain.texts import Tongue
from booking.services import conversions
from booking.services.conversions import Standing, Suggestion
from booking.services.desk import Desk
from schemas import bookings as out
from schemas import conversions as io


class RemoteAdviceController(Controller):
    tags = ["Remote advice"]

    @get("/remote-advice", summary="Talks ahead that could be remote")
    async def potential(self, request: Asked, unit: FromQuery[str | None] = None) -> io.PotentialOut:
        """Each with what speaks for it and against it, and what it saves; and what came of the questions so far."""
        async with desk_for(request) as desk:
            found = await conversions.potential(desk, unit=unit)
            standing = await conversions.standing(desk)
            tongue = tongue_of(request)
            every = (*found.fitting, *found.others)
            return io.PotentialOut(
                fitting=len(found.fitting),
                saving=kroner(found.saving_ore),
                freed_minutes=found.freed_minutes,
                items=[_suggestion(desk, one, tongue) for one in every],
                outcomes=_outcomes(standing),
            )

    @post("/bookings/{number:str}/remote-advice", summary="Ask the requester to hold it remotely", status_code=201)
    async def ask(self, request: Asked, number: FromPath[str]) -> Response[io.AdviceOut]:
        """By mail and on their pages, once for each talk. 409 when it does not fit or was asked about before."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                return Answer(_advice(number, await conversions.ask(desk, number=number)), status=201)

            return await once(request, desk, io.AdviceOut, make)

    @post("/bookings/{number:str}/remote-advice/accept", summary="Yes: hold it remotely", status_code=200)
    async def accept(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.Accept]
    ) -> Response[out.BookingOut]:
        """The booking changes with all that follows; everybody is told."""

        async def act(desk: Desk) -> None:
            mode = Mode(data.mode) if data.mode is not None else None
            await conversions.accept(desk, number=number, mode=mode, reach=data.reach)

        return await done(request, number, act)

    @post("/bookings/{number:str}/remote-advice/decline", summary="No: keep it in person", status_code=200)
    async def decline(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.Decline]
    ) -> Response[io.AdviceOut]:
        """With a reason of the list; the talk is not asked about again."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                kept = await conversions.decline(
                    desk, number=number, reason=data.reason, words=data.words, never=data.never
                )
                return Answer(_advice(number, kept), status=200)

            return await once(request, desk, io.AdviceOut, make)


def _suggestion(desk: Desk, one: Suggestion, tongue: Tongue) -> io.SuggestionOut:
    return io.SuggestionOut(
        number=one.booking.number,
        starts_at=one.booking.starts_at,
        language=one.booking.language,
        unit=desk.reference.units[one.booking.unit_id].code,
        mode=one.mode,
        fits=one.judgement.fits,
        reasons=[_reason(reason, tongue) for reason in one.judgement.reasons],
        against=[_reason(reason, tongue) for reason in one.judgement.against],
        in_person=kroner(one.in_person_ore),
        remote=kroner(one.remote_ore),
        saving=kroner(one.saving_ore),
        freed_minutes=one.freed_minutes,
        guessed=one.guessed,
    )


def _reason(reason: Reason, tongue: Tongue) -> io.ReasonOut:
    return io.ReasonOut(reason.key, reason.text.in_(tongue))


def _outcomes(standing: Standing) -> io.OutcomesOut:
    sums, acceptance = standing.outcomes, plain("share", standing.acceptance)
    return io.OutcomesOut(
        asked=sums.asked,
        accepted=sums.accepted,
        declined=sums.declined,
        acceptance=str(acceptance) if acceptance is not None else None,
        expected=kroner(sums.expected_ore),
        realised=sums.realised,
        realised_saving=kroner(sums.realised_ore),
        freed_minutes=sums.freed_minutes,
    )


def _advice(number: str, one: Advice) -> io.AdviceOut:
    return io.AdviceOut(
        number, one.mode, one.state, kroner(one.saving_ore), one.freed_minutes, one.reason, one.words, one.never
    )
