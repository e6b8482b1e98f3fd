"""Work that a committed transaction has promised, and the calendar streams it speaks for."""

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, Uuid
from sqlalchemy import text as sql

from booking.persistence.tables.base import Instant, instant, key, metadata, ref, text

streams = Table(
    "calendar_streams",
    metadata,
    key(),
    ref("booking_id", "bookings.id", index=True),
    text("recipient_role", default=None),
    Column("person_id", Uuid, nullable=False),
    Column("uid", Text, nullable=False, unique=True),
    text("address", default=None),
    text("name", default=None),
    text("tongue", default="da"),
    Column("seq", Integer, nullable=False),
    Column("reset_seq", Integer, nullable=False, server_default=sql("0")),
    instant("last_dtstamp", nullable=True),
    text("state", default="live"),
    text("partstat", default="NEEDS-ACTION"),
    instant("answered_dtstamp", nullable=True),
    Column("answered_seq", Integer),
    text("answer"),
    text("answer_via"),
    Column("resent_reset_seq", Integer),
    Column("cancels_resent", Integer, nullable=False, server_default=sql("0")),
    Column("refreshed_on", Date),
    Column("refreshes", Integer, nullable=False, server_default=sql("0")),
    text("form", default="invitation"),
)

outbox = Table(
    "outbox",
    metadata,
    key(),
    text("kind", default=None),
    Column("subject_id", Uuid, nullable=False),
    ref("stream_id", "calendar_streams.id", nullable=True),
    Column("seq", Integer),
    Column("method", Text),
    Column("message_id", Text),
    Column("envelope_to", Text),
    Column("body", LargeBinary),
    text("state", default="pending"),
    instant("created_at"),
    Column("next_at", Instant, nullable=False, server_default=sql("clock_timestamp()")),
    Column("attempts", Integer, nullable=False, server_default=sql("0")),
    instant("lease_until", nullable=True),
    Column("lease_token", Uuid),
    instant("done_at", nullable=True),
    Column("last_error", Text),
    instant("useful_until", nullable=True),
    UniqueConstraint("stream_id", "seq", "method"),
)
Index("ix_outbox_due", outbox.c.next_at, postgresql_where=outbox.c.state == "pending")
Index(
    "ix_outbox_stream_pending",
    outbox.c.stream_id,
    outbox.c.seq,
    postgresql_where=(outbox.c.state == "pending") & outbox.c.stream_id.is_not(None),
)
Index("ix_outbox_subject", outbox.c.subject_id)
