"""Folds what has changed into the monthly sums; whoever reads adds what is not yet folded."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.facts.summing import BAND, GRAIN, LEVELS, SUMS
from booking.persistence.tables.facts import report_rollups

_NOTHING = {
    "day": "CAST(NULL AS date)",
    "unit_id": "CAST(NULL AS uuid)",
    "supplier_id": "CAST(NULL AS uuid)",
    BAND: "CAST(NULL AS smallint)",
}
_ROLLUP = ", ".join(("level", *GRAIN, *SUMS))
_ONE_AT_A_TIME = text("SELECT pg_try_advisory_xact_lock(hashtext('report_rollups'))")


def level(number: int, names: tuple[str, ...], changes: str) -> str:
    """The sums of `changes` (a table, or a query in brackets) at one level."""
    grain = [f"c.{name}" if name in names else _NOTHING.get(name, "''") + f" AS {name}" for name in GRAIN]
    sums = [f"sum(c.{name}) AS {name}" for name in SUMS]
    told = ", ".join(f"c.{name}" for name in names)
    return f"SELECT {number} AS level, {', '.join((*grain, *sums))} FROM {changes} c GROUP BY {told}"


def levels_of(changes: str) -> str:
    """The sums of `changes` at every level."""
    every = " UNION ALL ".join(level(number, names, "changes") for number, names in LEVELS.items())
    return f"WITH changes AS MATERIALIZED ({changes}) {every}"


_ADDED = ", ".join(f"{name} = report_rollups.{name} + EXCLUDED.{name}" for name in SUMS)
_SOMETHING = f"ROW({', '.join(SUMS)}) <> ROW({', '.join('0' for _ in SUMS)})"
_FOLD = text(
    f"""
    WITH folded AS (DELETE FROM report_deltas WHERE known_from <= :upto RETURNING *),
    marked AS (
      INSERT INTO report_folded (id, upto) SELECT 1, max(known_from) FROM folded HAVING count(*) > 0
      ON CONFLICT (id) DO UPDATE SET upto = greatest(report_folded.upto, EXCLUDED.upto)),
    added AS (
      INSERT INTO report_rollups ({_ROLLUP})
      SELECT * FROM ({levels_of("SELECT * FROM folded")}) sums WHERE {_SOMETHING}
      ON CONFLICT ({", ".join(("level", *GRAIN))}) DO UPDATE SET {_ADDED})
    SELECT count(*) FROM folded
    """
)
assert {"level", *GRAIN, *SUMS} == set(report_rollups.c.keys())


async def fold(connection: AsyncConnection, *, upto: datetime) -> int:
    """How many changes known by then were folded; none while somebody else does so."""
    if not (await connection.execute(_ONE_AT_A_TIME)).scalar_one():
        return 0
    return int((await connection.execute(_FOLD, {"upto": upto})).scalar_one())
