"""Making the report: the month's figures, the year's pictures, and the four sentences, set by typst."""

import asyncio
from dataclasses import dataclass, replace

from booking.domain.insights.months import Month, month_of
from booking.domain.insights.sentences import Sentence
from booking.domain.insights.steering import Steering
from booking.domain.periods import local_date
from booking.domain.texts import Tongue
from booking.gateways.pdf import pdf
from booking.services.desk import Desk
from booking.services.insights import steering
from booking.services.monthly.wording import written


@dataclass(frozen=True, slots=True)
class LeaderReport:
    """A finished report; `name` is its file's, `sentences` what it says first."""

    month: Month
    place: str
    sentences: tuple[Sentence, ...]
    name: str
    content: bytes


async def leader_report(
    desk: Desk, *, month: str, unit: str | None = None, tongue: Tongue | None = None
) -> LeaderReport:
    """Of what the actor may see, in their tongue unless said; Invalid (month) for one that has not begun."""
    chosen = month_of(month, today=local_date(desk.now))
    figures = await steering(desk, months=1, unit=unit, until=chosen.until)
    year = await steering(desk, months=12, unit=unit, until=chosen.until)
    return await made(desk, chosen, figures, year, tongue or desk.actor.tongue)


async def made(desk: Desk, month: Month, figures: Steering, year: Steering, tongue: Tongue) -> LeaderReport:
    """The same of figures in hand. Moves are counted over the year: one month is too short to plan by."""
    whole = replace(figures, moves=year.moves)
    data = written(desk, month, whole, year, tongue)
    content = await asyncio.to_thread(pdf, "ledelse", data, at=desk.now)
    name = f"{'ledelsesrapport' if tongue == 'da' else 'leaders-report'}-{month.key}.pdf"
    return LeaderReport(month, figures.place, figures.sentences, name, content)
