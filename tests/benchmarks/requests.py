"""Whole requests over a nation read from PostgreSQL: 5,000 interpreters with 20,000 jobs in the week.

`python -m tests.benchmarks.requests` prints what ranking a booking and counting a week of free starts take, from the
database to the answer, and the ratio of the counting to the plain rules asked start by start on the same data.
"""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

import asyncpg
import httpx

from booking.domain.accounts import SYSTEM, Actor, Role
from booking.domain.bookings import Order
from booking.domain.interpreters import Hours, Interpreter
from booking.domain.modes import Mode
from booking.domain.periods import Period, day_bounds, local_date
from booking.gateways.reference import load_languages
from booking.matching.problem import Candidate
from booking.matching.ranking import rank
from booking.matching.roster import free_counts, roster_of
from booking.resources import Resources
from booking.services.accounts import actor_of
from booking.services.bookings.foreseeing import thought_up
from booking.services.candidates import candidate_of, rank_for, wanted_of
from booking.services.desk import Desk
from booking.services.vacancies import vacancies
from booking.settings import Settings
from tests.benchmarks.ranking import CODES, INTERPRETERS, JOBS, MONDAY, SEED, nation
from tests.benchmarks.stage import stage
from tests.builders import JOB_CENTRE, interpreter, token_of

LATER = timedelta(weeks=43)
WEEK = MONDAY + LATER
# The commonest language, one in the middle, and one of the rarest.
ASKED = (0, 8, 30)
TIMES = 15


def spoken() -> dict[str, str]:
    """The benchmark's codes as languages that the office knows."""
    return dict(zip(CODES, (one.code for one in load_languages()), strict=False))


def registered(one: Candidate, codes: dict[str, str]) -> Interpreter:
    hours = tuple(Hours(part.weekday, part.starts, part.ends) for part in one.availability.weekly)
    return replace(
        interpreter(one.id, one.name, one.employment, "apc", email=f"{one.id}@tolk.example.org"),
        skills=tuple(replace(skill, language=codes[skill.language]) for skill in one.languages),
        modes=one.modes,
        lat=one.lat,
        lon=one.lon,
        hours=hours,
        daily_limit=one.daily_limit,
        weekly_limit=one.weekly_limit,
    )


_BOOKING = """
INSERT INTO bookings (id, number, status, version, language, mode, starts_at, ends_at, unit_id, requester_id,
                      entered_by, case_type, requested_at, lat, lon)
VALUES ($1, 'X-' || nextval('booking_numbers'), $2, 1, $3, $4, $5, $6, $7, $8, $8, 'other', $9, $10, $11)
"""
_ASSIGNMENT = """
INSERT INTO assignments (id, booking_id, interpreter_id, starts_at, ends_at, mode, language, cost_ore, assigned_at,
                         status)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, 'active')
"""


async def filled(settings: Settings) -> dict[str, str]:
    """Everybody and their jobs, and the number of a booking to be ranked for each language asked about."""
    people, codes = nation(Random(SEED)), spoken()
    async with Resources(settings) as office, office.desk(SYSTEM) as desk:
        for n in range(0, len(people), 500):
            await desk.interpreters.add_all([registered(one, codes) for one in people[n : n + 500]])
    connection = await asyncpg.connect(settings.database_url)
    requester, now = await connection.fetchval("SELECT id FROM accounts WHERE email = 'requester@example.org'"), WEEK
    jobs: list[tuple[Any, ...]] = []
    taken: list[tuple[Any, ...]] = []
    for one in people:
        language = codes[one.languages[0].language]
        for job in one.busy:
            span = job.period.starts_at + LATER, job.period.ends_at + LATER
            jobs.append((job.booking_id, "confirmed", language, job.mode.value, *span, JOB_CENTRE, requester, now,
                         job.lat, job.lon))  # fmt: skip
            taken.append((uuid4(), job.booking_id, one.id, *span, job.mode.value, language, now))
    await connection.executemany(_BOOKING, jobs)
    await connection.executemany(_ASSIGNMENT, taken)
    numbers = {}
    for at in ASKED:
        key, starts_at = uuid4(), WEEK + timedelta(days=1, hours=10)
        row = (key, "requested", codes[CODES[at]], "in_person", starts_at, starts_at + timedelta(hours=1), JOB_CENTRE,
               requester, now, 57.05, 9.92)  # fmt: skip
        await connection.execute(_BOOKING, *row)
        numbers[codes[CODES[at]]] = await connection.fetchval("SELECT number FROM bookings WHERE id = $1", key)
    await connection.execute("ANALYZE")
    await connection.close()
    return numbers


