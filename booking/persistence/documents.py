"""Papers seen of interpreters: added, and ended; never changed, never deleted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.documents import Document, Paper
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.documents import documents
from booking.persistence.tables.interpreters import interpreters


class Documents:
    """Those that stand; what was replaced or withdrawn is in the log."""

    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add(self, document: Document) -> None:
        await self.add_all([document])

    async def add_all(self, new: Iterable[Document]) -> None:
        rows = list(new)
        if rows:
            await self._connection.execute(insert(documents), [columns_of(one) for one in rows])
        for one in rows:
            self._histories.record("document", one.interpreter_id, "document added", after=one)

    async def end(self, document: Document, *, now: datetime) -> None:
        query = update(documents).where(documents.c.id == document.id).values(ended_at=now)
        await self._connection.execute(query)
        after = replace(document, ended_at=now)
        self._histories.record("document", document.interpreter_id, "document ended", before=document, after=after)

    async def get(self, document_id: UUID, *, interpreter_id: UUID) -> Document | None:
        """Locked; None when they have no such paper that stands."""
        query = select(documents).where(documents.c.id == document_id, documents.c.interpreter_id == interpreter_id)
        query = query.where(documents.c.ended_at.is_(None)).with_for_update()
        row = (await self._connection.execute(query)).mappings().first()
        return to_document(row) if row is not None else None

    async def of(self, ids: Iterable[UUID]) -> dict[UUID, list[Document]]:
        """By interpreter, what ends first first."""
        query = select(documents).where(documents.c.interpreter_id.in_(list(ids)), documents.c.ended_at.is_(None))
        found: dict[UUID, list[Document]] = {}
        order = (documents.c.expires_on.asc().nulls_last(), documents.c.kind, documents.c.id)
        for row in (await self._connection.execute(query.order_by(*order))).mappings():
            found.setdefault(row["interpreter_id"], []).append(to_document(row))
        return found

    async def ending(self, *, by: date) -> list[Document]:
        """Of those who are asked for jobs, what has expired or expires by that day."""
        theirs = documents.join(interpreters, interpreters.c.id == documents.c.interpreter_id)
        query = select(documents).select_from(theirs).where(interpreters.c.active, documents.c.ended_at.is_(None))
        query = query.where(documents.c.expires_on <= by).order_by(documents.c.expires_on, documents.c.id)
        return [to_document(row) for row in (await self._connection.execute(query)).mappings()]


def to_document(row: RowMapping) -> Document:
    return Document(**fields_from(Document, cast(dict[str, Any], row)) | {"kind": Paper(row["kind"])})
