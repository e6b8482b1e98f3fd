"""The voucher: what took place, attested and paid; disputes, refund decisions by people, payroll, CPR numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("bookings", sa.Column("attested_how", sa.Text(), server_default="", nullable=False))
    op.add_column("deliveries", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    for name in ("judged", "judged_because"):
        op.add_column("refund_decisions", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("refund_decisions", sa.Column("overrule_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_refund_decisions_unsure",
        "refund_decisions",
        ["booking_id"],
        unique=False,
        postgresql_where=sa.text("state = 'unsure' AND superseded_at IS NULL"),
    )
    _rule_columns()
    _disputes()
    _overrules()
    _payroll()
    _citizen_numbers()
    op.create_table(
        "attestation_reminders",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("reminded_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_attestation_reminders_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_attestation_reminders")),
    )


def _rule_columns() -> None:
    op.add_column("refund_rules", sa.Column("published_at", INSTANT, nullable=True))
    op.add_column("refund_rules", sa.Column("published_by", sa.Text(), server_default="", nullable=False))
    op.add_column("refund_rules", sa.Column("note", sa.Text(), server_default="", nullable=False))


def _disputes() -> None:
    op.create_table(
        "disputes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("delivery_version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=True),
        sa.Column("raised_at", INSTANT, nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("ending", sa.Text(), server_default="", nullable=False),
        sa.Column("decision", sa.Text(), server_default="", nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_disputes_booking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
    )
    op.create_index(
        "uq_disputes_open", "disputes", ["booking_id"], unique=True, postgresql_where=sa.text("ended_at IS NULL")
    )


def _overrules() -> None:
    op.create_table(
        "refund_overrules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("rule_code", sa.Text(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("instead_of_code", sa.Text(), nullable=True),
        sa.Column("instead_of_version", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_refund_overrules_booking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund_overrules")),
    )
    op.create_index(
        "uq_refund_overrules_standing",
        "refund_overrules",
        ["booking_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('asked', 'approved')"),
    )


def _payroll() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("payroll_numbers")))
    op.create_table(
        "payroll_exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_by_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_exports")),
        sa.UniqueConstraint("number", name=op.f("uq_payroll_exports_number")),
    )
    op.create_table(
        "payroll_lines",
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("correction", sa.Boolean(), nullable=False),
        sa.Column("normal_minutes", sa.Integer(), nullable=False),
        sa.Column("offhours_minutes", sa.Integer(), nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.Column("km", sa.Numeric(9, 3), nullable=False),
        sa.Column("fee_ore", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_payroll_lines_booking_id")),
        sa.ForeignKeyConstraint(["export_id"], ["payroll_exports.id"], name=op.f("fk_payroll_lines_export_id")),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_payroll_lines_interpreter_id")),
        sa.PrimaryKeyConstraint("export_id", "booking_id", "interpreter_id", name=op.f("pk_payroll_lines")),
    )
    op.create_index(op.f("ix_payroll_lines_booking_id"), "payroll_lines", ["booking_id"], unique=False)


def _citizen_numbers() -> None:
    op.create_table(
        "citizen_numbers",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_citizen_numbers_booking_id")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_citizen_numbers")),
    )
    op.create_table(
        "citizen_number_reads",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", INSTANT, nullable=False),
        sa.Column("read_by", sa.Uuid(), nullable=True),
        sa.Column("read_by_name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_citizen_number_reads_booking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citizen_number_reads")),
    )
    op.create_index(op.f("ix_citizen_number_reads_booking_id"), "citizen_number_reads", ["booking_id"], unique=False)


def downgrade() -> None:
    for table in (
        "attestation_reminders",
        "citizen_number_reads",
        "citizen_numbers",
        "payroll_lines",
        "payroll_exports",
        "refund_overrules",
        "disputes",
    ):
        op.drop_table(table)
    op.execute(sa.schema.DropSequence(sa.Sequence("payroll_numbers")))
    for name in ("published_at", "published_by", "note"):
        op.drop_column("refund_rules", name)
    op.drop_index("ix_refund_decisions_unsure", table_name="refund_decisions")
    for name in ("overrule_id", "judged_because", "judged"):
        op.drop_column("refund_decisions", name)
    op.drop_column("deliveries", "reason")
    op.drop_column("bookings", "attested_how")
