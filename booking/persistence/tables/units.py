"""Units, and the places whose postcodes the office knows."""

from sqlalchemy import Boolean, Column, Float, Table, Text
from sqlalchemy import text as sql

from booking.persistence.tables.base import key, metadata, ref, text

units = Table(
    "units",
    metadata,
    key(),
    Column("code", Text, nullable=False, unique=True),
    text("name", default=None),
    ref("parent_id", "units.id", nullable=True),
    Column("ean", Text),
    Column("cost_centre", Text),
    text("address"),
    Column("lat", Float),
    Column("lon", Float),
    Column("active", Boolean, nullable=False, server_default=sql("true")),
)

places = Table(
    "places",
    metadata,
    Column("postcode", Text, primary_key=True),
    text("name", default=None),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
)
