"""Questions that are kept, with the hash of what they were answered; and what was replaced that reports read of."""

from sqlalchemy import Boolean, Column, Index, Integer, SmallInteger, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from booking.persistence.tables.base import instant, key, metadata, ore, ref, text

saved_questions = Table(
    "saved_questions",
    metadata,
    key(),
    text("name", default=None),
    text("report", default=None),
    Column("asked", JSONB, nullable=False),
    Column("definition_version", Integer, nullable=False),
    instant("known_at"),
    text("sha256", default=None),
    text("answer", default=None),
    Column("shared", Boolean, nullable=False),
    ref("saved_by", "accounts.id"),
    text("saved_by_name", default=None),
    instant("saved_at"),
)
Index("ix_saved_questions_saved_by", saved_questions.c.saved_by)

# A rating, or a budget, that another took the place of, as it was known from one instant until the next.
past_ratings = Table(
    "past_ratings",
    metadata,
    Column("booking_id", Uuid, nullable=False),
    Column("stars", SmallInteger, nullable=False),
    instant("rated_at"),
    instant("known_to"),
)
Index("ix_past_ratings_booking", past_ratings.c.booking_id)

past_budgets = Table(
    "past_budgets",
    metadata,
    Column("year", SmallInteger, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    ore("amount_ore"),
    instant("set_at"),
    instant("known_to"),
)
Index("ix_past_budgets_year", past_budgets.c.year)
