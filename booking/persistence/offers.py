"""Offers: made in order, answered once; and the order numbers that suppliers quote on their invoices."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import NotFound
from booking.domain.modes import Mode
from booking.domain.offers import Offer, OfferState
from booking.domain.periods import Period
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.bookings import offers
from booking.persistence.tables.offering import order_numbers


class Offers:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add_all(self, made: Sequence[Offer]) -> None:
        await self._connection.execute(insert(offers), [columns_of(offer) for offer in made])
        for offer in made:
            self._histories.record("offer", offer.booking_id, "offered", after=offer)

    async def new_order_number(self, *, year: int, prefix: str = "R") -> str:
        """The next order number (rekvisitionsnummer), e.g. R-2026-000123; never used twice."""
        number: int = (await self._connection.execute(select(order_numbers.next_value()))).scalar_one()
        return f"{prefix}-{year}-{number:06}"

    async def close(self, before: Offer, after: Offer) -> None:
        query = update(offers).where(offers.c.id == after.id)
        await self._connection.execute(query.values(state=after.state.value, answered_at=after.answered_at))
        self._histories.record("offer", after.booking_id, f"offer {after.state}", before=before, after=after)

    async def get(self, offer_id: UUID) -> Offer:
        """NotFound when there is none; lock its booking first, and it cannot change under you."""
        row = (await self._connection.execute(select(offers).where(offers.c.id == offer_id))).mappings().first()
        if row is None:
            raise unknown_offer(offer_id)
        return to_offer(row)

    async def of_booking(self, booking_id: UUID) -> list[Offer]:
        query = select(offers).where(offers.c.booking_id == booking_id).order_by(offers.c.made_at, offers.c.rank)
        return [to_offer(row) for row in (await self._connection.execute(query)).mappings()]

    async def open_for(self, interpreter_id: UUID, *, now: datetime) -> list[Offer]:
        """What this interpreter can answer now, the most urgent first."""
        query = (
            select(offers)
            .where(offers.c.interpreter_id == interpreter_id, offers.c.state == OfferState.OPEN.value)
            .where(offers.c.answer_by > now)
            .order_by(offers.c.answer_by)
        )
        return [to_offer(row) for row in (await self._connection.execute(query)).mappings()]

    async def declined_by(self, interpreter_id: UUID, *, since: datetime) -> list[Offer]:
        """What this interpreter has said no to since an instant, the latest first."""
        mine = (offers.c.interpreter_id == interpreter_id) & (offers.c.state == OfferState.DECLINED.value)
        query = select(offers).where(mine, offers.c.answered_at >= since).order_by(offers.c.answered_at.desc())
        return [to_offer(row) for row in (await self._connection.execute(query)).mappings()]

    async def open_around(self, interpreters: Collection[UUID], period: Period, *, hours: int) -> list[Offer]:
        """What these are asked about that begins or ends so near the period, whatever the answer-by."""
        near = timedelta(hours=hours)
        query = (
            select(offers)
            .where(offers.c.interpreter_id.in_(interpreters), offers.c.state == OfferState.OPEN.value)
            .where(offers.c.starts_at < period.ends_at + near, offers.c.ends_at > period.starts_at - near)
            .order_by(offers.c.booking_id)
        )
        return [to_offer(row) for row in (await self._connection.execute(query)).mappings()]


def unknown_offer(offer_id: UUID) -> NotFound:
    return NotFound(Text("Der er intet sådant tilbud.", "There is no such offer."), subject=str(offer_id))


def to_offer(row: RowMapping) -> Offer:
    values = fields_from(Offer, cast(dict[str, Any], row))
    kinds = {"state": OfferState(row["state"]), "mode": Mode(row["mode"])}
    return Offer(**values | kinds | {"trip_km": float(row["trip_km"])})
