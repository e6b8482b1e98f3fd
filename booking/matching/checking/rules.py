"""Rules: each as a question, true when it is broken."""

from collections.abc import Callable
from datetime import datetime, timedelta

from booking.domain.texts import Text
from booking.matching.checking.days import HERE, MINUTE, Task, Week

NAMES = {
    "language": Text("Tolken taler ikke sproget.", "The interpreter does not speak the language."),
    "level": Text("Tolken har ikke niveauet på dagen.", "The interpreter lacks the level on the day."),
    "mode": Text("Tolken tolker ikke i den form.", "The interpreter does not work in that mode."),
    "gender": Text("Tolken har ikke det krævede køn.", "The interpreter is not of the required gender."),
    "barred": Text("Tolken er fravalgt.", "The interpreter is barred."),
    "conflict": Text("Tolken er inhabil.", "The interpreter has a conflict of interest."),
    "declined": Text("Tolken har sagt nej.", "The interpreter has declined."),
    "under_18": Text("Tolken er under 18 år.", "The interpreter is under 18."),
    "absence": Text("Tolken er fraværende.", "The interpreter is absent."),
    "available": Text("Tolken arbejder ikke på det tidspunkt.", "The interpreter does not work at that time."),
    "overlap": Text("Tolken er optaget på det tidspunkt.", "The interpreter is busy at that time."),
    "buffer": Text("Der mangler 5 minutter mellem to fjernopgaver.", "5 minutes are lacking between two remote jobs."),
    "travel": Text("Tolken kan ikke nå frem mellem to opgaver.", "The interpreter cannot make it between two jobs."),
    "max_trip": Text("Tolken har for langt at rejse.", "The interpreter lives too far away."),
    "daily_limit": Text("Dagens grænse er overskredet.", "The limit of the day is exceeded."),
    "weekly_limit": Text("Ugens grænse er overskredet.", "The limit of the week is exceeded."),
}

Question = Callable[[Week], bool]


def lacks_language(week: Week) -> bool:
    return not any(skill.language in week.wanted.accepted_languages for skill in week.person.languages)


def lacks_level(week: Week) -> bool:
    day = week.task.day
    levels = [
        skill.level
        for skill in week.person.languages
        if skill.language in week.wanted.accepted_languages
        and skill.valid_from <= day
        and (skill.valid_to is None or day <= skill.valid_to)
    ]
    return not lacks_language(week) and max(levels, default=0) < week.wanted.level


def wrong_gender(week: Week) -> bool:
    wanted = week.wanted
    return wanted.gender_required and wanted.gender is not None and wanted.gender != week.person.gender


def too_young(week: Week) -> bool:
    born, day = week.person.born, week.task.day
    return born is not None and (day.year - born.year, (day.month, day.day) >= (born.month, born.day)) < (18, True)


def away(week: Week) -> bool:
    job = week.wanted.period
    return any(one.starts_at < job.ends_at and job.starts_at < one.ends_at for one in week.person.availability.absences)


def not_offered(week: Week) -> bool:
    """Every minute of it by the clock on the wall, against the hours of that day and of the evening before."""
    period = week.wanted.period
    minutes = (period.ends_at - period.starts_at) // MINUTE
    return not all(_offered(week, period.starts_at + n * MINUTE) for n in range(minutes))


def _offered(week: Week, minute: datetime) -> bool:
    wall = minute.astimezone(HERE).replace(tzinfo=None)
    for hours in week.person.availability.weekly:
        for day in (wall.date(), wall.date() - timedelta(days=1)):
            starts, ends = datetime.combine(day, hours.starts), datetime.combine(day, hours.ends)
            if ends <= starts:
                ends += timedelta(days=1)
            if hours.weekday == day.isoweekday() and starts <= wall < ends:
                return True
    return any(extra.starts_at <= minute < extra.ends_at for extra in week.person.availability.extra)


def busy(week: Week) -> bool:
    job = week.wanted.period
    return any(one.period.starts_at < job.ends_at and job.starts_at < one.period.ends_at for one in week.others)


def unrested(week: Week) -> bool:
    return any(gap < 5 for first, second, gap in week.gaps() if first.remote and second.remote)


def late(week: Week) -> bool:
    """The road and ten minutes, where one of the two is in person; jobs twelve hours apart are another day's."""
    return any(
        gap < week.travel(first.place, second.place).minutes + 10
        for first, second, gap in week.gaps()
        if gap <= 12 * 60 and not (first.remote and second.remote)
    )


def too_far(week: Week) -> bool:
    """From home, or from the job before on that day, when that was in person and left no two hours at home."""
    task, home, travel = week.task, week.person.home, week.travel
    if task.remote:
        return False
    before = _before(week)
    way = travel(home, task.place).minutes
    if before is not None and not before.remote:
        free = (task.period.starts_at - before.period.ends_at) // MINUTE
        if free < travel(before.place, home).minutes + way + 120:
            way = travel(before.place, task.place).minutes
    return way > week.person.max_trip


def _before(week: Week) -> Task | None:
    earlier = [
        one for one in week.others if one.day == week.task.day and one.period.ends_at <= week.wanted.period.starts_at
    ]
    return max(earlier, key=lambda one: one.period.ends_at, default=None)


def over_day(week: Week) -> bool:
    same = [one for one in week.others if one.day == week.task.day]
    return _minutes(same) + _minutes([week.task]) > week.person.daily_limit


def over_week(week: Week) -> bool:
    same = [one for one in week.others if one.day.isocalendar()[:2] == week.task.day.isocalendar()[:2]]
    return _minutes(same) + _minutes([week.task]) > week.person.weekly_limit


def _minutes(tasks: list[Task]) -> int:
    return sum((one.period.ends_at - one.period.starts_at for one in tasks), timedelta(0)) // MINUTE


OF_ANYBODY: dict[str, Question] = {
    "language": lacks_language,
    "level": lacks_level,
    "mode": lambda week: week.wanted.mode not in week.person.modes,
    "barred": lambda week: week.person.id in week.wanted.barred,
    "conflict": lambda week: week.wanted.citizen_ref in week.person.conflicts,
    "declined": lambda week: week.person.declined,
}
OF_A_PERSON: dict[str, Question] = {
    "gender": wrong_gender,
    "under_18": too_young,
    "absence": away,
    "available": not_offered,
    "overlap": busy,
    "buffer": unrested,
    "travel": late,
    "max_trip": too_far,
    "daily_limit": over_day,
    "weekly_limit": over_week,
}
