"""How a booking came to its end, what the day itself takes, and what the office may decide."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class WaitingBox:
    """The clock of somebody who waits; `since` is None while nobody has pressed."""

    number: str
    since: datetime | None
    minutes: int
    wait_minutes: int
    no_show_from: datetime
    over: bool


@dataclass(frozen=True, slots=True)
class PaidBox:
    """Time that is paid for and not used: when, what was paid; `user` uses it already, where the reader may know."""

    starts_at: datetime
    ends_at: datetime
    paid_ore: int
    interpreter: str
    used: bool = False
    user: str = ""
    may_book: bool = False


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision against the rule: what, by whom, why."""

    what: Text
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitBoxes:
    """What is None or False is not there for the actor, or not possible now."""

    waiting: WaitingBox | None = None
    may_abort: bool = False
    may_close: bool = False
    may_waive: bool = False
    may_charge: bool = False
    may_replace: bool = False
    note_wanted: bool = False
    terms: Text | None = None
    why: Text | str = ""
    evidence: Text | None = None
    note: str = ""
    decision: DecisionRow | None = None
    paid: PaidBox | None = None

    @property
    def acts(self) -> bool:
        """Whether there is anything to press."""
        return any((self.waiting, self.may_abort, self.may_close, self.may_waive, self.may_charge, self.may_replace))

    @property
    def tells(self) -> bool:
        """Whether there is anything to say of how it ended."""
        return any((self.terms, self.why, self.evidence, self.note, self.decision, self.paid))
