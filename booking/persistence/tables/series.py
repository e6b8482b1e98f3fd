"""Series: the rule that made them, and the dates that were left out and can be taken back."""

from sqlalchemy import Column, Date, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from booking.persistence.tables.base import instant, key, metadata, ref

series = Table(
    "series",
    metadata,
    key(),
    ref("unit_id", "units.id"),
    Column("rule", JSONB, nullable=False),
    Column("made_by", Uuid),
    instant("made_at"),
)

series_skips = Table(
    "series_skips",
    metadata,
    Column("series_id", Uuid, primary_key=True),
    Column("skipped_on", Date, primary_key=True),
    Column("reason", Text, nullable=False),
)
