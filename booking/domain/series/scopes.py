"""What belongs together, and how much of it a change or an end is about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.periods import local_date
from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Kin:
    """What a booking belongs to: a job of several interpreters, and a series with the date planned in it.

    The one that `leads` stands for all when people are told that something was ordered for them.
    """

    job_id: UUID | None = None
    series_id: UUID | None = None
    occurrence_on: date | None = None
    leads: bool = True


ALONE = Kin()


class Scope(StrEnum):
    """How much of what belongs together is meant."""

    ONE = "one"
    JOB = "job"
    ONWARDS = "onwards"
    ALL = "all"


SCOPES: dict[Scope, Text] = {
    Scope.ONE: Text("Kun denne bestilling", "Only this booking"),
    Scope.JOB: Text("Denne og dens makkertolke", "This one and its companions"),
    Scope.ONWARDS: Text("Denne og de følgende i serien", "This one and those after it in the series"),
    Scope.ALL: Text("Alle kommende i serien", "All that are still to come in the series"),
}


def is_meant(scope: Scope, opened: Booking, other: Booking) -> bool:
    """Whether the other one is meant when somebody acts on the opened one with this scope."""
    if other.id == opened.id:
        return True
    if scope is Scope.ONE:
        return False
    if scope is Scope.JOB:
        return opened.job_id is not None and other.job_id == opened.job_id
    if opened.series_id is None or other.series_id != opened.series_id:
        return False
    return scope is Scope.ALL or _planned(other) >= _planned(opened)


def _planned(booking: Booking) -> date:
    return booking.occurrence_on or local_date(booking.starts_at)
