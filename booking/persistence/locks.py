"""Work that one process does at a time, whichever of them: a lock that PostgreSQL keeps as long as its connection."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_TRY = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")


@asynccontextmanager
async def held(engine: AsyncEngine, name: str) -> AsyncIterator[AsyncConnection | None]:
    """The connection that holds the lock, each statement committed by itself; None while another process has it.

    Whoever asks something on it learns at once when it is lost, and the lock with it.
    """
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        if not (await connection.execute(_TRY, {"name": name})).scalar_one():
            yield None
            return
        try:
            yield connection
        finally:
            await connection.invalidate()  # not back to the pool: the lock ends with it
