"""Messages beside the calendar: what people chose, the codes that prove a number, what was sent once and not again."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from booking.persistence.tables.base import instant, key, metadata, ref, text

preferences = Table(
    "preferences",
    metadata,
    Column("account_id", Uuid, ForeignKey("accounts.id"), primary_key=True),
    Column("chosen", JSONB, nullable=False, server_default=sql("'{}'")),
    text("phone"),
    instant("confirmed_at", nullable=True),
)

phone_codes = Table(
    "phone_codes",
    metadata,
    Column("account_id", Uuid, ForeignKey("accounts.id"), primary_key=True),
    text("phone", default=None),
    Column("hash", LargeBinary, nullable=False),
    instant("made_at"),
)

reminders = Table(
    "reminders",
    metadata,
    key(),
    text("topic", default=None),
    Column("subject_id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    instant("starts_at"),
    text("way"),
    text("reason"),
    instant("judged_at"),
    UniqueConstraint("subject_id", "person_id", "topic", "starts_at"),
)
Index("ix_reminders_starts_at", reminders.c.starts_at)

texts = Table(
    "texts",
    metadata,
    key(),
    text("topic", default=None),
    ref("account_id", "accounts.id"),
    Column("interpreter_id", Uuid),
    Column("booking_id", Uuid),
    Column("offer_id", Uuid),
    instant("starts_at", nullable=True),
    Column("only", Boolean, nullable=False),
    Column("parts", SmallInteger, nullable=False),
    instant("made_at"),
)
Index("ix_texts_booking_account", texts.c.booking_id, texts.c.account_id, texts.c.made_at)
