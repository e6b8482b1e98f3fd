"""Repairs: an interpreter is ill, and line by line what becomes of their jobs, proposed until somebody approves."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from booking.domain.errors import Conflict, Invalid
from booking.domain.modes import Mode
from booking.domain.periods import Period, day_bounds, local_date
from booking.domain.texts import Text

ILL = Text("Syg", "Ill")
LONGEST = timedelta(days=366)


def why_away(reason: str) -> Text:
    """An absence's reason as it is read: that of an illness in both tongues, the office's own words as typed."""
    return ILL if reason == ILL.da else Text(reason, reason)


class LineKind(StrEnum):
    """What is proposed for a job: given, given after a swap, asked for, done in another way, or left to the queue."""

    GIVE = "give"
    SWAP = "swap"
    ASK = "ask"
    REMOTE = "remote"
    NOBODY = "nobody"


LINE_KINDS: dict[LineKind, Text] = {
    LineKind.GIVE: Text("Tildeles en anden", "Given to somebody else"),
    LineKind.SWAP: Text("Tildeles efter bytning", "Given after a swap"),
    LineKind.ASK: Text("Tilbydes", "Offered"),
    LineKind.REMOTE: Text("Foreslås som fjerntolkning", "Suggested by phone or video"),
    LineKind.NOBODY: Text("Lægges i køen uden tolk", "Left in the queue without interpreter"),
}


class LineState(StrEnum):
    """`gone`: the proposal is pointless, since the interpreter is well or the job was settled in another way."""

    PROPOSED = "proposed"
    DONE = "done"
    FAILED = "failed"
    GONE = "gone"
    TAKEN_BACK = "taken_back"


LINE_STATES: dict[LineState, Text] = {
    LineState.PROPOSED: Text("Foreslået", "Proposed"),
    LineState.DONE: Text("Gennemført", "Done"),
    LineState.FAILED: Text("Passer ikke længere", "No longer fits"),
    LineState.GONE: Text("Bortfaldet", "Lapsed"),
    LineState.TAKEN_BACK: Text("Taget tilbage", "Taken back"),
}


@dataclass(frozen=True, slots=True)
class LineMove:
    """A job that goes from one interpreter to another; `cost_ore` is what it costs more, negative for less."""

    booking_id: UUID
    giver_id: UUID
    taker_id: UUID
    cost_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairLine:
    """One job of the ill interpreter; of two moves the first is its own and the second makes room for it."""

    id: UUID
    repair_id: UUID
    booking_id: UUID
    kind: LineKind
    moves: tuple[LineMove, ...] = ()
    mode: Mode | None = None
    able: int = 0
    state: LineState = LineState.PROPOSED
    said: Text | None = None
    decided_at: datetime | None = None

    @property
    def cost_ore(self) -> int:
        return sum(move.cost_ore for move in self.moves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """An illness from `starts_at` to `until`; `open_ended` ones are prolonged day by day; `ended_at` is being well."""

    id: UUID
    interpreter_id: UUID
    interval_id: UUID
    starts_at: datetime
    until: datetime
    made_at: datetime
    made_by: UUID | None = None
    open_ended: bool = False
    ended_at: datetime | None = None
    proved: bool = True

    def is_live(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.until

    @property
    def period(self) -> Period:
        return Period(self.starts_at, self.until)


def absent_until(now: datetime, last_day: date | None = None) -> datetime:
    """The end of the last day of an illness, by default today; Invalid for a day that is over or too far ahead."""
    day = last_day or local_date(now)
    if not local_date(now) <= day <= local_date(now + LONGEST):
        raise Invalid(
            Text(
                "Vælg en dag fra i dag og højst et år frem, eller meld syg indtil videre.",
                "Choose a day from today and at most a year ahead, or report ill until further notice.",
            ),
            field="until",
        )
    return day_bounds(day).ends_at


def day_after(repair: Repair) -> datetime:
    """The end of the day after the last one of the illness."""
    return day_bounds(local_date(repair.until)).ends_at


def check_live(repair: Repair, *, now: datetime) -> None:
    """Conflict when the interpreter is well, or the illness is over."""
    if not repair.is_live(now):
        raise Conflict(
            Text(
                "Sygemeldingen er afsluttet. Meld tolken syg igen, hvis det er nødvendigt.",
                "The illness has ended. Report the interpreter ill again if need be.",
            ),
            subject=str(repair.id),
        )


def check_undecided(line: RepairLine) -> None:
    """Conflict when the line is no proposal any more; one that failed may be tried again."""
    if line.state not in (LineState.PROPOSED, LineState.FAILED):
        state = LINE_STATES[line.state]
        raise Conflict(
            Text(f"Linjen er allerede afgjort: {state.da.lower()}.", f"The line is decided: {state.en.lower()}."),
            subject=str(line.id),
        )
