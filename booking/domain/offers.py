"""Offers to freelancers and agencies: one question, one answer, a time by which to give it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from booking.domain.deadlines import Deadline, TimeToAnswer, answer_deadline
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
    BACKED_OUT = "backed_out"
    ENGAGED = "engaged"


OFFER_STATES: dict[OfferState, Text] = {
    OfferState.OPEN: Text("Afventer svar", "Awaiting an answer"),
    OfferState.ACCEPTED: Text("Accepteret", "Accepted"),
    OfferState.DECLINED: Text("Afslået", "Declined"),
    OfferState.LAPSED: Text("Udløbet", "Lapsed"),
    OfferState.LOST: Text("Givet til en anden", "Given to somebody else"),
    OfferState.WITHDRAWN: Text("Trukket tilbage", "Withdrawn"),
    OfferState.BACKED_OUT: Text("Sagde ja og sprang fra", "Accepted, then withdrew"),
    OfferState.ENGAGED: Text("Fik en anden opgave på den tid", "Got another job at that time"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One interpreter asked for one booking at one time and mode; `cost_ore` is what the job is expected to pay.

    A supplier's carries the `order_number` (rekvisitionsnummer) to quote on the invoice; `lead_da` and `lead_en` say
    what the answer-by was counted from.
    """

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
    order_number: str = ""
    lead_da: str = ""
    lead_en: str = ""


def deadline_of(offer: Offer, starts_at: datetime) -> Deadline:
    """Until when an offer that was made is answered in time, with why it is just then."""
    if not offer.lead_da:
        return answer_deadline(offer.made_at, offer.answer_by, starts_at)
    minutes = round((offer.answer_by - offer.made_at).total_seconds() / 60)
    return Deadline(offer.answer_by, TimeToAnswer(minutes), Text(offer.lead_da, offer.lead_en))


def check_open(offer: Offer, *, now: datetime) -> None:
    """Conflict, kindly, when the offer can no longer be answered."""
    if offer.state is not OfferState.OPEN:
        raise Conflict(_closed(offer.state), subject=str(offer.id))
    if now > offer.answer_by:
        raise Conflict(_closed(OfferState.LAPSED), subject=str(offer.id))


# How long a no can be taken back by whoever said it; the next is asked meanwhile all the same.
UNDONE_WITHIN = timedelta(minutes=10)


def check_undo(offer: Offer, *, taken: bool, now: datetime) -> None:
    """Conflict, kindly, when a no can no longer be taken back; `taken`: the job is somebody's, or nobody's any more."""
    if taken:
        raise Conflict(_closed(OfferState.LOST), subject=str(offer.id))
    answered = offer.answered_at
    if offer.state is not OfferState.DECLINED or answered is None:
        raise Conflict(
            Text("Der er intet nej at fortryde.", "There is no answer of no to take back."), subject=str(offer.id)
        )
    if now > min(answered + UNDONE_WITHIN, offer.answer_by):
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
        OfferState.BACKED_OUT: Text("Du er sprunget fra opgaven.", "You have withdrawn from the job."),
        OfferState.ENGAGED: Text(
            "Du har fået en anden opgave på den tid, så tilbuddet er lukket.",
            "You have got another job at that time, so the offer is closed.",
        ),
    }.get(
        state,
        Text(
            "Svarfristen er udløbet, og tilbuddet er gået videre.",
            "The time to answer is over, and the offer has moved on.",
        ),
    )
