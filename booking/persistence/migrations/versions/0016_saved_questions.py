"""Questions that are kept, with what they were answered, and what was replaced that reports read of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "saved_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("asked", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("definition_version", sa.Integer(), nullable=False),
        sa.Column("known_at", INSTANT, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("saved_by_name", sa.Text(), nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["saved_by"], ["accounts.id"], name=op.f("fk_saved_questions_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_questions")),
    )
    op.create_index(op.f("ix_saved_questions_saved_by"), "saved_questions", ["saved_by"], unique=False)
    op.create_table(
        "past_ratings",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("stars", sa.SmallInteger(), nullable=False),
        sa.Column("rated_at", INSTANT, nullable=False),
        sa.Column("known_to", INSTANT, nullable=False),
    )
    op.create_index(op.f("ix_past_ratings_booking"), "past_ratings", ["booking_id"], unique=False)
    op.create_table(
        "past_budgets",
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.Column("known_to", INSTANT, nullable=False),
    )
    op.create_index(op.f("ix_past_budgets_year"), "past_budgets", ["year"], unique=False)


def downgrade() -> None:
    for table in ("past_budgets", "past_ratings", "saved_questions"):
        op.drop_table(table)
