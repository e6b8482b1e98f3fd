"""Plans: proposed by the optimiser, proved as far as they are, changed by nobody until a person applies them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from booking.domain.errors import Conflict, Invalid
from booking.domain.modes import Mode
from booking.domain.plans.asking import Kind, PlanAsk
from booking.domain.texts import Text


class PlanState(StrEnum):
    """`stopped` had nothing to show yet; a plan that was stopped with something to show is proposed."""

    QUEUED = "queued"
    SOLVING = "solving"
    PROPOSED = "proposed"
    FAILED = "failed"
    STOPPED = "stopped"
    APPLIED = "applied"


PLAN_STATES: dict[PlanState, Text] = {
    PlanState.QUEUED: Text("I kø", "Queued"),
    PlanState.SOLVING: Text("Regner", "Solving"),
    PlanState.PROPOSED: Text("Foreslået", "Proposed"),
    PlanState.FAILED: Text("Mislykkedes", "Failed"),
    PlanState.STOPPED: Text("Stoppet", "Stopped"),
    PlanState.APPLIED: Text("Gennemført", "Applied"),
}
UNDER_WAY = frozenset({PlanState.QUEUED, PlanState.SOLVING})


class Ended(StrEnum):
    """Why the search came to its end."""

    PROVED = "proved"
    GAP = "gap"
    LIMIT = "limit"
    STOPPED = "stopped"
    FELL = "fell"


class LineState(StrEnum):
    PROPOSED = "proposed"
    APPLIED = "applied"
    REJECTED = "rejected"
    STALE = "stale"


LINE_STATES: dict[LineState, Text] = {
    LineState.PROPOSED: Text("Foreslået", "Proposed"),
    LineState.APPLIED: Text("Gennemført", "Applied"),
    LineState.REJECTED: Text("Afvist", "Rejected"),
    LineState.STALE: Text("Passer ikke længere", "No longer fits"),
}
# What may still be applied; what did not fit a moment ago may be tried again.
UNDECIDED = frozenset({LineState.PROPOSED, LineState.STALE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A day or a week of the office added up; øre, minutes and counts.

    `wanted` jobs of which `filled` have somebody; `cost_ore` is what all jobs of the horizon would be billed, travel
    among it. `moved` are confirmed jobs in other hands, `remote` those by phone or video among the filled. `people`
    have at least one job, `busiest_minutes` are booked with whoever has most.
    """

    wanted: int = 0
    filled: int = 0
    cost_ore: int = 0
    travel_minutes: int = 0
    km: int = 0
    remote: int = 0
    jobs: int = 0
    moved: int = 0
    people: int = 0
    busiest_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the search has come; `gap_ppm` is None while no bound is known. Seconds are in tenths."""

    tenths: int = 0
    filled: int = 0
    wanted: int = 0
    cost_ore: int = 0
    score_ore: int = 0
    bound_ore: int | None = None
    gap_ppm: int | None = None
    phase: str = "greedy"


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that the checker found broken, by its key, and in words."""

    rule: str
    said: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One booking that goes to somebody (from somebody); `n` counts from 1 in order of time.

    `asked`: whoever gets it is asked, as the office's rule is for everybody but its own staff. The period, mode and
    version are those that it was planned by.
    """

    plan_id: UUID
    n: int
    booking_id: UUID
    version: int
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    taker_id: UUID
    giver_id: UUID | None = None
    asked: bool = False
    before_ore: int = 0
    after_ore: int = 0
    reasons: tuple[Text, ...] = ()
    state: LineState = LineState.PROPOSED
    said: Text | None = None
    decided_at: datetime | None = None
    decided_by: UUID | None = None

    @property
    def difference_ore(self) -> int:
        return self.after_ore - self.before_ore


@dataclass(frozen=True, slots=True)
class WayOut:
    """A change that would give somebody, and what the job would then cost; None where that is not known."""

    said: Text
    cost_ore: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfilled:
    """A booking that the plan gives to nobody: a smallest set of facts that clash, and the cheapest ways out."""

    plan_id: UUID
    booking_id: UUID
    facts: tuple[Text, ...] = ()
    ways: tuple[WayOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was asked, how far it has come, and what came of it.

    `score_ore` is what was made as small as possible, price and wishes together; nobody could fill the same jobs below
    `bound_ore`, and `gap_ppm` is how far the plan is from it at most. `verdict` is the checker's, None while nothing
    has been checked. `today`, `plan` and, of what is imagined, `imagined` are the figures side by side; `today` is the
    office as it stands.
    """

    id: UUID
    ask: PlanAsk
    asked_at: datetime
    asked_by: UUID | None = None
    asked_by_name: str = ""
    state: PlanState = PlanState.QUEUED
    stop_asked_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    ended: Ended | None = None
    progress: Progress | None = None
    today: Figures | None = None
    plan: Figures | None = None
    imagined: Figures | None = None
    score_ore: int | None = None
    bound_ore: int | None = None
    gap_ppm: int | None = None
    fill_proved: bool = False
    verdict: tuple[Broken, ...] | None = None
    digest: str = ""
    said: Text | None = None
    decided_at: datetime | None = None

    @property
    def proved(self) -> bool:
        """Whether nobody could do better: as many filled, for as little."""
        return self.fill_proved and self.gap_ppm == 0

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def can_be_applied(self) -> bool:
        return self.state is PlanState.PROPOSED and self.ask.kind is not Kind.WHAT_IF


def check_stoppable(plan: Plan) -> None:
    """Conflict when there is nothing left to stop."""
    if not plan.under_way:
        state = PLAN_STATES[plan.state]
        raise Conflict(
            Text(f"Planen er allerede {state.da.lower()}.", f"The plan is {state.en.lower()} already."),
            subject=str(plan.id),
        )


def check_applicable(plan: Plan) -> None:
    """Conflict for what is still thought over, failed, or only imagined."""
    if plan.ask.kind is Kind.WHAT_IF:
        raise Conflict(
            Text("Det er kun et tankeeksperiment. Bed om en plan.", "This is only imagined. Ask for a plan."),
            subject=str(plan.id),
        )
    if plan.state not in (PlanState.PROPOSED, PlanState.APPLIED):
        state = PLAN_STATES[plan.state]
        raise Conflict(
            Text(
                f"Planen kan ikke gennemføres: {state.da.lower()}.", f"The plan cannot be applied: {state.en.lower()}."
            ),
            subject=str(plan.id),
        )


def check_line_open(line: PlanLine) -> None:
    """Conflict when somebody has decided the line."""
    if line.state not in UNDECIDED:
        state = LINE_STATES[line.state]
        raise Conflict(
            Text(f"Linje {line.n} er afgjort: {state.da.lower()}.", f"Line {line.n} is decided: {state.en.lower()}."),
            subject=str(line.n),
        )


def unknown_line(n: int) -> Invalid:
    return Invalid(Text(f"Planen har ingen linje {n}.", f"The plan has no line {n}."), field="lines", subject=str(n))


def decided(line: PlanLine, state: LineState, *, now: datetime, by: UUID | None, said: Text | None = None) -> PlanLine:
    return replace(line, state=state, decided_at=now, decided_by=by, said=said)
