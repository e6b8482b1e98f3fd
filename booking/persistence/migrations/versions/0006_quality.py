"""Complaints and ratings."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("complaint_numbers")))
    op.create_table(
        "complaints",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("answer_by", INSTANT, nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("ruling", sa.Text(), nullable=True),
        sa.Column("decision", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_complaints_booking_id")),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_complaints_interpreter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("number", name=op.f("uq_complaints_number")),
    )
    op.create_index(op.f("ix_complaints_booking_id"), "complaints", ["booking_id"], unique=False)
    op.create_index("ix_complaints_interpreter", "complaints", ["interpreter_id", "made_at"], unique=False)
    op.create_table(
        "ratings",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("stars", sa.SmallInteger(), nullable=False),
        sa.Column("rated_by", sa.Uuid(), nullable=False),
        sa.Column("rated_at", INSTANT, nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_ratings_one_to_five")),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_ratings_interpreter_id")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_ratings")),
    )
    op.create_index("ix_ratings_interpreter", "ratings", ["interpreter_id", "rated_at"], unique=False)


def downgrade() -> None:
    op.drop_table("ratings")
    op.drop_table("complaints")
    op.execute(sa.schema.DropSequence(sa.Sequence("complaint_numbers")))
