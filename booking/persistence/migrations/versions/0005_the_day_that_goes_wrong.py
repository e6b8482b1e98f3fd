"""The day that goes wrong: illnesses with their proposals, alarms, the office's settings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

INSTANT = sa.DateTime(timezone=True)
JSON = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    _repairs()
    op.create_table(
        "alarms",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("raised_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("booking_id", "kind", "starts_at", name=op.f("pk_alarms")),
    )
    op.create_table(
        "office_settings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.Column("value", JSON, nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=True),
        sa.Column("set_by_name", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("key", "set_at", name=op.f("pk_office_settings")),
    )


def _repairs() -> None:
    op.create_table(
        "repairs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("interval_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("open_ended", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("proved", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_repairs_interpreter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repairs")),
    )
    live = sa.text("ended_at IS NULL")
    op.create_index("uq_repairs_live", "repairs", ["interpreter_id"], unique=True, postgresql_where=live)
    op.create_table(
        "repair_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("repair_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("moves", JSON, nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("able", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("state", sa.Text(), server_default="proposed", nullable=False),
        sa.Column("said_da", sa.Text(), server_default="", nullable=False),
        sa.Column("said_en", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["repair_id"], ["repairs.id"], name=op.f("fk_repair_lines_repair_id")),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_repair_lines_booking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_lines")),
        sa.UniqueConstraint("repair_id", "booking_id", name=op.f("uq_repair_lines_repair_id_booking_id")),
    )
    op.create_index("ix_repair_lines_booking_id", "repair_lines", ["booking_id"], unique=False)


def downgrade() -> None:
    for table in ("office_settings", "alarms", "repair_lines", "repairs"):
        op.drop_table(table)
