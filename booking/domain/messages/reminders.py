"""Reminders: when one is due, and whether it is still worth sending when its time has come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from booking.domain.bookings import Booking, Status
from booking.domain.messages.quiet import QuietHours, sending_time
from booking.domain.messages.topics import Breaks
from booking.domain.texts import Text

# Who is reminded later than this before the start is on the way already.
AT_LEAST = timedelta(hours=1)
# Whoever was told so shortly before, as a share of the time asked for, has not forgotten.
FRESH = 4


class Reason(StrEnum):
    """Why a reminder was not sent, or taken back at the last moment."""

    TOLD = "told"
    TOO_LATE = "too_late"
    QUIET = "quiet"
    OVER = "over"
    MOVED = "moved"
    LOST = "lost"
    OFF = "off"
    ANSWERED = "answered"
    OUTDONE = "outdone"
    EMPTY = "empty"


REASONS: dict[Reason, Text] = {
    Reason.TOLD: Text("aftalt eller ændret for nylig", "agreed or changed only recently"),
    Reason.TOO_LATE: Text("for sent til at være til nytte", "too late to be of use"),
    Reason.QUIET: Text("stille timer indtil starten", "quiet hours until the start"),
    Reason.OVER: Text("ikke længere aftalt", "no longer agreed"),
    Reason.MOVED: Text("flyttet", "moved"),
    Reason.LOST: Text("en anden har opgaven", "somebody else has the job"),
    Reason.OFF: Text("slået fra", "switched off"),
    Reason.ANSWERED: Text("tilbuddet er lukket", "the offer is closed"),
    Reason.OUTDONE: Text("en nyere besked siger det", "a newer message says it"),
    Reason.EMPTY: Text("der var intet at fortælle", "there was nothing to tell"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Send now, skip for a reason, or (neither) wait."""

    send: bool = False
    reason: Reason | None = None


WAIT, SEND = Verdict(), Verdict(send=True)


def useful_until(starts_at: datetime, hours: int) -> datetime:
    """An hour before the start, or half of the time asked for where that is less."""
    return starts_at - min(AT_LEAST, timedelta(hours=hours) / 2)


def due_of(starts_at: datetime, hours: int, quiet: QuietHours) -> datetime:
    """So many hours before the start; in quiet hours at their end, or before them where that would be too late."""
    latest = useful_until(starts_at, hours)
    return sending_time(starts_at - timedelta(hours=hours), quiet, breaks=Breaks.NEVER, latest=latest)


def judge(*, starts_at: datetime, told_at: datetime, now: datetime, hours: int, quiet: QuietHours) -> Verdict:
    """Judged anew each time it is looked at, so that an hour of silence costs nothing but that hour.

    Whoever was told of the job (`told_at`: agreed, or changed in their calendar) when the reminder was due, later, or
    shortly before gets none.
    """
    latest, lead = useful_until(starts_at, hours), timedelta(hours=hours)
    if now < due_of(starts_at, hours, quiet):
        return WAIT
    if told_at >= starts_at - lead - lead / FRESH:
        return Verdict(reason=Reason.TOLD)
    if now > latest:
        return Verdict(reason=Reason.TOO_LATE)
    night = quiet.around(now)
    if night is None:
        return SEND
    return WAIT if night[1] <= latest else Verdict(reason=Reason.QUIET)


def pointless(booking: Booking, *, starts_at: datetime, holder: UUID | None, meant_for: UUID | None) -> Reason | None:
    """Why a reminder of an interpreter's job (`meant_for`; None for the requester) must not leave any more."""
    if booking.status is not Status.CONFIRMED:
        return Reason.OVER
    if booking.starts_at != starts_at:
        return Reason.MOVED
    return Reason.LOST if meant_for is not None and holder != meant_for else None
