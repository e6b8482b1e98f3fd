"""Quotes, interpreters, reference data and reports as they go in and out of the API."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field

from booking.domain.interpreters import Employment
from booking.domain.modes import Mode
from schemas.orders import ONE_LINE, Gender, Level, Line, Minutes


class NewQuote(Struct, forbid_unknown_fields=True, kw_only=True):
    """A booking thought up, to be priced by the scheme and category given."""

    mode: Mode
    starts_at: datetime
    ends_at: datetime
    held_on: date | None = None
    scheme: Line = "MUNI-DEMO"
    category: Line = "own"
    travel_minutes: Minutes = 0
    km: Decimal = Decimal(0)
    case_type: Line = "other"
    measure: Line | None = None
    person_group: Line | None = None


class SkillIO(Struct, forbid_unknown_fields=True, kw_only=True):
    """A language (ISO 639-3) at a level 1–4, valid from and to days, both included."""

    language: Line
    level: Level = 1
    valid_from: date | None = None
    valid_to: date | None = None


class HoursIO(Struct, forbid_unknown_fields=True):
    """Offered every week: ISO weekday 1–7, Copenhagen wall time; an end at or before the start is the next day."""

    weekday: Annotated[int, Meta(ge=1, le=7)]
    starts: Annotated[time, Meta(tz=False)]
    ends: Annotated[time, Meta(tz=False)]


class NewInterpreter(Struct, forbid_unknown_fields=True, kw_only=True):
    """Somebody for the register; home in WGS 84 degrees, limits in minutes."""

    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=ONE_LINE)]
    email: Line
    employment: Employment
    skills: Annotated[list[SkillIO], Meta(min_length=1, max_length=30)]
    phone: Line = ""
    gender: Gender | None = None
    born: date | None = None
    modes: list[Mode] = field(default_factory=lambda: list(Mode))
    scheme: Line = "MUNI-DEMO"
    category: Line = "own"
    lat: Annotated[float, Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, Meta(ge=-180, le=180)] | None = None
    home_place: Line = ""
    daily_limit: Minutes = 480
    weekly_limit: Annotated[int, Meta(ge=0, le=10080)] = 2220
    max_trip: Minutes = 90
    hours: Annotated[list[HoursIO], Meta(max_length=50)] = []


class SpokenIO(Struct, forbid_unknown_fields=True):
    """A language (ISO 639-3) at a level 1–4; one that is kept at its level keeps its days, others hold from today."""

    language: Line
    level: Level = 1


class InterpreterChanges(Struct, forbid_unknown_fields=True, kw_only=True):
    """What shall be different; what is left out stays. `skills` and `modes` are all of them, not more of them."""

    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=ONE_LINE)] | UnsetType = UNSET
    employment: Employment | UnsetType = UNSET
    skills: Annotated[list[SpokenIO], Meta(min_length=1, max_length=30)] | UnsetType = UNSET
    phone: Line | UnsetType = UNSET
    gender: Gender | UnsetType | None = UNSET
    born: date | UnsetType | None = UNSET
    modes: Annotated[list[Mode], Meta(min_length=1, max_length=3)] | UnsetType = UNSET
    scheme: Line | UnsetType = UNSET
    category: Line | UnsetType = UNSET
    lat: Annotated[float, Meta(ge=-90, le=90)] | UnsetType | None = UNSET
    lon: Annotated[float, Meta(ge=-180, le=180)] | UnsetType | None = UNSET
    home_place: Line | UnsetType = UNSET
    daily_limit: Minutes | UnsetType = UNSET
    weekly_limit: Annotated[int, Meta(ge=0, le=10080)] | UnsetType = UNSET
    max_trip: Minutes | UnsetType = UNSET


class InterpreterOut(Struct, kw_only=True):
    id: UUID
    name: str
    email: str
    phone: str
    employment: Employment
    gender: str | None
    modes: list[Mode]
    home_place: str
    skills: list[SkillIO]
    hours: list[HoursIO]
    active: bool


class InterpretersPage(Struct):
    items: list[InterpreterOut]
    next: str | None


class IntervalIO(Struct, forbid_unknown_fields=True, kw_only=True):
    """An absence, or (`offered`) hours beyond the weekly ones."""

    starts_at: datetime
    ends_at: datetime
    offered: bool = False
    reason: Line = ""
    id: UUID | None = None


class WeeklyHours(Struct, forbid_unknown_fields=True):
    """All the weekly hours; they replace those there were."""

    hours: Annotated[list[HoursIO], Meta(max_length=50)]


class AvailabilityOut(Struct):
    hours: list[HoursIO]
    exceptions: list[IntervalIO]


class OpenOffer(Struct, kw_only=True):
    """A job an interpreter can answer for: the pay expected, and the way there."""

    id: UUID
    number: str
    language: str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    answer_by: datetime
    answer_by_words: str
    pay: str
    trip_minutes: int
    trip_km: float
    order_number: str = ""


class OpenOffers(Struct):
    items: list[OpenOffer]


class NamedCode(Struct):
    code: str
    name: str


class LanguageOut(Struct):
    code: str
    tag: str
    name: str
    rtl: bool


class CatalogueOut(Struct):
    """Every code that a booking may use, with its name."""

    languages: list[LanguageOut]
    units: list[NamedCode]
    case_types: list[NamedCode]
    measures: list[NamedCode]
    person_groups: list[NamedCode]
    in_person_reasons: list[NamedCode]
    modes: list[NamedCode]
