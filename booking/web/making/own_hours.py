"""The page of an interpreter's own availability, and what is read from its forms."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial

from booking.domain.availability import availability_of
from booking.domain.hours import Hours
from booking.domain.interpreters import Interval
from booking.domain.periods import WEEKDAYS, instant_of, local_date
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.interpreters import jobs_hit, read_availability
from booking.services.on_demand import ready_until
from booking.services.overviews import own_jobs
from booking.web.entries import day_in, time_in
from booking.web.making.jobs import job_of
from booking.web.making.own_weeks import clock
from booking.web.orders_in import Reading, Wrong
from booking.web.versions_in import hours_in
from booking.web.views.own_hours import AwayForm, DayField, OwnAbsence, OwnHoursPage

NO_ERRORS: Mapping[str, Text] = {}
DAY = timedelta(days=1)
_FIELDS = ("fra", "til", "fra_kl", "til_kl", "grund")


async def own_hours_page(
    desk: Desk,
    *,
    form: AwayForm | None = None,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, Text] = NO_ERRORS,
) -> OwnHoursPage:
    """Raises Denied to everybody but interpreters; `typed` are the weekly fields that came back with `errors`."""
    jobs = [one for one in await own_jobs(desk) if one.starts_at > desk.now]
    assert desk.actor.interpreter_id is not None
    one, found = await read_availability(desk, interpreter_id=desk.actor.interpreter_id)
    ahead = [each for each in found if each.ends_at > desk.now]
    given = availability_of(one.hours, ahead)
    return OwnHoursPage(
        days=tuple(_day(one.hours, n, desk, typed, errors) for n in range(1, 8)),
        away=tuple([await _absence(desk, each) for each in ahead]),
        form=form or AwayForm(),
        outside=tuple(job_of(desk, job) for job in jobs if not given.within_hours(job.period)),
        ready_until=await ready_until(desk),
    )


def _day(
    hours: tuple[Hours, ...], weekday: int, desk: Desk, typed: Mapping[str, str] | None, errors: Mapping[str, Text]
) -> DayField:
    name = f"opening_{weekday}"
    value = typed.get(name, "") if typed is not None else _written(hours, weekday, desk)
    return DayField(name, WEEKDAYS[weekday - 1], value[:100], errors.get(name))


def _written(hours: tuple[Hours, ...], weekday: int, desk: Desk) -> str:
    """As it can be typed again: 08.00-12.00, 13.00-16.00, or around the clock."""
    parts = [part for part in hours if part.weekday == weekday]
    if any(part.starts == part.ends for part in parts):
        return Text("døgn", "around the clock").in_(desk.actor.tongue)
    ends = ["24" if part.ends == time(0) else clock(part.ends, desk) for part in parts]
    return ", ".join(f"{clock(part.starts, desk)}-{end}" for part, end in zip(parts, ends, strict=True))


async def _absence(desk: Desk, one: Interval) -> OwnAbsence:
    assert one.id is not None
    assert desk.actor.interpreter_id is not None
    latest = await desk.repairs.latest_of(desk.actor.interpreter_id)
    ill = latest is not None and latest.interval_id == one.id and latest.is_live(desk.now)
    return OwnAbsence(
        id=one.id,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        offered=one.offered,
        reason=one.reason,
        is_illness=ill,
        jobs=tuple(job_of(desk, job) for job in await jobs_hit(desk, desk.actor.interpreter_id, one)),
    )


def weekly_in(typed: Mapping[str, str]) -> tuple[Hours, ...]:
    """The weekly hours of seven fields; raises Wrong."""
    reading = Reading()
    days = [reading.of(partial(hours_in, typed.get(f"opening_{day}", ""), day)) for day in range(1, 8)]
    if reading.errors:
        raise Wrong(reading.errors)
    return tuple(part for parts in days for part in parts or ())


def form_in(typed: Mapping[str, str]) -> AwayForm:
    """The form as it was typed."""
    kind = "extra" if typed.get("kind") == "extra" else "away"
    fra, til, fra_kl, til_kl, grund = (typed.get(name, "")[:100] for name in _FIELDS)
    return AwayForm(kind, fra, til, fra_kl, til_kl, grund)


def period_in(form: AwayForm, *, now: datetime) -> tuple[datetime, datetime]:
    """Whole days, or from a time to a time where those are typed; extra hours always have times. Raises Wrong."""
    reading, today = Reading(), local_date(now)
    first = reading.of(lambda: day_in(form.fra, today, field="fra"))
    last = reading.of(lambda: day_in(form.til, first or today, field="til")) if form.til.strip() else first
    begins = _clock_in(form.fra_kl, "fra_kl", reading, needed=form.kind == "extra")
    ends = _clock_in(form.til_kl, "til_kl", reading, needed=form.kind == "extra" or begins is not None)
    if reading.errors or first is None or last is None:
        raise Wrong(reading.errors)
    period = _instants(first, last, begins, ends)
    if period[1] <= period[0]:
        name = "til" if last < first else "til_kl"
        raise Wrong({name: Text("Slut ligger før start.", "The end is before the start.")})
    return period


def _clock_in(typed: str, name: str, reading: Reading, *, needed: bool) -> time | None:
    return reading.of(lambda: time_in(typed, field=name)) if typed.strip() or needed else None


def _instants(first: date, last: date, begins: time | None, ends: time | None) -> tuple[datetime, datetime]:
    until = instant_of(last, ends) if ends is not None else instant_of(last + DAY, time.min)
    return instant_of(first, begins or time.min), until
