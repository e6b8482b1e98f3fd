"""What the office's pages keep: papers seen of interpreters, and who has taken a task."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "interpreter_documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["interpreter_id"], ["interpreters.id"], name=op.f("fk_interpreter_documents_interpreter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpreter_documents")),
    )
    op.create_index(op.f("ix_interpreter_documents_interpreter_id"), "interpreter_documents", ["interpreter_id"])
    op.create_index(
        "ix_interpreter_documents_ending",
        "interpreter_documents",
        ["expires_on"],
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.add_column("tasks", sa.Column("taken_by", sa.Uuid(), nullable=True))
    op.add_column("tasks", sa.Column("taken_by_name", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("tasks", "taken_by_name")
    op.drop_column("tasks", "taken_by")
    op.drop_table("interpreter_documents")
