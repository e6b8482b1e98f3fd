"""Quality: complaints with their hearing and outcome, ratings, and the figures of one interpreter or supplier."""

from dataclasses import dataclass, fields, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from booking.domain.errors import Conflict, Invalid
from booking.domain.periods import danish_moment, instant_of, local_date
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

HEARING_WORKDAYS = 10
MOST_STARS = 5
# A share of fewer than this says more of chance than of anybody's work.
FEWEST = 5
LATE_AFTER = timedelta(minutes=5)


class About(StrEnum):
    LATE = "late"
    QUALITY = "quality"
    CONDUCT = "conduct"
    IMPARTIALITY = "impartiality"
    OTHER = "other"


class Ruling(StrEnum):
    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    RECEIVED = "received"
    HEARING = "hearing"
    ANSWERED = "answered"
    DECIDED = "decided"


ABOUT: dict[About, Text] = {
    About.LATE: Text("Kom for sent", "Came late"),
    About.QUALITY: Text("Tolkningens kvalitet", "Quality of the interpreting"),
    About.CONDUCT: Text("Opførsel", "Conduct"),
    About.IMPARTIALITY: Text("Upartiskhed eller tavshedspligt", "Impartiality or confidentiality"),
    About.OTHER: Text("Andet", "Other"),
}
RULINGS: dict[Ruling, Text] = {
    Ruling.UPHELD: Text("Medhold", "Upheld"),
    Ruling.PARTLY: Text("Delvist medhold", "Partly upheld"),
    Ruling.REJECTED: Text("Ikke medhold", "Not upheld"),
    Ruling.WITHDRAWN: Text("Trukket tilbage", "Withdrawn"),
}
STAGES: dict[Stage, Text] = {
    Stage.RECEIVED: Text("Modtaget", "Received"),
    Stage.HEARING: Text("I høring hos tolken", "Being heard with the interpreter"),
    Stage.ANSWERED: Text("Besvaret af tolken", "Answered by the interpreter"),
    Stage.DECIDED: Text("Afgjort", "Decided"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What somebody complained about, what the interpreter said to it, and what the office decided."""

    id: UUID
    number: str
    booking_id: UUID
    interpreter_id: UUID
    about: About
    text: str
    made_by: UUID | None
    made_at: datetime
    answer_by: datetime | None = None
    answer: str = ""
    answered_at: datetime | None = None
    ruling: Ruling | None = None
    decision: str = ""
    decided_by: UUID | None = None
    decided_at: datetime | None = None

    @property
    def stage(self) -> Stage:
        if self.decided_at is not None:
            return Stage.DECIDED
        if self.answered_at is not None:
            return Stage.ANSWERED
        return Stage.RECEIVED if self.answer_by is None else Stage.HEARING


def sent_to_hearing(complaint: Complaint, workdays: Workdays, *, now: datetime) -> Complaint:
    """The interpreter is asked, with ten working days to answer; Conflict when that was done."""
    if complaint.stage is not Stage.RECEIVED:
        raise _not_at(complaint)
    last = workdays.plus(local_date(now), HEARING_WORKDAYS)
    return replace(complaint, answer_by=instant_of(last, time(23, 59)))


def answered(complaint: Complaint, text: str, *, now: datetime) -> Complaint:
    """What the interpreter says, once; Conflict when nobody asked or it is decided, Invalid for nothing."""
    if complaint.stage is not Stage.HEARING:
        raise _not_at(complaint)
    return replace(complaint, answer=said(text, field="answer"), answered_at=now)


def decided(complaint: Complaint, ruling: Ruling, reason: str, *, by: UUID | None, now: datetime) -> Complaint:
    """The end of it. Conflict before the interpreter was heard, unless the complaint is withdrawn."""
    if complaint.stage is Stage.DECIDED:
        raise _not_at(complaint)
    if ruling is not Ruling.WITHDRAWN and not _heard(complaint, now=now):
        raise _unheard(complaint)
    reason = said(reason, field="decision")
    return replace(complaint, ruling=ruling, decision=reason, decided_by=by, decided_at=now)


def said(text: str, *, field: str) -> str:
    """The words without CPR numbers; Invalid when there are none."""
    words = mask_cpr(text.strip())
    if not words:
        raise Invalid(Text("Skriv, hvad der er sket.", "Write what happened."), field=field)
    return words


def checked_stars(stars: int) -> int:
    if not 1 <= stars <= MOST_STARS:
        raise Invalid(Text("Giv fra 1 til 5 stjerner.", "Give 1 to 5 stars."), field="stars")
    return stars


def _heard(complaint: Complaint, *, now: datetime) -> bool:
    return complaint.answered_at is not None or (complaint.answer_by is not None and complaint.answer_by < now)


def _not_at(complaint: Complaint) -> Conflict:
    stage = STAGES[complaint.stage]
    return Conflict(
        Text(
            f"Klagen {complaint.number} er {stage.da.lower()}. Hent siden igen, og se, hvad der mangler.",
            f"Complaint {complaint.number} is {stage.en.lower()}. Load the page again and see what is left to do.",
        ),
        subject=complaint.number,
    )


def _unheard(complaint: Complaint) -> Conflict:
    if complaint.answer_by is None:
        return Conflict(
            Text(
                f"Tolken er ikke hørt. Send klagen {complaint.number} i høring først.",
                f"The interpreter was not heard. Send complaint {complaint.number} to hearing first.",
            ),
            subject=complaint.number,
        )
    until = danish_moment(complaint.answer_by)
    return Conflict(
        Text(
            f"Tolken kan svare til {until.da}. Vent på svaret eller på fristen.",
            f"The interpreter may answer until {until.en}. Wait for the answer or the deadline.",
        ),
        subject=complaint.number,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of one interpreter or supplier in a period; an offer counts in the period it was made."""

    offered: int = 0
    accepted: int = 0
    declined: int = 0
    lapsed: int = 0
    lost: int = 0
    withdrew: int = 0
    assigned: int = 0
    delivered: int = 0
    late: int = 0
    absent: int = 0
    complaints: int = 0
    upheld: int = 0
    rated: int = 0
    stars: int = 0
    minutes: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        names = [field.name for field in fields(self)]
        return Figures(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def answered(self) -> int:
        """Offers that ended by the interpreter's own doing: a yes, a no, or silence."""
        return self.accepted + self.declined + self.lapsed

    @property
    def accept_percent(self) -> int | None:
        return percent(self.accepted, self.answered)

    @property
    def withdraw_percent(self) -> int | None:
        return percent(self.withdrew, self.accepted + self.assigned)

    @property
    def late_percent(self) -> int | None:
        return percent(self.late, self.delivered)

    @property
    def average_stars(self) -> float | None:
        """To one decimal, half away from zero; None for fewer than five ratings."""
        return None if self.rated < FEWEST else (20 * self.stars + self.rated) // (2 * self.rated) / 10


def percent(part: int, whole: int) -> int | None:
    """A whole percent, half away from zero; None where there are too few to say."""
    return None if whole < FEWEST else (200 * part + whole) // (2 * whole)
