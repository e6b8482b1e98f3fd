"""What the ledger and each claim add up to, kept beside them."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

LEDGER = """
    INSERT INTO ledger_sums (year, unit_id, kind, component, count, corrections, amount_ore)
    SELECT extract(year FROM held_on), unit_id, kind, component, count(*), count(*) FILTER (WHERE correction),
           sum(amount_ore)
    FROM ledger_entries GROUP BY 1, 2, 3, 4
"""
CLAIMS = """
    INSERT INTO claim_sums (claim_id, year, unit_id, kind, rule_code, rule_version, percent, count, eligible_ore,
                            refund_ore)
    SELECT claim_id, extract(year FROM held_on), unit_id, kind, rule_code, rule_version, percent, count(*),
           sum(eligible_ore), sum(refund_ore)
    FROM claim_lines GROUP BY 1, 2, 3, 4, 5, 6, 7
"""


def upgrade() -> None:
    op.create_table(
        "ledger_sums",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("component", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("corrections", sa.Integer(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("year", "unit_id", "kind", "component", name=op.f("pk_ledger_sums")),
    )
    op.create_table(
        "claim_sums",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rule_code", sa.Text(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("eligible_ore", sa.BigInteger(), nullable=False),
        sa.Column("refund_ore", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_sums_claim_id")),
        sa.PrimaryKeyConstraint(
            "claim_id",
            "year",
            "unit_id",
            "kind",
            "rule_code",
            "rule_version",
            "percent",
            name=op.f("pk_claim_sums"),
        ),
    )
    op.execute(LEDGER)
    op.execute(CLAIMS)
    op.execute(
        "CREATE TRIGGER claim_sums_frozen BEFORE UPDATE OR DELETE ON claim_sums "
        "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_a_submitted_claim()"
    )
    op.execute(
        "CREATE TRIGGER claim_sums_complete AFTER INSERT ON claim_sums REFERENCING NEW TABLE AS added "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_add_to_a_submitted_claim()"
    )


def downgrade() -> None:
    op.drop_table("claim_sums")
    op.drop_table("ledger_sums")
