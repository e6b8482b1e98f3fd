"""Candidates over the API: who can, who first, and why."""

from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath

from booking.api.desks import Asked, desk_for, tongue_of
from booking.domain.money import kroner
from booking.domain.texts import Tongue
from booking.matching.explanation import Explanation, RuleCount
from booking.matching.feasibility import Removed
from booking.matching.ranking import Ranked
from booking.services.matching import candidates, why_not_them
from schemas import bookings as io
from schemas import candidates as why


class CandidatesController(Controller):
    path = "/bookings/{number:str}/candidates"
    tags = ["Bookings"]

    @get(summary="Who could take it, and why not the others")
    async def list_candidates(self, request: Asked, number: FromPath[str]) -> io.CandidatesOut:
        """Ranked with reasons and cost, and what each rule removed; where none of your own can, the ways out."""
        async with desk_for(request) as desk:
            found, tongue = await candidates(desk, number=number), tongue_of(request)
            return io.CandidatesOut(
                candidates=[_candidate(one, tongue) for one in found.ranking.ranked],
                removed=[_removed(one, tongue) for one in found.ranking.removed],
                rules=[_rule(one, tongue) for one in found.counts],
                ways_out=_ways_out(found.explanation, tongue),
            )

    @get("/{interpreter_id:uuid}", summary="Why the booking is not shown to an interpreter")
    async def why_not(self, request: Asked, number: FromPath[str], interpreter_id: FromPath[UUID]) -> why.WhyNotOut:
        """Every rule that stands in this one interpreter's way; none when they can take it."""
        async with desk_for(request) as desk:
            interpreter, obstacles = await why_not_them(desk, number=number, interpreter_id=interpreter_id)
            tongue = tongue_of(request)
            return why.WhyNotOut(
                io.InterpreterRef(interpreter.id, interpreter.name),
                [why.ObstacleOut(one.rule, one.reason.in_(tongue)) for one in obstacles],
            )


def _candidate(ranked: Ranked, tongue: Tongue) -> io.CandidateOut:
    return io.CandidateOut(
        rank=ranked.rank,
        interpreter=io.InterpreterRef(ranked.candidate.id, ranked.candidate.name),
        employment=ranked.candidate.employment.value,
        language=ranked.language,
        substitute=ranked.substitute,
        cost=kroner(ranked.cost_ore),
        reasons=[reason.in_(tongue) for reason in ranked.reasons],
    )


def _removed(removed: Removed, tongue: Tongue) -> io.RemovedOut:
    who = io.InterpreterRef(removed.candidate.id, removed.candidate.name)
    return io.RemovedOut(who, removed.rule, removed.reason.in_(tongue))


def _rule(one: RuleCount, tongue: Tongue) -> io.RuleCountOut:
    return io.RuleCountOut(one.rule, one.name.in_(tongue), one.first, one.any, one.only)


def _ways_out(why: Explanation | None, tongue: Tongue) -> list[io.WayOutOut]:
    return [
        io.WayOutOut(
            kind=one.kind,
            text=one.counted.in_(tongue),
            count=one.count,
            first=one.first.candidate.name,
            cost=kroner(one.cost_ore),
        )
        for one in (why.changes if why is not None else ())
    ]
