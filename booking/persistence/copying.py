"""Many rows into one table by PostgreSQL's copy protocol, ten times as fast as inserting them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection


async def copy_rows(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of the same columns each, within the connection's transaction, which has begun."""
    if not rows:
        return
    names = list(rows[0])
    raw = await connection.get_raw_connection()
    assert raw.driver_connection is not None
    records = [[row[name] for name in names] for row in rows]
    await raw.driver_connection.copy_records_to_table(table.name, records=records, columns=names)
