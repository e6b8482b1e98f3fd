"""What a plan is asked for: a horizon, what may move, at which price, and for how long it may be thought over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from booking.domain.errors import Invalid
from booking.domain.periods import Period, day_bounds, local_date
from booking.domain.texts import Text

LONGEST_DAYS, FURTHEST_DAYS = 14, 92
LEAST_SECONDS, USUAL_SECONDS, MOST_SECONDS = 1, 30, 300
USUAL_MOVE_ORE, MOST_MOVE_ORE = 500_00, 100_000_00
MOST_GAP_PPM = 500_000
MOST_SEED = 2**31 - 1
MOST_EXTRA = 10


class Kind(StrEnum):
    """A plan and a repair can be applied; what is only imagined cannot."""

    PLAN = "plan"
    REPAIR = "repair"
    WHAT_IF = "what_if"


KINDS: dict[Kind, Text] = {
    Kind.PLAN: Text("Plan", "Plan"),
    Kind.REPAIR: Text("Mindst mulig ændring", "Least change"),
    Kind.WHAT_IF: Text("Hvad nu hvis", "What if"),
}


class MayMove(StrEnum):
    """What the plan may give to somebody: what nobody has, what nobody has said yes to, or all, at a price a job."""

    OPEN = "open"
    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"


MAY_MOVE: dict[MayMove, Text] = {
    MayMove.OPEN: Text("Kun det, ingen er spurgt om", "Only what nobody has been asked about"),
    MayMove.UNCONFIRMED: Text("Også det, ingen har sagt ja til", "Also what nobody has said yes to"),
    MayMove.CONFIRMED: Text("Også bekræftede opgaver, til en pris", "Confirmed jobs too, at a price"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is only imagined: who is away, a draft in force, suitable talks held remotely, and more interpreters."""

    absent: tuple[UUID, ...] = ()
    draft_id: UUID | None = None
    remote_percent: int = 0
    extra_language: str = ""
    extra: int = 0

    @property
    def changes_nothing(self) -> bool:
        return self == Scenario()


NOTHING_IMAGINED = Scenario()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAsk:
    """A horizon of local days, both included; no units or languages means all of them.

    `move_ore` is the price of each confirmed job that changes hands; `gap_ppm` is how far from the best possible, in
    millionths, is good enough; `weights` are the office's own unless another amount is asked for here.
    """

    first: date
    last: date
    kind: Kind = Kind.PLAN
    units: tuple[UUID, ...] = ()
    languages: tuple[str, ...] = ()
    may_move: MayMove = MayMove.OPEN
    move_ore: int = USUAL_MOVE_ORE
    weights: Mapping[str, int] = field(default_factory=dict)
    limit_seconds: int = USUAL_SECONDS
    gap_ppm: int = 0
    seed: int = 1
    scenario: Scenario = NOTHING_IMAGINED

    @property
    def period(self) -> Period:
        return Period(day_bounds(self.first).starts_at, day_bounds(self.last).ends_at)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def check_ask(ask: PlanAsk, *, now: datetime) -> None:
    """Invalid, naming the field and the remedy, for what cannot be planned."""
    _check_horizon(ask, today=local_date(now))
    _check_within("time_limit_seconds", ask.limit_seconds, LEAST_SECONDS, MOST_SECONDS)
    _check_within("move_price", ask.move_ore, 0, MOST_MOVE_ORE)
    _check_within("gap", ask.gap_ppm, 0, MOST_GAP_PPM)
    _check_within("seed", ask.seed, 0, MOST_SEED)
    _check_scenario(ask)


def _check_horizon(ask: PlanAsk, *, today: date) -> None:
    if ask.last < ask.first:
        raise Invalid(Text("Den sidste dag ligger før den første.", "The last day is before the first."), field="to")
    if ask.last < today:
        raise Invalid(
            Text("Dagene er gået. Vælg dage fra i dag.", "The days are over. Choose days from today."), field="to"
        )
    if len(ask.days) > LONGEST_DAYS:
        raise Invalid(
            Text(f"Planlæg højst {LONGEST_DAYS} dage ad gangen.", f"Plan {LONGEST_DAYS} days at a time at most."),
            field="to",
        )
    if ask.first > today + timedelta(days=FURTHEST_DAYS):
        raise Invalid(
            Text(f"Planlæg højst {FURTHEST_DAYS} dage frem.", f"Plan {FURTHEST_DAYS} days ahead at most."), field="from"
        )


def _check_within(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise Invalid(
            Text(f"Skriv et tal fra {least} til {most}.", f"Write a number from {least} to {most}."), field=name
        )


def _check_scenario(ask: PlanAsk) -> None:
    scenario = ask.scenario
    _check_within("remote_percent", scenario.remote_percent, 0, 100)
    _check_within("extra_interpreters", scenario.extra, 0, MOST_EXTRA)
    if bool(scenario.extra) != bool(scenario.extra_language):
        said = Text("Skriv både sprog og antal for nye tolke.", "Write both a language and a number of interpreters.")
        raise Invalid(said, field="extra_language")
    if ask.kind is Kind.WHAT_IF and scenario.changes_nothing:
        said = Text("Vælg mindst én ting, der skal være anderledes.", "Choose at least one thing to be different.")
        raise Invalid(said, field="absent")
    if ask.kind is Kind.REPAIR and not scenario.absent:
        raise Invalid(Text("Vælg, hvem der ikke kan komme.", "Choose who cannot come."), field="absent")
