"""The price of a job, line by line; quote and bill are made by the same engine."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from typing import Literal

from booking.domain.costs import reasons, wording
from booking.domain.costs.billing import Bill, Block, bill_of, billed_minutes, blocks_of, urgent_factor
from booking.domain.costs.tariffs import KM_SCHEME, Component, Rate, Tariffs, Terms, Unit
from booking.domain.costs.works import Outcome as Outcome
from booking.domain.costs.works import Work as Work
from booking.domain.errors import Invalid
from booking.domain.money import round_half_away
from booking.domain.periods import Period, local_date
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

LineComponent = Component | Literal["moved_late", "paid_time"]

FARTHEST_KM = 5000
MINUTES: dict[Unit, int] = {"started_hour": 60, "started_30min": 30, "hour": 60}


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of the bill: `quantity` in `unit`, times the rate, times the factor, rounded once.

    `moved_late` is what a late move owes, whatever it is made of; `paid_time` takes off what was paid before. `why` is
    the line explained block by block, one sentence a line.
    """

    component: LineComponent
    text: Text
    quantity: Decimal
    unit: Unit
    rate_ore: int
    factor: Decimal
    amount_ore: int
    why: Text = wording.NO_REASON


@dataclass(frozen=True, slots=True)
class Price:
    """The lines, and nothing but the lines, make the total: net, before VAT."""

    lines: tuple[PriceLine, ...]

    @property
    def total_ore(self) -> int:
        return sum(line.amount_ore for line in self.lines)


def price(work: Work, tariffs: Tariffs, workdays: Workdays, *, explained: bool = True) -> Price:
    """What the work costs, net in øre, by the tariff and the terms of the day it was held.

    Not `explained` the lines have no words: who compares a thousand prices reads none of them. Raises Invalid when a
    rate or the terms are missing for that day.
    """
    day = _day(work)
    terms = tariffs.terms(work.scheme, mode=work.mode, day=day)
    bill = bill_of(work, terms)
    if bill is None:
        return Price(())
    rate = tariffs.rate(work.scheme, category=work.category, component="interpreting", day=day)
    lines = list(_interpreting(bill, work, terms, rate, workdays, explained=explained))
    if bill.travel_time and _travel_is_owed(work, terms, tariffs, day):
        lines.append(_travel_time(work, terms, tariffs, day, explained=explained))
    if bill.transport and work.km > 0:
        pays = bill.travel_time and _pays_travel(work, tariffs, day)
        no_travel = reasons.no_travel(work, terms) if pays else reasons.NOTHING
        lines.append(_transport(work, tariffs, day, no_travel, explained=explained))
    if work.outcome == "moved_late":
        lines = [replace(line, component="moved_late") for line in lines]
    return Price(tuple(lines))


def minutes_billed(work: Work, tariffs: Tariffs) -> int:
    """The minutes that the terms bill, counted up in steps; a scheme without rates has terms all the same."""
    terms = tariffs.terms(work.scheme, mode=work.mode, day=_day(work))
    bill = bill_of(work, terms)
    return billed_minutes(bill, terms.step_minutes) if bill is not None else 0


def journey_ore(work: Work, tariffs: Tariffs) -> int:
    """What the journey of a job that is held costs: travel time and transport; Invalid when a rate is missing."""
    day = _day(work)
    terms = tariffs.terms(work.scheme, mode=work.mode, day=day)
    owed = _travel_is_owed(work, terms, tariffs, day)
    travel = _travel_time(work, terms, tariffs, day, explained=False).amount_ore if owed else 0
    return travel + (_transport(work, tariffs, day, explained=False).amount_ore if work.km > 0 else 0)


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


def _day(work: Work) -> date:
    return work.held_on or local_date(work.held.starts_at)


def _interpreting(
    bill: Bill, work: Work, terms: Terms, rate: Rate, workdays: Workdays, *, explained: bool
) -> Iterator[PriceLine]:
    """One line for each run of blocks with the same factor; the first also says how the minutes were counted."""
    step = terms.step_minutes if rate.unit == "hour" else MINUTES[rate.unit]
    urgent, blocks = urgent_factor(work, terms), list(blocks_of(bill, terms, step=step, workdays=workdays))
    counted: tuple[Text, ...] = ()
    if explained:
        counted = reasons.counted(work, terms, bill.time, minutes=bill.minutes, billed=len(blocks) * step)
    for factor, run in groupby(blocks, lambda block: block.factor):
        same = list(run)
        line = _line(rate, Fraction(len(same) * step, MINUTES[rate.unit]), factor * urgent)
        if explained:
            span = Period(same[0].starts_at, same[-1].ends_at)
            because = wording.reasons(terms, off_hours=factor != 1, urgent=urgent != 1)
            said = [*counted, *_runs(same, terms, workdays, step=step), reasons.urgent(urgent, terms)]
            line = _told(line, rate, wording.lead(work.outcome, span), because, why=reasons.sentences(said))
            counted = ()
        yield line


def _runs(blocks: list[Block], terms: Terms, workdays: Workdays, *, step: int) -> Iterator[Text]:
    """Blocks with the same reason in one sentence."""
    told = (
        (block, reasons.hours(Period(block.starts_at, block.ends_at), terms, workdays, step=step)) for block in blocks
    )
    for (factor, why), run in groupby(told, lambda one: (one[0].factor, one[1])):
        same = [block for block, _ in run]
        yield reasons.run(Period(same[0].starts_at, same[-1].ends_at), factor, why)


def _travel_is_owed(work: Work, terms: Terms, tariffs: Tariffs, day: date) -> bool:
    far = terms.travel_min_km is None or work.km > terms.travel_min_km
    return far and _pays_travel(work, tariffs, day) and work.travel_minutes > 0


def _pays_travel(work: Work, tariffs: Tariffs, day: date) -> bool:
    return tariffs.has_rate(work.scheme, category=work.category, component="travel_time", day=day)


def _travel_time(work: Work, terms: Terms, tariffs: Tariffs, day: date, *, explained: bool) -> PriceLine:
    rate = tariffs.rate(work.scheme, category=work.category, component="travel_time", day=day)
    minutes = work.travel_minutes
    units = Fraction(minutes, 60) if rate.unit == "hour" else Fraction(-(-minutes // MINUTES[rate.unit]))
    line = _line(rate, units)
    return _told(line, rate, wording.travelled(minutes), why=reasons.travel(work, terms)) if explained else line


def _transport(
    work: Work, tariffs: Tariffs, day: date, no_travel: Text = reasons.NOTHING, *, explained: bool
) -> PriceLine:
    rate = tariffs.rate(KM_SCHEME, category="", component="transport", day=day)
    line = _line(rate, Fraction(work.km))
    if not explained:
        return line
    why = reasons.sentences([reasons.transport(rate.amount_ore, day), no_travel])
    return _told(line, rate, wording.DRIVEN, why=why)


def _line(rate: Rate, units: Fraction, factor: Decimal = Decimal(1)) -> PriceLine:
    above, below = factor.as_integer_ratio()
    amount = round_half_away(Fraction(rate.amount_ore * units.numerator * above, units.denominator * below))
    return PriceLine(rate.component, reasons.NOTHING, _shown(units), rate.unit, rate.amount_ore, factor, amount)


def _told(line: PriceLine, rate: Rate, lead: Text, because: Text = wording.NO_REASON, *, why: Text) -> PriceLine:
    return replace(line, text=wording.line(lead, rate, line.quantity, line.factor, because), why=why)


def _shown(units: Fraction) -> Decimal:
    """Two decimals at most, for reading; the amount is made of the exact figure."""
    return (Decimal(units.numerator) / units.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
