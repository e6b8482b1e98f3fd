"""What dashboards count beside the monthly sums is read of two indexes alone: a unit's days, and what lies ahead."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_index(
        "ix_report_facts_unit_day",
        "report_facts",
        ["unit_id", "day"],
        postgresql_include=["language", "outcome", "confirmed"],
    )
    op.create_index(
        "ix_bookings_ahead",
        "bookings",
        ["starts_at"],
        postgresql_include=["language", "status", "exit_terms"],
        postgresql_where=sa.text("status IN ('requested', 'offered', 'unfilled', 'confirmed')"),
    )


def downgrade() -> None:
    op.drop_index("ix_bookings_ahead", "bookings")
    op.drop_index("ix_report_facts_unit_day", "report_facts")
