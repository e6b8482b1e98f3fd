"""The migrations, for real: to the newest tables, back to none, and up again."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from booking.persistence.migrations import check, downgrade, upgrade

OURS = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"


@pytest.fixture
async def empty(servers: tuple[str, str]) -> AsyncIterator[str]:
    """The address of a database without tables."""
    name, url = "migrations_up_and_down", servers[0]
    connection = await asyncpg.connect(url)
    await connection.execute(f'CREATE DATABASE "{name}"')
    yield f"{url.rsplit('/', 1)[0]}/{name}"
    await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await connection.close()


async def tables_in(url: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval(OURS))
    finally:
        await connection.close()


async def test_the_tables_go_up_down_and_up_and_are_those_of_the_code(empty: str) -> None:
    await asyncio.to_thread(upgrade, empty)
    first = await tables_in(empty)
    await asyncio.to_thread(downgrade, empty)
    between = await tables_in(empty)
    await asyncio.to_thread(upgrade, empty)

    await asyncio.to_thread(check, empty)
    assert (between, await tables_in(empty)) == (0, first)


async def test_every_step_can_be_taken_back_by_itself(empty: str) -> None:
    await asyncio.to_thread(upgrade, empty)

    await asyncio.to_thread(downgrade, empty, "-1")
    await asyncio.to_thread(upgrade, empty)

    await asyncio.to_thread(check, empty)
