"""What the catalogue says of each mode, beside the field where it is chosen."""

from dataclasses import dataclass

from booking.domain.modes import Mode
from booking.domain.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceHint:
    """What the order form says of a mode: opening hours, notice, how to join, and the reasons that will do."""

    mode: Mode
    offered: bool
    opening: Text
    notice: Text
    join: Text
    reasons: Text | None = None
