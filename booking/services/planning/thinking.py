"""Thinking a plan over, on the planner's side: taken up by lease, told of on the way, checked, and put down."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from booking.domain.plans import (
    Broken,
    Ended,
    Figures,
    Kind,
    Plan,
    PlanState,
    Progress,
)
from booking.domain.texts import Text
from booking.matching.checking import check
from booking.matching.planning.openings import Opening
from booking.matching.planning.proposal import Line, Proposal
from booking.matching.planning.tasks import Explained, Part, PartName
from booking.matching.problem import Candidate
from booking.matching.travel import Travel
from booking.persistence.plans import Lease
from booking.persistence.plans.horizon import see_one_instant
from booking.services.desk import Desk
from booking.services.planning.asking import topic_of
from booking.services.planning.figures import Share, figures_of, shares_of
from booking.services.planning.gathering import Gathered, look_around, put_together
from booking.services.planning.imagining import imagined
from booking.services.planning.lines import lines_of, unfilled_of
from booking.services.planning.roads import travel_of

MOST_ATTEMPTS = 3
MILLION = 1_000_000
ENDED: dict[str, Ended] = {
    "proved": Ended.PROVED,
    "gap": Ended.GAP,
    "time": Ended.LIMIT,
    "steps": Ended.LIMIT,
    "failed": Ended.FELL,
}
NOTHING = Text(
    "Beregningen gik i stå, før der var en plan. Prøv igen, eventuelt for færre dage.",
    "The computation broke down before there was a plan. Try again, perhaps for fewer days.",
)
WRONG = Text(
    "Kontrollen fandt fejl i planen, og den vises derfor ikke. Intet er ændret.",
    "The checker found the plan to be wrong, so it is not shown. Nothing has been changed.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A plan that was taken up: its facts, those imagined beside them, and the figures of today."""

    plan: Plan
    gathered: Gathered
    imagined: Gathered | None
    travel: Travel
    shares: Mapping[UUID, Share]
    today: Figures
    now: datetime

    def parts(self) -> tuple[Part, ...]:
        """What the process that plans is handed; two problems share the time."""
        both: list[tuple[PartName, Gathered]] = [("plan", self.gathered)]
        if self.imagined is not None:
            both.append(("imagined", self.imagined))
        return tuple(_part(self, name, facts, seconds=self.plan.ask.limit_seconds / len(both)) for name, facts in both)


@dataclass
class Found:
    """What has been said until now: the best plan of each part, and by job why one is left."""

    proposals: dict[PartName, Proposal] = field(default_factory=dict)
    reasons: dict[UUID, Explained] = field(default_factory=dict)

    def is_whole(self, work: Work) -> bool:
        """Whether every part has come to its own end."""
        return len(self.proposals) == len(work.parts()) and all(one.ended for one in self.proposals.values())


def _part(work: Work, name: PartName, facts: Gathered, *, seconds: float) -> Part:
    return Part(
        name=name,
        openings=facts.openings,
        rates=facts.rates,
        weights=facts.weights,
        travel=work.travel,
        now=work.now,
        seconds=seconds,
        gap=work.plan.ask.gap_ppm / MILLION,
        seed=work.plan.ask.seed,
    )


async def take_up(desk: Desk, plan_id: UUID) -> Work:
    """The office's facts as they stand at one instant; this transaction reads only."""
    await see_one_instant(desk.connection)
    return await work_of(desk, await desk.plans.get(plan_id))


async def work_of(desk: Desk, plan: Plan) -> Work:
    """The facts as this transaction sees them."""
    around = await look_around(desk, plan.ask)
    gathered = await put_together(desk, around)
    other = await put_together(desk, await imagined(desk, around)) if plan.ask.kind is Kind.WHAT_IF else None
    travel = travel_of(desk, [gathered] if other is None else [gathered, other])
    shares = shares_of(gathered.openings, gathered.holders, gathered.rates, travel=travel)
    today = figures_of(gathered.openings, gathered.holders, shares)
    return Work(plan=plan, gathered=gathered, imagined=other, travel=travel, shares=shares, today=today, now=desk.now)


async def begin(desk: Desk, lease: Lease, work: Work) -> bool:
    """Puts down what it starts from; False when the plan is no longer ours."""
    plan = replace(
        work.plan,
        state=PlanState.SOLVING,
        started_at=desk.now,
        today=work.today,
        digest=work.gathered.digest,
        progress=Progress(wanted=work.today.wanted, phase="gathered"),
    )
    desk.events.add(topic_of(plan.id))
    return await desk.plan_leases.put(lease, plan)


async def go_on(desk: Desk, lease: Lease, progress: Progress | None) -> bool | None:
    """Renews the lease and tells how far it is; whether somebody wants it to stop, None when it is no longer ours."""
    if progress is not None:
        desk.events.add(topic_of(lease.plan_id))
    return await desk.plan_leases.renew(lease, progress)


