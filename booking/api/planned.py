"""From a plan as the services have it to what the API says."""

from booking.domain.money import kroner
from booking.domain.plans import Figures, Plan, PlanLine, Progress, Unfilled
from booking.domain.plans.wording import headline
from booking.domain.texts import Tongue
from booking.services.desk import Desk
from booking.services.planning import PlanDetails
from schemas import plans as io

MILLION = 1_000_000


def head_of(plan: Plan, tongue: Tongue) -> io.PlanHead:
    return io.PlanHead(
        id=plan.id,
        kind=plan.ask.kind,
        first=plan.ask.first,
        last=plan.ask.last,
        state=plan.state,
        ended=plan.ended,
        headline=headline(plan).in_(tongue),
        asked_at=plan.asked_at,
        asked_by=plan.asked_by_name,
        started_at=plan.started_at,
        ended_at=plan.ended_at,
        proved=plan.proved,
        gap=_share(plan.gap_ppm),
    )


def plan_out(desk: Desk, found: PlanDetails, tongue: Tongue) -> io.PlanOut:
    plan, ask = found.plan, found.plan.ask
    head = head_of(plan, tongue)
    scenario = ask.scenario
    return io.PlanOut(
        **{name: getattr(head, name) for name in io.PlanHead.__struct_fields__},
        units=[desk.reference.units[one].code for one in ask.units if one in desk.reference.units],
        languages=list(ask.languages),
        may_move=ask.may_move,
        move_price=kroner(ask.move_ore),
        weights=dict(ask.weights),
        time_limit_seconds=ask.limit_seconds,
        gap_asked=ask.gap_ppm / MILLION,
        seed=ask.seed,
        scenario=io.ScenarioOut(
            absent=list(scenario.absent),
            tariff_draft=scenario.draft_id,
            remote_percent=scenario.remote_percent,
            extra_language=scenario.extra_language,
            extra_interpreters=scenario.extra,
        ),
        progress=_progress(plan.progress),
        today=_figures(plan.today),
        proposal=_figures(plan.plan),
        imagined=_figures(plan.imagined),
        objective=_kroner(plan.score_ore),
        bound=_kroner(plan.bound_ore),
        verdict=_verdict(plan, tongue),
        said=plan.said.in_(tongue) if plan.said is not None else "",
        facts_digest=plan.digest,
        lines=[_line(desk, found, line, tongue) for line in found.lines],
        unfilled=[_unfilled(found, one, tongue) for one in found.unfilled],
    )


def _verdict(plan: Plan, tongue: Tongue) -> list[io.BrokenOut] | None:
    if plan.verdict is None:
        return None
    return [io.BrokenOut(rule=one.rule, text=one.said.in_(tongue)) for one in plan.verdict]


def _share(ppm: int | None) -> float | None:
    return None if ppm is None else ppm / MILLION


def _kroner(ore: int | None) -> str | None:
    return None if ore is None else kroner(ore)


def _progress(found: Progress | None) -> io.ProgressOut | None:
    if found is None:
        return None
    return io.ProgressOut(
        seconds=found.tenths / 10,
        filled=found.filled,
        wanted=found.wanted,
        cost=kroner(found.cost_ore),
        objective=kroner(found.score_ore),
        bound=_kroner(found.bound_ore),
        gap=_share(found.gap_ppm),
        phase=found.phase,
    )


def _figures(found: Figures | None) -> io.FiguresOut | None:
    if found is None:
        return None
    same = {name: getattr(found, name) for name in io.FiguresOut.__struct_fields__ if name != "cost"}
    return io.FiguresOut(**same, cost=kroner(found.cost_ore))


def _line(desk: Desk, found: PlanDetails, line: PlanLine, tongue: Tongue) -> io.PlanLineOut:
    booking = found.bookings[line.booking_id]
    giver = found.people.get(line.giver_id) if line.giver_id is not None else None
    return io.PlanLineOut(
        n=line.n,
        number=booking.number,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        mode=line.mode,
        language=booking.language,
        unit=desk.reference.units[booking.unit_id].code,
        giver=line.giver_id,
        giver_name=giver.name if giver is not None else "",
        taker=line.taker_id,
        taker_name=found.people[line.taker_id].name,
        asked=line.asked,
        cost_before=kroner(line.before_ore),
        cost_after=kroner(line.after_ore),
        reasons=[one.in_(tongue) for one in line.reasons],
        state=line.state,
        said=line.said.in_(tongue) if line.said is not None else "",
        decided_at=line.decided_at,
    )


def _unfilled(found: PlanDetails, one: Unfilled, tongue: Tongue) -> io.UnfilledOut:
    booking = found.bookings[one.booking_id]
    return io.UnfilledOut(
        number=booking.number,
        starts_at=booking.starts_at,
        language=booking.language,
        facts=[fact.in_(tongue) for fact in one.facts],
        ways=[io.WayOutOut(text=way.said.in_(tongue), cost=_kroner(way.cost_ore)) for way in one.ways],
    )
