"""The interpreters' register: skills, weekly hours, exceptions and absences, and who must not meet whom."""

from sqlalchemy import ARRAY, Boolean, Column, Date, Float, Index, Integer, SmallInteger, Table, Text, Time
from sqlalchemy import text as sql

from booking.persistence.tables.base import instant, key, metadata, ref, text

interpreters = Table(
    "interpreters",
    metadata,
    key(),
    text("name", default=None),
    text("email", default=None),
    text("phone"),
    text("employment", default=None),
    Column("gender", Text),
    Column("born", Date),
    Column("modes", ARRAY(Text), nullable=False),
    text("scheme", default=None),
    text("category", default=None),
    Column("lat", Float),
    Column("lon", Float),
    text("home_place"),
    Column("daily_limit", Integer, nullable=False),
    Column("weekly_limit", Integer, nullable=False),
    Column("max_trip", Integer, nullable=False),
    Column("agency_rank", Integer, nullable=False, server_default=sql("0")),
    Column("active", Boolean, nullable=False, server_default=sql("true")),
    Column("version", Integer, nullable=False, server_default=sql("1")),
    instant("ready_until", nullable=True),
    ref("supplier_id", "suppliers.id", nullable=True, index=True),
)

skills = Table(
    "interpreter_skills",
    metadata,
    ref("interpreter_id", "interpreters.id", index=True),
    text("language", default=None),
    Column("level", SmallInteger, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
)
Index("ix_interpreter_skills_language", skills.c.language)

hours = Table(
    "interpreter_hours",
    metadata,
    ref("interpreter_id", "interpreters.id", index=True),
    Column("weekday", SmallInteger, nullable=False),
    Column("starts", Time, nullable=False),
    Column("ends", Time, nullable=False),
)

intervals = Table(
    "interpreter_intervals",
    metadata,
    key(),
    ref("interpreter_id", "interpreters.id"),
    instant("starts_at"),
    instant("ends_at"),
    Column("offered", Boolean, nullable=False),
    text("reason"),
)
Index("ix_interpreter_intervals_ends_at", intervals.c.interpreter_id, intervals.c.ends_at)

barred = Table(
    "barred_pairs",
    metadata,
    key(),
    ref("interpreter_id", "interpreters.id", index=True),
    ref("unit_id", "units.id", nullable=True),
    Column("citizen_ref", Text),
    text("reason"),
    Column("until", Date),
)
