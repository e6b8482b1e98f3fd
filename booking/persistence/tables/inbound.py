"""Incoming email, addresses that answer and addresses that bounce, how far each folder was read; and tasks."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, Uuid
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from booking.persistence.tables.base import instant, key, metadata, ref, text

inbound_mails = Table(
    "inbound_mails",
    metadata,
    key(),
    Column("sha256", LargeBinary, nullable=False, unique=True),
    text("message_id"),
    text("envelope_from"),
    text("envelope_to"),
    instant("received_at"),
    text("feeder", default=None),
    Column("size", Integer, nullable=False),
    Column("raw", LargeBinary),
    text("state", default="received"),
    text("outcome"),
    text("reason"),
    Column("person_id", Uuid),
    ref("stream_id", "calendar_streams.id", nullable=True),
    ref("booking_id", "bookings.id", nullable=True, index=True),
    instant("judged_at", nullable=True),
    Column("settled_by", Uuid),
    instant("settled_at", nullable=True),
)
Index("ix_inbound_mails_received", inbound_mails.c.received_at)
Index("ix_inbound_mails_message_id", inbound_mails.c.message_id, postgresql_where=inbound_mails.c.message_id != "")
Index(
    "ix_inbound_mails_open",
    inbound_mails.c.received_at,
    postgresql_where=inbound_mails.c.state.in_(["received", "quarantined", "held"]),
)

reply_addresses = Table(
    "reply_addresses",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("secret_id", LargeBinary, nullable=False),
    Column("person_id", Uuid, nullable=False),
    UniqueConstraint("person_id", "secret_id"),
)

bounced_addresses = Table(
    "bounced_addresses",
    metadata,
    Column("address", Text, primary_key=True),
    Column("outbox_id", Uuid, nullable=False),
    text("status"),
    instant("bounced_at"),
)

imap_folders = Table(
    "imap_folders",
    metadata,
    Column("mailbox", Text, primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("last_uid", BigInteger, nullable=False, server_default=sql("0")),
    instant("read_at"),
)

tasks = Table(
    "tasks",
    metadata,
    key(),
    text("kind", default=None),
    text("subject", default=None),
    ref("booking_id", "bookings.id", nullable=True, index=True),
    Column("person_id", Uuid),
    Column("facts", JSONB, nullable=False, server_default=sql("'{}'")),
    instant("made_at"),
    instant("done_at", nullable=True),
    Column("done_by", Uuid),
    text("done_by_name"),
    text("outcome"),
    Column("taken_by", Uuid),
    text("taken_by_name"),
    UniqueConstraint("kind", "subject"),
)
Index("ix_tasks_open", tasks.c.made_at, postgresql_where=tasks.c.done_at.is_(None))
