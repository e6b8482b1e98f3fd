"""Reports disputed and attested, and the voucher, as they go in and out of the API."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from booking.domain.modes import Mode
from schemas.bookings import CostOut, DeliveryOut, RefundOut
from schemas.orders import Line, Note

Days = Annotated[int, Meta(ge=0, le=365)]


class NewDispute(Struct, forbid_unknown_fields=True):
    """What is not right."""

    reason: Note


class DisputeAnswer(Struct, forbid_unknown_fields=True):
    """What happened, in the words of whoever reported it."""

    answer: Note


class DisputeDecision(Struct, forbid_unknown_fields=True):
    """Why the report stands; what is wrong is corrected instead."""

    reason: Note


class DisputeOut(Struct):
    """`ending` is empty while it is open, else attested, corrected or stands."""

    delivery_version: int
    reason: str
    raised_at: datetime
    answer: str
    answered_at: datetime | None
    ending: str
    decision: str
    ended_at: datetime | None


class DeviationOut(Struct):
    kind: str
    text: str


class WaitingOut(Struct):
    """One report that waits for attestation, and how it is not as booked."""

    booking: str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    interpreter: str
    delivery: DeliveryOut
    deviations: list[DeviationOut]
    dispute: DisputeOut | None
    own_report: bool


class WaitingsOut(Struct):
    items: list[WaitingOut]


class AttestMany(Struct, forbid_unknown_fields=True):
    bookings: Annotated[list[Line], Meta(min_length=1, max_length=300)]


class RefusedOut(Struct):
    booking: str
    reason: str


class AttestedOut(Struct):
    """What was attested, and why the others were not."""

    attested: list[str]
    refused: list[RefusedOut]


class AttestationIO(Struct, forbid_unknown_fields=True):
    """Days until silence approves, and until a requester is reminded; 0 is never."""

    silence_days: Days = 0
    remind_days: Days = 3


class VersionOut(Struct):
    """One version of a report, and who made it."""

    delivery: DeliveryOut
    reported_by: str


class VoucherOut(Struct, kw_only=True):
    """The voucher (tolkebilag); price, refund and measure are null to an interpreter."""

    booking: str
    status: str
    unit: str
    interpreter: str
    language: str
    booked_mode: Mode
    booked_starts_at: datetime
    booked_ends_at: datetime
    delivery: DeliveryOut
    deviations: list[DeviationOut]
    versions: list[VersionOut]
    disputes: list[DisputeOut]
    attested_at: datetime | None
    attested_by: str
    attested_how: str
    case_type: str | None
    measure: str | None
    person_group: str | None
    cost: CostOut | None
    refund: RefundOut | None
    legal_ref: str
    refund_decided_by: str
