"""Whether what reports count is what the tables say, and putting it right where it is not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.facts.folding import levels_of
from booking.persistence.facts.summing import GRAIN, SUMS, added
from booking.persistence.facts.telling import PRESENT, said
from booking.persistence.facts.writing import Facts, Moment

_WRONG = text(
    f"""
    SELECT coalesce(t.booking_id, f.booking_id) FROM ({PRESENT}) t
    FULL JOIN report_facts f ON f.booking_id = t.booking_id
    WHERE t.booking_id IS NULL OR f.booking_id IS NULL OR {said("t")} IS DISTINCT FROM {said("f")}
    """
)
_ALL = ", ".join(SUMS)
_NAMES = ", ".join(("level", *GRAIN))
_RECOUNT = levels_of(f"SELECT {added('f.known_from')} FROM report_facts f")
_KEPT = f"""
    SELECT {_NAMES}, {_ALL} FROM report_rollups
    UNION ALL SELECT * FROM ({levels_of("SELECT * FROM report_deltas")}) unfolded"""
_WRONG_SUMS = text(
    f"""
    SELECT count(*) FROM (
      SELECT {_NAMES} FROM (
        SELECT {_NAMES}, {_ALL} FROM ({_KEPT}) kept
        UNION ALL SELECT {_NAMES}, {", ".join(f"-{name}" for name in SUMS)}
        FROM ({_RECOUNT}) recounted({_NAMES}, {_ALL})) both_ways
      GROUP BY {_NAMES}
      HAVING {" OR ".join(f"sum({name}) <> 0" for name in SUMS)}) wrong
    """
)
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('report_rollups'))")
_STILL = text("LOCK TABLE report_facts, report_deltas IN SHARE ROW EXCLUSIVE MODE")
_EMPTY = (text("DELETE FROM report_deltas"), text("DELETE FROM report_rollups"))
_COUNT = text(f"INSERT INTO report_rollups ({_NAMES}, {_ALL}) SELECT * FROM ({_RECOUNT}) recounted")
_MARK = text(
    "INSERT INTO report_folded (id, upto) SELECT 1, max(known_from) FROM report_facts HAVING count(*) > 0 "
    "ON CONFLICT (id) DO UPDATE SET upto = greatest(report_folded.upto, EXCLUDED.upto)"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """How many bookings have a fact that is not theirs, and how many monthly sums are not what the facts add up to."""

    facts: int
    sums: int

    def __bool__(self) -> bool:
        return bool(self.facts or self.sums)


async def check(connection: AsyncConnection) -> Difference:
    """Everything is worked out anew and compared; nothing is written."""
    wrong = (await connection.execute(_WRONG)).scalars().all()
    return Difference(len(wrong), int((await connection.execute(_WRONG_SUMS)).scalar_one()))


async def repair(connection: AsyncConnection, *, now: datetime) -> Difference:
    """What was wrong and has been put right: facts are known better from now on, sums are counted again."""
    found = await check(connection)
    if found.facts:
        wrong = (await connection.execute(_WRONG)).scalars().all()
        await Facts(connection, Moment(now)).write(dict.fromkeys(wrong, False))
    if found.sums:
        await connection.execute(_LOCK)
        await connection.execute(_STILL)
        for statement in (*_EMPTY, _COUNT, _MARK):
            await connection.execute(statement)
    return found
