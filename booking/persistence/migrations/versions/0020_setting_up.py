"""How somebody likes the pages, what a token may, links that let somebody in once, and the log by day."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

ADDED: Sequence[tuple[str, sa.Column[object]]] = (
    ("accounts", sa.Column("theme", sa.Text, nullable=False, server_default="auto")),
    ("accounts", sa.Column("shortcuts", sa.Boolean, nullable=False, server_default=sa.text("true"))),
    ("api_tokens", sa.Column("roles", sa.ARRAY(sa.Text))),
    ("api_tokens", sa.Column("expires_at", sa.DateTime(timezone=True))),
    ("api_tokens", sa.Column("last_used_at", sa.DateTime(timezone=True))),
)


def upgrade() -> None:
    for table, column in ADDED:
        op.add_column(table, column)
    op.create_table(
        "entrance_links",
        sa.Column("hash", sa.LargeBinary, primary_key=True),
        sa.Column("account_id", sa.Uuid, sa.ForeignKey("accounts.id")),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_entrance_links_account_id", "entrance_links", ["account_id"])
    op.create_index("ix_history_at", "history", ["at"])


def downgrade() -> None:
    op.drop_index("ix_history_at", "history")
    op.drop_table("entrance_links")
    for table, column in reversed(ADDED):
        op.drop_column(table, column.name)
