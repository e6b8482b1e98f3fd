"""What requesters answered when they were asked to hold a talk by phone or video."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def _text(name: str, *, default: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''") if default else None)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "remote_advice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        _text("case_ref"),
        _text("mode", default=False),
        sa.Column("in_person_ore", sa.BigInteger(), nullable=False),
        sa.Column("remote_ore", sa.BigInteger(), nullable=False),
        sa.Column("freed_minutes", sa.Integer(), nullable=False),
        _instant("asked_at"),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        _text("asked_by_name"),
        _text("state", default=False),
        _text("reason"),
        _text("words"),
        sa.Column("never", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        _instant("answered_at", nullable=True),
        _text("answered_by_name"),
        sa.PrimaryKeyConstraint("id", name="pk_remote_advice"),
        sa.UniqueConstraint("booking_id", name="uq_remote_advice_booking_id"),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name="fk_remote_advice_booking_id_bookings"),
        sa.ForeignKeyConstraint(["asked_by"], ["accounts.id"], name="fk_remote_advice_asked_by_accounts"),
    )
    op.create_index("ix_remote_advice_never", "remote_advice", ["case_ref"], postgresql_where=sa.text("never"))


def downgrade() -> None:
    op.drop_table("remote_advice")
