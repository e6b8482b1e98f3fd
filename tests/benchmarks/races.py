"""How soon a loser is told: eight cold connections race for one slot, 25 times.

`python -m tests.benchmarks.races` prints the winners, the deadlocks, and the time to the refusals beside the win.
"""

import asyncio
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from uuid import UUID

import asyncpg

from booking.domain.accounts import SYSTEM
from booking.domain.errors import Conflict
from booking.resources import Resources
from booking.services import bookings
from booking.services.assignments import assign
from booking.settings import Settings
from tests.benchmarks.bookings import DAY
from tests.benchmarks.stage import stage
from tests.builders import FARID, Cast, order

RACERS, ROUNDS = 8, 25


async def grab(office: Resources, cast: Cast, number: str, interpreter_id: UUID) -> tuple[bool, float]:
    """Whether it won, and how long it took in milliseconds."""
    began = time.perf_counter()
    try:
        async with office.desk(cast.coordinator) as desk:
            await assign(desk, number=number, interpreter_id=interpreter_id)
    except Conflict:
        return False, 1000 * (time.perf_counter() - began)
    return True, 1000 * (time.perf_counter() - began)


async def race(settings: Settings) -> list[list[tuple[bool, float]]]:
    rounds = []
    async with Resources(settings) as office:
        async with office.desk(SYSTEM) as desk:
            cast = await Cast.of(desk)
        for number in range(ROUNDS):
            wish = order(language="prs", starts_at=DAY + timedelta(days=number))
            async with office.desk(cast.requester) as desk:
                wanted = [await bookings.request(desk, order=wish) for _ in range(RACERS)]
            await office.engine.dispose()
            rounds.append(await asyncio.gather(*(grab(office, cast, one.number, FARID) for one in wanted)))
    return rounds


async def deadlocks(settings: Settings) -> int:
    connection = await asyncpg.connect(settings.database_url)
    found = await connection.fetchval("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    await connection.close()
    return int(found)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder)) as playing:
        rounds = asyncio.run(race(playing.settings))
        met = asyncio.run(deadlocks(playing.settings))
    won = [ms for tries in rounds for first, ms in tries if first]
    lost = [ms for tries in rounds for first, ms in tries if not first]
    print(f"{ROUNDS} rounds of {RACERS}: {len(won)} winners, {len(lost)} refused, {met} deadlocks")
    print(f"winner  median {median(won):.0f} ms")
    print(
        f"refusal median {median(lost):.0f} ms, 95 % {quantiles(lost, n=20)[18]:.0f} ms, slowest {max(lost):.0f} ms, "
        f"ratio to the winner {median(lost) / median(won):.1f}"
    )


if __name__ == "__main__":
    main()
