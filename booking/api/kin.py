"""What belongs together over the API: a series, a job of several interpreters, and what followed a change."""

from collections.abc import Sequence
from uuid import UUID

from booking.api.desks import Answer, Asked, tongue_of
from booking.api.shapes import etag, ordered_out
from booking.api.warned import masked_in
from booking.domain.bookings import Booking, Order
from booking.domain.permissions import may
from booking.domain.series import Rule
from booking.domain.texts import Tongue
from booking.persistence.series import Skip
from booking.services import series
from booking.services.bookings import Changes, Entry
from booking.services.companions import request_job
from booking.services.desk import Desk
from booking.services.series.reading import dates_of, family_of, why_skipped
from schemas import bookings as out
from schemas.orders import BookingChanges, NewBooking
from schemas.series import ConflictOut, FollowedOut, NewSeries, SeriesRefOut, SkippedOut


def rule_from(data: NewSeries) -> Rule:
    return Rule(
        weekdays=tuple(data.weekdays),
        every_weeks=data.every_weeks,
        until=data.until,
        times=data.times,
        holidays=data.holidays,
    )


def is_several(data: NewBooking) -> bool:
    return data.series is not None or data.interpreters > 1


async def ordered_together(request: Asked, desk: Desk, order: Order, data: NewBooking, entry: Entry) -> Answer:
    """The first booking, with what was made beside it."""
    tongue = tongue_of(request)
    if data.series is None:
        made = await request_job(desk, order=order, interpreters=data.interpreters, entry=entry)
        said = ordered_out(desk, made[0], tongue)
        said.companions, said.warnings = [one.number for one in made[1:]], masked_in(data, tongue)
        return Answer(said, etag=etag(made[0]))
    found = await series.request_series(
        desk,
        order=order,
        rule=rule_from(data.series),
        interpreters=data.interpreters,
        leave_out=data.series.leave_out,
        entry=entry,
    )
    first = found.bookings[0]
    said = ordered_out(desk, first, tongue)
    said.warnings = masked_in(data, tongue)
    said.companions = [one.number for one in found.bookings[1:] if one.job_id == first.job_id is not None]
    said.series = _ref(found.series.id, first, place=1, dates=len(dates_of(found.bookings)))
    said.series.numbers = [one.number for one in found.bookings]
    said.series.skipped = skipped_out(desk, found.skips, tongue)
    said.series.conflicts = [ConflictOut(one.on, one.number, one.text.in_(tongue)) for one in found.doubles]
    return Answer(said, etag=etag(first))


def _ref(series_id: UUID, booking: Booking, *, place: int, dates: int) -> SeriesRefOut:
    assert booking.occurrence_on is not None
    return SeriesRefOut(id=series_id, date=booking.occurrence_on, place=place, dates=dates)


def skipped_out(desk: Desk, skips: Sequence[Skip], tongue: Tongue) -> list[SkippedOut]:
    return [SkippedOut(one.skipped_on, why_skipped(one, desk.reference.workdays).in_(tongue)) for one in skips]


async def with_kin(desk: Desk, booking: Booking, said: out.BookingOut) -> out.BookingOut:
    """With its series and its companions, for those who may see more than their own job."""
    family = await family_of(desk, booking) if may(desk.actor, "bookings:history") else None
    if family is not None:
        said.companions = [one.number for one in family.companions]
        if family.series_id is not None:
            said.series = _ref(family.series_id, booking, place=family.place, dates=family.dates)
    return said


async def changed_together(
    desk: Desk, number: str, changes: Changes, *, version: int, data: BookingChanges
) -> list[FollowedOut]:
    """What followed the one that was asked about."""
    done = await series.change_all(
        desk, number=number, changes=changes, version=version, scope=data.scope, leave_out=data.leave_out_refused
    )
    return [
        FollowedOut(one.number, one.status.value, one.version, one.starts_at, one.ends_at)
        for one in (each.after for each in done)
        if one.number != number
    ]
