"""Jobs to be priced, and the tariffs that ship."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from booking.domain.costs.pricing import Outcome, Work
from booking.domain.costs.tariffs import Rate, Tariffs, Terms
from booking.domain.modes import Mode
from booking.domain.periods import COPENHAGEN, Period
from booking.domain.workdays import Workdays
from booking.gateways.holidays import workdays
from booking.gateways.reference import load_tariffs

SHIPPED = load_tariffs()
WORKDAYS: Workdays = workdays(range(2021, 2028), local_days=("12-24",))
SUMMER_2026 = date(2026, 6, 2)

# The agency's terms are known, its rates are not: 600 kroner an hour, by the minute, is this test's own.
AGENCY = Rate("AGENCY-A2D", "1", "interpreting", "hour", 60000, date(2018, 1, 1), None)
TARIFFS = Tariffs((*SHIPPED.rates, AGENCY), SHIPPED.all_terms)

TUESDAY = date(2024, 3, 19)


def at(day: date, clock: str, fold: int = 0) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=COPENHAGEN).replace(fold=fold)


def job(
    day: date,
    start: str,
    minutes: int,
    *,
    scheme: str = "STATE-NSK",
    category: str = "3",
    mode: Mode = Mode.IN_PERSON,
    outcome: Outcome = "delivered",
    travel_minutes: int = 0,
    km: str = "0",
    actual_minutes: int | None = None,
) -> Work:
    """A job booked for so many minutes that lasted as long, or `actual_minutes`; exits did not take place."""
    starts_at = at(day, start)
    booked = lasting(starts_at, minutes)
    actual = lasting(starts_at, actual_minutes or minutes) if outcome == "delivered" else None
    return Work(scheme, category, mode, booked, actual, outcome, travel_minutes, Decimal(km))


def lasting(starts_at: datetime, minutes: int) -> Period:
    return Period(starts_at, starts_at.astimezone(UTC) + timedelta(minutes=minutes))


def terms(work: Work, **changes: object) -> Tariffs:
    """The shipped tariffs with the terms of the work's scheme and mode changed."""
    kept = [one for one in TARIFFS.all_terms if (one.scheme, one.mode) != (work.scheme, work.mode)]
    own = TARIFFS.terms(work.scheme, mode=work.mode, day=SUMMER_2026)
    changed: Terms = replace(own, **changes)  # type: ignore[arg-type]
    return Tariffs(TARIFFS.rates, (*kept, changed))
