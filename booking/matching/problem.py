"""The problem: what is wanted, who there is, and what each of them is doing already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from booking.domain.availability import Availability
from booking.domain.interpreters import Employment, Skill
from booking.domain.modes import Mode, is_remote
from booking.domain.periods import Period, day_bounds, local_date
from booking.domain.texts import Text
from booking.matching.travel import Place, Travel, travel

NEVER = Availability()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A booking to be filled.

    `accepted_languages` begins with the wanted one, then the substitutes the requester accepts, best first;
    `substitutes_on_consent` are those nobody has said yes to. `level` is the least that will do, 1–4.
    """

    booking_id: UUID
    accepted_languages: tuple[str, ...]
    mode: Mode
    period: Period
    substitutes_on_consent: tuple[str, ...] = ()
    level: int = 1
    gender: str | None = None
    gender_required: bool = False
    barred: frozenset[UUID] = frozenset()
    preferred: tuple[UUID, ...] = ()
    lat: float | None = None
    lon: float | None = None
    citizen_ref: str = ""
    language_names: Mapping[str, Text] = field(default_factory=dict, compare=False, repr=False)

    @property
    def place(self) -> Place | None:
        return _place(self.lat, self.lon)

    def language_name(self, code: str) -> Text:
        return self.language_names.get(code) or Text(code, code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something an interpreter is bound to: a job, an offer not yet answered, or time held for a booking about to be
    made. Remote jobs are done at home."""

    period: Period
    mode: Mode
    lat: float | None = None
    lon: float | None = None
    booking_id: UUID | None = None
    number: str = ""
    open_offer: bool = False
    held: bool = False

    @property
    def place(self) -> Place | None:
        return _place(self.lat, self.lon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An interpreter, or an agency, as the matching sees them.

    Minutes: `daily_limit`, `weekly_limit`, `max_trip` (one way), `worked_minutes_month`. Øre: `cost_ore`, the expected
    price of this job with travel, 0 inside paid hours; `paid_ore`, taken off it, is paid already for the time.
    `accept_rate` is a share, 0–1. `busy` holds every job and open offer of the ISO week and of the day before and
    after it. `conflicts` are citizens by reference. `born` is None where the office has seen to the age in another way.
    """

    id: UUID
    name: str
    employment: Employment
    languages: tuple[Skill, ...]
    modes: frozenset[Mode] = frozenset(Mode)
    gender: str | None = None
    born: date | None = None
    lat: float | None = None
    lon: float | None = None
    availability: Availability = NEVER
    busy: tuple[Job, ...] = ()
    daily_limit: int = 480
    weekly_limit: int = 2220
    max_trip: int = 90
    conflicts: frozenset[str] = frozenset()
    declined: bool = False
    met_citizen: int = 0
    asked_month: int = 0
    worked_minutes_month: int = 0
    accept_rate: float = 1.0
    cost_ore: int = 0
    paid_ore: int = 0
    agency_rank: int = 0

    @property
    def home(self) -> Place | None:
        return _place(self.lat, self.lon)

    @property
    def is_agency(self) -> bool:
        return self.employment is Employment.AGENCY


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is wanted, with the facts that every candidate is held against, worked out once."""

    wanted: Wanted
    remote: bool
    place: Place | None
    minutes: int
    date: date
    day: Period
    week: Period
    travel: Travel


def occasion_of(wanted: Wanted, *, travel: Travel = travel) -> Occasion:
    """With the local date, day and ISO week in which the booking begins."""
    on = local_date(wanted.period.starts_at)
    monday = on - timedelta(days=on.weekday())
    week = Period(day_bounds(monday).starts_at, day_bounds(monday + timedelta(days=6)).ends_at)
    return Occasion(
        wanted=wanted,
        remote=is_remote(wanted.mode),
        place=wanted.place,
        minutes=wanted.period.minutes,
        date=on,
        day=day_bounds(on),
        week=week,
        travel=travel,
    )


def _place(lat: float | None, lon: float | None) -> Place | None:
    return None if lat is None or lon is None else (lat, lon)
