"""What is known of each booking for the reports, version by version, and its monthly sums."""

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
