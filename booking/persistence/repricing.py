"""Deliveries that are settled, as the price engine wants them, to be priced again by another tariff."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.costs.pricing import Outcome, Work
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.persistence.deliveries import break_of
from booking.persistence.tables.bookings import bookings, deliveries
from booking.persistence.tables.costs import settlements
from booking.persistence.tables.interpreters import interpreters

_OUTCOMES: dict[str, Outcome] = {"delivered": "delivered", "aborted": "aborted", "citizen_no_show": "no_show"}


@dataclass(frozen=True, slots=True)
class Settled:
    """A delivery with its booking's number, unit and settled price."""

    number: str
    unit_id: UUID
    work: Work


async def settled_deliveries(connection: AsyncConnection, *, first: date, last: date) -> list[Settled]:
    """Those held on these local days, in order."""
    columns = (
        bookings.c.number,
        bookings.c.unit_id,
        bookings.c.requested_at,
        bookings.c.starts_at.label("booked_from"),
        bookings.c.ends_at.label("booked_to"),
        settlements.c.scheme,
        settlements.c.category,
        settlements.c.held_on,
        deliveries.c.outcome,
        deliveries.c.mode,
        deliveries.c.starts_at,
        deliveries.c.ends_at,
        deliveries.c.travel_minutes,
        deliveries.c.km,
        deliveries.c.waited_minutes,
        deliveries.c.break_from,
        deliveries.c.break_minutes,
    )
    query = (
        select(*columns)
        .join(settlements, settlements.c.booking_id == bookings.c.id)
        .join(deliveries, deliveries.c.booking_id == bookings.c.id)
        .where(settlements.c.superseded_at.is_(None), deliveries.c.superseded_at.is_(None))
        .where(settlements.c.held_on.between(first, last), deliveries.c.outcome.in_(list(_OUTCOMES)))
        .order_by(settlements.c.held_on, bookings.c.number)
    )
    return [_settled(row) for row in await connection.execute(query)]


async def used_schemes(connection: AsyncConnection) -> list[tuple[str, str]]:
    """Scheme and category of everybody who can be given a job."""
    query = select(interpreters.c.scheme, interpreters.c.category).where(interpreters.c.active).distinct()
    return [(row[0], row[1]) for row in await connection.execute(query)]


def _settled(row: Row[*tuple[Any, ...]]) -> Settled:
    outcome = _OUTCOMES[row.outcome]
    work = Work(
        scheme=row.scheme,
        category=row.category,
        mode=Mode(row.mode),
        booked=Period(row.booked_from, row.booked_to),
        actual=Period(row.starts_at, row.ends_at) if outcome != "no_show" else None,
        outcome=outcome,
        travel_minutes=row.travel_minutes,
        km=row.km,
        ordered_at=row.requested_at,
        held_on=row.held_on,
        waited_minutes=row.waited_minutes if outcome != "no_show" else 0,
        breaks=break_of(row.break_from, row.break_minutes) if outcome != "no_show" else (),
    )
    return Settled(row.number, row.unit_id, work)
