"""Reading a series: what was planned, what became of it, and what was left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from booking.domain.bookings import Booking, Status
from booking.domain.permissions import may_see, require_permission
from booking.domain.series import Series
from booking.domain.texts import Text
from booking.domain.workdays import HOLIDAY as A_HOLIDAY
from booking.domain.workdays import Workdays
from booking.persistence.series import Skip, unknown_series
from booking.services.desk import Desk

HOLIDAY, LEFT_OUT = "holiday", "left_out"
OVER = frozenset({Status.CANCELLED, Status.NO_SHOW, Status.ABORTED})


@dataclass(frozen=True, slots=True)
class SeriesDetails:
    """Every booking, also the cancelled ones, in the order they were planned; and the dates left out."""

    series: Series
    bookings: list[Booking]
    skips: list[Skip]
    interpreters: dict[UUID, str]


@dataclass(frozen=True, slots=True)
class Family:
    """Where a booking stands: date `place` of `dates` in its series, and its companions on the same job."""

    series_id: UUID | None
    place: int
    dates: int
    ahead: int
    companions: list[Booking]


async def find_series(
    desk: Desk, series_id: UUID, *, permission: str = "bookings:history", lock: bool = False
) -> Series:
    """The series; NotFound for outsiders, and for interpreters, who see their own jobs only."""
    series = await desk.series.get(series_id, lock=lock)
    of_all = await desk.series.bookings_of(series_id)
    if not of_all or not may_see(desk.actor, of_all[0]):
        raise unknown_series(series_id)
    require_permission(desk.actor, permission)
    return series


async def read_series(desk: Desk, series_id: UUID) -> SeriesDetails:
    """Raises NotFound and Denied as finding does."""
    series = await find_series(desk, series_id)
    found = await desk.series.bookings_of(series_id)
    names = await desk.series.interpreters_of([one.id for one in found])
    return SeriesDetails(series, found, await desk.series.skips(series_id), names)


async def family_of(desk: Desk, booking: Booking) -> Family | None:
    """None for a booking that stands alone."""
    if booking.series_id is None and booking.job_id is None:
        return None
    kin = await desk.series.kin_of(booking)
    days = dates_of([one for one in kin if one.series_id is not None])
    return Family(
        series_id=booking.series_id,
        place=days.index(booking.occurrence_on) + 1 if booking.occurrence_on in days else 0,
        dates=len(days),
        ahead=len({one.occurrence_on for one in kin if one.starts_at > desk.now and one.status not in OVER}),
        companions=[one for one in kin if one.job_id == booking.job_id is not None and one.id != booking.id],
    )


def dates_of(bookings: Sequence[Booking]) -> list[date]:
    """The planned dates that were booked, once each, in order."""
    return sorted({one.occurrence_on for one in bookings if one.occurrence_on is not None})


def why_skipped(skip: Skip, workdays: Workdays) -> Text:
    """In words: the holiday by its name, where it has one."""
    if skip.reason == HOLIDAY:
        name = workdays.holiday(skip.skipped_on) or A_HOLIDAY
        return Text(name.da[:1].upper() + name.da[1:], name.en[:1].upper() + name.en[1:])
    return Text("Udeladt ved bestillingen", "Left out when ordered")
