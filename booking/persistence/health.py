"""What `sprogtolk doctor` and the readiness check want to know of a database."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import asyncpg

from booking.persistence.migrations import head

CONNECT_SECONDS = 5
STATE = """
SELECT current_setting('server_version_num')::int / 10000 AS version,
       current_setting('fsync') = 'on' AS durable,
       EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'btree_gist') AS btree_gist,
       to_regclass('alembic_version') IS NOT NULL AS migrated,
       clock_timestamp() AS clock
"""


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """One look at a database; `revision` is None where nothing was migrated, `drift` is its clock less ours."""

    version: int
    durable: bool
    btree_gist: bool
    revision: str | None
    head: str
    drift: timedelta


async def database_state(url: str) -> DatabaseState:
    """Raises OSError, TimeoutError or asyncpg.PostgresError when the database cannot be asked."""
    connection = await asyncpg.connect(url, timeout=CONNECT_SECONDS)
    try:
        asked = datetime.now(UTC)
        row = await connection.fetchrow(STATE)
        answered = datetime.now(UTC)
        revision = await connection.fetchval("SELECT version_num FROM alembic_version") if row["migrated"] else None
    finally:
        await connection.close()
    return DatabaseState(
        version=row["version"],
        durable=row["durable"],
        btree_gist=row["btree_gist"],
        revision=revision,
        head=head(),
        drift=row["clock"] - (asked + (answered - asked) / 2),
    )


def look_at_database(url: str) -> DatabaseState:
    """The same for code without a loop. Raises ConnectionError, in words, when the database cannot be asked."""
    try:
        return asyncio.run(database_state(url))
    except TimeoutError:
        raise ConnectionError(f"no answer in {CONNECT_SECONDS} s") from None
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise ConnectionError(str(error)) from None
