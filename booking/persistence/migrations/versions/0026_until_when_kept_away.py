"""An interpreter may be kept away from a citizen or a unit for a time, and not only for good."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("barred_pairs", sa.Column("until", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("barred_pairs", "until")
