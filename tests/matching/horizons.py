"""Horizons: small seeded offices with a few jobs to plan, and the best plan found by trying everything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from random import Random
from uuid import UUID

from booking.domain.costs.journey_rates import UNPAID, JourneyRate
from booking.domain.interpreters import Employment, Skill
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.matching.cases import Case
from booking.matching.checking import check
from booking.matching.checking.costs import borne
from booking.matching.checking.days import sheet_of
from booking.matching.planning.openings import Opening
from booking.matching.planning.proposal import Line, Worth
from booking.matching.problem import Candidate, Job, Wanted, occasion_of
from booking.matching.ranking import soft_ore
from booking.matching.travel import travel
from tests.matching.instances import LONG_AGO, NAMES, OFFICE_HOURS, at

NOTHING = Worth(unfilled=0, fee_ore=0, journey_ore=0, soft_ore=0, disturb_ore=0, minutes=0, tenths=0)
HOURLY = JourneyRate(time_ore=25000, km_ore=379)
STARTED = JourneyRate(time_ore=18550, time_minutes=30, started=True, over_km=20, km_ore=381)
KINDS = (UNPAID, HOURLY, STARTED)


def rates(person: UUID, day: date) -> JourneyRate:
    """Each person one of three ways of being paid; agencies send somebody, and bill no road."""
    return UNPAID if person.int >= 900 else KINDS[person.int % 3]


def opening(
    number: int,
    clock: str,
    *,
    minutes: int = 60,
    day: int = 24,
    people: Sequence[Candidate] = (),
    mode: Mode = Mode.PHONE,
    place: tuple[float, float] = (57.05, 10.0),
    **rest: object,
) -> Opening:
    """A job in March 2026; what `rest` has is put on the opening."""
    wanted = Wanted(
        booking_id=UUID(int=number),
        accepted_languages=("apc",),
        mode=mode,
        period=at(clock, minutes=minutes, day=day),
        lat=place[0],
        lon=place[1],
        language_names=NAMES,
    )
    return replace(Opening(wanted=wanted, candidates=tuple(people)), **rest)  # type: ignore[arg-type]


def random_horizon(seed: int, *, most: int = 8) -> list[Opening]:
    """Up to that many jobs on two days for up to four people, some of them pinned, some held, some weighty."""
    random = Random(seed)
    people = [_person(random, 101 + n) for n in range(random.randint(1, 4))]
    if random.random() < 0.2:
        people.append(replace(people[0], id=UUID(int=901), name="Nordtolk", employment=Employment.AGENCY, busy=()))
    return [_opening(random, n + 1, people) for n in range(random.randint(1, most))]


def _person(random: Random, number: int) -> Candidate:
    absences = (at("09:00", minutes=90),) if random.random() < 0.15 else ()
    busy = tuple(_engagement(random, n) for n in range(random.choice((0, 0, 1, 2))))
    out = any(one.mode is Mode.IN_PERSON for one in busy)
    return Candidate(
        id=UUID(int=number),
        name=f"Tolk {number}",
        employment=Employment.FREELANCE,
        languages=(Skill(random.choice(("apc", "apc", "apc", "ary")), random.choice((1, 2, 3)), LONG_AGO),),
        modes=frozenset({Mode.PHONE, *(mode for mode in Mode if random.random() < 0.9)}),
        lat=57.0 + random.uniform(-0.1, 0.1),
        lon=10.0,
        availability=replace(OFFICE_HOURS, absences=absences),
        busy=busy,
        daily_limit=random.choice((120, 240, 480)),
        weekly_limit=random.choice((240, 600, 2220)),
        max_trip=90 if out else random.choice((15, 30, 90)),
    )


def _engagement(random: Random, n: int) -> Job:
    return Job(
        period=_time(random),
        mode=random.choice(list(Mode)),
        lat=57.0 + random.uniform(-0.1, 0.1),
        lon=10.0,
        booking_id=UUID(int=500 + n),
        open_offer=random.random() < 0.5,
    )


def _time(random: Random) -> Period:
    starts = at("08:00", day=random.choice((24, 24, 24, 25))).starts_at + timedelta(minutes=15 * random.randrange(30))
    return Period(starts, starts + timedelta(minutes=random.choice((30, 45, 60, 90))))


def _opening(random: Random, number: int, people: Sequence[Candidate]) -> Opening:
    wanted = Wanted(
        booking_id=UUID(int=number),
        accepted_languages=("apc", "ary") if random.random() < 0.3 else ("apc",),
        mode=random.choice((Mode.IN_PERSON, Mode.IN_PERSON, *Mode)),
        period=_time(random),
        level=random.choice((1, 1, 2)),
        barred=frozenset({UUID(int=101)} if random.random() < 0.1 else ()),
        preferred=(UUID(int=102),) if random.random() < 0.2 else (),
        lat=57.0 + random.uniform(-0.15, 0.15),
        lon=10.0,
        language_names=NAMES,
    )
    priced = tuple(
        replace(one, cost_ore=random.choice((0, 37000, 41000, 55500)), accept_rate=random.choice((1.0, 0.7)))
        for one in people
    )
    holder = random.choice(people).id if random.random() < 0.3 else None
    return Opening(
        wanted=wanted,
        candidates=priced,
        weight=random.choice((1, 1, 2, 5)),
        holder=holder,
        disturb_ore=random.choice((0, 5000, 500_000)) if holder else 0,
    )


def with_pins(openings: Sequence[Opening], seed: int) -> list[Opening]:
    """Some of those that are held are pinned, no two of one person at the same time."""
    random, made = Random(seed), list[Opening]()
    for one in openings:
        same = [other for other in made if other.pinned and other.holder == one.holder]
        free = not any(other.wanted.period.overlaps(one.wanted.period) for other in same)
        made.append(replace(one, pinned=one.holder is not None and free and random.random() < 0.3))
    return made


@dataclass(frozen=True, slots=True)
class Best:
    """What the best plan leaves by weight, and its score."""

    unfilled: int
    score_ore: int


def best_plan(openings: Sequence[Opening]) -> Best:
    """Every way of sharing the jobs out is tried; what each person can do is asked of the checker."""
    people = sorted({one.id for entry in openings for one in entry.candidates}, key=lambda one: one.int)
    offers = [list(_possible(openings, person)) for person in people]
    everything = (1 << len(openings)) - 1

    @cache
    def least(person: int, left: int) -> tuple[int, int]:
        if person == len(people):
            return _left(openings, left)
        found = [
            (rest[0], rest[1] + score)
            for jobs, score in offers[person]
            if jobs & ~left == 0
            for rest in [least(person + 1, left & ~jobs)]
        ]
        return min(found)

    return Best(*least(0, everything))


def _left(openings: Sequence[Opening], left: int) -> tuple[int, int]:
    lost = [entry for n, entry in enumerate(openings) if left >> n & 1]
    if any(entry.pinned for entry in lost):
        return 10**6, 0
    return sum(entry.weight for entry in lost), sum(entry.disturb_ore for entry in lost if entry.holder)


def _possible(openings: Sequence[Opening], person: UUID) -> Iterator[tuple[int, int]]:
    """Sets of jobs that somebody can do, and their score; what more jobs cannot make possible is not tried further."""
    impossible: list[int] = []
    for many in range(len(openings) + 1):
        for chosen in combinations(range(len(openings)), many):
            jobs = sum(1 << n for n in chosen)
            if any(jobs & one == one for one in impossible):
                continue
            broken, score = _held(openings, person, chosen)
            if not broken:
                yield jobs, score
            elif broken != {"max_trip"}:
                impossible.append(jobs)


def _held(openings: Sequence[Opening], person: UUID, chosen: tuple[int, ...]) -> tuple[set[str], int]:
    lines = [
        Line(job=one.id, interpreter=person if n in chosen else one.holder if one.pinned else None, before=None)
        for n, one in enumerate(openings)
    ]
    mine = [openings[n] for n in chosen]
    found = check([replace(one, pinned=one.pinned and one.holder == person) for one in openings], lines, NOTHING, rates)
    broken = {one.rule for one in found if one.interpreter == person} - {"fee", "journey", "sum", "pinned"}
    if any(one.pinned and one.holder != person for one in mine):
        broken.add("pinned")
    return broken, sum(_score(one, person) for one in mine) + _roads(openings, person, chosen)


def _score(entry: Opening, person: UUID) -> int:
    candidate = next(one for one in entry.candidates if one.id == person)
    soft = soft_ore(Case(occasion_of(entry.wanted), candidate))
    return candidate.cost_ore + soft + (entry.disturb_ore if entry.holder not in (None, person) else 0)


def _roads(openings: Sequence[Opening], person: UUID, chosen: tuple[int, ...]) -> int:
    """Of the day's journeys, by the checker's own reckoning."""
    lines = [
        Line(job=one.id, interpreter=person if n in chosen else None, before=None) for n, one in enumerate(openings)
    ]
    sheet = sheet_of(openings, lines)
    somebody = next(one for one in openings[0].candidates if one.id == person)
    return sum(paid for _, _, paid in borne(sheet, somebody, rates, travel).values())
