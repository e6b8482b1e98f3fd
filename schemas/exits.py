"""The exits of a booking over the API: what they cost, and what is told of them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from schemas.bookings import DeadlineOut, PriceLineOut
from schemas.orders import LINES, Line, Note


class CancellationOut(Struct):
    """What cancelling would cost now: nothing in time, late by the supplier's terms, line by line.

    `moves` is what late moves have made owed already; it stays owed whatever becomes of the booking.
    """

    late: bool
    deadline: DeadlineOut | None
    total: str
    lines: list[PriceLineOut]
    moves: str


class MoveOut(Struct):
    """What a change after the deadline owes for the minutes of the old time that it gives up."""

    minutes: int
    total: str
    lines: list[PriceLineOut]
    deadline: DeadlineOut | None


class ForesightOut(Struct):
    """What a change would mean: kept, asked anew (reoffer) or released; `move` null where it costs nothing."""

    what: str | None
    consequence: str
    interpreter: UUID | None
    move: MoveOut | None


class ChangeRuleOut(Struct):
    """A line of the table of changes."""

    what: str
    stage: str
    consequence: str
    messages: list[str]
    answers_void: bool
    cost_when_late: str


class ChangeTableOut(Struct):
    items: list[ChangeRuleOut]


class Overrule(Struct, forbid_unknown_fields=True):
    """Against the rule: `waive` lets go of what is owed, `charge` owes what was free. The reason is kept and shown."""

    decision: Literal["waive", "charge"]
    reason: Annotated[str, Meta(min_length=1, max_length=500, pattern=LINES)]


class WaitingOut(Struct):
    """The waiting clock: whole minutes waited, and from when the citizen's no-show can be reported."""

    since: datetime
    minutes: int
    wait_minutes: int
    no_show_from: datetime


class Abort(Struct, forbid_unknown_fields=True, kw_only=True):
    """Why it was broken off, and when: now unless said otherwise. `other` takes a note."""

    reason: Literal["quality", "impartiality", "other"]
    note: Note = ""
    ended_at: datetime | None = None


class CloseUnfilled(Struct, forbid_unknown_fields=True):
    """Why there is no interpreter; the requester reads it."""

    reason: Line
