"""Accounts and what they log in with; of every secret only a hash is kept."""

from sqlalchemy import ARRAY, Boolean, CheckConstraint, Column, Index, Integer, LargeBinary, Table, Text, Uuid, func
from sqlalchemy import text as sql

from booking.persistence.tables.base import instant, key, metadata, ref, text

accounts = Table(
    "accounts",
    metadata,
    key(),
    text("email", default=None),
    text("name", default=None),
    Column("password_hash", Text),
    Column("roles", ARRAY(Text), nullable=False),
    ref("unit_id", "units.id", nullable=True),
    ref("interpreter_id", "interpreters.id", nullable=True, index=True),
    text("tongue", default="da"),
    Column("active", Boolean, nullable=False, server_default=sql("true")),
    instant("created_at"),
    text("calendar"),
    text("theme", default="auto"),
    Column("shortcuts", Boolean, nullable=False, server_default=sql("true")),
)
Index("uq_accounts_email", func.lower(accounts.c.email), unique=True)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    ref("account_id", "accounts.id", index=True),
    text("name"),
    instant("created_at"),
    instant("revoked_at", nullable=True),
    Column("roles", ARRAY(Text)),
    instant("expires_at", nullable=True),
    instant("last_used_at", nullable=True),
)

calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    text("kind", default=None),
    ref("interpreter_id", "interpreters.id", nullable=True),
    ref("unit_id", "units.id", nullable=True),
    ref("account_id", "accounts.id", index=True),
    instant("created_at"),
    instant("revoked_at", nullable=True),
    instant("last_read_at", nullable=True),
    Column("reads", Integer, nullable=False, server_default=sql("0")),
    instant("reads_since", nullable=True),
    CheckConstraint(
        "(kind = 'interpreter' AND interpreter_id IS NOT NULL AND unit_id IS NULL)"
        " OR (kind = 'unit' AND unit_id IS NOT NULL AND interpreter_id IS NULL)",
        name="one_subject",
    ),
)
Index(
    "uq_calendar_feeds_live",
    calendar_feeds.c.account_id,
    unique=True,
    postgresql_where=calendar_feeds.c.revoked_at.is_(None),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    ref("account_id", "accounts.id", index=True),
    instant("created_at"),
    instant("expires_at"),
)

entrance_links = Table(
    "entrance_links",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    ref("account_id", "accounts.id", nullable=True, index=True),
    text("kind", default=None),
    instant("created_at"),
    instant("expires_at"),
)

login_attempts = Table(
    "login_attempts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    instant("since"),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("account_id", Uuid, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("request_hash", LargeBinary, nullable=False),
    Column("status", Integer),
    Column("etag", Text),
    Column("body", LargeBinary),
    instant("created_at"),
)
Index("ix_idempotency_keys_created_at", idempotency_keys.c.created_at)
