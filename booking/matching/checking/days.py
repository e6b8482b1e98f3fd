"""Days: a plan laid out by person, with what each of them does beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.texts import Text
from booking.matching.problem import Candidate, Job, Wanted
from booking.matching.travel import Place, Travel

HERE = ZoneInfo("Europe/Copenhagen")
MINUTE = timedelta(minutes=1)


class Entry(Protocol):
    """A job that the plan is about."""

    @property
    def wanted(self) -> Wanted: ...
    @property
    def candidates(self) -> tuple[Candidate, ...]: ...
    @property
    def weight(self) -> int: ...
    @property
    def holder(self) -> UUID | None: ...
    @property
    def pinned(self) -> bool: ...


class Said(Protocol):
    """What the plan says of a job."""

    @property
    def job(self) -> UUID: ...
    @property
    def interpreter(self) -> UUID | None: ...
    @property
    def fee_ore(self) -> int: ...
    @property
    def journey_ore(self) -> int: ...
    @property
    def minutes(self) -> int: ...
    @property
    def tenths(self) -> int: ...


class Sums(Protocol):
    """What a plan says that it comes to."""

    @property
    def unfilled(self) -> int: ...
    @property
    def fee_ore(self) -> int: ...
    @property
    def journey_ore(self) -> int: ...


class Broken(NamedTuple):
    """A rule by its key, the job and the person it is broken by, and the rule's words."""

    rule: str
    job: UUID | None
    interpreter: UUID | None
    text: Text


class Task(NamedTuple):
    """Something that somebody does at a time; the place of a remote one is home."""

    period: Period
    remote: bool
    place: Place | None

    @property
    def day(self) -> date:
        return self.period.starts_at.astimezone(HERE).date()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The plan: what there is, what was said of it, and everybody's engagements outside it."""

    entries: tuple[Entry, ...]
    lines: tuple[Said, ...]
    by_job: dict[UUID, Entry]
    by_person: dict[UUID, list[UUID]]
    outside: dict[UUID, list[Job]]

    def candidate(self, job: UUID, person: UUID) -> Candidate | None:
        return next((one for one in self.by_job[job].candidates if one.id == person), None)

    def given(self) -> Iterator[tuple[Entry, Candidate]]:
        """Each job that somebody gets, and who that is."""
        for line in self.lines:
            if line.interpreter is not None and line.job in self.by_job:
                person = self.candidate(line.job, line.interpreter)
                if person is not None:
                    yield self.by_job[line.job], person

    def tasks(self, person: Candidate) -> list[tuple[UUID, Task]]:
        """The jobs the plan gives somebody."""
        mine = self.by_person.get(person.id, [])
        return [(job, task_of(self.by_job[job].wanted, person)) for job in mine]

    def others(self, entry: Entry, person: Candidate) -> list[Task]:
        """Everything else that somebody does, in the plan and outside it."""
        planned = [task for job, task in self.tasks(person) if job != entry.wanted.booking_id]
        return planned + [task_of(job, person) for job in self.outside[person.id]]


def sheet_of(entries: Sequence[Entry], lines: Sequence[Said]) -> Sheet:
    by_job = {entry.wanted.booking_id: entry for entry in entries}
    outside: dict[UUID, list[Job]] = {}
    for entry in entries:
        for one in entry.candidates:
            known = outside.setdefault(one.id, [])
            known.extend(job for job in one.busy if job.booking_id not in by_job and job not in known)
    by_person: dict[UUID, list[UUID]] = {}
    for line in lines:
        if line.interpreter is not None and line.job in by_job:
            by_person.setdefault(line.interpreter, []).append(line.job)
    return Sheet(tuple(entries), tuple(lines), by_job, by_person, outside)


def task_of(job: Wanted | Job, person: Candidate) -> Task:
    remote = job.mode is not Mode.IN_PERSON
    return Task(job.period, remote, person.home if remote else job.place)


@dataclass(frozen=True, slots=True)
class Week:
    """A job, who would do it, and everything else they do."""

    wanted: Wanted
    person: Candidate
    others: list[Task]
    travel: Travel

    @property
    def task(self) -> Task:
        return task_of(self.wanted, self.person)

    def gaps(self) -> Iterator[tuple[Task, Task, int]]:
        """The job and each other that does not overlap with it, the earlier first, and the whole minutes between."""
        for other in self.others:
            first, second = sorted((self.task, other), key=lambda task: task.period.starts_at)
            if first.period.ends_at <= second.period.starts_at:
                yield first, second, (second.period.starts_at - first.period.ends_at) // MINUTE
