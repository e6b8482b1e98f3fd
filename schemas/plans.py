"""Plans as they go in and out of the API; money is a decimal string in DKK, a gap a share of one."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct, field

from booking.domain.modes import Mode
from booking.domain.plans import Ended, Kind, LineState, MayMove, PlanState

Codes = Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=100)]
Gap = Annotated[float, Meta(ge=0, le=0.5, description="How far from the best possible is good enough, a share of one")]


class NewScenario(Struct, forbid_unknown_fields=True, kw_only=True):
    """What is to be different: who cannot come, a draft of a tariff in force, suitable talks held remotely, and more
    interpreters of a language."""

    absent: Annotated[list[UUID], Meta(max_length=50)] = []
    tariff_draft: UUID | None = None
    remote_percent: int = 0
    extra_language: Annotated[str, Meta(max_length=10)] = ""
    extra_interpreters: int = 0


class NewPlan(Struct, forbid_unknown_fields=True, kw_only=True):
    """Local days, both included; units by code and languages by ISO 639-3, all of them when none is named.

    A `repair` needs somebody `absent`; a `what_if` needs something to be different, and can never be applied.
    """

    first: date = field(name="from")
    last: date = field(name="to")
    kind: Kind = Kind.PLAN
    units: Codes = []
    languages: Codes = []
    may_move: MayMove = MayMove.OPEN
    move_price: str = "500.00"
    weights: Annotated[dict[str, int], Meta(max_length=20)] = {}
    time_limit_seconds: int = 30
    gap: Gap = 0.0
    seed: int = 1
    scenario: NewScenario = field(default_factory=NewScenario)


class LinesToApply(Struct, forbid_unknown_fields=True, kw_only=True):
    """Numbers of lines; all that nobody has decided when none is named."""

    lines: Annotated[list[int], Meta(min_length=1, max_length=5000)] | None = None


class ScenarioOut(Struct, kw_only=True):
    absent: list[UUID]
    tariff_draft: UUID | None
    remote_percent: int
    extra_language: str
    extra_interpreters: int


class FiguresOut(Struct, kw_only=True):
    """A horizon added up: `filled` of the `wanted` jobs have somebody, and `cost` is what all of it would be billed."""

    wanted: int
    filled: int
    cost: str
    travel_minutes: int
    km: int
    jobs: int
    remote: int
    moved: int
    people: int
    busiest_minutes: int


class ProgressOut(Struct, kw_only=True):
    """The best until now; `bound` and `gap` are null while nothing is proved yet."""

    seconds: float
    filled: int
    wanted: int
    cost: str
    objective: str
    bound: str | None
    gap: float | None
    phase: str


class PlanLineOut(Struct, kw_only=True):
    """One booking that goes `to` somebody `from` somebody or nobody; `asked` is offered, else it is given."""

    n: int
    number: str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    language: str
    unit: str
    giver: UUID | None = field(name="from")
    giver_name: str = field(name="from_name")
    taker: UUID = field(name="to")
    taker_name: str = field(name="to_name")
    asked: bool
    cost_before: str
    cost_after: str
    reasons: list[str]
    state: LineState
    said: str
    decided_at: datetime | None


class WayOutOut(Struct, kw_only=True):
    text: str
    cost: str | None


class UnfilledOut(Struct, kw_only=True):
    """A booking that nobody would have: a smallest set of facts that clash, and the cheapest ways out."""

    number: str
    starts_at: datetime
    language: str
    facts: list[str]
    ways: list[WayOutOut]


class BrokenOut(Struct, kw_only=True):
    rule: str
    text: str


class PlanHead(Struct, kw_only=True):
    """A plan without its lines, as lists have it."""

    id: UUID
    kind: Kind
    first: date = field(name="from")
    last: date = field(name="to")
    state: PlanState
    ended: Ended | None
    headline: str
    asked_at: datetime
    asked_by: str
    started_at: datetime | None
    ended_at: datetime | None
    proved: bool
    gap: float | None


class PlansPage(Struct, kw_only=True):
    items: list[PlanHead]
    next: str | None


class PlanOut(PlanHead, kw_only=True):
    """A plan with everything; nothing is changed before a line is applied.

    `objective` is what was made as small as possible once the jobs were filled, price and wishes together; nobody can
    do it below `bound`. `verdict` is the checker's: null while nothing has been checked, empty when all is as it should
    be. `today` is the office as it stands, `imagined` the plan for what is only imagined.
    """

    units: list[str]
    languages: list[str]
    may_move: MayMove
    move_price: str
    weights: dict[str, int]
    time_limit_seconds: int
    gap_asked: float
    seed: int
    scenario: ScenarioOut
    progress: ProgressOut | None
    today: FiguresOut | None
    proposal: FiguresOut | None
    imagined: FiguresOut | None
    objective: str | None
    bound: str | None
    verdict: list[BrokenOut] | None
    said: str
    facts_digest: str
    lines: list[PlanLineOut]
    unfilled: list[UnfilledOut]
