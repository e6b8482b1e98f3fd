"""What is committed and what is at risk, booking by booking and added up; and which bookings are to be looked at."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, SmallInteger, Table, Text, Uuid
from sqlalchemy import text as sql

from booking.persistence.tables.base import metadata, ore

stakes = Table(
    "stakes",
    metadata,
    Column("booking_id", Uuid, primary_key=True),
    Column("figure", Text, primary_key=True),
    Column("why", Text, primary_key=True),
    Column("unit_id", Uuid, nullable=False),
    Column("held_on", Date, nullable=False),
    ore("amount_ore"),
)
Index("ix_stakes_held_on", stakes.c.held_on)

stake_sums = Table(
    "stake_sums",
    metadata,
    Column("year", SmallInteger, primary_key=True, autoincrement=False),
    Column("figure", Text, primary_key=True),
    Column("unit_id", Uuid, primary_key=True),
    Column("count", Integer, nullable=False),
    ore("amount_ore"),
)

# Appended by triggers of whatever a stake follows from, and never changed: two who write never wait for each other.
# What is marked is worked out by whoever reads, unless only its price may have changed.
stake_marks = Table(
    "stake_marks",
    metadata,
    Column("booking_id", Uuid, nullable=False),
    Column("only_price", Boolean, nullable=False, server_default=sql("false")),
)

# By which tariffs and days off the stakes are priced.
stake_prices = Table(
    "stake_prices",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
)
