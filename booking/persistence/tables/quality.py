"""Complaints and ratings."""

from sqlalchemy import CheckConstraint, Column, Index, Sequence, SmallInteger, Table, Text, Uuid

from booking.persistence.tables.base import instant, key, metadata, ref, text

complaint_numbers = Sequence("complaint_numbers", metadata=metadata)

complaints = Table(
    "complaints",
    metadata,
    key(),
    Column("number", Text, nullable=False, unique=True),
    ref("booking_id", "bookings.id", index=True),
    ref("interpreter_id", "interpreters.id"),
    text("about", default=None),
    text("text", default=None),
    Column("made_by", Uuid),
    instant("made_at"),
    instant("answer_by", nullable=True),
    text("answer"),
    instant("answered_at", nullable=True),
    Column("ruling", Text),
    text("decision"),
    Column("decided_by", Uuid),
    instant("decided_at", nullable=True),
)
Index("ix_complaints_interpreter", complaints.c.interpreter_id, complaints.c.made_at)

ratings = Table(
    "ratings",
    metadata,
    Column("booking_id", Uuid, primary_key=True),
    ref("interpreter_id", "interpreters.id"),
    Column("stars", SmallInteger, nullable=False),
    Column("rated_by", Uuid, nullable=False),
    instant("rated_at"),
    CheckConstraint("stars BETWEEN 1 AND 5", name="one_to_five"),
)
Index("ix_ratings_interpreter", ratings.c.interpreter_id, ratings.c.rated_at)
