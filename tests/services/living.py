"""An office that lives through whatever is asked of it: a database of its own, a clock that moves, and its own loop."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import text

from booking.domain.accounts import SYSTEM
from booking.domain.errors import OfficeError
from booking.domain.interpreters import Employment
from booking.persistence.tables import metadata
from booking.resources import Resources
from booking.services.desk import Desk
from booking.services.outbox import due, fulfil
from tests.builders import FARID, OLENA, PEOPLE, SALMA, Cast, interpreter
from tests.conftest import Clock, settings_for
from tests.databases import Database
from workers.main import fulfilment

T = TypeVar("T")

NAMES: dict[UUID, str] = {facts["interpreter_id"]: name for name, facts in PEOPLE.items() if "interpreter_id" in facts}
# Somebody by other terms, whom the office may give what Salma has; she has no account to answer with.
NADIA = interpreter(
    UUID(int=9), "Nadia Nord", Employment.AGENCY, "apc", scheme="STATE-NSK", category="3", gender="female"
)
SPEAKERS: dict[str, tuple[UUID, ...]] = {"apc": (SALMA, NADIA.id), "prs": (FARID, OLENA), "ukr": (OLENA, FARID)}
# What is read and not lived: the law's data, and who is let in.
STILL = frozenset(
    {"languages", "language_substitutes", "rates", "tariff_terms", "refund_rules", "places", "units", "accounts"}
)
_LIVING = [table.name for table in metadata.sorted_tables if table.name not in STILL]
_FINGERPRINT = text(
    " UNION ALL ".join(
        f"SELECT '{name}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {name} t" for name in _LIVING
    )
)


@dataclass
class World:
    """One office for one story; `refused` counts what it said no to."""

    database_url: str
    redis_url: str
    home: Path
    clock: Clock = field(default_factory=Clock)
    refused: int = 0

    def open(self) -> None:
        self.loop = asyncio.new_event_loop()
        name = self.database_url.rsplit("/", 1)[1]
        settings = settings_for((self.database_url, self.redis_url), database=name, home=self.home)
        self.office = Resources(settings, clock=self.clock)
        self.cast: Cast = self.at_desk("SYSTEM", Cast.of)
        self.at_desk("SYSTEM", lambda desk: desk.interpreters.add_all([NADIA]))

    def close(self) -> None:
        self.run(self.office.close())
        self.run(self._put_back())
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()

    async def _put_back(self) -> None:
        async with Database(self.database_url) as database:
            await database.put_back()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def at_desk(self, who: str, act: Callable[[Desk], Awaitable[T]]) -> T:
        """One transaction of somebody's."""

        async def one() -> T:
            async with self.office.desk(SYSTEM if who == "SYSTEM" else self.cast[who]) as desk:
                return await act(desk)

        return self.run(one())

    def attempt(self, who: str, act: Callable[[Desk], Awaitable[object]]) -> bool:
        """Whether it was done; what is refused leaves every row as it was."""
        before = self.fingerprint()
        try:
            self.at_desk(who, act)
        except OfficeError:
            self.refused += 1
            assert self.fingerprint() == before, "a refused request left a trace"
            return False
        return True

    def fingerprint(self) -> list[tuple[Any, ...]]:
        async def read(desk: Desk) -> list[tuple[Any, ...]]:
            # Grown tables may be read side by side, and then come in any order.
            return sorted(tuple(row) for row in await desk.connection.execute(_FINGERPRINT))

        return self.at_desk("SYSTEM", read)

    def work(self) -> None:
        """Every promise but mail is kept, as the worker would; silence lapses by the test's clock alone."""

        async def until_none() -> None:
            office = fulfilment(self.office)
            while promises := [found for kind, found in await due(office) if not kind.startswith(("mail", "lapse"))]:
                for promise_id in promises:
                    await fulfil(office, promise_id)

        self.run(until_none())
