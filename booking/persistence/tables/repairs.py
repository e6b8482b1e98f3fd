"""The day that goes wrong: illnesses with their proposals, alarms raised once, and the office's own settings."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, UniqueConstraint, Uuid
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from booking.persistence.tables.base import Instant, instant, key, metadata, ref, text

repairs = Table(
    "repairs",
    metadata,
    key(),
    ref("interpreter_id", "interpreters.id"),
    Column("interval_id", Uuid, nullable=False),
    instant("starts_at"),
    instant("until"),
    instant("made_at"),
    Column("made_by", Uuid),
    Column("open_ended", Boolean, nullable=False, server_default=sql("false")),
    instant("ended_at", nullable=True),
    Column("proved", Boolean, nullable=False, server_default=sql("true")),
)
Index(
    "uq_repairs_live",
    repairs.c.interpreter_id,
    unique=True,
    postgresql_where=repairs.c.ended_at.is_(None),
)

repair_lines = Table(
    "repair_lines",
    metadata,
    key(),
    ref("repair_id", "repairs.id"),
    ref("booking_id", "bookings.id"),
    text("kind", default=None),
    Column("moves", JSONB, nullable=False),
    Column("mode", Text),
    Column("able", Integer, nullable=False, server_default=sql("0")),
    text("state", default="proposed"),
    text("said_da"),
    text("said_en"),
    instant("decided_at", nullable=True),
    UniqueConstraint("repair_id", "booking_id"),
)
Index("ix_repair_lines_booking_id", repair_lines.c.booking_id)

alarms = Table(
    "alarms",
    metadata,
    Column("booking_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("starts_at", Instant, primary_key=True),
    instant("raised_at"),
)

office_settings = Table(
    "office_settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("set_at", Instant, primary_key=True),
    Column("value", JSONB, nullable=False),
    Column("set_by", Uuid),
    text("set_by_name"),
)
