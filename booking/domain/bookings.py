"""A booking (bestilling): what was ordered, where it stands in its life, and what may happen next."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from booking.domain.errors import Conflict, Invalid
from booking.domain.exits import CLOSED
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.statuses import STATUSES as STATUSES
from booking.domain.statuses import Status as Status
from booking.domain.texts import Text
from booking.domain.wishes import Wish


class Act(StrEnum):
    """What somebody can do to a booking."""

    MATCH = "match"
    ASSIGN = "assign"
    CHANGE = "change"
    CANCEL = "cancel"
    DELIVER = "deliver"
    NO_SHOW = "no_show"
    ATTEST = "attest"
    WAIT = "wait"
    ABORT = "abort"
    CLOSE = "close"
    OVERRULE = "overrule"
    CORRECT = "correct"
    SETTLE = "settle"
    CLAIM = "claim"


_BEFORE = frozenset({Status.REQUESTED, Status.OFFERED, Status.UNFILLED})
_HELD = frozenset({Status.ATTESTED, Status.NO_SHOW, Status.ABORTED})
# What may owe something for an exit or a late move; what is settled or claimed is corrected in the next claim.
_OWING = _BEFORE | _HELD | {Status.CONFIRMED, Status.DELIVERED, Status.CANCELLED}

ALLOWED: dict[Act, frozenset[Status]] = {
    Act.MATCH: _BEFORE,
    Act.ASSIGN: _BEFORE | {Status.CONFIRMED},
    Act.CHANGE: _BEFORE | {Status.CONFIRMED},
    Act.CANCEL: _BEFORE | {Status.CONFIRMED},
    Act.DELIVER: frozenset({Status.CONFIRMED, Status.DELIVERED}),
    Act.NO_SHOW: frozenset({Status.CONFIRMED}),
    Act.ATTEST: frozenset({Status.DELIVERED, Status.NO_SHOW, Status.ABORTED}),
    Act.WAIT: frozenset({Status.CONFIRMED}),
    Act.ABORT: frozenset({Status.CONFIRMED}),
    Act.CLOSE: _BEFORE,
    Act.OVERRULE: _OWING,
    Act.CORRECT: _HELD | {Status.SETTLED, Status.CLAIMED},
    Act.SETTLE: frozenset({Status.ATTESTED}),
    Act.CLAIM: frozenset({Status.SETTLED}),
}

ACTS: dict[Act, Text] = {
    Act.MATCH: Text("besættes", "be matched"),
    Act.ASSIGN: Text("tildeles", "be assigned"),
    Act.CHANGE: Text("ændres", "be changed"),
    Act.CANCEL: Text("afbestilles", "be cancelled"),
    Act.DELIVER: Text("meldes udført", "be reported delivered"),
    Act.NO_SHOW: Text("meldes som udeblivelse", "be reported as a no-show"),
    Act.ATTEST: Text("attesteres", "be attested"),
    Act.WAIT: Text("ventes på", "be waited for"),
    Act.ABORT: Text("afbrydes", "be broken off"),
    Act.CLOSE: Text("lukkes som ubemandet", "be closed as unfilled"),
    Act.OVERRULE: Text("fraviges", "be overruled"),
    Act.CORRECT: Text("rettes", "be corrected"),
    Act.SETTLE: Text("afregnes", "be settled"),
    Act.CLAIM: Text("hjemtages", "be claimed"),
}

SHORTEST, LONGEST, FURTHEST = timedelta(minutes=5), timedelta(hours=12), timedelta(days=730)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a requester asks for; `citizen_ref` is the case's own reference, never a CPR number."""

    language: str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    unit_id: UUID
    case_type: str
    measure: str | None = None
    person_group: str | None = None
    address: str = ""
    postcode: str = ""
    phone: str = ""
    link: str = ""
    in_person_reason: str | None = None
    citizen_ref: str = ""
    gender: str | None = None
    gender_required: bool = False
    level: int = 1
    substitutes_ok: bool = False
    preferred: tuple[UUID, ...] = ()
    barred: tuple[UUID, ...] = ()
    contact: str = ""
    note: str = ""
    parties: int = 2
    child_present: bool = False
    group_size: int = 1
    alternatives: tuple[Wish, ...] = ()

    @property
    def period(self) -> Period:
        return Period(self.starts_at, self.ends_at)

    @property
    def present(self) -> Wish:
        """What is asked for now, as one of the wishes."""
        return Wish(**{name: getattr(self, name) for name in Wish.__dataclass_fields__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking(Order):
    """An order the office has accepted, with its number and its status; `version` counts the changes."""

    id: UUID
    number: str
    status: Status
    requested_at: datetime
    requester_id: UUID
    version: int = 1
    entered_by: UUID | None = None
    exit_reason: str = ""
    exit_terms: str = ""
    channel: str = ""
    wish: int = 0
    job_id: UUID | None = None
    series_id: UUID | None = None
    occurrence_on: date | None = None
    on_demand: bool = False
    lat: float | None = None
    lon: float | None = None
    attested_at: datetime | None = None
    attested_by: UUID | None = None
    attested_how: str = ""

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """All of them in their order; the one that the booking stands at has the index `wish`."""
        return *self.alternatives[: self.wish], self.present, *self.alternatives[self.wish :]

    @property
    def wishes_left(self) -> tuple[Wish, ...]:
        return self.alternatives[self.wish :]


def check_order(order: Order, *, now: datetime) -> None:
    """Invalid, naming the field and the remedy, when the order cannot be carried out by anybody."""
    check_times(order, now=now)
    if order.mode is Mode.IN_PERSON and not order.in_person_reason:
        raise Invalid(
            Text(
                "Fremmøde kræver en begrundelse. Vælg en, eller bestil telefon eller video.",
                "In person needs a reason. Choose one, or book by phone or video.",
            ),
            field="in_person_reason",
        )


def check_times(order: Order, *, now: datetime) -> None:
    """Invalid when the time is over, too far ahead, too short or too long."""
    if order.ends_at <= order.starts_at:
        raise Invalid(
            Text("Sluttidspunktet skal ligge efter starttidspunktet.", "The end must come after the start."),
            field="ends_at",
        )
    if order.starts_at < now:
        raise Invalid(
            Text(
                "Starttidspunktet er passeret. Vælg et tidspunkt, der ikke er begyndt.",
                "The start has passed. Choose a time that has not begun.",
            ),
            field="starts_at",
        )
    if order.starts_at > now + FURTHEST:
        raise Invalid(
            Text("Der kan højst bestilles to år frem.", "Bookings can be made two years ahead at most."),
            field="starts_at",
        )
    if not SHORTEST <= order.ends_at - order.starts_at <= LONGEST:
        raise Invalid(
            Text(
                "En bestilling varer mellem 5 minutter og 12 timer. Del længere opgaver op.",
                "A booking lasts between 5 minutes and 12 hours. Split longer jobs.",
            ),
            field="ends_at",
        )


def allows(booking: Booking, act: Act) -> bool:
    """Whether the booking's status allows the act; what was closed as unfilled has come to its end."""
    return booking.status in ALLOWED[act] and not is_closed(booking)


def is_closed(booking: Booking) -> bool:
    """Unfilled, and nobody is looked for any more: the office has said so, or its time is over."""
    return booking.status is Status.UNFILLED and booking.exit_terms == CLOSED


def require(booking: Booking, act: Act) -> None:
    """Conflict, in words, when the booking's status does not allow the act."""
    if not allows(booking, act):
        status, verb = STATUSES[booking.status], ACTS[act]
        raise Conflict(
            Text(
                f"{booking.number} er {status.da.lower()} og kan ikke {verb.da}.",
                f"{booking.number} is {status.en.lower()} and cannot {verb.en}.",
            ),
            subject=booking.number,
        )


def moved_to(booking: Booking, status: Status, *, reason: str = "", terms: str = "") -> Booking:
    """The booking in its next status, one version later; why it ended and by which of EXIT_TERMS, where it did."""
    return replace(
        booking,
        status=status,
        version=booking.version + 1,
        exit_reason=reason or booking.exit_reason,
        exit_terms=terms or booking.exit_terms,
    )
