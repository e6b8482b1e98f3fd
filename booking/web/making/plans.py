"""The pages of plans, made of what the services found."""

from datetime import datetime
from uuid import UUID

from booking.domain.errors import OfficeError
from booking.domain.interpreters import Interpreter
from booking.domain.money import kroner_da, kroner_en
from booking.domain.permissions import may
from booking.domain.plans import MAY_MOVE, PLAN_STATES, Figures, Kind, Plan, PlanLine, PlanState, Unfilled
from booking.domain.plans.wording import ENDED, headline, percent, title
from booking.domain.texts import Text
from booking.persistence.reference import Reference
from booking.services import interpreters, planning
from booking.services.desk import Desk
from booking.services.planning import PlanDetails
from booking.services.tariffs import list_drafts
from booking.web.making.plan_days import plan_days
from booking.web.views.orders import Option
from booking.web.views.plans import AloneRow, Figure, LineRow, Meter, PlanPage, PlanRow, PlansPage

LOOKS = {
    PlanState.QUEUED: "",
    PlanState.SOLVING: "info",
    PlanState.PROPOSED: "warn",
    PlanState.FAILED: "bad",
    PlanState.STOPPED: "",
    PlanState.APPLIED: "ok",
}
SHOWN = 30
TODAY, PLAN, IMAGINED = Text("I dag", "Today"), Text("Planen", "The plan"), Text("Tænkt", "Imagined")
CHECKED = Text(
    "Hver regel og hver krone er regnet efter af en kontrol for sig.",
    "Every rule and every krone was gone over by a check of its own.",
)


async def plans_page(
    desk: Desk,
    *,
    before: tuple[datetime, UUID] | None = None,
    typed: dict[str, str] | None = None,
    refused: OfficeError | None = None,
) -> PlansPage:
    found = await planning.list_plans(desk, before=before, limit=SHOWN)
    people = [one for one in await interpreters.list_interpreters(desk, limit=1000) if one.active]
    drafts = await list_drafts(desk) if may(desk.actor, "tariffs:read") else []
    last = found[-1] if len(found) == SHOWN else None
    return PlansPage(
        rows=tuple(_row(one) for one in found),
        languages=tuple(Option(code, one.name) for code, one in sorted(desk.reference.languages.items())),
        interpreters=tuple(Option(str(one.id), Text(one.name, one.name)) for one in people),
        drafts=tuple(Option(str(one.id), Text(one.name, one.name)) for one in drafts),
        may_move=tuple(Option(key.value, name) for key, name in MAY_MOVE.items()),
        today=desk.now.date(),
        typed=typed or {},
        errors={refused.field or "": refused.message} if refused is not None else {},
        more=f"/planer?foer={last.asked_at.isoformat()}~{last.id}" if last is not None else "",
    )


def _row(plan: Plan) -> PlanRow:
    return PlanRow(
        id=plan.id,
        title=title(plan),
        headline=headline(plan) if plan.plan is not None else plan.said or PLAN_STATES[plan.state],
        state=PLAN_STATES[plan.state],
        look=LOOKS[plan.state],
        asked_at=plan.asked_at,
        asked_by=plan.asked_by_name,
    )


async def plan_page(desk: Desk, plan_id: UUID) -> PlanPage:
    found = await planning.read_plan(desk, plan_id=plan_id)
    plan = found.plan
    columns, figures = _comparison(plan)
    return PlanPage(
        id=plan.id,
        title=title(plan),
        headline=headline(plan),
        asks=tuple(_asks(found, desk.reference)),
        state=plan.state,
        state_name=PLAN_STATES[plan.state],
        asked_at=plan.asked_at,
        asked_by=plan.asked_by_name,
        under_way=plan.under_way,
        meter=_meter(plan) if plan.under_way else None,
        stopping=plan.stop_asked_at is not None,
        ended=ENDED[plan.ended] if plan.ended is not None and plan.plan is not None else None,
        said=plan.said,
        checked=CHECKED if plan.verdict == () else None,
        broken=tuple((one.rule, one.said) for one in plan.verdict or ()),
        columns=columns,
        figures=figures,
        days=await plan_days(desk, found) if plan.ask.kind is not Kind.WHAT_IF else (),
        lines=tuple(_line(desk.reference, found, line) for line in found.lines),
        alone=tuple(_alone(desk.reference, found, one) for one in found.unfilled),
        can_be_applied=plan.can_be_applied,
        imagined=plan.ask.kind is Kind.WHAT_IF,
    )


