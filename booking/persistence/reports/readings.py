"""Reading much at once: for which instant it may speak, before which nothing more can be recorded; and how."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

PATIENCE = timedelta(milliseconds=250)
_PAUSE_SECONDS = 0.005

# What adds up a year of ten is planned for that year, as by disks without a head to move, by several processes, and
# sorts it in memory.
_WIDELY = text(
    "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('random_page_cost', '1.1', true), "
    "set_config('parallel_tuple_cost', '0.01', true), set_config('work_mem', '32MB', true)"
)

# Readers do not wait for each other: they go by another name while they read.
_BEGIN = text(
    "SELECT clock_timestamp() FROM (SELECT set_config('application_name', 'sprogtolk reading', true)) AS named"
)
_OLDEST = text(
    """
    SELECT pg_stat_clear_snapshot(), max(CAST(:mark AS timestamptz) - xact_start), clock_timestamp()
    FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'sprogtolk' AND xact_start < :mark
    """
)


async def read_widely(connection: AsyncConnection) -> None:
    """Until the transaction ends, its statements are planned as those that add up many rows."""
    await connection.execute(_WIDELY)


async def settled(connection: AsyncConnection, *, now: datetime) -> datetime:
    """`now`, when all that began before it has ended; else the instant before the oldest that is still under way.

    A transaction records by the clock it began with, and commits later. A number read in between would be another one
    when the same instant is read again, so the reading waits a moment for those it finds, or speaks for earlier.
    """
    mark = (await connection.execute(_BEGIN)).scalar_one()
    while True:
        _, age, clock = (await connection.execute(_OLDEST, {"mark": mark})).one()
        if age is None:
            return now
        if clock - mark > PATIENCE:
            earlier: datetime = now - age - timedelta(milliseconds=10)
            return earlier
        await asyncio.sleep(_PAUSE_SECONDS)
