"""Refund claims: their lines and sums, what was held back, the cap, and the packs of evidence made of them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy import text as sql

from booking.persistence.tables.base import instant, key, metadata, ore, ref, text

claims = Table(
    "claims",
    metadata,
    key(),
    Column("number", Text, nullable=False, unique=True),
    text("kind", default=None),
    Column("year", SmallInteger, nullable=False),
    Column("quarter", SmallInteger),
    text("state", default=None),
    # One claim at a time is not submitted: two would claim the same booking.
    Column("open", Boolean, unique=True),
    Column("version", Integer, nullable=False, server_default=sql("1")),
    instant("made_at"),
    Column("made_by", Uuid),
    text("made_by_name"),
    instant("counted_at"),
    instant("approved_at", nullable=True),
    Column("approved_by", Uuid),
    text("approved_by_name"),
    instant("submitted_at", nullable=True),
    Column("submitted_by", Uuid),
    text("submitted_by_name"),
    text("auditor"),
    Column("head_n", BigInteger),
    Column("head_hash", LargeBinary),
)

claim_lines = Table(
    "claim_lines",
    metadata,
    ref("claim_id", "claims.id"),
    Column("n", Integer, nullable=False),
    ref("booking_id", "bookings.id", index=True),
    ref("unit_id", "units.id"),
    text("kind", default=None),
    text("rule_code", default=None),
    Column("rule_version", Integer, nullable=False),
    Column("percent", Integer, nullable=False),
    Column("held_on", Date, nullable=False),
    ore("eligible_ore"),
    ore("refund_ore"),
    Column("attested_by", Uuid),
    Column("citizen", BigInteger, nullable=False),
    UniqueConstraint("claim_id", "n"),
)

claim_sums = Table(
    "claim_sums",
    metadata,
    Column("claim_id", Uuid, ForeignKey("claims.id"), primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("unit_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("rule_code", Text, primary_key=True),
    Column("rule_version", Integer, primary_key=True),
    Column("percent", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    ore("eligible_ore"),
    ore("refund_ore"),
)

claim_held = Table(
    "claim_held",
    metadata,
    ref("claim_id", "claims.id", index=True),
    ref("booking_id", "bookings.id"),
    text("why", default=None),
    Column("held_on", Date, nullable=False),
    ore("net_ore"),
    ore("refund_ore"),
)

claim_caps = Table(
    "claim_caps",
    metadata,
    ref("claim_id", "claims.id"),
    Column("year", SmallInteger, nullable=False),
    Column("room_ore", BigInteger),
    ore("refund_ore"),
    ore("total_ore"),
    ore("reduction_ore"),
    UniqueConstraint("claim_id", "year"),
)

evidence_packs = Table(
    "evidence_packs",
    metadata,
    key(),
    ref("claim_id", "claims.id", index=True),
    text("state", default=None),
    text("seed", default=None),
    Column("sample", Integer, nullable=False),
    Column("done", Integer, nullable=False, server_default=sql("0")),
    Column("whole", Integer, nullable=False, server_default=sql("0")),
    instant("made_at"),
    Column("made_by", Uuid),
    text("made_by_name"),
    instant("finished_at", nullable=True),
    Column("size", BigInteger),
    text("sha256"),
    Column("content", LargeBinary),
)

evidence_files = Table(
    "evidence_files",
    metadata,
    ref("pack_id", "evidence_packs.id"),
    text("name", default=None),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("pack_id", "name"),
)

budgets = Table(
    "budgets",
    metadata,
    Column("year", SmallInteger, primary_key=True),
    Column("unit_id", Uuid, primary_key=True),
    ore("amount_ore"),
    instant("set_at"),
    Column("set_by", Uuid),
    text("set_by_name"),
)

posting_exports = Table(
    "posting_exports",
    metadata,
    key(),
    Column("number", Text, nullable=False, unique=True),
    Column("first_n", BigInteger, nullable=False, unique=True),
    Column("last_n", BigInteger, nullable=False, unique=True),
    Column("rows", Integer, nullable=False),
    ore("debit_ore"),
    instant("made_at"),
    Column("made_by", Uuid),
    text("made_by_name"),
    Column("content", LargeBinary, nullable=False),
)
Index("ix_posting_exports_made_at", posting_exports.c.made_at)
