"""What the office looks out for: what nobody has, by language, and the languages that hang on one or two people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from booking.domain.insights.risks import WEEKS, Risk, radar, weeks_from
from booking.domain.insights.steering import MonthFigures, month_figures
from booking.domain.insights.sums import Sums
from booking.domain.periods import day_bounds, local_date
from booking.domain.permissions import require_permission
from booking.domain.reports import Question, Span
from booking.domain.texts import Text
from booking.persistence import insights
from booking.persistence.languages import demand, speakers, speakers_of
from booking.services.desk import Desk

MONTHS = 12


@dataclass(frozen=True, slots=True)
class LanguageFill:
    """A language: how many bookings found somebody, and how many interpreters there are of it."""

    code: str
    name: Text
    sums: Sums
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A year of filling by month and language, what stands open ahead, and the radar."""

    span: Span
    months: tuple[MonthFigures, ...]
    whole: Sums
    languages: tuple[LanguageFill, ...]
    open: int
    ahead: int
    risks: tuple[Risk, ...]
    weeks: tuple[date, ...]


async def watch(desk: Desk) -> Watch:
    """For the office and those who look over its shoulder."""
    require_permission(desk.actor, "overview:office")
    today = local_date(desk.now)
    at = today.year * 12 + today.month - MONTHS
    span = Span(date(at // 12, at % 12 + 1, 1), today, today)
    question = Question(span=span, known_at=desk.now, by="month")
    counted = await insights.counted(desk.connection, question)
    weeks = weeks_from(today)
    before = day_bounds(weeks[0] + timedelta(weeks=WEEKS)).starts_at
    demands = await demand(desk.connection, now=desk.now, before=before)
    people = await speakers(desk.connection, on=today)
    asked = sorted({one.language for one in demands})
    known = await speakers_of(desk.connection, asked, on=today, now=desk.now, before=before)
    return Watch(
        span=span,
        months=month_figures(counted, span, (), today=today),
        whole=counted.whole,
        languages=_languages(desk, await insights.fills(desk.connection, question), people),
        open=sum(one.open for one in demands),
        ahead=sum(one.bookings for one in demands),
        risks=radar(demands, known, today=today),
        weeks=weeks,
    )


def _languages(desk: Desk, fills: Mapping[str, Sums], people: dict[str, int]) -> tuple[LanguageFill, ...]:
    """Those that somebody waited for in vain, most of them first."""
    found = [
        LanguageFill(code, desk.reference.languages[code].name, sums, people.get(code, 0))
        for code, sums in fills.items()
        if sums.unfilled
    ]
    return tuple(sorted(found, key=lambda one: (-one.sums.unfilled, one.code)))
