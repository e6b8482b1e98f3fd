"""The interpreter's own page, made for a phone: offers, what is next, and hours in one tap."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.exits import WaitingBox
from booking.web.views.feeds import SubscriptionBox


@dataclass(frozen=True, slots=True)
class OfferCard:
    id: UUID
    starts_at: datetime
    ends_at: datetime
    language: Text | str
    mode: Mode
    place: str
    pay_ore: int
    answer_by: datetime
    km: Decimal | None = None
    travel_minutes: int | None = None
    number: str = ""
    answer_by_why: Text | None = None
    now: bool = False
    order_number: str = ""


@dataclass(frozen=True, slots=True)
class Declined:
    """An offer that was declined a moment ago, which can be undone."""

    id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Job:
    """An accepted job; `reach` is how to get there: a link, a number or an address, which `map` opens."""

    number: str
    starts_at: datetime
    ends_at: datetime
    language: Text | str
    mode: Mode
    unit: str
    contact: str
    reach: str
    status: Text
    starts_in: Text | None = None
    may_withdraw: bool = False
    late: bool = False
    map: str = ""


@dataclass(frozen=True, slots=True)
class HoursForm:
    """A job that is over and waits for its hours; the fields are preset with what was booked."""

    job: Job
    date: str
    start: str
    end: str
    error: Text | None = None
    mode: str = ""
    travel: str = ""
    km: str = ""
    waited: str = ""
    reason: str = ""
    break_from: str = ""
    break_minutes: str = ""
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A job that is reported and waits; `disputed` is what the requester does not recognise."""

    number: str
    starts_at: datetime
    ends_at: datetime
    unit: str
    deviations: tuple[Text, ...]
    disputed: str = ""


@dataclass(frozen=True, slots=True)
class WeekDay:
    day: date
    jobs: int


@dataclass(frozen=True, slots=True)
class OffersPart:
    """The part of the page that is fetched again when somebody asks."""

    offers: tuple[OfferCard, ...]
    declined: tuple[Declined, ...] = ()


@dataclass(frozen=True, slots=True)
class JobsPage:
    """`next` is the job that is on or comes first, `to_report` those that are over, `undelivered` the reader's address
    where mail comes back from it."""

    greeting: Text
    today: date
    next: Job | None
    offers: tuple[OfferCard, ...]
    to_report: tuple[HoursForm, ...]
    week: tuple[WeekDay, ...]
    coming: tuple[Job, ...]
    subscription: SubscriptionBox
    waiting: WaitingBox | None = None
    ready_until: datetime | None = None
    reported: tuple[ReportRow, ...] = ()
    undelivered: str = ""
    declined: tuple[Declined, ...] = ()
