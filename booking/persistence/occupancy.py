"""Whether an office has been set up; asked at every start, so without anything that is slow to load."""

import asyncpg


async def is_occupied(database_url: str) -> bool:
    """Whether anybody can log in, or there is a unit to book for. Raises OSError or asyncpg.PostgresError."""
    connection = await asyncpg.connect(database_url, timeout=5)
    try:
        found = await connection.fetchval("SELECT EXISTS (TABLE accounts) OR EXISTS (TABLE units)")
        return bool(found)
    finally:
        await connection.close()
