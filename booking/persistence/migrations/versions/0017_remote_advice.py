"""What requesters answered when they were asked to hold a talk by phone or video."""

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
