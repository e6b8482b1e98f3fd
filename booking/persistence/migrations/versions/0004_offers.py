"""Offers: a dated policy, order numbers for suppliers, withdrawals, and interpreters who are wanted now."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("order_numbers")))
    op.create_table(
        "offer_policies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("steps", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("several", sa.SmallInteger(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("late_hours", sa.Integer(), nullable=False),
        sa.Column("now_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("bridge_phone", sa.Text(), server_default="", nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_policies")),
    )
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("assigned_at", INSTANT, nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_withdrawals_booking_id")),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_withdrawals_interpreter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawals")),
    )
    op.create_index(op.f("ix_withdrawals_booking_id"), "withdrawals", ["booking_id"], unique=False)
    op.create_index("ix_withdrawals_interpreter", "withdrawals", ["interpreter_id", "withdrawn_at"], unique=False)
    for name in ("order_number", "lead_da", "lead_en"):
        op.add_column("offers", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("interpreters", sa.Column("ready_until", INSTANT, nullable=True))
    op.add_column("bookings", sa.Column("on_demand", sa.Boolean(), server_default=sa.text("false"), nullable=False))


def downgrade() -> None:
    op.drop_column("bookings", "on_demand")
    op.drop_column("interpreters", "ready_until")
    for name in ("lead_en", "lead_da", "order_number"):
        op.drop_column("offers", name)
    op.drop_table("withdrawals")
    op.drop_table("offer_policies")
    op.execute(sa.schema.DropSequence(sa.Sequence("order_numbers")))
