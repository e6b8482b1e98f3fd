"""Reports and dashboards over ten million bookings, and what their facts cost whoever writes a booking.

`python -m tests.benchmarks.reports [BOOKINGS] [--keep FOLDER]` makes ten years of bookings (10,000,000 unless said
otherwise; some 3 kB each on the disk of the temporary folder), then prints what each dashboard and each report of one
year take, known now and as known before, with the ratio to the same year counted plainly from the bookings' own tables
in the same run, and what a booking's writes take with their facts and without. A folder keeps the bookings for the
next run.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from uuid import UUID, uuid4

import asyncpg
from sqlalchemy import text

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Booking
from booking.domain.interpreters import Employment
from booking.domain.reports import Filters
from booking.persistence import bookings as bookings_module
from booking.persistence.facts.writing import FIRST_FACT, Facts
from booking.persistence.reports import REPORTS
from booking.resources import Resources
from booking.services import assignments, bookings, insights
from booking.services.bookings import Report
from booking.services.conversions import potential
from booking.services.desk import Desk
from booking.services.reports import run
from booking.settings import Settings
from booking.web.making.economy import economy_page
from booking.web.making.watching import finance_page
from tests.benchmarks.many_bookings import NOW, build, sizes
from tests.benchmarks.stage import stage
from tests.builders import Cast, interpreter, order
from tests.conftest import Clock

MANY, TIMES, WRITES, WARM = 10_000_000, 3, 300, 10
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
# As the last year was known a week before it ended, and as the one before was known a year ago.
BEFORE = datetime(2025, 12, 24, 12, 0, tzinfo=UTC)
Reading = Callable[[Desk], Awaitable[object]]

_PLAIN = """
    SELECT to_char(b.starts_at AT TIME ZONE 'Europe/Copenhagen', 'YYYY-MM') AS month, count(*),
           count(*) FILTER (WHERE d.mode <> 'in_person'), sum(extract(epoch FROM d.ends_at - d.starts_at)),
           sum(s.net_ore)
    FROM bookings b JOIN deliveries d ON d.booking_id = b.id AND d.superseded_at IS NULL
    LEFT JOIN settlements s ON s.booking_id = b.id AND s.superseded_at IS NULL
    WHERE d.outcome = 'delivered' AND b.starts_at >= '2025-01-01 00:00 Europe/Copenhagen'
      AND b.starts_at < '2026-01-01 00:00 Europe/Copenhagen' GROUP BY 1
"""


async def took(act: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds, the median of a few; the first one warms up and does not count."""
    await act()
    found = []
    for _ in range(TIMES):
        began = time.perf_counter()
        await act()
        found.append(1000 * (time.perf_counter() - began))
    return median(found)


async def reading(office: Resources, cast: Cast, read: Reading, *, who: str) -> float:
    async def once() -> None:
        async with office.desk(cast[who]) as desk:
            await read(desk)

    return await took(once)


def dashboards() -> dict[str, tuple[str, Reading]]:
    async def leader(desk: Desk) -> object:
        return await insights.steering(desk), await potential(desk, others=False)

    async def one_unit(desk: Desk) -> object:
        return await insights.steering(desk, unit="u7")

    return {
        "the leader's": ("leader", leader),
        "the leader's, of one unit": ("finance", one_unit),
        "the office's": ("coordinator", insights.watch),
        "finance's": ("finance", finance_page),
        "the economy's overview": ("finance", economy_page),
    }


def reports() -> Iterator[tuple[str, Reading, Reading | None]]:
    """Every report by its first breakdown, and the remote share by each; as known now, and as known before."""

    def asked(key: str, by: str, known_at: datetime | None, filters: Filters) -> Reading:
        frm, to = YEAR
        to = to if known_at is None else known_at.date()
        return lambda desk: run(desk, key, frm=frm, to=to, as_of=to, known_at=known_at, by=by, filters=filters)

    everything = Filters()
    for key, source in REPORTS.items():
        for by in source.report.by if key == "remote-share" else source.report.by[:1]:
            name = f"{source.report.id} {key} by {by}"
            yield name, asked(key, by, None, everything), asked(key, by, BEFORE, everything)
    narrow = Filters(unit="u7", language="apc", case_type="other")
    yield "R02 of one unit, language and case type", asked("remote-share", "month", None, narrow), None


async def compare(office: Resources, cast: Cast) -> None:
    connection = await asyncpg.connect(office.settings.database_url)
    plain = await took(lambda: connection.fetch(_PLAIN))
    for name, size in await sizes(connection):
        print(f"{name:<24} {size / 2**30:8.2f} GiB")
    await connection.close()
    print(f"\nthe year counted plainly from bookings, deliveries and settlements {plain:8.0f} ms\n")
    print(f"{'dashboard':<46} {'ms':>8} {'of plain':>9}")
    for name, (who, read) in dashboards().items():
        ms = await reading(office, cast, read, who=who)
        print(f"{name:<46} {ms:8.0f} {ms / plain:9.3f}", flush=True)
    print(f"\n{'report of one year':<46} {'now, ms':>8} {'of plain':>9} {'before, ms':>11} {'of plain':>9}")
    for name, now, before in reports():
        ms = await reading(office, cast, now, who="auditor")
        line = f"{name:<46} {ms:8.0f} {ms / plain:9.3f}"
        if before is not None:
            then = await reading(office, cast, before, who="auditor")
            line += f" {then:11.0f} {then / plain:9.3f}"
        print(line, flush=True)


