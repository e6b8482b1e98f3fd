"""How long it takes to rank one booking over 5,000 interpreters with 20,000 jobs a week: the roster beside a loop.

`python -m tests.benchmarks.ranking` prints the engine's times, and their ratio to the plain rules asked one by one.
"""

import gc
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from itertools import accumulate
from random import Random
from statistics import median, quantiles
from uuid import UUID

from booking.domain.availability import Availability
from booking.domain.interpreters import Employment, Hours, Skill
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.matching.problem import Candidate, Job, Wanted
from booking.matching.ranking import rank
from booking.matching.roster import hold, roster_of

INTERPRETERS, JOBS, BOOKINGS, SEED = 5000, 20_000, 400, 2018
MONDAY = datetime(2026, 3, 9, tzinfo=UTC)
CODES = tuple(f"x{n:02}" for n in range(35))
# The commonest language is spoken by a fifth of everybody, the rarest by a handful.
SHARES = tuple(accumulate((n + 1) ** -0.92 for n in range(len(CODES))))
TOWNS = ((57.05, 9.92), (56.16, 10.2), (55.4, 10.39), (55.68, 12.57), (55.48, 8.46))


def nation(random: Random) -> list[Candidate]:
    people = [_somebody(random, n) for n in range(INTERPRETERS)]
    diaries: list[list[Job]] = [[] for _ in people]
    for number in range(JOBS):
        taken, job = random.randrange(INTERPRETERS), _job(random, number)
        while any(job.period.overlaps(other.period) for other in diaries[taken]):
            taken = random.randrange(INTERPRETERS)
        diaries[taken].append(job)
    return [_busy(one, tuple(diary)) for one, diary in zip(people, diaries, strict=True)]


def _somebody(random: Random, n: int) -> Candidate:
    lat, lon = random.choice(TOWNS)
    spoken = set(random.choices(CODES, cum_weights=SHARES, k=random.choice((1, 1, 2))))
    begins = random.choice((7, 8, 9, 12))
    return Candidate(
        id=UUID(int=n + 1),
        name=f"Tolk {n:04}",
        employment=random.choice((Employment.SALARIED, Employment.FREELANCE, Employment.FREELANCE)),
        languages=tuple(Skill(code, random.randint(1, 4), date(2018, 1, 1)) for code in sorted(spoken)),
        modes=frozenset(mode for mode in Mode if random.random() < 0.92) or frozenset({Mode.PHONE}),
        gender=random.choice(("female", "male")),
        lat=lat + random.gauss(0, 0.1),
        lon=lon + random.gauss(0, 0.1),
        availability=Availability(tuple(Hours(day, clock(begins), clock(begins + 8)) for day in range(1, 6))),
        asked_month=random.randrange(6),
        met_citizen=random.choice((0, 0, 0, 2)),
        worked_minutes_month=random.randrange(6000),
        accept_rate=random.choice((1.0, 0.8, 0.6)),
        cost_ore=random.choice((0, 36000, 72000)),
    )


def _busy(one: Candidate, diary: tuple[Job, ...]) -> Candidate:
    return Candidate(**{name: getattr(one, name) for name in Candidate.__dataclass_fields__} | {"busy": diary})


def _job(random: Random, number: int) -> Job:
    lat, lon = random.choice(TOWNS)
    place = lat + random.gauss(0, 0.1), lon + random.gauss(0, 0.1)
    return Job(period=_period(random), mode=random.choice(list(Mode)), lat=place[0], lon=place[1],
               booking_id=UUID(int=10**9 + number))  # fmt: skip


def _period(random: Random) -> Period:
    starts_at = MONDAY + timedelta(days=random.randrange(5), minutes=15 * random.randrange(28, 64))
    return Period(starts_at, starts_at + timedelta(minutes=random.choice((30, 45, 60, 90))))


def wishes(random: Random) -> list[Wanted]:
    return [
        Wanted(
            booking_id=UUID(int=2 * 10**9 + n),
            accepted_languages=tuple(random.choices(CODES, cum_weights=SHARES)),
            mode=random.choice(list(Mode)),
            period=_period(random),
            level=random.choice((1, 1, 2)),
            lat=random.choice(TOWNS)[0],
            lon=random.choice(TOWNS)[1],
        )
        for n in range(BOOKINGS)
    ]


def timed(answer: Callable[[Wanted], object], wanted: Sequence[Wanted]) -> list[float]:
    """Milliseconds of each."""
    found = []
    gc.disable()
    for one in wanted:
        began = time.perf_counter()
        answer(one)
        found.append(1000 * (time.perf_counter() - began))
    gc.enable()
    return found


def main() -> None:
    random = Random(SEED)
    people, wanted = nation(random), wishes(random)
    began = time.perf_counter()
    roster = roster_of(people, days=Period(MONDAY, MONDAY + timedelta(days=6)))
    print(f"{INTERPRETERS} interpreters, {JOBS} jobs in the week, {BOOKINGS} bookings; seed {SEED}")
    print(f"roster built in {1000 * (time.perf_counter() - began):.0f} ms")
    arrays = timed(lambda one: hold(roster, one), wanted)
    spoken = timed(lambda one: hold(roster, one).best(3), wanted)
    explained = timed(lambda one: hold(roster, one).counts(), wanted)
    loop = timed(lambda one: rank(one, people), wanted[:40])
    for name, times in (
        ("ranked", arrays),
        ("first three in words", spoken),
        ("with counts", explained),
        ("loop", loop),
    ):
        print(f"{name:22} median {median(times):7.2f} ms, 99 % {quantiles(times, n=100)[98]:7.2f} ms")
    print(f"ratio to the loop {median(loop) / median(arrays):.0f}")


if __name__ == "__main__":
    main()
