"""How soon somebody was found is read by dashboards without the rest of the monthly sums."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_index(
        "ix_report_rollups_bands",
        "report_rollups",
        ["level", "month", "day", "unit_id", "response_band"],
        postgresql_include=["responses"],
        postgresql_where=sa.text("level IN (12, 15)"),
    )


def downgrade() -> None:
    op.drop_index("ix_report_rollups_bands", "report_rollups")
