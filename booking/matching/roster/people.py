"""Who there is, as arrays: skills by language, what each does and may do, and where they live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

import numpy as np

from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.matching.problem import Candidate
from booking.matching.roster.arrays import Floats, Ints, Mask, floats, ints
from booking.matching.roster.diaries import Diaries, diaries_of
from booking.matching.roster.hours import OfferedHours, hours_of
from booking.matching.roster.trips import Places

MODES = tuple(Mode)
GENDERS: dict[str | None, int] = {None: 0, "female": 1, "male": 2}
NOBODY_UNDER_AGE, FOR_EVER = 0, date.max.toordinal()


class Skills(NamedTuple):
    """Everybody's skill in one language; days as ordinals, both included."""

    owner: Ints
    level: Ints
    valid_from: Ints
    valid_to: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Candidates as columns, in the order given; `by_name` is each one's place by name and id."""

    people: tuple[Candidate, ...]
    position: Mapping[UUID, int]
    skills: Mapping[str, Skills]
    modes: Ints
    gender: Ints
    adult_from: Ints
    agency: Mask
    agency_rank: Ints
    home: Places
    max_trip: Ints
    daily_limit: Ints
    weekly_limit: Ints
    declined: Mask
    in_conflict: Mapping[str, Ints]
    cost: Ints
    met: Ints
    asked: Ints
    worked: Ints
    accept_rate: Floats
    by_name: Ints
    hours: OfferedHours
    diaries: Diaries


def roster_of(people: Sequence[Candidate], *, days: Period) -> Roster:
    """Everybody as columns, able to answer for bookings whose local days lie inside `days`."""
    order = sorted(range(len(people)), key=lambda n: (people[n].name, people[n].id.int))
    by_name = np.empty(len(people), dtype=np.int64)
    by_name[order] = np.arange(len(people))
    return Roster(
        people=tuple(people),
        position={one.id: n for n, one in enumerate(people)},
        skills=_skills(people),
        modes=ints([sum(1 << MODES.index(mode) for mode in one.modes) for one in people]),
        gender=ints([GENDERS[one.gender] for one in people]),
        adult_from=ints([_adult_from(one.born) for one in people]),
        agency=np.array([one.is_agency for one in people], dtype=np.bool_),
        agency_rank=ints([one.agency_rank if one.is_agency else 0 for one in people]),
        home=Places(floats([one.lat for one in people]), floats([one.lon for one in people])),
        max_trip=ints([one.max_trip for one in people]),
        daily_limit=ints([one.daily_limit for one in people]),
        weekly_limit=ints([one.weekly_limit for one in people]),
        declined=np.array([one.declined for one in people], dtype=np.bool_),
        in_conflict=_conflicts(people),
        cost=ints([one.cost_ore for one in people]),
        met=ints([one.met_citizen for one in people]),
        asked=ints([one.asked_month for one in people]),
        worked=ints([one.worked_minutes_month for one in people]),
        accept_rate=np.array([one.accept_rate for one in people], dtype=np.float64),
        by_name=by_name,
        hours=hours_of(people, days=days),
        diaries=diaries_of(people, days=days),
    )


def _skills(people: Sequence[Candidate]) -> dict[str, Skills]:
    found: dict[str, list[tuple[int, int, int, int]]] = {}
    for n, one in enumerate(people):
        for skill in one.languages:
            last = FOR_EVER if skill.valid_to is None else skill.valid_to.toordinal()
            row = (n, skill.level, skill.valid_from.toordinal(), last)
            found.setdefault(skill.language, []).append(row)
    return {code: Skills(*np.array(rows, dtype=np.int64).T) for code, rows in found.items()}


def _adult_from(born: date | None) -> int:
    """The first day, as an ordinal, on which somebody is 18; a child of 29 February waits for the first of March."""
    if born is None:
        return NOBODY_UNDER_AGE
    try:
        return born.replace(year=born.year + 18).toordinal()
    except ValueError:
        return date(born.year + 18, 3, 1).toordinal()


def _conflicts(people: Sequence[Candidate]) -> dict[str, Ints]:
    found: dict[str, list[int]] = {}
    for n, one in enumerate(people):
        for citizen_ref in one.conflicts:
            found.setdefault(citizen_ref, []).append(n)
    return {citizen_ref: ints(rows) for citizen_ref, rows in found.items()}
