"""How somebody keeps their jobs in their own calendar, and streams that are told by plain mails."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("accounts", sa.Column("calendar", sa.Text(), server_default="", nullable=False))
    op.add_column("calendar_streams", sa.Column("form", sa.Text(), server_default="invitation", nullable=False))


def downgrade() -> None:
    op.drop_column("calendar_streams", "form")
    op.drop_column("accounts", "calendar")
