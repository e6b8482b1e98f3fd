"""The lines of a plan: what would change hands, with the price before and after, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from booking.domain.interpreters import Employment
from booking.domain.plans import Plan, PlanLine, Unfilled, WayOut
from booking.domain.texts import Text
from booking.matching.cases import Case
from booking.matching.planning.openings import Opening
from booking.matching.planning.tasks import Explained
from booking.matching.problem import Candidate, Job, occasion_of
from booking.matching.ranking import ranked_as
from booking.matching.travel import Travel
from booking.services.planning.figures import Share
from booking.services.planning.gathering import Gathered

MOST_REASONS = 4


def lines_of(
    plan: Plan,
    facts: Gathered,
    given: Mapping[UUID, Candidate],
    *,
    before: Mapping[UUID, Share],
    after: Mapping[UUID, Share],
    travel: Travel,
) -> list[PlanLine]:
    """In order of time; what stays with whoever has it is no line."""
    changed = [one for one in facts.openings if one.id in given and given[one.id].id != one.holder]
    days = _days(facts, given)
    lines = []
    for n, opening in enumerate(changed, start=1):
        taker, booking = given[opening.id], facts.bookings[opening.id]
        cost_ore = after[opening.id].cost_ore
        lines.append(
            PlanLine(
                plan_id=plan.id,
                n=n,
                booking_id=booking.id,
                version=booking.version,
                starts_at=booking.starts_at,
                ends_at=booking.ends_at,
                mode=opening.wanted.mode,
                taker_id=taker.id,
                giver_id=opening.holder,
                asked=taker.employment is not Employment.SALARIED,
                before_ore=before[opening.id].cost_ore if opening.id in before else 0,
                after_ore=cost_ore,
                reasons=_reasons(facts, opening, replace(taker, cost_ore=cost_ore), days, travel),
            )
        )
    return lines


def _days(facts: Gathered, given: Mapping[UUID, Candidate]) -> dict[UUID, tuple[Job, ...]]:
    """What everybody does in the plan."""
    found: dict[UUID, list[Job]] = {}
    for one in facts.openings:
        if one.id in given:
            found.setdefault(given[one.id].id, []).append(_job(one))
    return {key: tuple(jobs) for key, jobs in found.items()}


def _job(one: Opening) -> Job:
    wanted = one.wanted
    return Job(period=wanted.period, mode=wanted.mode, lat=wanted.lat, lon=wanted.lon, booking_id=one.id)


def _reasons(
    facts: Gathered, opening: Opening, taker: Candidate, days: Mapping[UUID, tuple[Job, ...]], travel: Travel
) -> tuple[Text, ...]:
    """The ranking's own words for it, with the road from where they come in the plan."""
    case = Case(occasion_of(opening.wanted, travel=travel), replace(taker, busy=days[taker.id]))
    told = (*ranked_as(1, case, facts.weights).reasons, *_choice(opening))
    return told[-MOST_REASONS:]


def _choice(opening: Opening) -> Iterator[Text]:
    others = len(opening.candidates)
    if others == 1:
        yield Text("Den eneste, der taler sproget", "The only one who speaks the language")


def unfilled_of(
    plan: Plan, facts: Gathered, given: Mapping[UUID, Candidate], reasons: Mapping[UUID, Explained]
) -> list[Unfilled]:
    """What nobody would have, with why, and the ways out; whoever has a job now and can come keeps it."""
    absent = plan.ask.scenario.absent
    alone = [one for one in facts.openings if one.id not in given and not one.pinned]
    alone = [one for one in alone if one.holder is None or one.holder in absent]
    return [_unfilled(plan, one, reasons.get(one.id)) for one in alone]


def _unfilled(plan: Plan, opening: Opening, why: Explained | None) -> Unfilled:
    bare = Unfilled(plan_id=plan.id, booking_id=opening.id)
    if why is None:
        return bare
    return replace(bare, facts=(why.clash,), ways=tuple(WayOut(said, ore) for said, ore in why.ways))
