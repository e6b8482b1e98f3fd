"""The interpreter's own availability: the weekly hours, and what is different."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from booking.domain.texts import Text
from booking.web.views.jobs import Job


@dataclass(frozen=True, slots=True)
class DayField:
    """A weekday's hours as typed, or as they stand; `name` is the field's."""

    name: str
    day: Text
    value: str
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class OwnAbsence:
    """`jobs` are those that it touches and that still stand."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    offered: bool
    reason: str
    is_illness: bool
    jobs: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class AwayForm:
    """The fields as typed, and what is wrong with each."""

    kind: str = "away"
    fra: str = ""
    til: str = ""
    fra_kl: str = ""
    til_kl: str = ""
    grund: str = ""
    errors: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnHoursPage:
    """`outside` are jobs ahead that lie outside the weekly hours: they stand all the same."""

    days: tuple[DayField, ...]
    away: tuple[OwnAbsence, ...]
    form: AwayForm
    outside: tuple[Job, ...] = ()
    ready_until: datetime | None = None
