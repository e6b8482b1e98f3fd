"""Gathering a leader's figures: the same few statements however much there is to count."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from booking.domain.errors import Denied
from booking.domain.insights.sentences import Facts, Weakest, most_important
from booking.domain.insights.steering import (
    FEWEST,
    Steering,
    facts_of,
    month_figures,
    needed,
    target_on,
    unit_figures,
)
from booking.domain.insights.sums import Sums
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission, sees_all
from booking.domain.reports import Question, Span
from booking.domain.texts import Text
from booking.domain.units import Unit, subtree
from booking.persistence import insights
from booking.persistence.languages import speakers
from booking.services.desk import Desk

# Months that a dashboard may span, the usual first.
LENGTHS = (12, 3, 36)
Ahead = tuple[int, int]
NOBODY_ASKED: Ahead = (0, 0)


async def steering(
    desk: Desk, *, months: int = 12, unit: str | None = None, until: date | None = None, ahead: Ahead = NOBODY_ASKED
) -> Steering:
    """The months up to a day (today), of what the actor may see, or of a unit and those below it.

    `ahead`: how many talks could be remote and what that saves, where somebody has looked.

    Raises Denied for a unit that is not the actor's.
    """
    found = await alone(desk, months=months, unit=unit, until=until)
    question = _question(desk, months, found.span.until, _unit(desk, unit))
    earlier = await insights.counted(desk.connection, replace(question, span=_before(question.span, months)))
    found = replace(found, before=earlier.whole)
    return replace(found, sentences=most_important(await _facts(desk, question, found, ahead)))


async def alone(desk: Desk, *, months: int = 12, unit: str | None = None, until: date | None = None) -> Steering:
    """The same, held against no time before, and without sentences."""
    require_permission(desk.actor, "reports:read")
    chosen = _unit(desk, unit)
    last = min(until or local_date(desk.now), local_date(desk.now))
    question = _question(desk, months, last, chosen)
    counted = await insights.counted(desk.connection, question)
    targets = desk.reference.targets
    target = target_on(targets, last)
    units = unit_figures(counted, _names(desk), target, months=months)
    return Steering(
        span=question.span,
        read_at=question.known_at,
        unit=chosen.code if chosen else None,
        place=chosen.name if chosen else desk.identity.municipality,
        months=month_figures(counted, question.span, targets, today=local_date(desk.now)),
        units=units,
        whole=counted.whole,
        target=target,
        moves=needed(units, target, months=months),
    )


async def _facts(desk: Desk, question: Question, found: Steering, ahead: Ahead) -> Facts:
    """What the sentences are chosen of."""
    languages = await insights.fills(desk.connection, question)
    weakest = _weakest(desk, languages, await speakers(desk.connection, on=question.span.until))
    return facts_of(found, weakest=weakest, potential=ahead)


def _unit(desk: Desk, code: str | None) -> Unit | None:
    """The one asked for; for those who see no more, their own."""
    actor = desk.actor
    if not code:
        return None if sees_all(actor) or actor.unit_id is None else desk.reference.units[actor.unit_id]
    unit = desk.reference.unit(code)
    if not sees_all(actor) and unit.id not in actor.unit_ids:
        raise Denied(
            Text(
                f"Du kan se tal for din egen enhed og enhederne under den, ikke for {unit.name}.",
                f"You can see the figures of your own unit and the units below it, not of {unit.name}.",
            ),
            field="unit",
        )
    return unit


def _question(desk: Desk, months: int, last: date, unit: Unit | None) -> Question:
    units: frozenset[UUID] | None = None
    if unit is not None:
        units = subtree(desk.reference.units.values(), unit.id)
    return Question(span=Span(_first(last, months), last, last), known_at=desk.now, by="month", unit_ids=units)


def _first(last: date, months: int) -> date:
    """The first day of the month so many months back, the last one counted."""
    at = last.year * 12 + last.month - months
    return date(at // 12, at % 12 + 1, 1)


def _before(span: Span, months: int) -> Span:
    """As many months earlier, up to the same day of the month where there is one."""
    first = _first(span.since, months + 1)
    ended = _first(span.until, months + 1)
    following = date(ended.year + ended.month // 12, ended.month % 12 + 1, 1)
    last = min(ended + timedelta(days=span.until.day - 1), following - timedelta(days=1))
    whole = (span.until + timedelta(days=1)).day == 1
    last = following - timedelta(days=1) if whole else last
    return Span(first, last, last)


def _weakest(desk: Desk, fills: Mapping[str, Sums], people: dict[str, int]) -> Weakest | None:
    """The language for which fewest bookings found somebody, where there are enough of them to say so."""
    rates: list[tuple[Fraction, str]] = [
        (one.fill_rate, code)
        for code, one in fills.items()
        if one.fill_rate is not None and one.filled + one.unfilled >= FEWEST and one.unfilled
    ]
    if not rates:
        return None
    rate, code = min(rates)
    return Weakest(desk.reference.languages[code].name, rate, fills[code].unfilled, people.get(code, 0))


def _names(desk: Desk) -> dict[str, str]:
    return {unit.code: unit.name for unit in desk.reference.units.values()}
