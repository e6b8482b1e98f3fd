"""The service catalogue (servicekatalog): what is offered by mode and language, dated; the newest begun is in force."""

from sqlalchemy import ARRAY, Boolean, Column, Date, Integer, Table, Text, Uuid
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from booking.persistence.tables.base import instant, metadata, text

services = Table(
    "services",
    metadata,
    Column("mode", Text, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("offered", Boolean, nullable=False, server_default=sql("true")),
    Column("opening", JSONB, nullable=False),
    Column("lead_minutes", Integer, nullable=False, server_default=sql("0")),
    Column("reasons", ARRAY(Text), nullable=False, server_default=sql("'{}'")),
    text("join_da"),
    text("join_en"),
    Column("made_by", Uuid),
    instant("made_at"),
)

service_languages = Table(
    "service_languages",
    metadata,
    Column("language", Text, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("modes", ARRAY(Text), nullable=False),
    Column("lead_minutes", Integer),
    Column("made_by", Uuid),
    instant("made_at"),
)
