"""Mail of ours that came back: the mail and the address are marked, until the address is in order."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.tables.inbound import bounced_addresses
from booking.persistence.tables.outbox import outbox


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail of ours: what it was about, and to whom."""

    id: UUID
    subject_id: UUID
    stream_id: UUID | None
    envelope_to: str


_SENT = (outbox.c.id, outbox.c.subject_id, outbox.c.stream_id, outbox.c.envelope_to)


_PERSON_AT = text(
    """
    SELECT id FROM (SELECT id, email, 1 AS place FROM interpreters UNION ALL SELECT id, email, 2 FROM accounts) people
    WHERE lower(email) = :address ORDER BY place LIMIT 1
    """
)


class Bounces:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def mark_mail(self, promise_id: UUID, *, status: str) -> Sent | None:
        """A mail that we sent came back; None when there is no such mail, or it was known already."""
        back = (outbox.c.id == promise_id) & (outbox.c.kind == "mail") & (outbox.c.state != "bounced")
        values = {"state": "bounced", "last_error": status[:500], "lease_until": None}
        query = update(outbox).where(back).values(values)
        row = (await self._connection.execute(query.returning(*_SENT))).mappings().first()
        return Sent(**row) if row is not None else None

    async def sent(self, promise_id: UUID) -> Sent | None:
        query = select(*_SENT).where(outbox.c.id == promise_id, outbox.c.kind == "mail")
        row = (await self._connection.execute(query)).mappings().first()
        return Sent(**row) if row is not None else None

    async def note(self, promise_id: UUID, *, said: str) -> None:
        """What a mail server has said of a mail since it took it."""
        await self._connection.execute(update(outbox).where(outbox.c.id == promise_id).values(last_error=said[:500]))

    async def mark_bounced(self, address: str, *, outbox_id: UUID, status: str, now: datetime) -> bool:
        """Whether the address was in order until now."""
        row = {"address": address.lower(), "outbox_id": outbox_id, "status": status, "bounced_at": now}
        query = insert(bounced_addresses).values(row).on_conflict_do_nothing()
        return (await self._connection.execute(query.returning(bounced_addresses.c.address))).first() is not None

    async def unmark_bounced(self, address: str) -> None:
        await self._connection.execute(delete(bounced_addresses).where(bounced_addresses.c.address == address.lower()))

    async def among(self, addresses: Collection[str]) -> set[str]:
        """Those of the addresses, in lower case, that mail came back from."""
        wanted = [one.lower() for one in addresses]
        query = select(bounced_addresses.c.address).where(bounced_addresses.c.address.in_(wanted))
        return {row.address for row in await self._connection.execute(query)}

    async def person_at(self, address: str) -> UUID | None:
        """Whose mail goes to an address: an interpreter, or else an account."""
        found = (await self._connection.execute(_PERSON_AT, {"address": address.lower()})).first()
        return found.id if found is not None else None
