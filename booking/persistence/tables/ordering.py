"""What helps ordering: slots held for some minutes, and each person's own templates."""

from sqlalchemy import Column, Float, Index, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB

from booking.persistence.tables.base import instant, key, metadata, ref, text

holds = Table(
    "slot_holds",
    metadata,
    key(),
    ref("account_id", "accounts.id"),
    ref("interpreter_id", "interpreters.id"),
    ref("booking_id", "bookings.id", nullable=True, index=True),
    text("language", default=None),
    text("mode", default=None),
    instant("starts_at"),
    instant("ends_at"),
    Column("lat", Float),
    Column("lon", Float),
    instant("expires_at"),
)
Index("uq_slot_holds_account", holds.c.account_id, unique=True, postgresql_where=holds.c.booking_id.is_(None))
Index("ix_slot_holds_interpreter", holds.c.interpreter_id, holds.c.expires_at)

templates = Table(
    "order_templates",
    metadata,
    key(),
    ref("account_id", "accounts.id"),
    Column("name", Text, nullable=False),
    Column("typed", JSONB, nullable=False),
    instant("made_at"),
    UniqueConstraint("account_id", "name"),
)
