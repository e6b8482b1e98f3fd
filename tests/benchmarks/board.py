"""How fast the office's board and week are: 150 interpreters, 110 bookings on the day and a queue of ten.

Baseline: the page of tasks, nearly empty, by the same process on the same database.
"""

import asyncio
import tempfile
import time
from datetime import datetime, timedelta
from datetime import time as clock
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

import httpx

from booking.domain.accounts import ANONYMOUS, SYSTEM
from booking.domain.hours import Hours
from booking.domain.interpreters import Employment
from booking.domain.periods import instant_of, local_date
from booking.gateways.secrets import fingerprint, new_token
from booking.resources import Resources
from booking.services import bookings
from booking.services.assignments import assign
from booking.settings import Settings
from tests.benchmarks.stage import STAFF, Stage, stage
from tests.builders import Cast, interpreter, order

INTERPRETERS, BOOKINGS, WAITING, ROUNDS = 150, 110, 10, 60
LANGUAGES = ("apc", "prs", "ukr", "som", "tir", "pol")
OFFICE_HOURS = tuple(Hours(day, clock(8), clock(16)) for day in range(1, 6))


def weekday_ahead(now: datetime) -> datetime:
    """Eight in the morning of the next weekday but one."""
    day = local_date(now) + timedelta(days=2)
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    return instant_of(day, clock(8))


async def fill(settings: Settings) -> tuple[str, str]:
    """The day's address and the coordinator's session, once the day is full."""
    async with Resources(settings) as office:
        async with office.desk(SYSTEM) as desk:
            people = [
                interpreter(
                    uuid4(),
                    f"Tolk {n:03}",
                    Employment.FREELANCE if n % 3 else Employment.SALARIED,
                    LANGUAGES[n % 6],
                    LANGUAGES[(n + 1) % 6],
                    email=f"t{n}@example.org",
                    hours=OFFICE_HOURS,
                )
                for n in range(INTERPRETERS - STAFF - 4)
            ]
            await desk.interpreters.add_all(people)
            cast = await Cast.of(desk)
            begins = weekday_ahead(desk.now)
        for n in range(BOOKINGS + WAITING):
            person = people[n % len(people)]
            at = begins + timedelta(minutes=30 * (n % 12))
            async with office.desk(cast.coordinator) as desk:
                wish = order(language=person.skills[0].language, starts_at=at, citizen_ref="")
                booking = await bookings.request(desk, order=wish)
                if n < BOOKINGS:
                    await assign(desk, number=booking.number, interpreter_id=person.id)
        session = new_token("ss")
        async with office.desk(ANONYMOUS) as desk:
            found = await desk.accounts.by_email("coordinator@example.org")
            assert found is not None
            lasts = timedelta(hours=12)
            await desk.accounts.add_session(found[0].id, fingerprint(session), now=desk.now, lasts=lasts)
        return local_date(begins).isoformat(), session


async def measure(playing: Stage, session: str, paths: list[str]) -> dict[str, list[float]]:
    """Seconds for each page, its bytes read."""
    base = f"http://127.0.0.1:{playing.settings.port}"
    found: dict[str, list[float]] = {path: [] for path in paths}
    async with httpx.AsyncClient(base_url=base, cookies={"session": session}, timeout=30) as http:
        for n in range(ROUNDS + 3):
            for path in paths:
                began = time.perf_counter()
                answer = await http.get(path, headers={"Accept": "text/html"})
                assert answer.status_code == 200, answer.status_code
                if n >= 3:
                    found[path].append(time.perf_counter() - began)
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder)) as playing:
        day, session = asyncio.run(fill(playing.settings))
        paths = ["/opgaver", f"/tavle?dag={day}", f"/tavle/uge?dag={day}", "/tolke"]
        api = playing.start("api")
        try:
            playing.wait_for_api()
            found = asyncio.run(measure(playing, session, paths))
        finally:
            api.terminate()
            api.wait()
    base = median(found["/opgaver"])
    print(f"{INTERPRETERS} interpreters, {BOOKINGS} bookings on the day, {WAITING} in the queue; {ROUNDS} rounds")
    for path, times in found.items():
        late = quantiles(times, n=20)[18]
        print(
            f"{path:28} median {1000 * median(times):5.1f} ms  95 % {1000 * late:5.1f} ms",
            f"{median(times) / base:4.1f} x",
        )


if __name__ == "__main__":
    main()
