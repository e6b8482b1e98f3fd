"""The remote advisor: what could be moved, what was asked, and the question as the requester sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from booking.domain.conversions import DECLINES, STATES, Advice, Outcomes
from booking.domain.modes import Mode
from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """A booking of one's own that waits for an answer."""

    number: str
    starts_at: datetime
    ends_at: datetime
    mode: Mode


@dataclass(frozen=True, slots=True)
class AdviceCard:
    """The question on a booking's page; `may_answer` while it waits and the one who is here may say."""

    advice: Advice
    may_answer: bool
    phone: str = ""
    link: str = ""
    error: Text | None = None
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def declines(self) -> Mapping[str, Text]:
        return DECLINES

    @property
    def state(self) -> Text:
        return STATES[self.advice.state]

    @property
    def reason(self) -> Text | None:
        return DECLINES.get(self.advice.reason)


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A talk ahead with what speaks for and against; amounts in øre, `freed` minutes."""

    number: str
    starts_at: datetime
    ends_at: datetime
    language: Text
    unit: str
    mode: Mode
    interpreter: str
    reasons: tuple[Text, ...]
    against: tuple[Text, ...]
    in_person_ore: int
    remote_ore: int
    freed: int
    guessed: bool

    @property
    def saving_ore(self) -> int:
        return self.in_person_ore - self.remote_ore


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question that was put, and what became of it."""

    number: str
    starts_at: datetime
    unit: str
    state: Text
    tag: str
    reason: Text | None
    words: str
    never: bool
    by: str
    at: datetime
    saving_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvicePage:
    """`sentence` says how many a month would reach the target; `unit` is what the page is narrowed to."""

    sentence: tuple[Text, Text] | None
    rows: tuple[SuggestionRow, ...]
    others: tuple[SuggestionRow, ...]
    saving_ore: int
    freed: int
    outcomes: Outcomes
    acceptance: Fraction | None
    asked: tuple[AskedRow, ...]
    may_ask: bool
    unit: str = ""
    place: str = ""
    moves: tuple[tuple[str, str, int, Fraction | None], ...] = ()
    target: Fraction | None = None
