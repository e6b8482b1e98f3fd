"""How offers are made and broken: the office's dated policy, its order numbers, and who withdrew after a yes."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Sequence, SmallInteger, Table, Time, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from booking.persistence.tables.base import instant, key, metadata, ref, text

order_numbers = Sequence("order_numbers", metadata=metadata)

offer_policies = Table(
    "offer_policies",
    metadata,
    key(),
    Column("valid_from", Date, nullable=False),
    Column("steps", JSONB, nullable=False),
    Column("several", SmallInteger, nullable=False),
    Column("opens", Time, nullable=False),
    Column("closes", Time, nullable=False),
    Column("late_hours", Integer, nullable=False),
    Column("now_minutes", SmallInteger, nullable=False),
    text("bridge_phone"),
    Column("made_by", Uuid),
    instant("made_at"),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    key(),
    ref("booking_id", "bookings.id", index=True),
    ref("interpreter_id", "interpreters.id"),
    instant("starts_at"),
    instant("assigned_at"),
    instant("withdrawn_at"),
    Column("late", Boolean, nullable=False),
    text("reason"),
)
Index("ix_withdrawals_interpreter", withdrawals.c.interpreter_id, withdrawals.c.withdrawn_at)
