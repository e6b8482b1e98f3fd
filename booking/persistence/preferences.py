"""What people chose to hear of, their numbers, and the codes that prove a number theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.tables.messages import phone_codes, preferences


@dataclass(frozen=True, slots=True)
class Kept:
    """What one account chose by key; `phone` is reachable only once it is confirmed."""

    chosen: Mapping[str, int | str] = field(default_factory=dict)
    phone: str = ""
    confirmed_at: datetime | None = None

    @property
    def number(self) -> str:
        """The number that may be texted, or nothing."""
        return self.phone if self.confirmed_at is not None else ""


@dataclass(frozen=True, slots=True)
class PhoneCode:
    """A code that was sent to a number, of which only a seal is kept."""

    phone: str
    hash: bytes
    made_at: datetime


class AllPreferences:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, account_id: UUID) -> Kept:
        return (await self.of_all([account_id])).get(account_id, Kept())

    async def of_all(self, account_ids: Iterable[UUID]) -> dict[UUID, Kept]:
        """Of those who have chosen anything."""
        query = select(preferences).where(preferences.c.account_id.in_(list(account_ids)))
        rows = (await self._connection.execute(query)).mappings()
        return {row["account_id"]: Kept(row["chosen"], row["phone"], row["confirmed_at"]) for row in rows}

    async def choose(self, account_id: UUID, chosen: Mapping[str, int | str]) -> None:
        await self._put(account_id, chosen=dict(chosen))

    async def set_phone(self, account_id: UUID, phone: str, *, confirmed_at: datetime | None) -> None:
        await self._put(account_id, phone=phone, confirmed_at=confirmed_at)

    async def doubt_phone(self, account_id: UUID, phone: str) -> None:
        """A number that cannot be reached is no longer confirmed; another one that was set meanwhile is."""
        query = update(preferences).where(preferences.c.account_id == account_id, preferences.c.phone == phone)
        await self._connection.execute(query.values(confirmed_at=None))

    async def _put(self, account_id: UUID, **values: Any) -> None:
        new = insert(preferences).values(account_id=account_id, **values)
        await self._connection.execute(new.on_conflict_do_update(index_elements=["account_id"], set_=values))

    async def add_code(self, account_id: UUID, phone: str, code_hash: bytes, *, now: datetime) -> None:
        """The newest code only: an earlier one is of no use any more."""
        values = {"phone": phone, "hash": code_hash, "made_at": now}
        new = insert(phone_codes).values(account_id=account_id, **values)
        await self._connection.execute(new.on_conflict_do_update(index_elements=["account_id"], set_=values))

    async def code_of(self, account_id: UUID) -> PhoneCode | None:
        """The newest code that was sent; whoever confirms two at once queues here."""
        query = select(phone_codes).where(phone_codes.c.account_id == account_id).with_for_update()
        row = (await self._connection.execute(query)).first()
        return PhoneCode(row.phone, row.hash, row.made_at) if row is not None else None

    async def waiting_number(self, account_id: UUID) -> str:
        """The number that a code was sent to and that is not confirmed yet, or nothing."""
        query = select(phone_codes.c.phone).where(phone_codes.c.account_id == account_id)
        return (await self._connection.execute(query)).scalar_one_or_none() or ""

    async def forget_code(self, account_id: UUID) -> None:
        await self._connection.execute(delete(phone_codes).where(phone_codes.c.account_id == account_id))

    async def sweep(self, *, before: datetime) -> None:
        await self._connection.execute(delete(phone_codes).where(phone_codes.c.made_at < before))
