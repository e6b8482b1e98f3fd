"""The ledger: posted with what settles, reversed by differences, never rewritten."""

import asyncio
from dataclasses import replace
from datetime import date
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import text

from booking.domain.accounts import SYSTEM, Role
from booking.persistence.migrations import downgrade, upgrade
from booking.resources import Resources
from booking.services import bookings, economy, ledger
from booking.services.bookings import Report
from booking.services.ledger import Verified
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.lives import HALF, TEN, booked

ENTRIES = text("SELECT n, kind, component, amount_ore, correction FROM ledger_entries ORDER BY n")


async def entries(office: Resources) -> list[tuple[object, ...]]:
    async with office.desk(SYSTEM) as desk:
        return [tuple(row) for row in await desk.connection.execute(ENTRIES)]


async def verified(office: Resources) -> Verified:
    async with office.desk(SYSTEM) as desk:
        return await ledger.verify(desk)


async def overview(office: Resources) -> economy.Overview:
    async with office.desk(SYSTEM) as desk:
        desk.actor = replace(SYSTEM, roles=frozenset({Role.FINANCE}))
        return await economy.overview(desk)


async def attested(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> str:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN + 4 * HALF
    async with office.desk(cast["farid"]) as desk:
        await bookings.deliver(desk, number=number, report=Report())
    async with office.desk(cast.requester) as desk:
        await bookings.attest(desk, number=number)
    return number


async def test_what_is_attested_is_posted_with_its_refund(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = await attested(office, cast, keep, clock)

    async with office.desk(cast["finance"]) as desk:
        settled = (await bookings.read(desk, number)).settlement
    assert settled is not None
    posted = await entries(office)
    assert [entry[1:] for entry in posted] == [
        *(("cost", line.component, line.amount_ore, False) for line in settled.lines),
        ("refund", "refund", settled.net_ore // 2, False),
    ]
    assert (await verified(office)).sound


async def test_a_waived_cancellation_is_reversed_and_not_edited(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN - HALF
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=number, reason="syg")
    (owed,) = await entries(office)

    async with office.desk(cast.coordinator) as desk:
        await bookings.overrule(desk, number=number, decision="waive", reason="Tolken var enig")

    assert await entries(office) == [owed, (2, *owed[1:3], -int(str(owed[3])), True)]
    assert (await verified(office)).sound


async def test_no_entry_can_be_changed_and_whoever_does_so_anyway_is_found(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    await attested(office, cast, keep, clock)
    connection = await asyncpg.connect(office.settings.database_url)

    for statement in (
        "UPDATE ledger_entries SET n = 9",
        "DELETE FROM ledger_entries",
        "TRUNCATE ledger_entries",
    ):
        with pytest.raises(asyncpg.RaiseError, match="the ledger is append-only"):
            await connection.execute(statement)
    await connection.execute("ALTER TABLE ledger_entries DISABLE TRIGGER ledger_is_append_only")
    await connection.execute("UPDATE ledger_entries SET amount_ore = amount_ore + 1 WHERE n = 1")
    await connection.close()

    found = await verified(office)
    assert found.broken is not None
    assert found.broken.n == 1
    assert not found.sound


async def test_a_sum_that_is_not_what_the_entries_add_up_to_is_found(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    await attested(office, cast, keep, clock)

    async with office.desk(SYSTEM) as desk:
        await desk.connection.execute(text("UPDATE ledger_sums SET amount_ore = amount_ore + 1 WHERE kind = 'refund'"))

    found = await verified(office)
    assert (found.broken, found.missing, found.wrong_sums, found.sound) == (None, (), 1, False)


async def test_what_was_settled_before_there_was_a_ledger_is_posted_by_the_migration(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    await attested(office, cast, keep, clock)
    before, figures = await entries(office), await overview(office)
    await office.engine.dispose()

    await asyncio.to_thread(downgrade, office.settings.database_url, "0010")
    await asyncio.to_thread(upgrade, office.settings.database_url)

    assert await entries(office) == before
    assert await overview(office) == figures
    assert (await verified(office)).sound


async def test_of_two_who_post_at_once_one_follows_the_other(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    first = await attested(office, cast, keep, clock)
    async with office.desk(SYSTEM) as desk:
        (booking_id,) = await desk.connection.scalars(
            text("UPDATE price_lines SET amount_ore = amount_ore + 100 RETURNING (SELECT id FROM bookings)")
        )
    assert first

    async def correct(held_on: date) -> None:
        async with office.desk(SYSTEM) as desk:
            moving = text("UPDATE settlements SET held_on = :held_on WHERE booking_id = :booking")
            await desk.connection.execute(moving, {"held_on": held_on, "booking": booking_id})
            ledger.post(desk, UUID(str(booking_id)))

    await asyncio.gather(*(correct(date(2026, 4, day)) for day in range(1, 9)))

    found = await verified(office)
    assert (found.sound, found.head.n) == (True, 2 + 8 * 4)
