"""Bookings as they come out of the API."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from booking.domain.modes import Mode
from schemas.costs import CostOut as CostOut
from schemas.costs import DeadlineOut as DeadlineOut
from schemas.costs import PriceLineOut as PriceLineOut
from schemas.costs import QuoteOut as QuoteOut
from schemas.costs import RefundOut as RefundOut
from schemas.series import FollowedOut, SeriesRefOut


class InterpreterRef(Struct):
    id: UUID
    name: str
    phone: str = ""


class OfferOut(Struct):
    id: UUID
    interpreter: UUID
    state: str
    made_at: datetime
    answer_by: datetime
    answer_by_words: str
    answered_at: datetime | None
    order_number: str = ""


class DeliveryOut(Struct):
    """The voucher's facts (tolkebilag)."""

    version: int
    outcome: str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    travel_minutes: int
    km: str
    recorded_at: datetime
    note: str = ""
    waited_from: datetime | None = None
    waited_minutes: int = 0
    reason: str = ""
    break_from: datetime | None = None
    break_minutes: int = 0


class MailOut(Struct):
    """A mail about the booking: its SEQUENCE and method when it is an invitation."""

    id: UUID
    to: str
    state: str
    message_id: str
    method: str | None
    sequence: int | None
    created_at: datetime
    done_at: datetime | None


class WishOut(Struct, omit_defaults=True):
    """A ranked wish: 1 is tried first; `free` interpreters as long as somebody is looked for."""

    rank: int
    state: Literal["present", "tried", "to_try"]
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    address: str = ""
    phone: str = ""
    link: str = ""
    quote: QuoteOut | None = None
    free: int | None = None


class BookingOut(Struct, kw_only=True, omit_defaults=True):
    """A booking as its reader may see it; an interpreter sees no case and no costs."""

    number: str
    status: str
    version: int
    language: str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    unit: str
    requested_at: datetime
    address: str = ""
    phone: str = ""
    link: str = ""
    contact: str = ""
    note: str = ""
    level: int = 1
    gender: str | None = None
    gender_required: bool = False
    parties: int = 2
    child_present: bool = False
    group_size: int = 1
    requester: str | None = None
    entered_by: str | None = None
    channel: str | None = None
    preferred: list[UUID] = []
    barred: list[UUID] = []
    warnings: list[str] = []
    case_type: str | None = None
    measure: str | None = None
    person_group: str | None = None
    in_person_reason: str | None = None
    citizen_ref: str | None = None
    substitutes_ok: bool = False
    exit_reason: str = ""
    exit_terms: str = ""
    attested_at: datetime | None = None
    attested_how: str = ""
    interpreter: InterpreterRef | None = None
    delivery: DeliveryOut | None = None
    quote: QuoteOut | None = None
    deadline: DeadlineOut | None = None
    refund_forecast: RefundOut | None = None
    cost: CostOut | None = None
    refund: RefundOut | None = None
    wishes: list[WishOut] = []
    series: SeriesRefOut | None = None
    companions: list[str] = []
    followed: list[FollowedOut] = []
    offers: list[OfferOut] = []
    mails: list[MailOut] = []


class BookingsPage(Struct):
    """A page in order of start; `next` is the cursor of the next one, or null."""

    items: list[BookingOut]
    next: str | None


class CandidateOut(Struct):
    """Somebody who can: why this one, and what it is expected to cost."""

    rank: int
    interpreter: InterpreterRef
    employment: str
    language: str
    substitute: bool
    cost: str
    reasons: list[str]


class RemovedOut(Struct):
    """Somebody who cannot: the first rule that stands in the way."""

    interpreter: InterpreterRef
    rule: str
    reason: str


class RuleCountOut(Struct):
    """How many a rule removed in its turn, would remove if it were the only one, and alone keeps away."""

    rule: str
    name: str
    first: int
    any: int
    only: int


class WayOutOut(Struct):
    """A change of the booking that would give somebody, who would be first, and the expected cost with them."""

    kind: str
    text: str
    count: int
    first: str
    cost: str


class CandidatesOut(Struct):
    candidates: list[CandidateOut]
    removed: list[RemovedOut]
    rules: list[RuleCountOut]
    ways_out: list[WayOutOut]


class HistoryOut(Struct):
    """Who changed what, when, from what to what."""

    at: datetime
    who: str
    via: str
    action: str
    changes: dict[str, tuple[str | int | bool | None, str | int | bool | None]]


class HistoriesOut(Struct):
    items: list[HistoryOut]
