"""The ledger, which a trigger keeps append-only, the end of its chain, and what its entries add up to."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, LargeBinary, SmallInteger, Table, Text, Uuid

from booking.persistence.tables.base import instant, metadata, ore, ref, text

ledger_entries = Table(
    "ledger_entries",
    metadata,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    instant("at"),
    ref("booking_id", "bookings.id"),
    text("kind", default=None),
    text("component", default=None),
    ore("amount_ore"),
    ref("unit_id", "units.id"),
    Column("held_on", Date, nullable=False),
    Column("taxed", Boolean, nullable=False),
    text("rule"),
    Column("correction", Boolean, nullable=False),
    Column("settlement_id", Uuid),
    Column("made_by", Uuid),
    Column("hash", LargeBinary, nullable=False),
)
Index("ix_ledger_entries_booking", ledger_entries.c.booking_id)
Index("ix_ledger_entries_held_on", ledger_entries.c.held_on)

ledger_head = Table(
    "ledger_head",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("n", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

# Kept by whoever posts, who holds the chain's head.
ledger_sums = Table(
    "ledger_sums",
    metadata,
    Column("year", SmallInteger, primary_key=True, autoincrement=False),
    Column("unit_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("component", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("corrections", Integer, nullable=False),
    ore("amount_ore"),
)
