"""A year of 15,000 bookings claimed: how long the draft takes, and the auditor's pack; and what the ledger costs.

`python -m tests.benchmarks.claims` fills a database as the import would, counts the year's claim, builds its pack as a
worker does, and corrects prices eight at a time with the ledger and without it. Beside each stands a baseline of the
same run: bare asyncpg that reads and copies the same rows, typst alone on the same vouchers, and no ledger.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import text

from booking.domain.accounts import SYSTEM, Actor
from booking.domain.bookings import Booking, Order, Status
from booking.domain.modes import Mode
from booking.gateways.pdf import pdf
from booking.persistence.bulk import gather_statistics
from booking.persistence.deliveries import Delivery
from booking.persistence.ids import new_id
from booking.resources import Resources
from booking.services import claims, ledger
from booking.services.claims import evidence
from booking.services.claims.evidence.vouchers import voucher_page
from booking.services.outbox import due, fulfil
from booking.services.past import Story, remember
from tests.benchmarks.stage import stage
from tests.builders import Cast, order
from workers.main import fulfilment

BOOKINGS = 15_000
CORRECTIONS, AT_ONCE = 400, 8
NEW_YEAR = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
FIRST = datetime(2026, 1, 1, 8, 0, tzinfo=UTC)
YEAR = "R-2026-F"


def story(n: int, requester: Actor) -> Story:
    """One of every ten is general guidance, one is unsure; the others are refunded by half."""
    starts_at = FIRST + timedelta(days=n % 365, minutes=5 * (n // 365 % 96))
    different: dict[str, Any] = {"starts_at": starts_at, "person_group": "REFUGEE_IN_PERIOD", "citizen_ref": ""}
    different |= {"measure": None} if n % 10 == 0 else {}
    different |= {"person_group": None, "case_type": "other"} if n % 10 == 1 else {}
    usual = order(**different)
    assert requester.account_id is not None
    booking = Booking(
        **{name: getattr(usual, name) for name in Order.__dataclass_fields__},
        id=new_id(),
        number="",
        status=Status.ATTESTED,
        requested_at=starts_at - timedelta(days=7),
        requester_id=requester.account_id,
        attested_at=starts_at + timedelta(days=1),
        attested_by=requester.account_id,
    )
    return Story(booking=booking, delivery=_delivery(booking), requester=requester)


def _delivery(booking: Booking) -> Delivery:
    return Delivery(
        id=new_id(),
        booking_id=booking.id,
        version=1,
        outcome="delivered",
        mode=Mode.PHONE,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        travel_minutes=0,
        km=Decimal(0),
        interpreter_id=None,
        reported_by=None,
        recorded_at=booking.ends_at,
    )


async def fill(office: Resources) -> Cast:
    async with office.desk(SYSTEM) as desk:
        cast = await Cast.of(desk)
        await remember(desk, [story(n, cast.requester) for n in range(BOOKINGS)])
        await desk.ledger.write()
        known = "INSERT INTO citizen_numbers SELECT id, 'k', '', now(), NULL FROM bookings"
        await desk.connection.execute(text(known))
        await gather_statistics(desk.connection)
    return cast


async def timed(act: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await act()
    return time.perf_counter() - began


async def draft(office: Resources, cast: Cast) -> None:
    async with office.desk(cast["finance"]) as desk:
        await claims.draft(desk, kind="provisional", year=2026)


async def discard(office: Resources, cast: Cast) -> None:
    async with office.desk(cast["finance"]) as desk:
        await claims.discard(desk, number=YEAR)


async def bare_draft(url: str) -> None:
    """The least that could be done: the same rows read, the same lines copied, one commit."""
    connection = await asyncpg.connect(url)
    async with connection.transaction():
        rows = await connection.fetch(
            "SELECT s.booking_id, b.unit_id, s.held_on, r.eligible_ore, r.refund_ore, r.rule_code, r.rule_version,"
            " r.percent, b.attested_by FROM settlements s JOIN bookings b ON b.id = s.booking_id"
            " JOIN refund_decisions r ON r.booking_id = s.booking_id AND r.superseded_at IS NULL"
            " WHERE s.superseded_at IS NULL"
            " AND (r.refund_ore <> 0 OR r.state = 'unsure') ORDER BY s.held_on, b.number"
        )
        await connection.execute("CREATE TEMP TABLE bare_lines (LIKE claim_lines) ON COMMIT DROP")
        lines = [
            (UUID(int=0), n, r[0], r[1], "new", r[5] or "", r[6] or 0, r[7] or 0, r[2], r[3], r[4], r[8])
            for n, r in enumerate(rows)
        ]
        await connection.copy_records_to_table("bare_lines", records=lines)
    await connection.close()


async def pack(office: Resources, cast: Cast) -> int:
    """As a worker keeps its promises; how many steps the page could show."""
    async with office.desk(cast["finance"]) as desk:
        asked = await evidence.ask_for_pack(desk, number=YEAR, seed="revision")
    work = fulfilment(office)
    while promises := [promise for kind, promise in await due(work) if kind == "evidence"]:
        for promise in promises:
            await fulfil(work, promise)
    async with office.desk(cast["finance"]) as desk:
        made = await evidence.read_pack(desk, pack_id=asked.id)
    assert made.state == "ready", made
    return made.whole


async def bare_pack(office: Resources) -> float:
    """Typst alone, with the vouchers in hand."""
    async with office.desk(SYSTEM) as desk:
        claim = await desk.claims.find(YEAR)
        numbers = [row.number for row in await claims.line_rows(desk, number=YEAR)]
        found = await desk.packs.vouchers(numbers, known_at=desk.now)
        parts = [voucher_page(desk, claim, 1, found[start : start + 500]) for start in range(0, len(found), 500)]
    began = time.perf_counter()
    for part in parts:
        pdf("bilag", part, at=NEW_YEAR)
    return time.perf_counter() - began


async def corrections(office: Resources, *, posted: bool) -> float:
    """Prices corrected a second, eight at a time, each booking in a transaction of its own."""
    async with office.desk(SYSTEM) as desk:
        ids = list(await desk.connection.scalars(text(f"SELECT id FROM bookings ORDER BY id LIMIT {CORRECTIONS}")))
    waiting = iter(ids)

    async def one_after_another() -> None:
        for booking_id in waiting:
            async with office.desk(SYSTEM) as desk:
                price = "UPDATE price_lines SET amount_ore = amount_ore + 100 WHERE settlement_id IN"
                whose = "(SELECT id FROM settlements WHERE booking_id = :id AND superseded_at IS NULL)"
                await desk.connection.execute(text(f"{price} {whose}"), {"id": booking_id})
                if posted:
                    ledger.post(desk, booking_id)

    began = time.perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
    return len(ids) / (time.perf_counter() - began)


async def play(office: Resources, url: str) -> None:
    cast = await fill(office)
    bare = min([await timed(lambda: bare_draft(url)) for _ in range(3)])
    took = []
    for _ in range(3):
        took.append(await timed(lambda: draft(office, cast)))
        if len(took) < 3:
            await discard(office, cast)
    print(f"draft claim of {BOOKINGS} bookings   {min(took):6.2f} s")
    print(f"bare asyncpg, same rows          {bare:6.2f} s    ratio {min(took) / bare:.1f}")
    steps = 0

    async def build() -> None:
        nonlocal steps
        steps = await pack(office, cast)

    built = await timed(build)
    alone = await bare_pack(office)
    print(f"pack of evidence, {steps} steps       {built:6.2f} s")
    print(f"typst alone, same vouchers       {alone:6.2f} s    ratio {built / alone:.2f}")
    verified = await timed(lambda: _verify(office))
    print(f"ledger verified                  {verified:6.2f} s")
    without = await corrections(office, posted=False)
    with_it = await corrections(office, posted=True)
    print(f"corrections with the ledger      {with_it:6.0f} a second, {AT_ONCE} at once")
    print(f"the same without it              {without:6.0f} a second    ratio {with_it / without:.2f}")


async def _verify(office: Resources) -> None:
    async with office.desk(SYSTEM) as desk:
        assert (await ledger.verify(desk)).sound


async def run(settings: Any) -> None:
    async with Resources(settings, clock=lambda: NEW_YEAR) as office:
        await play(office, settings.database_url)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder)) as playing:
        print(f"python {sys.version.split()[0]}, {BOOKINGS} bookings, fsync on")
        asyncio.run(run(playing.settings))


if __name__ == "__main__":
    main()