def progress_of(found: Mapping[PartName, Proposal], work: Work) -> Progress | None:
    """Of the part that is thought over now; None before anything is found."""
    if not found:
        return None
    part: PartName = "imagined" if "imagined" in found else "plan"
    proposal, worth = found[part], found[part].worth
    facts = work.gathered if part == "plan" or work.imagined is None else work.imagined
    open_jobs = {one.id for one in facts.openings if not one.pinned}
    return Progress(
        tenths=round(proposal.seconds * 10),
        filled=sum(line.job in open_jobs and line.interpreter is not None for line in proposal.lines),
        wanted=len(open_jobs),
        cost_ore=worth.cost_ore,
        score_ore=worth.score_ore,
        bound_ore=proposal.bound.score_ore,
        gap_ppm=_ppm(proposal.gap),
        phase=part,
    )


def _ppm(share: float | None) -> int | None:
    """Rounded up: a bound is never flattered."""
    return None if share is None else max(0, -int(-share * MILLION // 1))


async def conclude(desk: Desk, lease: Lease, work: Work, found: Found, *, ended: Ended | None = None) -> bool:
    """The best plan of each part, checked by itself before anybody sees it; `ended` overrules what the last one says.

    False when the plan is no longer ours: then nothing is written.
    """
    plan = replace(work.plan, started_at=work.plan.started_at or desk.now, ended_at=desk.now, today=work.today)
    plan = replace(plan, digest=work.gathered.digest, progress=progress_of(found.proposals, work))
    best, other = found.proposals.get("plan"), found.proposals.get("imagined")
    desk.events.add(topic_of(plan.id))
    if best is None or (work.imagined is not None and other is None):
        return await desk.plan_leases.put(lease, _without(plan, ended))
    broken = verdict_of(work.gathered, best, work.travel)
    if work.imagined is not None and other is not None:
        broken += verdict_of(work.imagined, other, work.travel)
    plan = replace(_with(plan, best, ended), verdict=broken)
    if broken:
        return await desk.plan_leases.put(lease, replace(plan, state=PlanState.FAILED, said=WRONG))
    return await _propose(desk, lease, work, plan, found)


async def _propose(desk: Desk, lease: Lease, work: Work, plan: Plan, found: Found) -> bool:
    facts, travel, best = work.gathered, work.travel, found.proposals["plan"]
    given = given_by(facts, best.lines)
    shares = shares_of(facts.openings, given, facts.rates, travel=travel)
    plan = replace(plan, state=PlanState.PROPOSED, plan=figures_of(facts.openings, given, shares))
    if work.imagined is not None:
        plan = replace(plan, imagined=_figures(work.imagined, found.proposals["imagined"], travel))
    if not await desk.plan_leases.put(lease, plan):
        return False
    if plan.ask.kind is not Kind.WHAT_IF:
        lines = lines_of(plan, facts, given, before=work.shares, after=shares, travel=travel)
        await desk.plans.put_result(plan.id, lines, unfilled_of(plan, facts, given, found.reasons))
    return True


def _without(plan: Plan, ended: Ended | None) -> Plan:
    """Nothing was found before it came to its end."""
    if ended is Ended.STOPPED:
        return replace(plan, state=PlanState.STOPPED, ended=ended)
    return replace(plan, state=PlanState.FAILED, ended=Ended.FELL, said=NOTHING)


def _with(plan: Plan, best: Proposal, ended: Ended | None) -> Plan:
    return replace(
        plan,
        ended=ended or ENDED[best.ended or "failed"],
        score_ore=best.worth.score_ore,
        bound_ore=best.bound.score_ore,
        gap_ppm=0 if best.proved else _ppm(best.gap),
        fill_proved=best.proved or best.fill_gap == 0,
    )


def verdict_of(facts: Gathered, proposal: Proposal, travel: Travel) -> tuple[Broken, ...]:
    """What the checker, which shares no code with the optimiser, finds wrong; and a sum that is not the price's."""
    wrong = check(facts.openings, proposal.lines, proposal.worth, facts.rates, travel=travel)
    found = tuple(Broken(one.rule, one.text) for one in wrong)
    given = given_by(facts, proposal.lines)
    shares = shares_of(facts.openings, given, facts.rates, travel=travel)
    if sum(share.cost_ore for share in shares.values()) != proposal.worth.cost_ore:
        found += (Broken("cost", Text("Summen er ikke prisens.", "The sum is not that of the price.")),)
    return found


def given_by(facts: Gathered, lines: tuple[Line, ...]) -> dict[UUID, Candidate]:
    """Who has each job in the plan."""
    chosen = {line.job: line.interpreter for line in lines if line.interpreter is not None}
    both = ((one.id, _person(one, chosen[one.id])) for one in facts.openings if one.id in chosen)
    return {job: person for job, person in both if person is not None}


def _person(opening: Opening, interpreter_id: UUID) -> Candidate | None:
    return next((one for one in opening.candidates if one.id == interpreter_id), None)


def _figures(facts: Gathered, proposal: Proposal, travel: Travel) -> Figures:
    given = given_by(facts, proposal.lines)
    return figures_of(facts.openings, given, shares_of(facts.openings, given, facts.rates, travel=travel))


async def give_up(desk: Desk, lease: Lease) -> None:
    """Tried too often: whoever asked is told, and nothing was changed."""
    plan = await desk.plans.get(lease.plan_id)
    failed = replace(plan, state=PlanState.FAILED, ended=Ended.FELL, ended_at=desk.now, said=NOTHING)
    await desk.plan_leases.put(lease, failed)
    desk.events.add(topic_of(plan.id))
