"""Papers seen of interpreters."""

from sqlalchemy import Column, Date, Index, Table

from booking.persistence.tables.base import instant, key, metadata, ref, text

documents = Table(
    "interpreter_documents",
    metadata,
    key(),
    ref("interpreter_id", "interpreters.id", index=True),
    text("kind", default=None),
    text("note"),
    Column("issued_on", Date),
    Column("expires_on", Date),
    instant("added_at"),
    instant("ended_at", nullable=True),
)
Index("ix_interpreter_documents_ending", documents.c.expires_on, postgresql_where=documents.c.ended_at.is_(None))
