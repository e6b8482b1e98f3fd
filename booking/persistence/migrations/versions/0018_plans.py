"""Proposed plans and what was decided of each line."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"

INSTANT = sa.DateTime(timezone=True)
JSON = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    _plans()
    _lines()
    op.create_table(
        "plan_unfilled",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("ways", JSON, nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_unfilled_plan_id")),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_plan_unfilled_booking_id")),
        sa.PrimaryKeyConstraint("plan_id", "booking_id", name=op.f("pk_plan_unfilled")),
    )
    op.create_index(op.f("ix_plan_unfilled_booking_id"), "plan_unfilled", ["booking_id"], unique=False)


def _plans() -> None:
    op.create_table(
        "plans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("units", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("may_move", sa.Text(), nullable=False),
        sa.Column("move_ore", sa.BigInteger(), nullable=False),
        sa.Column("weights", JSON, nullable=False),
        sa.Column("limit_seconds", sa.Integer(), nullable=False),
        sa.Column("gap_asked_ppm", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("scenario", JSON, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_by_name", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="queued", nullable=False),
        sa.Column("stop_asked_at", INSTANT, nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("started_at", INSTANT, nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("progress", JSON, nullable=True),
        sa.Column("today", JSON, nullable=True),
        sa.Column("plan", JSON, nullable=True),
        sa.Column("imagined", JSON, nullable=True),
        sa.Column("score_ore", sa.BigInteger(), nullable=True),
        sa.Column("bound_ore", sa.BigInteger(), nullable=True),
        sa.Column("gap_ppm", sa.Integer(), nullable=True),
        sa.Column("fill_proved", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("verdict", JSON, nullable=True),
        sa.Column("digest", sa.Text(), server_default="", nullable=False),
        sa.Column("said_da", sa.Text(), server_default="", nullable=False),
        sa.Column("said_en", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    op.create_index("ix_plans_asked_at", "plans", [sa.literal_column("asked_at DESC")], unique=False)
    under_way = sa.text("state IN ('queued', 'solving')")
    op.create_index("ix_plans_under_way", "plans", ["asked_at"], unique=False, postgresql_where=under_way)


def _lines() -> None:
    op.create_table(
        "plan_lines",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("taker_id", sa.Uuid(), nullable=False),
        sa.Column("giver_id", sa.Uuid(), nullable=True),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("before_ore", sa.BigInteger(), nullable=False),
        sa.Column("after_ore", sa.BigInteger(), nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("state", sa.Text(), server_default="proposed", nullable=False),
        sa.Column("said_da", sa.Text(), server_default="", nullable=False),
        sa.Column("said_en", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_lines_plan_id")),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_plan_lines_booking_id")),
        sa.ForeignKeyConstraint(["taker_id"], ["interpreters.id"], name=op.f("fk_plan_lines_taker_id")),
        sa.ForeignKeyConstraint(["giver_id"], ["interpreters.id"], name=op.f("fk_plan_lines_giver_id")),
        sa.PrimaryKeyConstraint("plan_id", "n", name=op.f("pk_plan_lines")),
        sa.UniqueConstraint("plan_id", "booking_id", name=op.f("uq_plan_lines_plan_id_booking_id")),
    )
    op.create_index(op.f("ix_plan_lines_booking_id"), "plan_lines", ["booking_id"], unique=False)


def downgrade() -> None:
    for table in ("plan_unfilled", "plan_lines", "plans"):
        op.drop_table(table)
