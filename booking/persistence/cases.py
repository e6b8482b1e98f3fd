"""What is known of a case from the bookings that somebody may see."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.narrowing import visible
from booking.persistence.scope import Scope
from booking.persistence.tables.bookings import assignments, bookings
from booking.persistence.tables.interpreters import interpreters


@dataclass(frozen=True, slots=True)
class Met:
    """An interpreter of the case's bookings; `times` counts them."""

    id: UUID
    name: str
    times: int


async def met_in_case(connection: AsyncConnection, scope: Scope, citizen_ref: str) -> list[Met]:
    """Who has had a job of the case, the most usual first."""
    times = func.count().label("times")
    query = (
        select(interpreters.c.id, interpreters.c.name, times)
        .join(assignments, assignments.c.interpreter_id == interpreters.c.id)
        .join(bookings, bookings.c.id == assignments.c.booking_id)
        .where(visible(scope), bookings.c.citizen_ref == citizen_ref, assignments.c.status == "active")
        .where(interpreters.c.active)
        .group_by(interpreters.c.id, interpreters.c.name)
        .order_by(times.desc(), interpreters.c.name)
    )
    return [Met(*row) for row in await connection.execute(query)]
