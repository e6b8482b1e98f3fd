"""The ledger and the claims made of it."""

import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

INSTANT = sa.DateTime(timezone=True)
NO_TEXT = sa.text("''")
# What a submitted claim consists of, and nobody changes.
PARTS = ("claim_lines", "claim_held", "claim_caps")

# What was settled before there was a ledger.
SETTLED = """
    WITH settled AS (
        SELECT s.id AS settlement_id, s.booking_id, s.held_on, s.vat_ore, b.unit_id, r.refund_ore,
               coalesce(r.rule_code || ' v' || r.rule_version, '') AS rule
        FROM settlements s JOIN bookings b ON b.id = s.booking_id
        JOIN refund_decisions r ON r.booking_id = s.booking_id AND r.superseded_at IS NULL
        WHERE s.superseded_at IS NULL)
    SELECT * FROM (
        SELECT s.booking_id, 'cost' AS kind, l.component, s.held_on, s.vat_ore <> 0 AS taxed, s.rule, s.unit_id,
               s.settlement_id, CAST(sum(l.amount_ore) AS bigint) AS amount_ore
        FROM settled s JOIN price_lines l ON l.settlement_id = s.settlement_id
        GROUP BY s.booking_id, l.component, s.held_on, s.vat_ore, s.rule, s.unit_id, s.settlement_id
        UNION ALL
        SELECT s.booking_id, 'vat', 'vat', s.held_on, true, s.rule, s.unit_id, s.settlement_id, s.vat_ore FROM settled s
        UNION ALL
        SELECT s.booking_id, 'refund', 'refund', s.held_on, false, s.rule, s.unit_id, s.settlement_id, s.refund_ore
        FROM settled s
    ) posted WHERE amount_ore <> 0 ORDER BY booking_id, kind, component
"""


def upgrade() -> None:
    _ledger()
    _guards()
    _post_what_is_settled()
    _claims()
    _claim_lines()
    _claim_held()
    _claim_caps()
    _evidence_packs()
    _evidence_files()
    _budgets()
    _posting_exports()
    _freeze()


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


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("quarter", sa.SmallInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_by_name", sa.Text(), server_default=NO_TEXT, nullable=False),
        sa.Column("counted_at", INSTANT, nullable=False),
        sa.Column("approved_at", INSTANT, nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("approved_by_name", sa.Text(), server_default=NO_TEXT, nullable=False),
        sa.Column("submitted_at", INSTANT, nullable=True),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_by_name", sa.Text(), server_default=NO_TEXT, nullable=False),
        sa.Column("auditor", sa.Text(), server_default=NO_TEXT, nullable=False),
        sa.Column("head_n", sa.BigInteger(), nullable=True),
        sa.Column("head_hash", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("number", name=op.f("uq_claims_number")),
        sa.UniqueConstraint("open", name=op.f("uq_claims_open")),
    )


def _claim_lines() -> None:
    op.create_table(
        "claim_lines",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rule_code", sa.Text(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("eligible_ore", sa.BigInteger(), nullable=False),
        sa.Column("refund_ore", sa.BigInteger(), nullable=False),
        sa.Column("attested_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_claim_lines_booking_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_lines_claim_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_claim_lines_unit_id")),
        sa.UniqueConstraint("claim_id", "n", name=op.f("uq_claim_lines_claim_id_n")),
    )
    op.create_index(op.f("ix_claim_lines_booking_id"), "claim_lines", ["booking_id"], unique=False)


def _claim_held() -> None:
    op.create_table(
        "claim_held",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("net_ore", sa.BigInteger(), nullable=False),
        sa.Column("refund_ore", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_claim_held_booking_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_held_claim_id")),
    )
    op.create_index(op.f("ix_claim_held_claim_id"), "claim_held", ["claim_id"], unique=False)


def _claim_caps() -> None:
    op.create_table(
        "claim_caps",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("room_ore", sa.BigInteger(), nullable=True),
        sa.Column("refund_ore", sa.BigInteger(), nullable=False),
        sa.Column("total_ore", sa.BigInteger(), nullable=False),
        sa.Column("reduction_ore", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_caps_claim_id")),
        sa.UniqueConstraint("claim_id", "year", name=op.f("uq_claim_caps_claim_id_year")),
    )


def _evidence_packs() -> None:
    op.create_table(
        "evidence_packs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("whole", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_by_name", sa.Text(), server_default=NO_TEXT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.Text(), server_default=NO_TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_evidence_packs_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_packs")),
    )
    op.create_index(op.f("ix_evidence_packs_claim_id"), "evidence_packs", ["claim_id"], unique=False)


def _evidence_files() -> None:
    op.create_table(
        "evidence_files",
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["evidence_packs.id"], name=op.f("fk_evidence_files_pack_id")),
        sa.UniqueConstraint("pack_id", "name", name=op.f("uq_evidence_files_pack_id_name")),
    )


def _budgets() -> None:
    op.create_table(
        "budgets",
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=True),
        sa.Column("set_by_name", sa.Text(), server_default=NO_TEXT, nullable=False),
        sa.PrimaryKeyConstraint("year", "unit_id", name=op.f("pk_budgets")),
    )


def _posting_exports() -> None:
    op.create_table(
        "posting_exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("first_n", sa.BigInteger(), nullable=False),
        sa.Column("last_n", sa.BigInteger(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("debit_ore", sa.BigInteger(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_by_name", sa.Text(), server_default=NO_TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_exports")),
        sa.UniqueConstraint("first_n", name=op.f("uq_posting_exports_first_n")),
        sa.UniqueConstraint("last_n", name=op.f("uq_posting_exports_last_n")),
        sa.UniqueConstraint("number", name=op.f("uq_posting_exports_number")),
    )
    op.create_index("ix_posting_exports_made_at", "posting_exports", ["made_at"], unique=False)


def _freeze() -> None:
    op.execute(
        """
        CREATE FUNCTION refuse_to_change_a_submitted_claim() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_TABLE_NAME = 'claims' THEN
                IF OLD.state <> 'submitted' THEN RETURN coalesce(NEW, OLD); END IF;
            ELSIF NOT EXISTS (SELECT 1 FROM claims WHERE id = OLD.claim_id AND state = 'submitted') THEN
                RETURN coalesce(NEW, OLD);
            END IF;
            RAISE EXCEPTION 'a submitted claim is frozen';
        END $$
        """
    )
    op.execute(
        """
        CREATE FUNCTION refuse_to_add_to_a_submitted_claim() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM claims c JOIN added a ON a.claim_id = c.id WHERE c.state = 'submitted') THEN
                RAISE EXCEPTION 'a submitted claim is frozen';
            END IF;
            RETURN NULL;
        END $$
        """
    )
    for table in ("claims", *PARTS):
        op.execute(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_a_submitted_claim()"
        )
    for table in PARTS:
        op.execute(
            f"CREATE TRIGGER {table}_complete AFTER INSERT ON {table} REFERENCING NEW TABLE AS added "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_add_to_a_submitted_claim()"
        )


def downgrade() -> None:
    for table in ("posting_exports", "budgets", "evidence_files", "evidence_packs", *PARTS, "claims"):
        op.drop_table(table)
    op.execute("DROP FUNCTION refuse_to_change_a_submitted_claim()")
    op.execute("DROP FUNCTION refuse_to_add_to_a_submitted_claim()")
    op.drop_table("ledger_head")
    op.drop_table("ledger_entries")
    op.execute("DROP FUNCTION refuse_to_rewrite_the_ledger()")
