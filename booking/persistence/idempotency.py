"""Requests that were answered before: the same key and body get the same answer for 24 hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.tables.accounts import idempotency_keys as keys

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a key stands for; `status` is None only inside the transaction that answers it."""

    request_hash: bytes
    status: int | None
    etag: str | None
    body: bytes | None


class IdempotencyKeys:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim(self, account_id: UUID, key: str, *, request_hash: bytes, now: datetime) -> Answered | None:
        """None when the key is now ours to answer; otherwise what it stands for.

        A second request with the same key waits here until the first has committed or failed.
        """
        mine = {"account_id": account_id, "key": key, "request_hash": request_hash, "created_at": now}
        query = insert(keys).values(mine).on_conflict_do_nothing().returning(keys.c.key)
        if (await self._connection.execute(query)).first() is not None:
            return None
        found = (await self._connection.execute(select(keys).where(_is(account_id, key)))).mappings().one()
        if found["created_at"] < now - KEPT:
            await self._connection.execute(update(keys).where(_is(account_id, key)).values(mine | {"status": None}))
            return None
        return Answered(found["request_hash"], found["status"], found["etag"], found["body"])

    async def answer(self, account_id: UUID, key: str, *, status: int, etag: str | None, body: bytes) -> None:
        query = update(keys).where(_is(account_id, key))
        await self._connection.execute(query.values(status=status, etag=etag, body=body))

    async def sweep(self, *, now: datetime) -> int:
        return (await self._connection.execute(delete(keys).where(keys.c.created_at < now - KEPT))).rowcount


def _is(account_id: UUID, key: str) -> ColumnElement[bool]:
    return (keys.c.account_id == account_id) & (keys.c.key == key)
