"""Text messages: what each is about, so that it can be judged anew before it leaves, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.messages import texts
from booking.persistence.tables.outbox import outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMessage:
    """A message to somebody's phone; `id` is that of its promise, `only` when no mail says the same.

    `interpreter_id` is whose job it is about, None where it is about somebody's own booking.
    """

    id: UUID
    topic: str
    account_id: UUID
    parts: int
    made_at: datetime
    only: bool = False
    interpreter_id: UUID | None = None
    booking_id: UUID | None = None
    offer_id: UUID | None = None
    starts_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SentText:
    """A message as the office sees it: to which number, in which state of its promise, and why not where it failed."""

    id: UUID
    topic: str
    to: str
    state: str
    error: str
    made_at: datetime
    done_at: datetime | None


class Texts:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._added: list[TextMessage] = []

    def add(self, message: TextMessage) -> None:
        """Put down with the others of its transaction, last thing before the commit."""
        self._added.append(message)

    async def write(self) -> None:
        if self._added:
            added, self._added = self._added, []
            await self._connection.execute(insert(texts), [columns_of(one) for one in added])

    def forget(self) -> None:
        """What was added and not yet put down never was."""
        self._added.clear()

    async def by_id(self, text_id: UUID) -> TextMessage | None:
        row = (await self._connection.execute(select(texts).where(texts.c.id == text_id))).mappings().first()
        return TextMessage(**fields_from(TextMessage, cast(dict[str, Any], row))) if row is not None else None

    async def count(self, booking_id: UUID, account_id: UUID, topic: str, *, since: datetime) -> int:
        """How many a reader was promised about a booking."""
        mine = (texts.c.booking_id == booking_id) & (texts.c.account_id == account_id) & (texts.c.topic == topic)
        query = select(func.count()).where(mine, texts.c.made_at > since)
        return int((await self._connection.execute(query)).scalar_one())

    async def outdone(self, message: TextMessage) -> bool:
        """Whether the same reader was written to again about the same booking and topic."""
        same = (texts.c.booking_id == message.booking_id) & (texts.c.account_id == message.account_id)
        newer = same & (texts.c.topic == message.topic) & (texts.c.id > message.id)
        return bool((await self._connection.execute(select(exists().where(newer)))).scalar_one())

    async def of_bookings(self, booking_ids: Sequence[UUID]) -> list[SentText]:
        columns = outbox.c.envelope_to.label("to"), outbox.c.state, outbox.c.last_error, outbox.c.done_at
        query = select(texts.c.id, texts.c.topic, texts.c.made_at, *columns).join(outbox, outbox.c.id == texts.c.id)
        query = query.where(texts.c.booking_id.in_(booking_ids)).order_by(texts.c.made_at, texts.c.id)
        return [
            SentText(row.id, row.topic, row.to, row.state, row.last_error or "", row.made_at, row.done_at)
            for row in await self._connection.execute(query)
        ]

    async def sweep(self, *, before: datetime) -> None:
        await self._connection.execute(delete(texts).where(texts.c.made_at < before))
