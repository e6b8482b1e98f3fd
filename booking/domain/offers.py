"""Offers to freelancers and agencies: one question, one answer, a time by which to give it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from booking.domain.deadlines import Deadline, answer_deadline
from booking.domain.errors import Conflict
from booking.domain.modes import Mode
from booking.domain.texts import Text


class OfferState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


OFFER_STATES: dict[OfferState, Text] = {
    OfferState.OPEN: Text("Afventer svar", "Awaiting an answer"),
    OfferState.ACCEPTED: Text("Accepteret", "Accepted"),
    OfferState.DECLINED: Text("Afslået", "Declined"),
    OfferState.LAPSED: Text("Udløbet", "Lapsed"),
    OfferState.LOST: Text("Givet til en anden", "Given to somebody else"),
    OfferState.WITHDRAWN: Text("Trukket tilbage", "Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One interpreter asked for one booking at one time and mode; `cost_ore` is what the job is expected to pay."""

    id: UUID
    booking_id: UUID
    interpreter_id: UUID
    rank: int
    state: OfferState
    made_at: datetime
    answer_by: datetime
    cost_ore: int
    language: str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    trip_minutes: int = 0
    trip_km: float = 0.0
    answered_at: datetime | None = None


# Lead time before the start, and how long one interpreter may think; the last line is for what begins soon.
THINKING_TIMES: tuple[tuple[timedelta, timedelta], ...] = (
    (timedelta(days=7), timedelta(hours=24)),
    (timedelta(hours=48), timedelta(hours=4)),
    (timedelta(hours=24), timedelta(hours=2)),
    (timedelta(hours=4), timedelta(minutes=30)),
    (timedelta(0), timedelta(minutes=10)),
)


def answer_by(asked_at: datetime, starts_at: datetime) -> Deadline:
    """When silence lapses: by lead time, and never after the job has begun."""
    lead = starts_at - asked_at
    thinking = next((time for least, time in THINKING_TIMES if lead >= least), timedelta(0))
    return answer_deadline(asked_at, min(asked_at + thinking, starts_at), starts_at)


def deadline_of(offer: Offer, starts_at: datetime) -> Deadline:
    """Until when an offer that was made is answered in time, with why."""
    return answer_deadline(offer.made_at, offer.answer_by, starts_at)


def check_open(offer: Offer, *, now: datetime) -> None:
    """Conflict, kindly, when the offer can no longer be answered."""
    if offer.state is not OfferState.OPEN:
        raise Conflict(_closed(offer.state), subject=str(offer.id))
    if now > offer.answer_by:
        raise Conflict(_closed(OfferState.LAPSED), subject=str(offer.id))


def _closed(state: OfferState) -> Text:
    return {
        OfferState.ACCEPTED: Text("Du har allerede sagt ja til opgaven.", "You have already accepted the job."),
        OfferState.DECLINED: Text("Du har allerede sagt nej til opgaven.", "You have already declined the job."),
        OfferState.LOST: Text(
            "Opgaven er gået til en anden tolk. Tak for dit svar.",
            "The job has gone to another interpreter. Thank you for answering.",
        ),
        OfferState.WITHDRAWN: Text("Opgaven er trukket tilbage.", "The job has been withdrawn."),
    }.get(
        state,
        Text(
            "Svarfristen er udløbet, og tilbuddet er gået videre.",
            "The time to answer is over, and the offer has moved on.",
        ),
    )
