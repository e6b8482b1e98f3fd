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
class LampBox:
    """A language with its lamp (many, few or none) on the day; `value` is what its button sends."""

    name: Text
    lamp: str
    says: Text
    free: int
    value: str


@dataclass(frozen=True, slots=True)
class Slots:
    """`lamp` is many, few or none; `refusal` says why there is nothing, `held_until` until when the time is kept.

    `lamps` are shown while no language is chosen, for the day typed, or the next on which anybody is free.
    """

    day: date | None = None
    boxes: tuple[SlotBox, ...] = ()
    lamp: str = ""
    lamp_says: Text | None = None
    refusal: Text | None = None
    held_until: datetime | None = None
    lamps: tuple[LampBox, ...] = ()
    lamps_on: date | None = None


NO_SLOTS = Slots()
