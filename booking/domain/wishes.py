"""Ranked wishes: the other modes and times that will do, in the order in which they are tried."""

from dataclasses import dataclass, replace
from datetime import datetime

from booking.domain.modes import MODES, Mode
from booking.domain.periods import Period

MOST_WISHES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One way and time to meet, with how to get there; an empty address is the unit's own."""

    mode: Mode
    starts_at: datetime
    ends_at: datetime
    address: str = ""
    postcode: str = ""
    phone: str = ""
    link: str = ""
    in_person_reason: str | None = None

    @property
    def period(self) -> Period:
        return Period(self.starts_at, self.ends_at)

    @property
    def reach(self) -> str:
        """Number, link or address, by the mode."""
        return str(getattr(self, MODES[self.mode].reach_field))

    def is_like(self, other: "Wish") -> bool:
        """Whether both ask for the same: mode, time and, in person, place."""
        place = (self.address, self.postcode) == (other.address, other.postcode)
        same = (self.mode, self.period) == (other.mode, other.period)
        return same and (place or self.mode is not Mode.IN_PERSON)

    def reached_like(self, other: "Wish") -> "Wish":
        """The wish with number, link, reason and address of the other where it has none of its own."""
        place = self if self.address or self.postcode else other
        return replace(
            self,
            address=place.address,
            postcode=place.postcode,
            phone=self.phone or other.phone,
            link=self.link or other.link,
            in_person_reason=self.in_person_reason or other.in_person_reason,
        )

    def __str__(self) -> str:
        """As the log keeps it: mode, start and end, and how to get there."""
        said = f"{self.mode.value} {self.starts_at.isoformat()}/{self.ends_at.isoformat()}"
        return f"{said} {self.reach}" if self.reach else said
