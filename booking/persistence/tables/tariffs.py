"""Suppliers with their VAT, what schemes are called, drafts of a tariff, and the cases it is held against."""

from sqlalchemy import Boolean, Column, Date, Integer, Numeric, Table, Text, Time, Uuid
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from booking.persistence.tables.base import instant, key, metadata, text

suppliers = Table(
    "suppliers",
    metadata,
    key(),
    Column("code", Text, nullable=False, unique=True),
    text("name", default=None),
    text("scheme", default=None),
    text("category"),
    text("cvr"),
    Column("vat_registered", Boolean, nullable=False),
    Column("vat_percent", Numeric(5, 2), nullable=False),
    text("order_prefix"),
    text("contact"),
    text("invoice_email"),
    text("phone"),
    Column("rank", Integer, nullable=False),
    Column("active", Boolean, nullable=False, server_default=sql("true")),
)

tariff_names = Table(
    "tariff_names",
    metadata,
    Column("scheme", Text, primary_key=True),
    Column("category", Text, primary_key=True),
    text("name_da", default=None),
    text("name_en", default=None),
)

tariff_drafts = Table(
    "tariff_drafts",
    metadata,
    key(),
    text("name", default=None),
    Column("rates", JSONB, nullable=False),
    Column("terms", JSONB, nullable=False),
    Column("version", Integer, nullable=False, server_default=sql("1")),
    Column("made_by", Uuid),
    instant("made_at"),
    instant("published_at", nullable=True),
    Column("published_by", Uuid),
    text("reason"),
    Column("failed", JSONB, nullable=False, server_default=sql("'[]'")),
)

tariff_cases = Table(
    "tariff_cases",
    metadata,
    key(),
    text("name", default=None),
    text("scheme", default=None),
    text("category"),
    text("mode", default=None),
    text("outcome", default=None),
    Column("day", Date, nullable=False),
    Column("starts", Time, nullable=False),
    Column("booked_minutes", Integer, nullable=False),
    Column("actual_minutes", Integer),
    Column("travel_minutes", Integer, nullable=False, server_default=sql("0")),
    Column("km", Numeric(7, 1), nullable=False, server_default=sql("0")),
    Column("notice_hours", Integer),
    text("expects", default=None),
    Column("expected", Integer, nullable=False),
    text("source"),
)
