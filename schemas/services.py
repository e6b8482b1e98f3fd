"""The service catalogue as it goes in and out of the API: versions by mode, by language, and terms."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from booking.domain.modes import Mode
from schemas.orders import LINES, Line
from schemas.others import HoursIO

Lead = Annotated[int, Meta(ge=0, le=129_600, description="elapsed minutes before the start")]
Words = Annotated[str, Meta(max_length=1000, pattern=LINES)]
Factor = Annotated[Decimal, Meta(description="times the rate, 0 to 10")]
Count = Annotated[int, Meta(ge=0, le=10_000)]


class NewService(Struct, forbid_unknown_fields=True, kw_only=True):
    """A version of a mode from a day on. `reasons` for in person by code; none means that all of them will do."""

    mode: Mode
    valid_from: date
    offered: bool = True
    opening: Annotated[list[HoursIO], Meta(max_length=50)]
    lead_minutes: Lead = 0
    reasons: Annotated[list[Line], Meta(max_length=20)] = []
    join_da: Words = ""
    join_en: Words = ""


class NewLanguageService(Struct, forbid_unknown_fields=True, kw_only=True):
    """A version of a language from a day on; without `lead_minutes` the mode's own notice holds."""

    language: Line
    valid_from: date
    modes: Annotated[list[Mode], Meta(min_length=1, max_length=3)]
    lead_minutes: Lead | None = None


class CancelFree(Struct, forbid_unknown_fields=True):
    """Until when cancelling is free: hours_before 24, clock_day_before 14:00, workdays_before 2, … fri 12:00."""

    kind: Literal["hours_before", "minutes_before", "clock_day_before", "workdays_before", "weekday_week_before"]
    value: Line


class NewTerms(Struct, forbid_unknown_fields=True, kw_only=True):
    """Terms of a scheme for a mode from a day on; exits bill none, booked, booked_plus_transport or such as 60min."""

    scheme: Line
    mode: Mode
    valid_from: date
    min_minutes: Annotated[int, Meta(ge=0, le=1440)]
    step_minutes: Annotated[int, Meta(ge=1, le=1440)]
    bill_basis: Literal["actual", "booked", "max_booked_actual"]
    normal_from: Annotated[time, Meta(tz=False)]
    normal_to: Annotated[time, Meta(tz=False)]
    offhours_factor: Factor
    holiday_factor: Factor
    urgent_hours: Count | None = None
    urgent_factor: Factor = Decimal(1)
    cancel_free: CancelFree | None = None
    late_cancel_bills: Line
    noshow_bills: Line
    wait_minutes: Count | None = None
    travel_min_km: Count | None = None


class FactOut(Struct):
    """One thing said in the reader's language."""

    key: str
    name: str
    value: str


class ServiceOut(Struct, kw_only=True):
    """A mode as it is offered on the day asked for; `terms` in words, as the municipality itself pays."""

    mode: Mode
    name: str
    valid_from: date | None
    offered: bool
    opening: list[HoursIO]
    opening_words: str
    lead_minutes: int
    reasons: list[str]
    join: str
    price: str
    terms: list[FactOut]


class LanguageServiceOut(Struct, kw_only=True):
    """A language that is not offered in every mode, or has a notice of its own."""

    language: str
    name: str
    valid_from: date
    modes: list[Mode]
    lead_minutes: int | None


class ChangeOut(Struct):
    name: str
    before: str
    after: str


class ComingOut(Struct, kw_only=True):
    """A version that has not begun: of a mode, a language, or the terms of a mode."""

    kind: Literal["service", "language", "terms"]
    key: str
    valid_from: date
    changes: list[ChangeOut]


class ServicesOut(Struct, kw_only=True):
    """The service catalogue on a day, and what is coming."""

    on: date
    services: list[ServiceOut]
    languages: list[LanguageServiceOut]
    coming: list[ComingOut]


class PublicationOut(Struct, kw_only=True):
    """What a version changes, or would; the bookings `touched` fall outside it, or get another deadline."""

    published: bool
    valid_from: date
    until: date | None
    replaces: bool
    changes: list[ChangeOut]
    touched: list[str]
