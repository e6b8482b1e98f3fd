"""What is committed and at risk, kept as it is worked out: read with what is marked since, and put down anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.copying import copy_rows
from booking.persistence.economy import Row
from booking.persistence.rows import columns_of
from booking.persistence.tables.stakes import stake_sums, stakes


@dataclass(frozen=True, slots=True)
class Stake:
    """One booking's part of a figure, `committed` or `at_risk`, in øre; `why` tells apart what it has of the same."""

    booking_id: UUID
    figure: str
    why: str
    unit_id: UUID
    held_on: date
    amount_ore: int


_MARKED = "marked AS (SELECT DISTINCT booking_id FROM stake_marks WHERE NOT only_price)"
# What is expected to cost nothing is kept to be priced again, and not shown.
_SHOWN = "(s.amount_ore <> 0 OR s.figure <> 'committed')"
_ADDED_UP = f"""
    SELECT CAST(extract(year FROM s.held_on) AS smallint) AS year, s.figure, s.unit_id,
           CAST(count(*) FILTER (WHERE {_SHOWN}) AS integer) AS count, CAST(sum(s.amount_ore) AS bigint) AS amount_ore
"""
# One statement, so that what is marked and what is kept are of the same instant. What is marked is few, whatever its
# table's statistics say: as an array it is looked up by key.
_SUMS = text(
    f"""
    WITH {_MARKED},
    old AS ({_ADDED_UP} FROM stakes s WHERE s.booking_id = ANY(ARRAY(SELECT booking_id FROM marked)) GROUP BY 1, 2, 3)
    SELECT figure, unit_id, CAST(sum(count) AS integer) AS count, CAST(sum(amount_ore) AS bigint) AS amount_ore FROM (
      SELECT figure, unit_id, count, amount_ore FROM stake_sums WHERE year = :year
      UNION ALL SELECT figure, unit_id, -count, -amount_ore FROM old WHERE year = :year) both_ways
    GROUP BY figure, unit_id HAVING sum(count) <> 0
    UNION ALL SELECT '', booking_id, 0, 0 FROM marked
    """
)
_ROWS = text(
    f"""
    WITH {_MARKED}
    SELECT b.number, s.unit_id, s.held_on, s.amount_ore FROM stakes s JOIN bookings b ON b.id = s.booking_id
    WHERE s.figure = :figure AND s.held_on BETWEEN :first AND :last AND {_SHOWN}
      AND NOT EXISTS (SELECT 1 FROM marked m WHERE m.booking_id = s.booking_id)
    UNION ALL SELECT '', booking_id, NULL, NULL FROM marked
    """
)
_ONE_AT_A_TIME = text("SELECT pg_try_advisory_xact_lock(hashtext('stakes'))")
_PRICED_OTHERWISE = text(
    """
    WITH news AS (
      INSERT INTO stake_prices AS kept (id, hash) VALUES (1, :hash)
      ON CONFLICT (id) DO UPDATE SET hash = EXCLUDED.hash WHERE kept.hash <> EXCLUDED.hash RETURNING 1)
    INSERT INTO stake_marks (booking_id, only_price)
    SELECT DISTINCT booking_id, true FROM stakes WHERE figure = 'committed' AND EXISTS (SELECT 1 FROM news)
    """
)
_TAKE = text(
    """
    DELETE FROM stake_marks WHERE ctid = ANY(ARRAY(SELECT ctid FROM stake_marks ORDER BY only_price LIMIT :many))
    RETURNING booking_id
    """
)
_ADD = """
    INSERT INTO stake_sums AS kept (year, figure, unit_id, count, amount_ore)
    SELECT year, figure, unit_id, {sign}count, {sign}amount_ore FROM added
    ON CONFLICT (year, figure, unit_id) DO UPDATE
    SET count = kept.count + EXCLUDED.count, amount_ore = kept.amount_ore + EXCLUDED.amount_ore
"""
_TAKE_AWAY = text(
    f"""
    WITH s AS (DELETE FROM stakes WHERE booking_id = ANY(:ids) RETURNING *),
    added AS ({_ADDED_UP} FROM s GROUP BY 1, 2, 3) {_ADD.format(sign="-")}
    """
)
_ADD_UP = text(
    f"""
    WITH added AS ({_ADDED_UP} FROM stakes s WHERE s.booking_id = ANY(:ids) GROUP BY 1, 2, 3) {_ADD.format(sign="")}
    """
)
_AFTER = text("SELECT id FROM bookings WHERE id > :after ORDER BY id LIMIT :many")
_OF = text(
    f"""
    WITH {_MARKED}
    SELECT s.*, false AS marked FROM stakes s WHERE s.booking_id = ANY(:ids)
    UNION ALL SELECT booking_id, '', '', booking_id, NULL, 0, true FROM marked
    """
)
_RECOUNT = f"{_ADDED_UP} FROM stakes s GROUP BY 1, 2, 3"
_KEPT = "SELECT * FROM stake_sums WHERE (count, amount_ore) <> (0, 0)"
_WRONG_SUMS = text(
    f"""
    SELECT count(DISTINCT (year, figure, unit_id)) FROM (
      (({_KEPT}) EXCEPT (SELECT * FROM ({_RECOUNT}) r WHERE (count, amount_ore) <> (0, 0))) UNION
      ((SELECT * FROM ({_RECOUNT}) r WHERE (count, amount_ore) <> (0, 0)) EXCEPT ({_KEPT}))) wrong
    """
)


