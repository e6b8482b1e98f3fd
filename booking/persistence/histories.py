"""The append-only log: every repository writes its changes here in the same transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.accounts import Actor
from booking.domain.history import Entry, Plain, differences
from booking.persistence.facts.counting import counts
from booking.persistence.tables.history import history


class By(Protocol):
    """Who changes things, and when: the unit of work, asked anew for each entry."""

    actor: Actor
    now: datetime
    request_id: str | None


class Histories:
    """Writes and reads entries; who and when are the transaction's."""

    def __init__(self, connection: AsyncConnection, by: By) -> None:
        self._connection = connection
        self._by = by
        self._pending: list[dict[str, Any]] = []
        # Bookings whose fact may have changed, and those whose rows were written and are held.
        self._counted: set[UUID] = set()
        self._held: set[UUID] = set()

    def row(
        self, kind: str, subject_id: UUID, action: str, changes: Mapping[str, tuple[Plain, Plain]]
    ) -> dict[str, Any]:
        return {
            "at": self._by.now,
            "actor_id": self._by.actor.account_id,
            "actor_name": self._by.actor.name,
            "via": self._by.actor.via,
            "subject_kind": kind,
            "subject_id": subject_id,
            "action": action,
            "changes": {name: list(pair) for name, pair in changes.items()},
            "request_id": self._by.request_id,
        }

    def record(
        self,
        kind: str,
        subject_id: UUID,
        action: str,
        *,
        before: object | None = None,
        after: object | None = None,
        even_if_same: bool = False,
    ) -> None:
        """One entry with the differences between two values of the same dataclass; nothing changed, nothing written.

        `kind` is what changed, `subject_id` the booking (or account, or interpreter) it belongs to. `even_if_same`
        keeps an entry for a new version that says nothing new.
        """
        changes = differences(before, after)
        if changes or even_if_same:
            self.add(self.row(kind, subject_id, action, changes))

    def add(self, entry: dict[str, Any]) -> None:
        """An entry made by `row`."""
        self._pending.append(entry)
        kind, subject_id = entry["subject_kind"], entry["subject_id"]
        if kind == "booking":
            self._held.add(subject_id)
        if counts(kind, entry["action"], entry["changes"]):
            self._counted.add(subject_id)

    def touch(self, booking_ids: Iterable[UUID]) -> None:
        """Bookings whose facts may change although none of their own entries says so."""
        self._counted.update(booking_ids)

    def counted(self) -> dict[UUID, bool]:
        """The bookings whose facts may have changed since this was asked last; true where the row is held."""
        counted, self._counted = self._counted, set()
        return {booking_id: booking_id in self._held for booking_id in sorted(counted)}

    async def write(self) -> None:
        """Puts down what was recorded, in one round trip; the unit of work does so before it commits."""
        if self._pending:
            pending, self._pending = self._pending, []
            await self._connection.execute(insert(history), pending)

    def forget(self) -> None:
        """What was recorded and not yet put down never was."""
        self._pending.clear()

    async def of(self, *subject_ids: UUID) -> list[Entry]:
        """The entries of these subjects, oldest first."""
        await self.write()
        query = select(history).where(history.c.subject_id.in_(subject_ids)).order_by(history.c.id)
        rows = (await self._connection.execute(query)).mappings()
        return [
            Entry(
                at=row["at"],
                actor_id=row["actor_id"],
                actor_name=row["actor_name"],
                via=row["via"],
                subject_kind=row["subject_kind"],
                subject_id=row["subject_id"],
                action=row["action"],
                changes={name: (pair[0], pair[1]) for name, pair in row["changes"].items()},
            )
            for row in rows
        ]
