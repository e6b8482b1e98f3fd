"""The meal break of a delivery: from when, and for how many minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("break_from", sa.DateTime(timezone=True), nullable=True))
    op.add_column("deliveries", sa.Column("break_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False))


def downgrade() -> None:
    op.drop_column("deliveries", "break_minutes")
    op.drop_column("deliveries", "break_from")
