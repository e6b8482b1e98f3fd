"""The gallery's day, its frame, and what a picture is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from booking.domain.accounts import Role
from booking.domain.texts import Text, Tongue
from booking.web.views.chrome import Chrome, Me, Notice

TODAY = date(2026, 11, 12)
NOW = datetime(2026, 11, 12, 8, 42, tzinfo=UTC)
ARABIC, TIGRINYA, SOMALI = Text("Arabisk", "Arabic"), Text("Tigrinya", "Tigrinya"), Text("Somali", "Somali")
ID = UUID("019a7000-0000-7000-8000-000000000001")


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of the gallery: the template, what it shows, and whose frame it has."""

    name: str
    template: str
    view: object
    place: str = ""
    role: Role | None = Role.COORDINATOR


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """A wall time in Copenhagen in November (UTC+1), `days` from the gallery's day."""
    return datetime(2026, 11, 12, tzinfo=UTC) + timedelta(days=days, hours=hour - 1, minutes=minute)


def chrome(tongue: Tongue, picture: Picture) -> Chrome:
    me = None if picture.role is None else Me("Jette Holm", "coordinator@example.org", frozenset({picture.role}))
    notice = Notice(Text("Bestilling 26-1042 er sendt.", "Booking 26-1042 was sent."))
    return Chrome(
        tongue=tongue,
        municipality="Fjordby Kommune",
        csrf="c5rf",
        path=f"/{picture.place}",
        place=picture.place,
        me=me,
        notice=notice if picture.name == "booking" else None,
        counts={"tavle": 3, "bestillinger": 2},
        local=True,
    )
