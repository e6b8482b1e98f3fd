"""Payroll: what one job is worth to whoever interpreted, by normal and other hours; a correction is a difference."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

from booking.domain.costs.tariffs import Terms
from booking.domain.periods import COPENHAGEN, Period, local
from booking.domain.workdays import Workdays

NORMAL_FROM, NORMAL_TO = time(8), time(17)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Worked:
    """Minutes interpreted inside and outside normal hours, minutes travelled, kilometres, and the fee in øre."""

    normal_minutes: int = 0
    offhours_minutes: int = 0
    travel_minutes: int = 0
    km: Decimal = Decimal(0)
    fee_ore: int = 0

    def __sub__(self, other: "Worked") -> "Worked":
        return Worked(*(getattr(self, one.name) - getattr(other, one.name) for one in fields(self)))

    def __add__(self, other: "Worked") -> "Worked":
        return Worked(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


def hours_of(period: Period, terms: Terms | None, workdays: Workdays) -> tuple[int, int]:
    """Elapsed minutes inside and outside the normal hours of working days, which are 8 to 17 without terms."""
    first = terms.normal_from if terms is not None else NORMAL_FROM
    last = terms.normal_to if terms is not None else NORMAL_TO
    normal = sum(piece.minutes for piece in _pieces(period, first, last) if _is_normal(piece, first, last, workdays))
    return normal, period.minutes - normal


def _pieces(period: Period, first: time, last: time) -> list[Period]:
    """The period cut at midnight and where normal hours begin and end."""
    day, cuts = local(period.starts_at).date(), {period.starts_at, period.ends_at}
    while day <= local(period.ends_at).date():
        cuts |= {datetime.combine(day, at, COPENHAGEN).astimezone(UTC) for at in (time(0), first, last)}
        day += ONE_DAY
    inside = sorted(cut for cut in cuts if period.starts_at <= cut <= period.ends_at)
    return [Period(one, two) for one, two in pairwise(inside) if one < two]


def _is_normal(piece: Period, first: time, last: time, workdays: Workdays) -> bool:
    at = local(piece.starts_at)
    return workdays.is_workday(at.date()) and first <= at.time() < last
