"""Interpreters: what they speak, how they work, and when they can be asked."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from booking.domain.hours import Hours as Hours
from booking.domain.modes import Mode
from booking.domain.texts import Text


class Employment(StrEnum):
    """Salaried staff are assigned; freelancers and agencies are asked."""

    SALARIED = "salaried"
    FREELANCE = "freelance"
    AGENCY = "agency"


EMPLOYMENTS: dict[Employment, Text] = {
    Employment.SALARIED: Text("Ansat", "Salaried"),
    Employment.FREELANCE: Text("Freelance", "Freelance"),
    Employment.AGENCY: Text("Bureau", "Agency"),
}

LEVELS: dict[int, Text] = {
    1: Text("Niveau 1: godkendt af tolkekontoret", "Level 1: approved by the office"),
    2: Text("Niveau 2: prøvet", "Level 2: tested"),
    3: Text("Niveau 3: uddannet", "Level 3: trained"),
    4: Text("Niveau 4: certificeret", "Level 4: certified"),
}


@dataclass(frozen=True, slots=True)
class Skill:
    """A language spoken at a level (1–4, 4 best), valid from and to given days, both included."""

    language: str
    level: int
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of instants that is an exception: extra hours (`offered`) or an absence."""

    starts_at: datetime
    ends_at: datetime
    offered: bool = False
    reason: str = ""
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter (tolk) as the register has them; limits are minutes, the home is WGS 84 degrees.

    Until `ready_until` they may be rung for a job that begins now, whatever their weekly hours. An agency's belongs to
    the supplier that sends the invoices.
    """

    id: UUID
    name: str
    email: str
    employment: Employment
    phone: str = ""
    gender: str | None = None
    born: date | None = None
    modes: frozenset[Mode] = frozenset(Mode)
    scheme: str = "MUNI-DEMO"
    category: str = "own"
    lat: float | None = None
    lon: float | None = None
    home_place: str = ""
    daily_limit: int = 480
    weekly_limit: int = 2220
    max_trip: int = 90
    agency_rank: int = 0
    active: bool = True
    ready_until: datetime | None = None
    supplier_id: UUID | None = None
    skills: tuple[Skill, ...] = ()
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """An interpreter who must not meet a citizen (by reference) or the people of a unit; one of the two.

    `until` is the last day of it; for good where it is None.
    """

    id: UUID
    interpreter_id: UUID
    unit_id: UUID | None
    citizen_ref: str | None
    reason: str = ""
    until: date | None = None

    def holds(self, on: date) -> bool:
        return self.until is None or on <= self.until