class NoFacts(Facts):
    """What a transaction would be without them."""

    async def write(self, touched: object) -> None:
        pass


@contextmanager
def without_facts(desk: Desk) -> Iterator[None]:
    """For this desk, and for what is ordered meanwhile."""
    desk.__dict__["facts"] = NoFacts(desk.connection, desk)
    usual = bookings_module._ADD
    bare = usual.text.replace(f",\n    {FIRST_FACT}\n", "\n")
    assert bare != usual.text
    bookings_module._ADD = text(bare).bindparams(*usual._bindparams.values())
    try:
        yield
    finally:
        bookings_module._ADD = usual


async def life(office: Resources, cast: Cast, clock: Clock, n: int, who: UUID, *, bare: bool) -> dict[str, float]:
    """Milliseconds of each step of one booking, from the order to the bill."""
    clock.at, starts_at = NOW, NOW + timedelta(days=1 + n // 2, hours=5 * (n % 2))
    found: dict[str, float] = {}
    made: list[Booking] = []

    async def step(name: str, actor: str, act: Callable[[Desk], Awaitable[object]]) -> None:
        began = time.perf_counter()
        async with office.desk(cast[actor]) as desk:
            if bare:
                with without_facts(desk):
                    await act(desk)
            else:
                await act(desk)
        found[name] = 1000 * (time.perf_counter() - began)

    async def ordered(desk: Desk) -> None:
        wish = order(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
        made.append(await bookings.request(desk, order=wish))

    await step("ordered", "requester", ordered)
    number = made[0].number
    await step("given", "coordinator", lambda desk: assignments.assign(desk, number=number, interpreter_id=who))
    clock.at = starts_at + timedelta(hours=2)
    await step("delivered", "coordinator", lambda desk: bookings.deliver(desk, number=number, report=Report()))
    await step("attested", "requester", lambda desk: bookings.attest(desk, number=number))
    return found


async def writes(office: Resources, cast: Cast, clock: Clock) -> None:
    """Pairs of bookings, one with its facts and one without; what the facts cost is how much its pairs differ."""
    async with office.desk(SYSTEM) as desk:
        staff = interpreter(uuid4(), "Tolk Ekstra", Employment.SALARIED, "apc")
        await desk.interpreters.add_all([staff])
    office.forget_reference()
    pairs: list[tuple[dict[str, float], dict[str, float]]] = []
    for n in range(WRITES):
        # Turn about, and the other one first every other time, so that both meet the same weather.
        lives = {
            bare: await life(office, cast, clock, 2 * n + second, staff.id, bare=bare)
            for second, bare in enumerate((n % 2 == 1, n % 2 == 0))
        }
        pairs.append((lives[False], lives[True]))
    print(f"\n{'a booking is':<24} {'with facts':>11} {'without':>11} {'more':>7}  {'95 of 100 times':>17}")
    steps = list(pairs[0][0])
    for name, summed in [*((step, [step]) for step in steps), ("all of its life", steps)]:
        told(name, [(sum(own[x] for x in summed), sum(bare[x] for x in summed)) for own, bare in pairs[WARM:]])


def told(name: str, pairs: list[tuple[float, float]]) -> None:
    """The median of the differences, and between which of them it lies: no slow moment of the machine moves it."""
    usual = median(bare for _, bare in pairs)
    more = sorted(own - bare for own, bare in pairs)
    off = round(0.98 * len(more) ** 0.5)
    low, middle, high = (one / usual for one in (more[len(more) // 2 - off], median(more), more[len(more) // 2 + off]))
    own = median(own for own, _ in pairs)
    print(f"{name:<24} {own:8.2f} ms {usual:8.2f} ms {middle:7.1%}  {low:7.1%} – {high:6.1%}", flush=True)


async def play(settings: Settings, many: int) -> None:
    clock = Clock(NOW)
    async with Resources(settings, clock=clock) as office:
        if not await office_is_built(settings):
            await build(office, many, lambda said: print(said, flush=True))
            office.forget_reference()
        async with office.desk(SYSTEM) as desk:
            cast = await Cast.of(desk)
        await compare(office, cast)
        await writes(office, cast, clock)


async def office_is_built(settings: Settings) -> bool:
    connection = await asyncpg.connect(settings.database_url)
    built: bool = await connection.fetchval("SELECT EXISTS (SELECT FROM report_facts)")
    await connection.close()
    return built


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("bookings", type=int, nargs="?", default=MANY)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing, stage(asked.keep or Path(passing)) as playing:
        print(f"python {sys.version.split()[0]}, {asked.bookings:,} bookings over ten years, fsync on")
        asyncio.run(play(playing.settings, asked.bookings))


if __name__ == "__main__":
    main()
