"""Checking: every rule and every øre of a plan over again, from the sentences, before anybody sees it.

Written to be read, and apart: it shares the facts with the planner, and no code.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from uuid import UUID

from booking.domain.costs.journey_rates import JourneyRate
from booking.domain.texts import Text
from booking.matching.checking import costs, rules
from booking.matching.checking.days import Broken, Entry, Said, Sheet, Sums, Week, sheet_of
from booking.matching.problem import Candidate
from booking.matching.travel import Travel, travel

__all__ = ["Broken", "Sums", "check"]


Rates = Callable[[UUID, date], JourneyRate]


def check(
    openings: Sequence[Entry], lines: Sequence[Said], sums: Sums, rates: Rates, *, travel: Travel = travel
) -> tuple[Broken, ...]:
    """Everything that is wrong with a plan; empty for one that may be shown."""
    sheet = sheet_of(openings, lines)
    found = [*_whole(sheet), *_pinned(sheet)]
    for entry, person in sheet.given():
        if not entry.pinned:
            found.extend(_rules(sheet, entry, person, travel))
    found.extend(costs.wrong(sheet, sums, rates, travel))
    return tuple(found)


def _whole(sheet: Sheet) -> Iterator[Broken]:
    """Each job is in the plan once, with nobody or with somebody who was asked about."""
    count = Counter(line.job for line in sheet.lines)
    for entry in sheet.entries:
        if count[entry.wanted.booking_id] != 1:
            yield Broken("once", entry.wanted.booking_id, None, Text("er ikke med én gang", "is not there once"))
    for line in sheet.lines:
        if line.job not in sheet.by_job:
            yield Broken("once", line.job, None, Text("hører ikke til planen", "is no part of the plan"))
        elif line.interpreter is not None and sheet.candidate(line.job, line.interpreter) is None:
            yield Broken("language", line.job, line.interpreter, rules.NAMES["language"])


def _pinned(sheet: Sheet) -> Iterator[Broken]:
    for line in sheet.lines:
        entry = sheet.by_job.get(line.job)
        if entry is not None and entry.pinned and line.interpreter != entry.holder:
            yield Broken("pinned", line.job, line.interpreter, Text("må ikke flyttes", "must not be moved"))


def _rules(sheet: Sheet, entry: Entry, person: Candidate, travel: Travel) -> Iterator[Broken]:
    week = Week(entry.wanted, person, sheet.others(entry, person), travel)
    asked = rules.OF_ANYBODY if person.is_agency else {**rules.OF_ANYBODY, **rules.OF_A_PERSON}
    for rule, is_broken in asked.items():
        if is_broken(week):
            yield Broken(rule, entry.wanted.booking_id, person.id, rules.NAMES[rule])
