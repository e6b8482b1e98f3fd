"""A claim's lines and what it holds back, with the bookings they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.tables.bookings import bookings
from booking.persistence.tables.claims import claim_held, claim_lines


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line with its booking's number; amounts in øre."""

    n: int
    number: str
    booking_id: UUID
    unit_id: UUID
    kind: str
    rule_code: str
    rule_version: int
    percent: int
    held_on: date
    eligible_ore: int
    refund_ore: int


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One booking that is held back; amounts in øre."""

    number: str
    unit_id: UUID
    why: str
    held_on: date
    net_ore: int
    refund_ore: int


async def line_rows(
    connection: AsyncConnection, claim_id: UUID, *, kind: str = "", unit_ids: Sequence[UUID] | None = None
) -> list[LineRow]:
    """In the claim's order; of one kind or of some units where asked."""
    names = [name for name in LineRow.__dataclass_fields__ if name != "number"]
    query = select(bookings.c.number, *(claim_lines.c[name] for name in names))
    query = query.join(bookings, bookings.c.id == claim_lines.c.booking_id).where(claim_lines.c.claim_id == claim_id)
    if kind:
        query = query.where(claim_lines.c.kind == kind)
    if unit_ids is not None:
        query = query.where(claim_lines.c.unit_id.in_(unit_ids))
    rows = (await connection.execute(query.order_by(claim_lines.c.n))).mappings()
    return [LineRow(**cast(dict[str, Any], row)) for row in rows]


async def held_rows(connection: AsyncConnection, claim_id: UUID, *, why: str = "") -> list[HeldRow]:
    """By day; for one reason where asked."""
    own = [claim_held.c[name] for name in ("why", "held_on", "net_ore", "refund_ore")]
    query = select(bookings.c.number, bookings.c.unit_id, *own)
    query = query.join(bookings, bookings.c.id == claim_held.c.booking_id).where(claim_held.c.claim_id == claim_id)
    if why:
        query = query.where(claim_held.c.why == why)
    rows = (await connection.execute(query.order_by(claim_held.c.held_on, bookings.c.number))).mappings()
    return [HeldRow(**cast(dict[str, Any], row)) for row in rows]


async def line_bookings(connection: AsyncConnection, claim_id: UUID) -> dict[str, UUID]:
    """The claim's bookings by number, each once, in their order."""
    query = select(bookings.c.number, bookings.c.id).distinct()
    query = query.join(claim_lines, claim_lines.c.booking_id == bookings.c.id)
    query = query.where(claim_lines.c.claim_id == claim_id).order_by(bookings.c.number)
    return {row.number: row.id for row in await connection.execute(query)}


async def line_numbers(connection: AsyncConnection, claim_id: UUID) -> list[str]:
    """The numbers of the claim's bookings, each once, in their order."""
    query = select(bookings.c.number).distinct().join(claim_lines, claim_lines.c.booking_id == bookings.c.id)
    query = query.where(claim_lines.c.claim_id == claim_id).order_by(bookings.c.number)
    return list((await connection.execute(query)).scalars())
