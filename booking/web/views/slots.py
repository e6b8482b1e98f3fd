"""The start times of a day with how many are free, and the one that is held."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class SlotBox:
    """One start; `value` is what its button sends, `level` 0 (nobody) to 3 (many)."""

    starts_at: datetime
    free: int
    value: str
    chosen: bool = False

    @property
    def level(self) -> int:
        return min(self.free, 3)


@dataclass(frozen=True, slots=True)
class Slots:
    """`lamp` is many, few or none; `refusal` says why there is nothing, `held_until` until when the time is kept."""

    day: date | None = None
    boxes: tuple[SlotBox, ...] = ()
    lamp: str = ""
    lamp_says: Text | None = None
    refusal: Text | None = None
    held_until: datetime | None = None


NO_SLOTS = Slots()
