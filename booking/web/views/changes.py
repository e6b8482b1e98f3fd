"""The form that changes a booking: what is typed, what it would mean, and what somebody else did meanwhile."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.bookings import Change
from booking.web.views.openers import NOBODY_ELSE, Openers
from booking.web.views.orders import OrderForm, QuoteLine
from booking.web.views.series import ALONE, ScopeBox


@dataclass(frozen=True, slots=True)
class Owed:
    """What a change after the deadline owes: the minutes given up, and their price line by line."""

    minutes: int
    owed_ore: int
    deadline: Text
    lines: tuple[QuoteLine, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The booking as it would be; a price is None where it is unknown, `free` where nobody new is looked for."""

    starts_at: datetime
    ends_at: datetime
    mode: Mode
    language: Text | str
    changes: tuple[Change, ...]
    interpreter: str
    says: Text
    loses: bool
    free: int | None
    before_ore: int | None
    after_ore: int | None
    refund_ore: int | None
    free_until: datetime | None
    free_until_why: Text
    too_late: bool
    owed: Owed | None = None

    @property
    def same_price(self) -> bool:
        return self.before_ore == self.after_ore


@dataclass(frozen=True, slots=True)
class Overtaken:
    """One field that somebody else changed; `typed` when the form has something else in it."""

    change: Change
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Who changed the booking last while the form was open, and what is different now."""

    who: str
    at: datetime | None
    rows: tuple[Overtaken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeForm(OrderForm):
    """`version` and `origin` are what the form was made from: the booking's version, and its fields as they were."""

    number: str
    version: str
    origin: str
    meaning: Meaning | None = None
    meaning_error: Text | None = None
    meanwhile: Meanwhile | None = None
    scope: ScopeBox = ALONE
    openers: Openers = NOBODY_ELSE
