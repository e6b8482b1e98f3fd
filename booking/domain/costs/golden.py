"""Golden cases: jobs whose price is known to the øre, held against a tariff before it is published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID

from booking.domain.costs.pricing import Outcome, Work, check_km, minutes_billed, price
from booking.domain.costs.tariffs import Tariffs
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.money import kroner_da, kroner_en
from booking.domain.periods import Period, check_day, readings
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

Expects = Literal["total", "interpreting", "travel_time", "transport", "minutes"]
EXPECTS: dict[Expects, Text] = {
    "total": Text("Prisen i alt", "The total price"),
    "interpreting": Text("Tolkningen", "The interpreting"),
    "travel_time": Text("Rejsetiden", "The travel time"),
    "transport": Text("Kørslen", "The transport"),
    "minutes": Text("Minutter, der betales", "Minutes that are paid"),
}
OUTCOMES: dict[Outcome, Text] = {
    "delivered": Text("Udført", "Delivered"),
    "cancelled_late": Text("Sen afbestilling", "Late cancellation"),
    "no_show": Text("Udeblivelse", "No-show"),
}
LONGEST = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A job and what it must come to: øre, or minutes where that `expects`. `notice_hours` it was ordered before."""

    id: UUID
    name: str
    scheme: str
    mode: Mode
    day: date
    starts: time
    booked_minutes: int
    expects: Expects
    expected: int
    category: str = ""
    outcome: Outcome = "delivered"
    actual_minutes: int | None = None
    travel_minutes: int = 0
    km: Decimal = Decimal(0)
    notice_hours: int | None = None
    source: str = ""

    def __post_init__(self) -> None:
        check_day(self.day, field="day")
        check_km(self.km)
        for name in ("booked_minutes", "actual_minutes"):
            minutes = getattr(self, name)
            if minutes is not None and not 1 <= minutes <= LONGEST:
                raise Invalid(Text("Skriv 1 til 1440 minutter.", "Write 1 to 1440 minutes."), field=name)


@dataclass(frozen=True, slots=True)
class Judged:
    """A case held against a tariff; `found` is None where the tariff has no price for it, and `why` says so."""

    case: Case
    found: int | None
    why: Text | None = None

    @property
    def holds(self) -> bool:
        return self.found == self.case.expected


def work_of(case: Case) -> Work:
    """Elapsed minutes from the wall time in Copenhagen; of an hour that comes twice the first."""
    starts_at, _ = readings(case.day, case.starts)
    booked = lasting(starts_at, case.booked_minutes)
    held = case.outcome == "delivered"
    return Work(
        scheme=case.scheme,
        category=case.category,
        mode=case.mode,
        booked=booked,
        actual=lasting(starts_at, case.actual_minutes or case.booked_minutes) if held else None,
        outcome=case.outcome,
        travel_minutes=case.travel_minutes,
        km=case.km,
        ordered_at=starts_at - timedelta(hours=case.notice_hours) if case.notice_hours is not None else None,
    )


def lasting(starts_at: datetime, minutes: int) -> Period:
    return Period(starts_at, starts_at + timedelta(minutes=minutes))


def judged(cases: Iterable[Case], tariffs: Tariffs, workdays: Workdays) -> tuple[Judged, ...]:
    """Every case held against the tariffs."""
    return tuple(_judged(case, tariffs, workdays) for case in cases)


def _judged(case: Case, tariffs: Tariffs, workdays: Workdays) -> Judged:
    work = work_of(case)
    try:
        if case.expects == "minutes":
            return Judged(case, minutes_billed(work, tariffs))
        lines = price(work, tariffs, workdays, explained=False).lines
    except Invalid as missing:
        return Judged(case, None, missing.message)
    return Judged(case, sum(one.amount_ore for one in lines if case.expects in ("total", one.component)))


def amount(case: Case, value: int | None) -> Text:
    """A case's figure in words: kroner, or minutes."""
    if value is None:
        return Text("Ingen pris", "No price")
    if case.expects == "minutes":
        return Text(f"{value} minutter", f"{value} minutes")
    return Text(f"{kroner_da(value)} kr.", f"DKK {kroner_en(value)}")
