"""Proposal: who would do what, what it costs, and how far it is from the best possible."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from booking.domain.texts import Text

Ended = Literal["proved", "gap", "time", "steps", "failed"]
"""Why it stopped: nothing better exists, near enough, the wall clock, all steps taken, or the solver failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One job: who would have it and who has it now, None for nobody; `minutes` and `tenths` are what the job bears of
    the day's journeys, `journey_ore` what is paid for them."""

    job: UUID
    interpreter: UUID | None
    before: UUID | None
    fee_ore: int = 0
    journey_ore: int = 0
    soft_ore: int = 0
    minutes: int = 0
    tenths: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a plan comes to. `unfilled` is by weight; only fee and journey are money that will be billed."""

    unfilled: int
    fee_ore: int
    journey_ore: int
    soft_ore: int
    disturb_ore: int
    minutes: int
    tenths: int

    @property
    def cost_ore(self) -> int:
        """What the price engine will bill."""
        return self.fee_ore + self.journey_ore

    @property
    def score_ore(self) -> int:
        """What was made as small as possible once the jobs were filled."""
        return self.cost_ore + self.soft_ore + self.disturb_ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """No plan leaves less than `unfilled` by weight, and none that fills as much as the plan it belongs to has a score
    below `score_ore`; None where nothing is proved yet. `seconds` is how long that took to work out."""

    unfilled: int = 0
    score_ore: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A plan as it is shown while it is made, and at the end.

    `fill_gap` and `gap` are shares of one: of the weight that somebody might still fill, and of the score; None where
    no bound is known. `fairness` is the spread of hours among those who work (0 is alike). `steps` were taken in
    `seconds`, the first whole plan after `first_seconds`. `remarks` say what the reader should know, such as a cut by
    the clock or a solver that failed.
    """

    lines: tuple[Line, ...]
    worth: Worth
    bound: Bound
    gap: float | None
    fill_gap: float | None
    proved: bool
    ended: Ended | None
    fairness: float
    seed: int
    steps: int
    seconds: float
    first_seconds: float
    remarks: tuple[Text, ...] = ()
