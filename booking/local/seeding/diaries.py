"""Who was free when: the diaries by which the past is told without a double booking."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from booking.domain.availability import Availability, availability_of
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.modes import Mode
from booking.domain.periods import Period, local_date

ON_THE_ROAD, BETWEEN_CALLS = timedelta(minutes=40), timedelta(minutes=10)
# Salaried staff first, agencies when nobody else is left.
ORDER = {Employment.SALARIED: 0.0, Employment.FREELANCE: 0.35, Employment.AGENCY: 2.0}


class Diaries:
    """The interpreters by language, with what each has been given."""

    def __init__(self, interpreters: Sequence[Interpreter]) -> None:
        self._by_language: dict[str, list[Interpreter]] = {}
        for one in interpreters:
            for skill in one.skills:
                self._by_language.setdefault(skill.language, []).append(one)
        self._hours: dict[UUID, Availability] = {one.id: availability_of(one.hours, ()) for one in interpreters}
        self._jobs: dict[tuple[UUID, date], list[Period]] = {}

    def free(self, language: str, period: Period, mode: Mode, rng: Random) -> list[Interpreter]:
        """Who could have taken it, in the order in which they would have been asked."""
        speakers = self._by_language.get(language, [])
        able = [one for one in speakers if mode in one.modes and self._is_free(one, language, period, mode)]
        return sorted(able, key=lambda one: ORDER[one.employment] + rng.random())

    def take(self, interpreter: Interpreter, period: Period) -> None:
        self._jobs.setdefault((interpreter.id, local_date(period.starts_at)), []).append(period)

    def _is_free(self, one: Interpreter, language: str, period: Period, mode: Mode) -> bool:
        day = local_date(period.starts_at)
        if not _speaks(one, language, day):
            return False
        margin = ON_THE_ROAD if mode is Mode.IN_PERSON else BETWEEN_CALLS
        wide = Period(period.starts_at - margin, period.ends_at + margin)
        jobs = self._jobs.get((one.id, day), [])
        busy = sum(job.minutes for job in jobs) + period.minutes > one.daily_limit
        return not busy and not _any_overlaps(jobs, wide) and self._hours[one.id].within_hours(period)


def _speaks(one: Interpreter, language: str, day: date) -> bool:
    return any(
        skill.language == language and skill.valid_from <= day and (skill.valid_to is None or day <= skill.valid_to)
        for skill in one.skills
    )


def _any_overlaps(jobs: Iterable[Period], period: Period) -> bool:
    return any(job.overlaps(period) for job in jobs)
