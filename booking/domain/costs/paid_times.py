"""Paid time: an interpreter's time that a late exit has paid for, and what it takes off a later job's price."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from booking.domain.costs.moves import without
from booking.domain.costs.pricing import LineComponent, Price, PriceLine
from booking.domain.money import round_half_away
from booking.domain.periods import Period
from booking.domain.texts import Text

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class PaidTime:
    """A stretch of one interpreter's time, and the øre that the booking of that number owes for it."""

    number: str
    period: Period
    paid_ore: int

    def share_ore(self, period: Period) -> int:
        """What was paid for the minutes that both have; the shares of all its minutes add up to all that was paid."""
        starts_at, ends_at = max(self.period.starts_at, period.starts_at), min(self.period.ends_at, period.ends_at)
        if ends_at <= starts_at:
            return 0
        return self._paid_until(ends_at) - self._paid_until(starts_at)

    def _paid_until(self, instant: datetime) -> int:
        passed, whole = instant - self.period.starts_at, self.period.ends_at - self.period.starts_at
        return round_half_away(Fraction(self.paid_ore * (passed // INSTANT), whole // INSTANT))

    def minutes_in(self, period: Period) -> int:
        starts_at, ends_at = max(self.period.starts_at, period.starts_at), min(self.period.ends_at, period.ends_at)
        return Period(starts_at, ends_at).minutes if starts_at < ends_at else 0


def reduced(price: Price, pieces: Sequence[Period], paid: Iterable[PaidTime]) -> Price:
    """The price of some time less what was paid for its minutes before; paid time is free, never worth money.

    Journeys are paid again: what is taken off is at most what the price has for the time itself. In a late move's
    price it stays a part of what the move owes.
    """
    timed = (line for line in price.lines if line.component in ("interpreting", "moved_late") and line.unit != "km")
    left = sum(line.amount_ore for line in timed)
    lines = list(price.lines)
    kind: LineComponent = "moved_late" if any(line.component == "moved_late" for line in lines) else "paid_time"
    for one in paid:
        off = min(left, sum(one.share_ore(piece) for piece in pieces))
        if off > 0:
            minutes = sum(one.minutes_in(piece) for piece in pieces)
            lines.append(replace(_line(one, minutes, off), component=kind))
            left -= off
    return Price(tuple(lines))


def paid_for(number: str, pieces: Sequence[Period], owed_ore: int, known: Iterable[PaidTime]) -> tuple[PaidTime, ...]:
    """The time that `owed_ore` pays for: of the pieces what nobody had paid for before, else all of them.

    The øre are shared by minutes and add up to `owed_ore`; nothing owed is no paid time.
    """
    if owed_ore <= 0:
        return ()
    taken = [one.period for one in known]
    fresh = [part for piece in pieces for part in without(piece, taken)] or list(pieces)
    total, passed, made = sum(part.minutes for part in fresh), 0, []
    for part in fresh:
        before, after = (
            round_half_away(Fraction(owed_ore * minutes, total)) for minutes in (passed, passed + part.minutes)
        )
        passed += part.minutes
        made.append(PaidTime(number, part, after - before))
    return tuple(one for one in made if one.paid_ore > 0)


def _line(paid: PaidTime, minutes: int, off_ore: int) -> PriceLine:
    hours = (Decimal(minutes) / 60).quantize(Decimal("0.01"))
    text = Text(f"Allerede betalt ({paid.number}), {minutes} min.", f"Already paid ({paid.number}), {minutes} min")
    rate = round_half_away(Fraction(off_ore * 60, minutes)) if minutes else off_ore
    return PriceLine("paid_time", text, hours, "hour", -rate, Decimal(1), -off_ore)
