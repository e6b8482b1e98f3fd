"""The price of a job, line by line; quote and bill are made by the same engine."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from typing import Literal

from booking.domain.costs import wording
from booking.domain.costs.tariffs import KM_SCHEME, Component, Rate, Tariffs, Terms, Unit
from booking.domain.errors import Invalid
from booking.domain.modes import Mode, is_remote
from booking.domain.money import round_half_away
from booking.domain.periods import Period, local, local_date
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

Outcome = Literal["delivered", "aborted", "cancelled_late", "moved_late", "no_show"]
LineComponent = Component | Literal["moved_late", "paid_time"]

FARTHEST_KM = 5000
MINUTES: dict[Unit, int] = {"started_hour": 60, "started_30min": 30, "hour": 60}


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to pay for.

    `mode` is the mode delivered. `actual` is None for a quote, and where nothing took place. `km` is the distance paid
    for and `travel_minutes` the time it took. A job is priced by the day it was held: the local date of its start
    unless `held_on` says otherwise. An aborted job is paid for the time it lasted. `lost` is what a late move took
    from the booked period, in order.
    """

    scheme: str
    category: str
    mode: Mode
    booked: Period
    actual: Period | None
    outcome: Outcome
    travel_minutes: int = 0
    km: Decimal = Decimal(0)
    ordered_at: datetime | None = None
    held_on: date | None = None
    lost: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of the bill: `quantity` in `unit`, times the rate, times the factor, rounded once.

    `moved_late` is what a late move owes, whatever it is made of; `paid_time` takes off what was paid before.
    """

    component: LineComponent
    text: Text
    quantity: Decimal
    unit: Unit
    rate_ore: int
    factor: Decimal
    amount_ore: int


@dataclass(frozen=True, slots=True)
class Price:
    """The lines, and nothing but the lines, make the total: net, before VAT."""

    lines: tuple[PriceLine, ...]

    @property
    def total_ore(self) -> int:
        return sum(line.amount_ore for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Bill:
    """What the terms let the supplier bill: minutes of some time, before rounding up, and the journey or part of it."""

    time: tuple[Period, ...]
    minutes: int
    travel_time: bool = False
    transport: bool = False


def price(work: Work, tariffs: Tariffs, workdays: Workdays) -> Price:
    """What the work costs, net in øre, by the tariff and the terms of the day it was held.

    Raises Invalid when a rate or the terms are missing for that day.
    """
    day = work.held_on or local_date(_held(work).starts_at)
    terms = tariffs.terms(work.scheme, mode=work.mode, day=day)
    bill = _bill(work, terms)
    if bill is None:
        return Price(())
    rate = tariffs.rate(work.scheme, category=work.category, component="interpreting", day=day)
    lines = list(_interpreting(bill, work, terms, rate, workdays))
    if bill.travel_time and _travel_is_owed(work, terms, tariffs):
        lines.append(_travel_time(work, tariffs, day))
    if bill.transport and work.km > 0:
        lines.append(_transport(work, tariffs, day))
    if work.outcome == "moved_late":
        lines = [replace(line, component="moved_late") for line in lines]
    return Price(tuple(lines))


def check_km(km: Decimal) -> Decimal:
    """The kilometres, if somebody can have driven them; Invalid for NaN, less than nothing, and endless decimals."""
    places = km.as_tuple().exponent
    if not isinstance(places, int) or places < -3 or not 0 <= km <= FARTHEST_KM:
        raise Invalid(
            Text(
                f"Skriv kilometer som et tal fra 0 til {FARTHEST_KM} med højst tre decimaler.",
                f"Write kilometres as a number from 0 to {FARTHEST_KM} with three decimals at most.",
            ),
            field="km",
        )
    return km


def _held(work: Work) -> Period:
    return work.actual if work.actual and work.outcome in ("delivered", "aborted") else work.booked


def _bill(work: Work, terms: Terms) -> _Bill | None:
    if work.outcome in ("delivered", "aborted"):
        return _bill_held(work, terms)
    bills = terms.noshow_bills if work.outcome == "no_show" else terms.late_cancel_bills
    if bills == "none":
        return None
    whole = _bill_whole(work, terms, bills)
    lost = sum(part.minutes for part in work.lost)
    if work.outcome != "moved_late" or lost >= work.booked.minutes:
        return whole
    # The job that is left bears its own minimum and its own journey.
    return _Bill(work.lost, min(lost, whole.minutes))


def _bill_whole(work: Work, terms: Terms, bills: str) -> _Bill:
    if bills.endswith("min"):
        return _Bill((work.booked,), int(bills.removesuffix("min")))
    transport = bills == "booked_plus_transport" and not is_remote(work.mode)
    return _Bill((work.booked,), max(work.booked.minutes, terms.min_minutes), transport=transport)


def _bill_held(work: Work, terms: Terms) -> _Bill | None:
    if work.outcome == "aborted" and work.actual is None:
        return None
    period = _held(work) if work.outcome == "aborted" else _basis(work, terms)
    travelled = not is_remote(work.mode)
    return _Bill((period,), max(period.minutes, terms.min_minutes), travelled, travelled)


def _basis(work: Work, terms: Terms) -> Period:
    if work.actual is None or terms.bill_basis == "booked":
        return work.booked
    if terms.bill_basis == "max_booked_actual":
        return max(work.booked, work.actual, key=lambda period: period.minutes)
    return work.actual


def _interpreting(bill: _Bill, work: Work, terms: Terms, rate: Rate, workdays: Workdays) -> Iterator[PriceLine]:
    """One line for each run of blocks with the same factor; a block is priced by the instant it starts.

    The blocks of a minimum count as started, so that more minutes never cost less.
    """
    step = terms.step_minutes if rate.unit == "hour" else MINUTES[rate.unit]
    starts = [_minute(bill.time, passed) for passed in range(0, bill.minutes, step)]
    urgent = _urgent_factor(work, terms)
    for factor, run in groupby(starts, lambda start: _hours_factor(start, terms, workdays)):
        same = list(run)
        span = Period(same[0], same[-1] + timedelta(minutes=step))
        reasons = wording.reasons(terms, off_hours=factor != 1, urgent=urgent != 1)
        lead = wording.lead(work.outcome, span)
        yield _line(rate, Fraction(len(same) * step, MINUTES[rate.unit]), lead, factor * urgent, reasons)


def _minute(time: tuple[Period, ...], passed: int) -> datetime:
    """The instant after so many minutes of the time, which is laid end to end and goes on after its end."""
    for part in time[:-1]:
        if passed < part.minutes:
            return part.starts_at + timedelta(minutes=passed)
        passed -= part.minutes
    return time[-1].starts_at + timedelta(minutes=passed)


def _hours_factor(start: datetime, terms: Terms, workdays: Workdays) -> Decimal:
    at = local(start)
    holiday = not workdays.is_workday(at.date())
    if terms.normal_from <= at.time() < terms.normal_to:
        return terms.holiday_factor if holiday else Decimal(1)
    return max(terms.holiday_factor, terms.offhours_factor) if holiday else terms.offhours_factor


def _urgent_factor(work: Work, terms: Terms) -> Decimal:
    if work.ordered_at is None or terms.urgent_hours is None:
        return Decimal(1)
    notice = work.booked.starts_at - work.ordered_at
    return terms.urgent_factor if notice < timedelta(hours=terms.urgent_hours) else Decimal(1)


def _travel_is_owed(work: Work, terms: Terms, tariffs: Tariffs) -> bool:
    far = terms.travel_min_km is None or work.km > terms.travel_min_km
    paid = tariffs.has_rate(work.scheme, category=work.category, component="travel_time")
    return far and paid and work.travel_minutes > 0


def _travel_time(work: Work, tariffs: Tariffs, day: date) -> PriceLine:
    rate = tariffs.rate(work.scheme, category=work.category, component="travel_time", day=day)
    minutes = work.travel_minutes
    units = Fraction(minutes, 60) if rate.unit == "hour" else Fraction(-(-minutes // MINUTES[rate.unit]))
    return _line(rate, units, wording.travelled(minutes))


def _transport(work: Work, tariffs: Tariffs, day: date) -> PriceLine:
    rate = tariffs.rate(KM_SCHEME, category="", component="transport", day=day)
    return _line(rate, Fraction(work.km), wording.DRIVEN)


def _line(
    rate: Rate, units: Fraction, lead: Text, factor: Decimal = Decimal(1), reasons: Text = wording.NO_REASON
) -> PriceLine:
    quantity = _shown(units)
    text = wording.line(lead, rate, quantity, factor, reasons)
    amount = round_half_away(rate.amount_ore * units * Fraction(factor))
    return PriceLine(rate.component, text, quantity, rate.unit, rate.amount_ore, factor, amount)


def _shown(units: Fraction) -> Decimal:
    """Two decimals at most, for reading; the amount is made of the exact figure."""
    return (Decimal(units.numerator) / units.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
