"""The append-only log; a trigger refuses to change or remove a row."""

from sqlalchemy import BigInteger, Column, Identity, Index, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from booking.persistence.tables.base import instant, metadata, text

history = Table(
    "history",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    instant("at"),
    Column("actor_id", Uuid),
    text("actor_name", default=None),
    text("via", default=None),
    text("subject_kind", default=None),
    Column("subject_id", Uuid, nullable=False),
    text("action", default=None),
    Column("changes", JSONB, nullable=False),
    Column("request_id", Text),
)
Index("ix_history_subject", history.c.subject_id, history.c.id)
Index("ix_history_at", history.c.at)
