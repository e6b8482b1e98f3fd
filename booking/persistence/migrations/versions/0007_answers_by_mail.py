"""Answers by mail, and what the office has to look at."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

INSTANT = sa.DateTime(timezone=True)
OPEN = sa.text("state IN ('received', 'quarantined', 'held')")


def upgrade() -> None:
    _streams()
    _inbound_mails()
    _addresses()
    _tasks()


def _streams() -> None:
    op.add_column("calendar_streams", sa.Column("answered_dtstamp", INSTANT, nullable=True))
    op.add_column("calendar_streams", sa.Column("answered_seq", sa.Integer(), nullable=True))
    op.add_column("calendar_streams", sa.Column("answer", sa.Text(), server_default="", nullable=False))
    op.add_column("calendar_streams", sa.Column("answer_via", sa.Text(), server_default="", nullable=False))
    op.add_column("calendar_streams", sa.Column("resent_reset_seq", sa.Integer(), nullable=True))
    op.add_column("calendar_streams", sa.Column("cancels_resent", sa.Integer(), server_default="0", nullable=False))
    op.add_column("calendar_streams", sa.Column("refreshed_on", sa.Date(), nullable=True))
    op.add_column("calendar_streams", sa.Column("refreshes", sa.Integer(), server_default="0", nullable=False))


def _inbound_mails() -> None:
    op.create_table(
        "inbound_mails",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("message_id", sa.Text(), server_default="", nullable=False),
        sa.Column("envelope_from", sa.Text(), server_default="", nullable=False),
        sa.Column("envelope_to", sa.Text(), server_default="", nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("feeder", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), server_default="received", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("stream_id", sa.Uuid(), nullable=True),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("judged_at", INSTANT, nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["stream_id"], ["calendar_streams.id"], name=op.f("fk_inbound_mails_stream_id")),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_inbound_mails_booking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound_mails")),
        sa.UniqueConstraint("sha256", name=op.f("uq_inbound_mails_sha256")),
    )
    op.create_index(op.f("ix_inbound_mails_booking_id"), "inbound_mails", ["booking_id"], unique=False)
    op.create_index("ix_inbound_mails_received", "inbound_mails", ["received_at"], unique=False)
    op.create_index("ix_inbound_mails_open", "inbound_mails", ["received_at"], unique=False, postgresql_where=OPEN)
    told = sa.text("message_id <> ''")
    op.create_index("ix_inbound_mails_message_id", "inbound_mails", ["message_id"], postgresql_where=told)


def _addresses() -> None:
    op.create_table(
        "reply_addresses",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("secret_id", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_reply_addresses")),
        sa.UniqueConstraint("person_id", "secret_id", name=op.f("uq_reply_addresses_person_id_secret_id")),
    )
    op.create_table(
        "bounced_addresses",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("outbox_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("bounced_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_bounced_addresses")),
    )
    op.create_table(
        "imap_folders",
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("read_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("mailbox", name=op.f("pk_imap_folders")),
    )


def _tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("facts", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("done_by_name", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_tasks_booking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_tasks_kind_subject")),
    )
    op.create_index(op.f("ix_tasks_booking_id"), "tasks", ["booking_id"], unique=False)
    op.create_index("ix_tasks_open", "tasks", ["made_at"], unique=False, postgresql_where=sa.text("done_at IS NULL"))


def downgrade() -> None:
    for table in ("tasks", "imap_folders", "bounced_addresses", "reply_addresses", "inbound_mails"):
        op.drop_table(table)
    added = ("answered_dtstamp", "answered_seq", "answer", "answer_via", "resent_reset_seq", "cancels_resent")
    for column in (*added, "refreshed_on", "refreshes"):
        op.drop_column("calendar_streams", column)
