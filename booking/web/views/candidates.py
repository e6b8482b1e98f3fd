"""Who could take a booking, why not the others, and everything in one interpreter's way."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.conflicts import NOBODY_AWAY, AwayBox


@dataclass(frozen=True, slots=True)
class AbleRow:
    """Somebody who can: place, expected price, the score that decides, and the reasons."""

    rank: int
    interpreter_id: UUID
    name: str
    employment: Text
    cost_ore: int
    score_ore: int
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class FallenRow:
    """Somebody who cannot, and the first rule that says so."""

    interpreter_id: UUID
    name: str
    rule: Text
    reason: Text


@dataclass(frozen=True, slots=True)
class OneInterpreter:
    """Everything in one interpreter's way; nothing when they can."""

    name: str
    obstacles: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class WayRow:
    """A change that would give somebody: how many, who first, at what cost; `href` opens the form so changed."""

    text: Text
    count: int
    first: str
    cost_ore: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule and how many it removed in its turn, would remove alone, and is the only thing in the way of."""

    name: Text
    first: int
    any: int
    only: int


@dataclass(frozen=True, slots=True)
class CandidatesPage:
    """A booking held against the whole register; `q` narrows those who fell by name.

    `ways_out` are there when none of the office's own people can.
    """

    number: str
    language: Text | str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    unit: str
    able: tuple[AbleRow, ...]
    fallen: tuple[FallenRow, ...]
    q: str = ""
    ways_out: tuple[WayRow, ...] = ()
    rules: tuple[RuleRow, ...] = ()
    one: OneInterpreter | None = None
    may_give: bool = False
    may_change: bool = False
    away: AwayBox = NOBODY_AWAY

    @property
    def asked(self) -> int:
        """How many were held against it; of all of them, also those left out by a name."""
        return len(self.able) + sum(rule.first for rule in self.rules)
