"""What is committed and at risk, booking by booking and added up, with the triggers that say what to look at again."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

MARK = "INSERT INTO stake_marks (booking_id) "
FUNCTIONS = {
    "mark_its_booking": f"{MARK} VALUES (coalesce(NEW.booking_id, OLD.booking_id));",
    "mark_the_booking": f"{MARK} VALUES (NEW.id);",
    # A line is looked at when it says something else than what is settled, or did.
    "mark_the_line": f"""
        IF TG_OP <> 'INSERT' THEN {MARK} SELECT OLD.booking_id WHERE OLD.booking_id IS NOT NULL; END IF;
        IF TG_OP <> 'DELETE' THEN
            {MARK} SELECT s.booking_id FROM settlements s WHERE s.booking_id = NEW.booking_id
              AND s.superseded_at IS NULL AND s.net_ore <> NEW.net_ore;
        END IF;""",
    "mark_the_lines": f"""
        {MARK} SELECT l.booking_id FROM invoice_lines l JOIN settlements s ON s.booking_id = l.booking_id
          AND s.superseded_at IS NULL AND s.net_ore <> l.net_ore WHERE l.invoice_id = NEW.id;""",
    # What lacks a number is not held back once it is claimed.
    "mark_what_is_claimed": f"""
        {MARK} SELECT s.booking_id FROM stakes s JOIN claim_lines l ON l.booking_id = s.booking_id
          AND l.claim_id = NEW.id;""",
    "mark_their_jobs": f"""
        {MARK} SELECT s.booking_id FROM stakes s JOIN assignments a ON a.booking_id = s.booking_id
          WHERE a.interpreter_id = NEW.id
        UNION SELECT s.booking_id FROM stakes s JOIN deliveries d ON d.booking_id = s.booking_id
          WHERE d.interpreter_id = NEW.id;""",
}
ANY = "INSERT OR UPDATE OR DELETE"
TRIGGERS = (
    ("assignments", ANY, "", "mark_its_booking"),
    ("deliveries", ANY, "", "mark_its_booking"),
    ("settlements", ANY, "", "mark_its_booking"),
    ("refund_decisions", ANY, "", "mark_its_booking"),
    ("refund_overrules", ANY, "", "mark_its_booking"),
    ("disputes", ANY, "", "mark_its_booking"),
    ("citizen_numbers", "INSERT OR DELETE", "", "mark_its_booking"),
    # What is settled and claimed in bulk changes nothing of what is held back.
    (
        "bookings",
        "UPDATE",
        "WHEN (NEW.status NOT IN ('settled', 'claimed') OR OLD.unit_id <> NEW.unit_id "
        "OR OLD.attested_at IS DISTINCT FROM NEW.attested_at)",
        "mark_the_booking",
    ),
    ("invoice_lines", ANY, "", "mark_the_line"),
    ("invoices", "UPDATE OF state", "", "mark_the_lines"),
    ("claims", "UPDATE OF state", "WHEN (NEW.state = 'submitted')", "mark_what_is_claimed"),
    (
        "interpreters",
        "UPDATE",
        "WHEN (OLD.scheme <> NEW.scheme OR OLD.category <> NEW.category)",
        "mark_their_jobs",
    ),
)
# Everything that may be committed or at risk today; what is not is found when it is looked at.
OPEN = f"""
    {MARK}
    SELECT id FROM bookings WHERE status IN ('confirmed', 'delivered', 'no_show', 'aborted') OR attested_at IS NULL
    UNION SELECT booking_id FROM disputes WHERE ended_at IS NULL
    UNION SELECT booking_id FROM refund_overrules WHERE state = 'asked'
    UNION SELECT l.booking_id FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id AND i.state = 'open'
      WHERE l.booking_id IS NOT NULL
    UNION SELECT r.booking_id FROM refund_decisions r WHERE r.superseded_at IS NULL
      AND (r.state = 'unsure' OR (r.refund_ore <> 0
        AND NOT EXISTS (SELECT 1 FROM citizen_numbers n WHERE n.booking_id = r.booking_id)))
"""


def upgrade() -> None:
    op.create_table(
        "stakes",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("booking_id", "figure", "why", name=op.f("pk_stakes")),
    )
    op.create_index("ix_stakes_held_on", "stakes", ["held_on"])
    op.create_table(
        "stake_sums",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("year", "figure", "unit_id", name=op.f("pk_stake_sums")),
    )
    op.create_table(
        "stake_marks",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("only_price", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_table(
        "stake_prices",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stake_prices")),
    )
    for name, body in FUNCTIONS.items():
        op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$")
    for table, events, when, function in TRIGGERS:
        op.execute(
            f"CREATE TRIGGER {table}_mark_stakes AFTER {events} ON {table} "
            f"FOR EACH ROW {when} EXECUTE FUNCTION {function}()"
        )
    op.execute(OPEN)


def downgrade() -> None:
    for table, *_ in TRIGGERS:
        op.execute(f"DROP TRIGGER {table}_mark_stakes ON {table}")
    for name in FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}()")
    for table in ("stake_prices", "stake_marks", "stake_sums", "stakes"):
        op.drop_table(table)
