"""Tariffs that the office edits: drafts, cases they are held against, names, and suppliers with their VAT."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from booking.persistence.migrations.shipped_tariffs import NAMES, cases

revision = "0009"
down_revision = "0008"

INSTANT = sa.DateTime(timezone=True)
JSON = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    _suppliers()
    _drafts()
    names = op.create_table(
        "tariff_names",
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("name_da", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scheme", "category", name=op.f("pk_tariff_names")),
    )
    op.bulk_insert(names, NAMES)
    _cases()
    op.add_column("interpreters", sa.Column("supplier_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_interpreters_supplier_id"), "interpreters", "suppliers", ["supplier_id"], ["id"])
    op.create_index(op.f("ix_interpreters_supplier_id"), "interpreters", ["supplier_id"], unique=False)
    op.add_column("settlements", sa.Column("supplier_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_settlements_supplier_id"), "settlements", "suppliers", ["supplier_id"], ["id"])
    zero = sa.text("0")
    op.add_column("settlements", sa.Column("vat_percent", sa.Numeric(5, 2), server_default=zero, nullable=False))
    for name in ("why_da", "why_en"):
        op.add_column("price_lines", sa.Column(name, sa.Text(), server_default="", nullable=False))


def _suppliers() -> None:
    op.create_table(
        "suppliers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), server_default="", nullable=False) for name in ("category", "cvr")),
        sa.Column("vat_registered", sa.Boolean(), nullable=False),
        sa.Column("vat_percent", sa.Numeric(5, 2), nullable=False),
        *(
            sa.Column(name, sa.Text(), server_default="", nullable=False)
            for name in ("order_prefix", "contact", "invoice_email", "phone")
        ),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppliers")),
        sa.UniqueConstraint("code", name=op.f("uq_suppliers_code")),
    )


def _drafts() -> None:
    op.create_table(
        "tariff_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rates", JSON, nullable=False),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("published_at", INSTANT, nullable=True),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("failed", JSON, server_default=sa.text("'[]'"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tariff_drafts")),
    )


def _cases() -> None:
    table = op.create_table(
        "tariff_cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("booked_minutes", sa.Integer(), nullable=False),
        sa.Column("actual_minutes", sa.Integer(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("km", sa.Numeric(7, 1), server_default=sa.text("0"), nullable=False),
        sa.Column("notice_hours", sa.Integer(), nullable=True),
        sa.Column("expects", sa.Text(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tariff_cases")),
    )
    op.bulk_insert(table, cases())


def downgrade() -> None:
    for name in ("why_en", "why_da"):
        op.drop_column("price_lines", name)
    for name in ("vat_percent", "supplier_id"):
        op.drop_column("settlements", name)
    op.drop_index(op.f("ix_interpreters_supplier_id"), table_name="interpreters")
    op.drop_column("interpreters", "supplier_id")
    for table in ("tariff_cases", "tariff_names", "tariff_drafts", "suppliers"):
        op.drop_table(table)
