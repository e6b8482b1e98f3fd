"""The life of a booking: catalogue, series, wishes and holds, paid time, waiting."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

INSTANT = sa.DateTime(timezone=True)
JSON = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    _catalogue()
    _series()
    _ordering()
    _bookings()
    _exits()


def _catalogue() -> None:
    op.create_table(
        "services",
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("offered", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("opening", JSON, nullable=False),
        sa.Column("lead_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("reasons", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("join_da", sa.Text(), server_default="", nullable=False),
        sa.Column("join_en", sa.Text(), server_default="", nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("mode", "valid_from", name=op.f("pk_services")),
    )
    op.create_table(
        "service_languages",
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("modes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("lead_minutes", sa.Integer(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("language", "valid_from", name=op.f("pk_service_languages")),
    )
    op.add_column("units", sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False))


def _series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("rule", JSON, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_series_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_table(
        "series_skips",
        sa.Column("series_id", sa.Uuid(), nullable=False),
        sa.Column("skipped_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("series_id", "skipped_on", name=op.f("pk_series_skips")),
    )


def _ordering() -> None:
    op.create_table(
        "slot_holds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_slot_holds_account_id")),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_slot_holds_booking_id")),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_slot_holds_interpreter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_holds")),
    )
    free = sa.text("booking_id IS NULL")
    op.create_index("uq_slot_holds_account", "slot_holds", ["account_id"], unique=True, postgresql_where=free)
    op.create_index(op.f("ix_slot_holds_booking_id"), "slot_holds", ["booking_id"], unique=False)
    op.create_index("ix_slot_holds_interpreter", "slot_holds", ["interpreter_id", "expires_at"], unique=False)
    op.create_table(
        "order_templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("typed", JSON, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_order_templates_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_templates")),
        sa.UniqueConstraint("account_id", "name", name=op.f("uq_order_templates_account_id_name")),
    )


def _bookings() -> None:
    for column in (
        sa.Column("exit_terms", sa.Text(), server_default="", nullable=False),
        sa.Column("channel", sa.Text(), server_default="", nullable=False),
        sa.Column("group_size", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("alternatives", JSON, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("wish", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("occurrence_on", sa.Date(), nullable=True),
    ):
        op.add_column("bookings", column)
    op.create_foreign_key(op.f("fk_bookings_series_id"), "bookings", "series", ["series_id"], ["id"])
    for name in ("job_id", "series_id"):
        there = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"ix_bookings_{name}", "bookings", [name], unique=False, postgresql_where=there)
    _offers()


def _offers() -> None:
    """What was asked about, so that a no to one time is not a no to another."""
    op.add_column("offers", sa.Column("mode", sa.Text(), nullable=True))
    op.add_column("offers", sa.Column("starts_at", INSTANT, nullable=True))
    op.add_column("offers", sa.Column("ends_at", INSTANT, nullable=True))
    op.execute(
        "UPDATE offers o SET mode = b.mode, starts_at = b.starts_at, ends_at = b.ends_at "
        "FROM bookings b WHERE b.id = o.booking_id"
    )
    for name in ("mode", "starts_at", "ends_at"):
        op.alter_column("offers", name, nullable=False)


def _exits() -> None:
    op.execute("UPDATE bookings SET exit_terms = 'closed' WHERE status = 'unfilled' AND ends_at <= now()")
    op.execute("UPDATE bookings SET exit_terms = 'late' WHERE status = 'cancelled' AND exit_reason = 'late'")
    op.execute("UPDATE bookings SET exit_terms = 'in_time' WHERE status = 'cancelled' AND exit_reason = 'in time'")
    op.create_table(
        "paid_times",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("paid_ore", sa.BigInteger(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_paid_times_booking_id")),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_paid_times_interpreter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paid_times")),
    )
    op.create_index("ix_paid_times_interpreter", "paid_times", ["interpreter_id", "starts_at"], unique=False)
    for name in ("because_da", "because_en"):
        op.add_column("settlements", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("settlements", sa.Column("decided_by", sa.Uuid(), nullable=True))
    op.add_column("settlements", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    op.add_column("assignments", sa.Column("waiting_since", INSTANT, nullable=True))
    op.add_column("deliveries", sa.Column("waited_from", INSTANT, nullable=True))
    minutes = sa.Column("waited_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False)
    op.add_column("deliveries", minutes)


def downgrade() -> None:
    for table, names in {
        "deliveries": ("waited_minutes", "waited_from"),
        "assignments": ("waiting_since",),
        "settlements": ("reason", "decided_by", "because_en", "because_da"),
    }.items():
        for name in names:
            op.drop_column(table, name)
    op.drop_table("paid_times")
    for name in ("ends_at", "starts_at", "mode"):
        op.drop_column("offers", name)
    op.drop_table("slot_holds")
    op.drop_constraint(op.f("fk_bookings_series_id"), "bookings", type_="foreignkey")
    for name in ("job_id", "series_id"):
        op.drop_index(f"ix_bookings_{name}", table_name="bookings")
    for name in (
        "occurrence_on",
        "series_id",
        "job_id",
        "wish",
        "alternatives",
        "group_size",
        "channel",
        "exit_terms",
    ):
        op.drop_column("bookings", name)
    for table in ("order_templates", "series_skips", "series"):
        op.drop_table(table)
    op.drop_column("units", "active")
    for table in ("service_languages", "services"):
        op.drop_table(table)
