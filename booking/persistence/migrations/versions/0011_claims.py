"""The ledger and the claims made of it."""

import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

INSTANT = sa.DateTime(timezone=True)
NO_TEXT = sa.text("''")

# What was settled before there was a ledger.
SETTLED = """
    SELECT * FROM (
        SELECT s.booking_id, 'cost' AS kind, l.component, s.held_on, s.vat_ore <> 0 AS taxed, '' AS rule, b.unit_id,
               s.id AS settlement_id, CAST(sum(l.amount_ore) AS bigint) AS amount_ore
        FROM settlements s JOIN price_lines l ON l.settlement_id = s.id JOIN bookings b ON b.id = s.booking_id
        WHERE s.superseded_at IS NULL GROUP BY s.id, b.unit_id, l.component
        UNION ALL
        SELECT s.booking_id, 'vat', 'vat', s.held_on, true, '', b.unit_id, s.id, s.vat_ore
        FROM settlements s JOIN bookings b ON b.id = s.booking_id WHERE s.superseded_at IS NULL
        UNION ALL
        SELECT s.booking_id, 'refund', 'refund', s.held_on, false, coalesce(r.rule_code || ' v' || r.rule_version, ''),
               b.unit_id, s.id, r.refund_ore
        FROM settlements s JOIN bookings b ON b.id = s.booking_id
        JOIN refund_decisions r ON r.booking_id = s.booking_id AND r.superseded_at IS NULL
        WHERE s.superseded_at IS NULL
    ) posted WHERE amount_ore <> 0 ORDER BY booking_id, kind, component
"""


def upgrade() -> None:
    _ledger()
    _guards()
    _post_what_is_settled()


def _ledger() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("component", sa.Text(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("taxed", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.Text(), server_default=NO_TEXT, nullable=False),
        sa.Column("correction", sa.Boolean(), nullable=False),
        sa.Column("settlement_id", sa.Uuid(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_ledger_entries_booking_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_ledger_entries_unit_id")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_ledger_entries")),
    )
    op.create_index("ix_ledger_entries_booking", "ledger_entries", ["booking_id"], unique=False)
    op.create_index("ix_ledger_entries_held_on", "ledger_entries", ["held_on"], unique=False)
    op.create_table(
        "ledger_head",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_head")),
    )


def _guards() -> None:
    op.execute(
        """
        CREATE FUNCTION refuse_to_rewrite_the_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_the_ledger()
        """
    )


def _post_what_is_settled() -> None:
    # Written out here and not asked of the application: a migration says for ever what it said when it ran.
    connection, now = op.get_bind(), datetime.now(UTC)
    n, last, rows = 0, bytes(32), []
    for row in connection.execute(sa.text(SETTLED)).mappings():
        n += 1
        fields = [n, f"{now:%Y-%m-%dT%H:%M:%S.%fZ}", row["booking_id"], row["kind"], row["component"]]
        fields += [row["amount_ore"], row["unit_id"], row["held_on"], int(row["taxed"]), row["rule"], 0]
        fields += [row["settlement_id"], ""]
        last = hashlib.sha256(last + "\t".join(map(str, fields)).encode()).digest()
        rows.append({**row, "n": n, "at": now, "correction": False, "made_by": None, "hash": last})
    for start in range(0, len(rows), 2000):
        connection.execute(sa.insert(_table("ledger_entries", rows[0])), rows[start : start + 2000])
    head = {"id": 1, "n": n, "hash": last}
    connection.execute(sa.insert(_table("ledger_head", head)), head)


def _table(name: str, row: dict[str, object]) -> sa.TableClause:
    return sa.table(name, *(sa.column(column) for column in row))


def downgrade() -> None:
    op.drop_table("ledger_head")
    op.drop_table("ledger_entries")
    op.execute("DROP FUNCTION refuse_to_rewrite_the_ledger()")
