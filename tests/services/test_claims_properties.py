"""Whatever is delivered, corrected, disputed, attested and claimed, the claims and what waits say what is true."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from booking.domain.accounts import SYSTEM
from booking.domain.claims import Cap, period_of
from booking.domain.errors import OfficeError
from booking.services import bookings, claims, economy, ledger
from booking.services.bookings import Report
from booking.services.claims import count as count_now
from booking.services.desk import Desk
from tests.databases import Database
from tests.services.claiming import NEW_YEAR, day, identify, taken_place
from tests.services.living import World

PERIODS = [("quarter", 1), ("quarter", 2), ("quarter", 3), ("quarter", 4), ("provisional", None), ("final", None)]
# What has become true of each booking, in words of its own: nothing here is asked of the claims' code.
TRUE = text(
    """
    SELECT b.number,
        CASE WHEN b.attested_at IS NULL THEN claimed.ore
             WHEN r.state = 'unsure' THEN 0
             WHEN n.booking_id IS NULL AND claimed.ore = 0 THEN 0
             ELSE r.refund_ore END AS ore,
        claimed.ore AS claimed, coalesce(r.refund_ore, 0) AS decided,
        (SELECT coalesce(sum(e.amount_ore), 0) FROM ledger_entries e WHERE e.booking_id = b.id AND e.kind = 'refund')
            AS posted
    FROM bookings b
    LEFT JOIN refund_decisions r ON r.booking_id = b.id AND r.superseded_at IS NULL
    LEFT JOIN citizen_numbers n ON n.booking_id = b.id
    CROSS JOIN LATERAL (SELECT coalesce(sum(l.refund_ore), 0) AS ore FROM claim_lines l
        JOIN claims c ON c.id = l.claim_id AND c.state = 'submitted' WHERE l.booking_id = b.id) claimed
    """
)
FROZEN = text(
    """
    SELECT c.number, count(*), sum(l.refund_ore), sum(hashtextextended(l::text, 0)) FROM claims c
    LEFT JOIN claim_lines l ON l.claim_id = c.id WHERE c.state = 'submitted' GROUP BY c.number
    """
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["hold", "attest", "attest", "correct", "identify", "dispute", "claim", "claim", "cap", "keep"]
        ),
        st.integers(0, 11),
        st.integers(1, 4),
    ),
    min_size=20,
    max_size=30,
)
MEASURES: list[dict[str, Any]] = [{}, {"measure": None}, {"person_group": None, "case_type": "other"}, {}]


@dataclass
class Year:
    """An office at the turn of the year, and what it has submitted."""

    world: World
    numbers: list[str] = field(default_factory=list)
    done: int = 0
    frozen: dict[str, Any] = field(default_factory=dict)

    def ask(self, who: str, act: Callable[[Desk], Awaitable[object]]) -> None:
        try:
            self.world.at_desk(who, act)
        except OfficeError:
            self.world.refused += 1

    def step(self, what: str, which: int, size: int) -> None:
        self.world.clock.at += timedelta(minutes=1)
        number = self.numbers[which % len(self.numbers)] if self.numbers else ""
        if what == "hold" or not number:
            self._hold(which, size)
        elif what == "attest":
            self.ask("requester", lambda desk: bookings.attest(desk, number=number))
        elif what == "correct":
            self.ask("coordinator", lambda desk: self._correct(desk, number, size))
        elif what == "identify":
            self.ask("coordinator", lambda desk: _identify(desk, number))
        elif what == "dispute":
            self.ask("requester", lambda desk: bookings.dispute(desk, number=number, reason="For længe"))
        elif what == "cap":
            self.ask("finance", lambda desk: claims.set_cap(desk, cap=Cap(2026, size * 30000)))
        elif what == "keep":
            self.ask("SYSTEM", economy.keep_stakes)
        else:
            self._claim()

    def _hold(self, which: int, size: int) -> None:
        async def hold(desk: Desk) -> None:
            starts_at = day(which % 12 + 1, len(self.numbers) % 27 + 1)
            self.numbers.append(await taken_place(desk, self.world.cast, starts_at, **MEASURES[size - 1]))

        self.world.at_desk("coordinator", hold)

    async def _correct(self, desk: Desk, number: str, size: int) -> None:
        booking = await bookings.find(desk, number)
        ends_at = booking.starts_at + size * timedelta(minutes=50)
        await bookings.correct(desk, number=number, report=Report(ends_at=ends_at, reason="Aflæst forkert"))

    def _claim(self) -> None:
        if self.done == len(PERIODS):
            return
        kind, quarter = PERIODS[self.done]
        number = period_of(kind, 2026, quarter).number  # type: ignore[arg-type]
        self.world.at_desk("finance", lambda desk: claims.draft(desk, kind=kind, year=2026, quarter=quarter))  # type: ignore[arg-type]
        self.world.at_desk("approver", lambda desk: claims.approve(desk, number=number))
        self.world.at_desk("finance", lambda desk: claims.submit(desk, number=number, auditor="Bo Lund"))
        self.done += 1

    def check(self) -> None:
        self.world.at_desk("SYSTEM", self._check)

    async def _check(self, desk: Desk) -> None:
        desk.actor = SYSTEM
        pending = await count_now(desk, period_of("final", 2026))
        waits: dict[object, int] = {}
        for line in pending.lines:
            number = (await desk.bookings.by_id(line.booking_id)).number
            waits[number] = waits.get(number, 0) + line.refund_ore
        for row in await desk.connection.execute(TRUE):
            assert row.claimed + waits.get(row.number, 0) == row.ore, row
            assert row.posted == row.decided, row
        frozen = {row[0]: tuple(row[1:]) for row in await desk.connection.execute(FROZEN)}
        assert frozen == self.frozen | frozen, "a submitted claim has changed"
        self.frozen = frozen
        assert (await ledger.verify(desk)).sound
        assert await economy.check_stakes(desk) == ([], 0)
        desk.actor = self.world.cast["finance"]
        found = await economy.overview(desk, year=2026)
        assert found.total("at_risk_ore") == sum(one.net_ore for one in pending.held if one.held_on.year == 2026)
        for figure in economy.Figure:
            behind = await economy.rows_of(desk, figure=figure, year=2026)
            assert found.total(f"{figure.value}_ore") == sum(row.amount_ore for row in behind), figure


async def _identify(desk: Desk, number: str) -> None:
    found = await desk.bookings.get(number)
    known = text("SELECT 1 FROM citizen_numbers WHERE booking_id = :booking")
    if (await desk.connection.execute(known, {"booking": found.id})).first() is None:
        await identify(desk, number)


def test_the_claims_and_what_waits_say_what_is_true(
    servers: tuple[str, str], database: Database, tmp_path: Path
) -> None:
    @settings(
        max_examples=4,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(STEPS)
    def any_year(steps: list[tuple[str, int, int]]) -> None:
        world = World(database.url, servers[1], tmp_path)
        world.open()
        world.clock.at = NEW_YEAR
        year = Year(world)
        try:
            for step in steps:
                year.step(*step)
            year.check()
            while year.done < len(PERIODS):
                year.step("claim", 0, 1)
            year.check()
        finally:
            world.close()

    any_year()
