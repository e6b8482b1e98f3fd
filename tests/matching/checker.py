"""A checker that is slow and obvious: every rule over again, from the sentences, sharing no code with the matching."""

import math
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.matching.problem import Candidate, Job, Wanted

CPH = ZoneInfo("Europe/Copenhagen")
MINUTE = timedelta(minutes=1)


def broken_rules(wanted: Wanted, candidate: Candidate) -> set[str]:
    """The keys of every rule that the candidate breaks."""
    broken = {
        "language": not _skill_levels(wanted, candidate, any_time=True),
        "level": bool(_skill_levels(wanted, candidate, any_time=True))
        and max(_skill_levels(wanted, candidate, any_time=False), default=0) < wanted.level,
        "mode": wanted.mode not in candidate.modes,
        "barred": candidate.id in wanted.barred,
        "conflict": wanted.citizen_ref in candidate.conflicts,
        "declined": candidate.declined,
    }
    if candidate.employment.value != "agency":
        broken |= _personal(wanted, candidate)
    return {rule for rule, yes in broken.items() if yes}


def _personal(wanted: Wanted, candidate: Candidate) -> dict[str, bool]:
    start, end = wanted.period.starts_at, wanted.period.ends_at
    jobs = [job for job in candidate.busy if job.booking_id != wanted.booking_id]
    return {
        "gender": wanted.gender is not None and wanted.gender_required and wanted.gender != candidate.gender,
        "under_18": _too_young(wanted, candidate),
        "available": not all(_offered(minute, candidate) for minute in _minutes(wanted.period)),
        "absence": any(set(_minutes(wanted.period)) & set(_minutes(a)) for a in candidate.availability.absences),
        "overlap": any(set(_minutes(wanted.period)) & set(_minutes(job.period)) for job in jobs),
        "buffer": any(_both_remote(wanted, job) and _gap(wanted, job) in range(5) for job in jobs),
        "travel": any(_travel_too_tight(wanted, candidate, job) for job in jobs),
        "max_trip": wanted.mode is Mode.IN_PERSON and _trip_there(wanted, candidate, jobs) > candidate.max_trip,
        "daily_limit": _booked(jobs, start, "%Y-%m-%d") + (end - start) // MINUTE > candidate.daily_limit,
        "weekly_limit": _booked(jobs, start, "%G-%V") + (end - start) // MINUTE > candidate.weekly_limit,
    }


def _skill_levels(wanted: Wanted, candidate: Candidate, *, any_time: bool) -> list[int]:
    day = wanted.period.starts_at.astimezone(CPH).date()
    return [
        skill.level
        for skill in candidate.languages
        if skill.language in wanted.accepted_languages
        and (any_time or (skill.valid_from <= day and not (skill.valid_to and skill.valid_to < day)))
    ]


def _too_young(wanted: Wanted, candidate: Candidate) -> bool:
    born, day = candidate.born, wanted.period.starts_at.astimezone(CPH).date()
    if born is None:
        return False
    birthdays = [
        year
        for year in range(born.year + 1, day.year + 1)
        if (year, born.month, born.day) <= (day.year, day.month, day.day)
    ]
    return len(birthdays) < 18


def _minutes(period: Period) -> list[datetime]:
    """The instants at each whole minute of the period; every time in these instances is on a whole minute."""
    return [period.starts_at + n * MINUTE for n in range((period.ends_at - period.starts_at) // MINUTE)]


def _offered(minute: datetime, candidate: Candidate) -> bool:
    """What the clock on the wall says at that minute, held against hours of today and of yesterday."""
    wall = minute.astimezone(CPH).replace(tzinfo=None)
    for hours in candidate.availability.weekly:
        for day in (wall.date(), wall.date() - timedelta(days=1)):
            starts = datetime.combine(day, hours.starts)
            ends = datetime.combine(day, hours.ends)
            if ends <= starts:
                ends += timedelta(days=1)
            if hours.weekday == day.weekday() + 1 and starts <= wall < ends:
                return True
    return any(extra.starts_at <= minute < extra.ends_at for extra in candidate.availability.extra)


def _both_remote(wanted: Wanted, job: Job) -> bool:
    return Mode.IN_PERSON not in (wanted.mode, job.mode)


def _gap(wanted: Wanted, job: Job) -> int:
    """Whole minutes between the two, negative when they overlap."""
    between = max(wanted.period.starts_at, job.period.starts_at) - min(wanted.period.ends_at, job.period.ends_at)
    return between // MINUTE


def _travel_too_tight(wanted: Wanted, candidate: Candidate, job: Job) -> bool:
    if _both_remote(wanted, job) or _gap(wanted, job) < 0:
        return False
    home = (candidate.lat, candidate.lon)
    here = (wanted.lat, wanted.lon) if wanted.mode is Mode.IN_PERSON else home
    there = (job.lat, job.lon) if job.mode is Mode.IN_PERSON else home
    return _gap(wanted, job) < _drive(here, there) + 10


def _trip_there(wanted: Wanted, candidate: Candidate, jobs: list[Job]) -> int:
    """From home, unless the job before was in person today and leaves less than two hours at home."""
    home, here = (candidate.lat, candidate.lon), (wanted.lat, wanted.lon)
    today = wanted.period.starts_at.astimezone(CPH).date()
    before = [job for job in jobs if job.period.ends_at <= wanted.period.starts_at]
    earlier_today = [job for job in before if job.period.starts_at.astimezone(CPH).date() == today]
    if not earlier_today:
        return _drive(home, here)
    last_end = max(job.period.ends_at for job in earlier_today)
    last = next(job for job in earlier_today if job.period.ends_at == last_end)
    there = (last.lat, last.lon)
    at_home = _gap(wanted, last) - _drive(there, home) - _drive(home, here)
    if last.mode is not Mode.IN_PERSON or at_home >= 120:
        return _drive(home, here)
    return _drive(there, here)


def _drive(a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> int:
    """Minutes, by the angle between two vectors from the centre of the Earth."""
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return 30
    u, v = _vector(a[0], a[1]), _vector(b[0], b[1])
    cross = (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])
    km = 6371 * math.atan2(math.hypot(*cross), sum(x * y for x, y in zip(u, v, strict=True)))
    if km <= 0.05:
        return 0
    road = km * 1.3
    minutes = 6 + (road / 32 * 60 if road < 6 else 6 / 32 * 60 + (road - 6) / 72 * 60)
    return math.ceil(minutes)


def _vector(lat: float, lon: float) -> tuple[float, float, float]:
    phi, lam = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)


def _booked(jobs: list[Job], start: datetime, calendar: str) -> int:
    """Minutes of the jobs that begin in the same local day or ISO week."""
    same = start.astimezone(CPH).strftime(calendar)
    return sum(
        (job.period.ends_at - job.period.starts_at) // MINUTE
        for job in jobs
        if job.period.starts_at.astimezone(UTC).astimezone(CPH).strftime(calendar) == same
    )
