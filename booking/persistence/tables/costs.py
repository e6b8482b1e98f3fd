"""What was charged and what is refunded; a correction supersedes, nothing is overwritten."""

from sqlalchemy import ARRAY, Column, Date, Index, Integer, Numeric, SmallInteger, Table, Text, Uuid
from sqlalchemy import text as sql

from booking.persistence.tables.base import instant, key, metadata, ore, ref, text

paid_times = Table(
    "paid_times",
    metadata,
    key(),
    ref("interpreter_id", "interpreters.id"),
    ref("booking_id", "bookings.id"),
    instant("starts_at"),
    instant("ends_at"),
    ore("paid_ore"),
    instant("made_at"),
    instant("ended_at", nullable=True),
)
Index("ix_paid_times_interpreter", paid_times.c.interpreter_id, paid_times.c.starts_at)

settlements = Table(
    "settlements",
    metadata,
    key(),
    ref("booking_id", "bookings.id"),
    Column("version", Integer, nullable=False),
    text("outcome", default=None),
    text("scheme", default=None),
    text("category", default=None),
    Column("held_on", Date, nullable=False),
    ore("net_ore"),
    ore("vat_ore"),
    instant("priced_at"),
    Column("decided_by", Uuid),
    text("reason"),
    instant("superseded_at", nullable=True),
    text("because_da"),
    text("because_en"),
    ref("supplier_id", "suppliers.id", nullable=True),
    Column("vat_percent", Numeric(5, 2), nullable=False, server_default=sql("0")),
)
Index(
    "uq_settlements_current",
    settlements.c.booking_id,
    unique=True,
    postgresql_where=settlements.c.superseded_at.is_(None),
)

price_lines = Table(
    "price_lines",
    metadata,
    ref("settlement_id", "settlements.id", index=True),
    Column("n", SmallInteger, nullable=False),
    text("component", default=None),
    text("text_da", default=None),
    text("text_en", default=None),
    Column("quantity", Numeric(10, 2), nullable=False),
    text("unit", default=None),
    ore("rate_ore"),
    Column("factor", Numeric(6, 3), nullable=False),
    ore("amount_ore"),
    text("why_da"),
    text("why_en"),
)

refund_decisions = Table(
    "refund_decisions",
    metadata,
    key(),
    ref("booking_id", "bookings.id"),
    Column("version", Integer, nullable=False),
    text("state", default=None),
    Column("rule_code", Text),
    Column("rule_version", Integer),
    Column("percent", Integer),
    ore("eligible_ore"),
    ore("refund_ore"),
    text("reason_da", default=None),
    text("reason_en", default=None),
    Column("missing", ARRAY(Text), nullable=False),
    instant("decided_at"),
    Column("decided_by", Uuid),
    text("judged"),
    text("judged_because"),
    Column("overrule_id", Uuid),
    instant("superseded_at", nullable=True),
)
Index(
    "ix_refund_decisions_unsure",
    refund_decisions.c.booking_id,
    postgresql_where=(refund_decisions.c.state == "unsure") & refund_decisions.c.superseded_at.is_(None),
)
Index(
    "uq_refund_decisions_current",
    refund_decisions.c.booking_id,
    unique=True,
    postgresql_where=refund_decisions.c.superseded_at.is_(None),
)
