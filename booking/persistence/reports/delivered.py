"""The delivered interpretings as they were known at an instant: what most reports count."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Numeric,
    Select,
    Table,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from booking.domain.costs.pricing import MINUTES
from booking.domain.reports import NO_MEASURE, Question
from booking.persistence.tables.bookings import bookings, deliveries
from booking.persistence.tables.costs import price_lines, settlements
from booking.persistence.tables.units import units

# The local month of the start; a literal, because GROUP BY must see the same expression.
_MONTH: ColumnElement[str] = literal_column("to_char(bookings.starts_at AT TIME ZONE 'Europe/Copenhagen', 'YYYY-MM')")
_DAY: ColumnElement[date] = literal_column("CAST(bookings.starts_at AT TIME ZONE 'Europe/Copenhagen' AS date)")


def delivered(question: Question) -> Select[Any]:
    """One row per delivered booking with a booked start in the span, by the versions known at the reading.

    Columns: `id number starts_at day month unit language case_type measure mode_booked mode minutes net_ore`; `minutes`
    are those billed where the job is priced, else those it lasted; `net_ore` is null until it is priced.
    """
    # What a late move owes is known before what was held is priced.
    whole = settlements.c.outcome != "moved_late"
    priced = and_(settlements.c.booking_id == bookings.c.id, whole, _known(settlements, "priced_at", question.known_at))
    return (
        select(
            bookings.c.id,
            bookings.c.number,
            bookings.c.starts_at,
            _DAY.label("day"),
            _MONTH.label("month"),
            units.c.code.label("unit"),
            bookings.c.language,
            bookings.c.case_type,
            func.coalesce(bookings.c.measure, NO_MEASURE).label("measure"),
            bookings.c.mode.label("mode_booked"),
            deliveries.c.mode,
            func.coalesce(_billed_minutes(), _lasted_minutes()).label("minutes"),
            settlements.c.net_ore,
        )
        .select_from(bookings)
        .join(units, units.c.id == bookings.c.unit_id)
        .join(deliveries, deliveries.c.booking_id == bookings.c.id)
        .outerjoin(settlements, priced)
        .where(
            deliveries.c.outcome == "delivered",
            _known(deliveries, "recorded_at", question.known_at),
            *ordered(question),
        )
    )


def ordered(question: Question) -> list[ColumnElement[bool]]:
    """Which bookings a question is about: local start in the span, and the filters."""
    period = question.span.period
    wheres = [bookings.c.starts_at >= period.starts_at, bookings.c.starts_at < period.ends_at]
    if question.unit_ids is not None:
        wheres.append(bookings.c.unit_id.in_(sorted(question.unit_ids)))
    for column in (bookings.c.language, bookings.c.case_type):
        wanted = getattr(question, column.name)
        if wanted is not None:
            wheres.append(column == wanted)
    if question.measure is not None:
        wheres.append(func.coalesce(bookings.c.measure, NO_MEASURE) == question.measure)
    return wheres


def _known(table: Table, since: str, at: datetime) -> ColumnElement[bool]:
    return and_(table.c[since] <= at, or_(table.c.superseded_at.is_(None), table.c.superseded_at > at))


def _billed_minutes() -> ColumnElement[object]:
    minutes = case({unit: literal(minutes) for unit, minutes in MINUTES.items()}, value=price_lines.c.unit, else_=0)
    interpreting = (price_lines.c.settlement_id == settlements.c.id) & (price_lines.c.component == "interpreting")
    return select(func.sum(price_lines.c.quantity * minutes)).where(interpreting).scalar_subquery()


def _lasted_minutes() -> ColumnElement[object]:
    return cast(extract("epoch", deliveries.c.ends_at - deliveries.c.starts_at) / 60, Numeric)
