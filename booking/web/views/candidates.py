"""Who could take a booking, why not the others, and everything in one interpreter's way."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.domain.modes import Mode
from booking.domain.texts import Text


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
class CandidatesPage:
    """A booking held against the whole register; `q` narrows those who fell by name."""

    number: str
    language: Text | str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    unit: str
    able: tuple[AbleRow, ...]
    fallen: tuple[FallenRow, ...]
    q: str = ""
    ways_out: tuple[Text, ...] = ()
    one: OneInterpreter | None = None
    may_give: bool = False