def told(name: str, times: Sequence[tuple[float, float]]) -> None:
    wall, ours = [one for one, _ in times], [one for _, one in times]
    print(f"  {name:34} median {median(wall):7.1f} ms, 95 % {quantiles(wall, n=20)[18]:7.1f}; ours {median(ours):6.1f}")


async def timed(work: Any, times: int = TIMES) -> list[tuple[float, float]]:
    """Milliseconds on the clock, and of this process's own work, of each."""
    found = []
    for _ in range(times + 2):  # the first two warm up
        began, worked = time.perf_counter(), time.process_time()
        await work()
        found.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)))
    return found[2:]


async def coordinator(office: Resources) -> Actor:
    async with office.desk(SYSTEM) as desk:
        account = (await desk.accounts.with_role(Role.COORDINATOR))[0]
        return actor_of(account, desk.reference.units, via="api")


def an_hour(language: str) -> Order:
    starts_at = day_bounds(local_date(WEEK)).starts_at
    ends_at = starts_at + timedelta(hours=1)
    return Order(
        language=language, mode=Mode.PHONE, starts_at=starts_at, ends_at=ends_at, unit_id=JOB_CENTRE, case_type="other"
    )


async def against_the_loop(desk: Desk, language: str) -> tuple[int, float, float]:
    """How many speak it, and the milliseconds of a week of counts by the arrays and by the plain rules."""
    order, days = an_hour(language), [local_date(WEEK) + timedelta(days=n) for n in range(7)]
    whole = Period(day_bounds(days[0]).starts_at, day_bounds(days[-1]).ends_at)
    booking = thought_up(desk, order)
    known = await desk.pool.during([language], booking, whole)
    people = [candidate_of(booking, one) for one in known]
    wanted = wanted_of(desk, booking, known)
    starts = [datetime(day.year, day.month, day.day, 6, tzinfo=UTC) + n * timedelta(minutes=30)
              for day in days for n in range(22)]  # fmt: skip
    began = time.perf_counter()
    arrays = free_counts(roster_of(people, days=whole), wanted, starts, [Mode.PHONE])
    middle = time.perf_counter()
    few = starts[::11]
    plain = [len(rank(replace(wanted, period=Period(one, one + timedelta(hours=1))), people).ranked) for one in few]
    ended = time.perf_counter()
    assert [one[Mode.PHONE] for one in arrays[::11]] == plain
    return len(people), 1000 * (middle - began), 1000 * (ended - middle) * len(starts) / len(few)


async def measured(settings: Settings, numbers: dict[str, str]) -> None:
    head = {"Authorization": f"Bearer {token_of('coordinator')}"}
    week = f"/api/v1/availability?unit=jobcenter&span=week&date={local_date(WEEK)}"
    async with (
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{settings.port}", headers=head, timeout=60) as http,
        Resources(settings) as office,
    ):
        actor = await coordinator(office)
        for language, number in numbers.items():
            async with office.desk(actor) as desk:
                many, arrays, loop = await against_the_loop(desk, language)
            print(f"{language}: {many} interpreters speak it")

            async def ranked(number: str = number) -> None:
                async with office.desk(actor) as desk:
                    await rank_for(desk, await desk.bookings.get(number))

            async def counted(language: str = language) -> None:
                async with office.desk(actor) as desk:
                    days = [local_date(WEEK) + timedelta(days=n) for n in range(7)]
                    await vacancies(desk, order=an_hour(language), days=days)

            async def asked(path: str) -> None:
                (await http.get(path)).raise_for_status()

            told("ranked, from the database", await timed(ranked))
            told(
                "GET candidates, with every reason",
                await timed(lambda n=number: asked(f"/api/v1/bookings/{n}/candidates")),
            )
            told("a week in three modes", await timed(counted))
            told("GET availability for a week", await timed(lambda one=language: asked(f"{week}&language={one}")))
            print(f"  counts of a week: {arrays:.1f} ms, roster built; loop {loop:.0f} ms, ratio {loop / arrays:.0f}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder)) as playing:
        numbers = asyncio.run(filled(playing.settings))
        print(f"{INTERPRETERS} interpreters, {JOBS} jobs in the week, in PostgreSQL; {TIMES} times each")
        api = playing.start("api")
        playing.wait_for_api()
        asyncio.run(measured(playing.settings, numbers))
        api.terminate()
        api.wait(15)


if __name__ == "__main__":
    main()
