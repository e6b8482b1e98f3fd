"""What an interpreter has worked: the jobs they reported, each with its report and what it was settled at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import Booking
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.persistence.bookings import to_booking
from booking.persistence.tables.bookings import bookings, deliveries
from booking.persistence.tables.costs import price_lines, settlements

_CURRENT = (deliveries.c.booking_id == bookings.c.id) & deliveries.c.superseded_at.is_(None)
_BILL = (settlements.c.booking_id == bookings.c.id) & settlements.c.superseded_at.is_(None)


@dataclass(frozen=True, slots=True)
class Worked:
    """A reported job: when and how it was held; the settlement's net in øre once there is one."""

    booking: Booking
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    settlement_id: UUID | None
    net_ore: int | None


async def worked_by(
    connection: AsyncConnection, interpreter_id: UUID, *, since: datetime, until: datetime
) -> list[Worked]:
    """What was held from an instant up to another, in order of start."""
    held = deliveries.c.mode.label("held_mode"), deliveries.c.starts_at.label("held_from")
    bill = settlements.c.id.label("settlement_id"), settlements.c.net_ore.label("net_ore")
    query = select(bookings, *held, deliveries.c.ends_at.label("held_until"), *bill)
    query = query.join(deliveries, _CURRENT).outerjoin(settlements, _BILL)
    query = query.where(deliveries.c.interpreter_id == interpreter_id)
    query = query.where(deliveries.c.starts_at >= since, deliveries.c.starts_at < until)
    rows = (await connection.execute(query.order_by(deliveries.c.starts_at))).mappings()
    return [
        Worked(
            to_booking(row),
            Mode(row["held_mode"]),
            row["held_from"],
            row["held_until"],
            row["settlement_id"],
            row["net_ore"],
        )
        for row in rows
    ]


async def lines_of(connection: AsyncConnection, settlement_ids: Collection[UUID]) -> dict[UUID, list[tuple[Text, int]]]:
    """The price lines of each settlement, in their order: what for, and øre."""
    columns = price_lines.c.settlement_id, price_lines.c.text_da, price_lines.c.text_en, price_lines.c.amount_ore
    query = select(*columns).where(price_lines.c.settlement_id.in_(settlement_ids)).order_by(price_lines.c.n)
    found: dict[UUID, list[tuple[Text, int]]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.settlement_id, []).append((Text(row.text_da, row.text_en), row.amount_ore))
    return found
