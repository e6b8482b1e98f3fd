"""Plans of the optimiser: what was asked, how far it came, and each line with what was decided of it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from booking.persistence.tables.base import instant, key, metadata, ore, ref, text

plans = Table(
    "plans",
    metadata,
    key(),
    text("kind", default=None),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("units", ARRAY(Uuid), nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    text("may_move", default=None),
    ore("move_ore"),
    Column("weights", JSONB, nullable=False),
    Column("limit_seconds", Integer, nullable=False),
    Column("gap_asked_ppm", Integer, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("scenario", JSONB, nullable=False),
    instant("asked_at"),
    Column("asked_by", Uuid),
    text("asked_by_name"),
    text("state", default="queued"),
    instant("stop_asked_at", nullable=True),
    Column("attempts", Integer, nullable=False, server_default=sql("0")),
    instant("lease_until", nullable=True),
    Column("lease_token", Uuid),
    instant("started_at", nullable=True),
    instant("ended_at", nullable=True),
    Column("ended", Text),
    Column("progress", JSONB),
    Column("today", JSONB),
    Column("plan", JSONB),
    Column("imagined", JSONB),
    Column("score_ore", BigInteger),
    Column("bound_ore", BigInteger),
    Column("gap_ppm", Integer),
    Column("fill_proved", Boolean, nullable=False, server_default=sql("false")),
    Column("verdict", JSONB),
    text("digest"),
    text("said_da"),
    text("said_en"),
    instant("decided_at", nullable=True),
)
Index("ix_plans_asked_at", plans.c.asked_at.desc())
Index("ix_plans_under_way", plans.c.asked_at, postgresql_where=sql("state IN ('queued', 'solving')"))

plan_lines = Table(
    "plan_lines",
    metadata,
    Column("plan_id", Uuid, ForeignKey("plans.id"), nullable=False),
    Column("n", Integer, nullable=False),
    ref("booking_id", "bookings.id", index=True),
    Column("version", Integer, nullable=False),
    instant("starts_at"),
    instant("ends_at"),
    text("mode", default=None),
    ref("taker_id", "interpreters.id"),
    ref("giver_id", "interpreters.id", nullable=True),
    Column("asked", Boolean, nullable=False),
    ore("before_ore"),
    ore("after_ore"),
    Column("reasons", JSONB, nullable=False),
    text("state", default="proposed"),
    text("said_da"),
    text("said_en"),
    instant("decided_at", nullable=True),
    Column("decided_by", Uuid),
    PrimaryKeyConstraint("plan_id", "n"),
    UniqueConstraint("plan_id", "booking_id"),
)

plan_unfilled = Table(
    "plan_unfilled",
    metadata,
    Column("plan_id", Uuid, ForeignKey("plans.id"), nullable=False),
    ref("booking_id", "bookings.id", index=True),
    Column("facts", JSONB, nullable=False),
    Column("ways", JSONB, nullable=False),
    PrimaryKeyConstraint("plan_id", "booking_id"),
)
