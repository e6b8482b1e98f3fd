"""Writes what has become known of bookings: the present changes, what was known is kept, the difference is noted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.facts.summing import GRAIN, SUMS, added
from booking.persistence.facts.telling import COLUMNS, NAMED, PRESENT, SAID, said, versions


class By(Protocol):
    """When things become known: the unit of work, or a moment by itself."""

    @property
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Moment:
    now: datetime


_DELTA = ", ".join(("known_from", *GRAIN, *SUMS))
_ANEW = ", ".join(f"{name} = EXCLUDED.{name}" for name in ("known_from", *COLUMNS))

# What is known is never known earlier than what it replaces; what was known for no time at all is not kept.
_WRITE = f"""
    WITH told AS MATERIALIZED ({PRESENT} WHERE b.id {{which}}),
    was AS MATERIALIZED (SELECT * FROM report_facts WHERE booking_id {{which}}),
    news AS MATERIALIZED (
      SELECT t.*, greatest(CAST(:now AS timestamptz), w.known_from) AS known_from
      FROM told t LEFT JOIN was w ON w.booking_id = t.booking_id
      WHERE w.booking_id IS NULL OR {said("t")} IS DISTINCT FROM {said("w")}),
    kept AS (
      INSERT INTO report_past_facts (booking_id, known_from, known_to, {NAMED})
      SELECT w.booking_id, w.known_from, n.known_from, {", ".join(f"w.{name}" for name in COLUMNS)}
      FROM was w JOIN news n ON n.booking_id = w.booking_id WHERE w.known_from < n.known_from),
    written AS (
      INSERT INTO report_facts (booking_id, known_from, {NAMED}) SELECT booking_id, known_from, {NAMED} FROM news
      ON CONFLICT (booking_id) DO UPDATE SET {_ANEW})
    INSERT INTO report_deltas ({_DELTA})
    SELECT {added("f.known_from")} FROM news f
    UNION ALL
    SELECT {added("n.known_from", sign="-")} FROM was f JOIN news n ON n.booking_id = f.booking_id
"""
# For one booking PostgreSQL plans once and for all; for any number of them it plans anew each time, six times as long.
_WRITE_ONE, _WRITE_SOME = (text(_WRITE.format(which=which)) for which in ("= :id", "= ANY(:ids)"))
FEW = 4
_HOLD = text("SELECT 1 FROM bookings WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE")

# A booking that has just been ordered, from the row `b` alone; part of the statement that adds it.
_UNKNOWN = {
    "outcome": "'open'",
    "mode": "b.mode",
    "supplier_id": "CAST(NULL AS uuid)",
    "interpreter_id": "CAST(NULL AS uuid)",
    "confirmed": "false",
    "response_minutes": "CAST(NULL AS integer)",
    "minutes": "CAST(NULL AS numeric)",
    "net_ore": "CAST(NULL AS bigint)",
    "refund_percent": "CAST(NULL AS smallint)",
    **dict.fromkeys(("end_terms", "refund_state"), "''"),
    **dict.fromkeys(("ended_by", "end_reason", "refund_rule"), "'none'"),
    **dict.fromkeys((name for name in COLUMNS if name.endswith("_ore") and name != "net_ore"), "0"),
}
_FIRST = ", ".join(f"{_UNKNOWN.get(name, says)} AS {name}" for name, says in SAID.items())
FIRST_FACT = f"""
    first AS (SELECT b.id AS booking_id, b.requested_at AS known_from, {_FIRST} FROM added b),
    known AS (INSERT INTO report_facts (booking_id, known_from, {NAMED})
              SELECT booking_id, known_from, {NAMED} FROM first),
    changed AS (INSERT INTO report_deltas ({_DELTA}) SELECT {added("f.known_from")} FROM first f)"""


# The whole of what was ever known of these bookings, for those that were told of afterwards.
_RETELL = text(
    f"""
    WITH versions AS MATERIALIZED ({versions(some=True)}),
    was AS MATERIALIZED (SELECT * FROM report_facts WHERE booking_id = ANY(:ids)),
    news AS (SELECT * FROM versions WHERE known_to IS NULL),
    forgotten AS (DELETE FROM report_past_facts WHERE booking_id = ANY(:ids)),
    kept AS (
      INSERT INTO report_past_facts (booking_id, known_from, known_to, {NAMED})
      SELECT booking_id, known_from, known_to, {NAMED} FROM versions WHERE known_to IS NOT NULL),
    written AS (
      INSERT INTO report_facts (booking_id, known_from, {NAMED}) SELECT booking_id, known_from, {NAMED} FROM news
      ON CONFLICT (booking_id) DO UPDATE SET {_ANEW}),
    marked AS (
      INSERT INTO report_folded (id, upto) SELECT 1, max(known_from) FROM news HAVING count(*) > 0
      ON CONFLICT (id) DO UPDATE SET upto = greatest(report_folded.upto, EXCLUDED.upto))
    INSERT INTO report_deltas ({_DELTA})
    SELECT max(known_from), {", ".join(GRAIN)}, {", ".join(f"sum({name})" for name in SUMS)}
    FROM (SELECT {added("known_from")} FROM news f UNION ALL SELECT {added("known_from", sign="-")} FROM was f) changes
    GROUP BY {", ".join(GRAIN)}
    """
)


class Facts:
    """The facts of one transaction's bookings; when is the transaction's."""

    def __init__(self, connection: AsyncConnection, by: By) -> None:
        self._connection = connection
        self._by = by

    async def write(self, touched: Mapping[UUID, bool]) -> None:
        """The facts of these bookings as they now are; of those that say nothing new nothing is written.

        True stands by bookings whose rows the transaction has written, and so holds.
        """
        if not touched:
            return
        if loose := [booking_id for booking_id, held in touched.items() if not held]:
            await self._connection.execute(_HOLD, {"ids": loose})
        if len(touched) > FEW:
            await self._connection.execute(_WRITE_SOME, {"ids": list(touched), "now": self._by.now})
            return
        for booking_id in touched:
            await self._connection.execute(_WRITE_ONE, {"id": booking_id, "now": self._by.now})


async def retell(connection: AsyncConnection, booking_ids: Iterable[UUID]) -> None:
    """All that was ever known of bookings whose past has just been told: known since the instants it names."""
    if ids := list(booking_ids):
        await connection.execute(_RETELL, {"ids": ids})