async def kept_sums(connection: AsyncConnection, year: int) -> tuple[dict[tuple[str, UUID], int], list[UUID]]:
    """(figure, unit) → øre of a year, where there are rows; and the bookings left out, which are to be looked at."""
    rows = [tuple(row) for row in await connection.execute(_SUMS, {"year": year})]
    kept = {(figure, unit_id): amount for figure, unit_id, _, amount in rows if figure}
    return kept, [booking_id for figure, booking_id, *_ in rows if not figure]


async def kept_rows(connection: AsyncConnection, year: int, figure: str) -> tuple[list[Row], list[UUID]]:
    """The bookings of a figure and year in no order; and those left out, which are to be looked at."""
    asked = {"figure": figure, "first": date(year, 1, 1), "last": date(year, 12, 31)}
    rows = [tuple(row) for row in await connection.execute(_ROWS, asked)]
    return [Row(*row) for row in rows if row[0]], [row[1] for row in rows if not row[0]]


async def take_marked(connection: AsyncConnection, *, prices: bytes, many: int) -> list[UUID]:
    """Some of the bookings that are to be looked at, the caller's to put; none while somebody else does so.

    With other `prices` than before everything that is priced is to be looked at.
    """
    if not (await connection.execute(_ONE_AT_A_TIME)).scalar_one():
        return []
    await connection.execute(_PRICED_OTHERWISE, {"hash": prices})
    return list(dict.fromkeys((await connection.execute(_TAKE, {"many": many})).scalars()))


async def put(connection: AsyncConnection, ids: Sequence[UUID], found: Sequence[Stake]) -> None:
    """These bookings have these stakes and no others, and the sums follow."""
    await connection.execute(_TAKE_AWAY, {"ids": list(ids)})
    await copy_rows(connection, stakes, [columns_of(one) for one in found])
    await connection.execute(_ADD_UP, {"ids": list(ids)})


async def mark(connection: AsyncConnection, ids: Sequence[UUID]) -> None:
    query = text("INSERT INTO stake_marks (booking_id) SELECT unnest(CAST(:ids AS uuid[]))")
    await connection.execute(query, {"ids": list(ids)})


async def bookings_after(connection: AsyncConnection, after: UUID, *, many: int) -> list[UUID]:
    return list((await connection.execute(_AFTER, {"after": after, "many": many})).scalars())


async def kept_of(connection: AsyncConnection, ids: Sequence[UUID]) -> tuple[set[Stake], set[UUID]]:
    """The stakes of these bookings as they are kept, and every booking that is to be looked at."""
    rows = (await connection.execute(_OF, {"ids": list(ids)})).all()
    return {Stake(*row[:-1]) for row in rows if not row.marked}, {row[0] for row in rows if row.marked}


async def wrong_sums(connection: AsyncConnection) -> int:
    """How many sums are not what the stakes add up to."""
    return int((await connection.execute(_WRONG_SUMS)).scalar_one())


async def add_up_again(connection: AsyncConnection) -> None:
    """The sums anew, whatever they were."""
    await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('stakes'))"))
    await connection.execute(delete(stake_sums))
    await connection.execute(text(f"INSERT INTO stake_sums {_RECOUNT}"))