def _meter(plan: Plan) -> Meter:
    progress, limit = plan.progress, plan.ask.limit_seconds
    if progress is None:
        return Meter(0, Text("Venter på, at planlæggeren bliver ledig.", "Waiting for the planner to be free."))
    if progress.phase == "gathered":
        said = Text("Har samlet opgaver og tolke og begynder.", "Jobs and interpreters are gathered; it begins.")
        return Meter(2, said)
    found = Text(
        f"Bedste plan indtil nu: {progress.filled} af {progress.wanted} besat, {kroner_da(progress.cost_ore)} kr.",
        f"The best plan until now: {progress.filled} of {progress.wanted} filled, DKK {kroner_en(progress.cost_ore)}.",
    )
    if progress.gap_ppm is not None:
        da, en = percent(progress.gap_ppm)
        found = Text(
            f"{found.da} Højst {da} % fra det bedst mulige.", f"{found.en} At most {en}% from the best possible."
        )
    return Meter(min(99, max(3, progress.tenths * 10 // max(1, limit))), found)


def _asks(found: PlanDetails, reference: Reference) -> list[Text]:
    ask, scenario = found.plan.ask, found.plan.ask.scenario
    said = [MAY_MOVE[ask.may_move]] if ask.kind is Kind.PLAN else []
    units = ", ".join(reference.units[one].name for one in ask.units if one in reference.units)
    languages = [reference.languages[code].name for code in ask.languages if code in reference.languages]
    if units:
        said.append(Text(units, units))
    if languages:
        said.append(Text(", ".join(one.da for one in languages), ", ".join(one.en for one in languages)))
    for interpreter_id in scenario.absent:
        name = found.people[interpreter_id].name if interpreter_id in found.people else "?"
        said.append(Text(f"{name} kan ikke komme", f"{name} cannot come"))
    if scenario.draft_id is not None:
        said.append(Text("en takstkladde gælder", "a draft of a tariff is in force"))
    if scenario.remote_percent:
        share = scenario.remote_percent
        said.append(
            Text(f"{share} % af de egnede samtaler fjernt", f"{share}% of suitable conversations held remotely")
        )
    if scenario.extra:
        name_of = reference.languages[scenario.extra_language].name
        said.append(
            Text(f"{scenario.extra} tolk mere i {name_of.da.lower()}", f"{scenario.extra} more for {name_of.en}")
        )
    return said


def _comparison(plan: Plan) -> tuple[tuple[Text, ...], tuple[Figure, ...]]:
    """Today, the plan, and what is imagined, side by side."""
    shown = [(name, one) for name, one in ((TODAY, plan.today), (PLAN, plan.plan), (IMAGINED, plan.imagined)) if one]
    columns, found = tuple(name for name, _ in shown), [one for _, one in shown]
    if plan.plan is None:
        return (), ()
    rows = (
        (Text("Besat", "Filled"), [_count(f"{one.filled} / {one.wanted}") for one in found]),
        (Text("Pris for alle opgaver", "Price of all jobs"), [_amount(one.cost_ore) for one in found]),
        (Text("Rejsetid", "Travel time"), [_hours(one.travel_minutes) for one in found]),
        (Text("Kørsel", "Driving"), [_count(f"{one.km} km") for one in found]),
        (Text("Fjerntolkning", "Remote share"), [_remote(one) for one in found]),
        (Text("Tolke på arbejde", "Interpreters at work"), [_count(str(one.people)) for one in found]),
        (Text("Den travleste", "The busiest interpreter"), [_hours(one.busiest_minutes) for one in found]),
    )
    return columns, tuple(Figure(name, tuple(values)) for name, values in rows)


def _count(said: str) -> Text:
    return Text(said, said)


def _amount(ore: int) -> Text:
    return Text(f"{kroner_da(ore)} kr.", f"DKK {kroner_en(ore)}")


def _hours(minutes: int) -> Text:
    hours, rest = divmod(minutes, 60)
    return Text(f"{hours} t. {rest:02} min.", f"{hours} h {rest:02} min")


def _remote(found: Figures) -> Text:
    if not found.jobs:
        return Text("–", "–")
    share = round(100 * found.remote / found.jobs)
    return Text(f"{share} %", f"{share}%")


def _line(reference: Reference, found: PlanDetails, line: PlanLine) -> LineRow:
    booking = found.bookings[line.booking_id]
    language = reference.languages.get(booking.language)
    return LineRow(
        n=line.n,
        number=booking.number,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        mode=line.mode,
        language=language.name if language is not None else booking.language,
        unit=reference.units[booking.unit_id].name,
        what=_what(line, found.people),
        difference_ore=line.difference_ore,
        reasons=line.reasons,
        state=line.state,
        said=line.said,
    )


def _what(line: PlanLine, people: dict[UUID, Interpreter]) -> Text:
    taker = people[line.taker_id].name
    what = Text(f"Tildeles {taker}", f"Goes to {taker}")
    if line.asked:
        what = Text(f"Tilbydes {taker}", f"Is offered to {taker}")
    if line.giver_id is None:
        return what
    giver = people[line.giver_id].name
    return Text(f"{what.da} i stedet for {giver}", f"{what.en} instead of {giver}")


def _alone(reference: Reference, found: PlanDetails, one: Unfilled) -> AloneRow:
    booking = found.bookings[one.booking_id]
    language = reference.languages.get(booking.language)
    return AloneRow(
        number=booking.number,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        mode=booking.mode,
        language=language.name if language is not None else booking.language,
        unit=reference.units[booking.unit_id].name,
        facts=one.facts,
        ways=tuple((way.said, way.cost_ore) for way in one.ways),
    )
