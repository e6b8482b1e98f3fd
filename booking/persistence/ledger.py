"""The ledger: what each booking costs and brings back, posted as differences to a chain that only grows."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import fields
from typing import Any, cast
from uuid import UUID

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.ledger import Entry, Head, Posting, continued
from booking.persistence.copying import copy_rows
from booking.persistence.histories import By
from booking.persistence.rows import columns_of
from booking.persistence.tables.ledger import ledger_entries, ledger_head

# So many rows are worth the copy protocol.
MANY = 100

# What the settlements and decisions in force say, less what is posted: nothing where the ledger is right.
_DIFFERENCES = """
    WITH settled AS (
        SELECT s.id, s.booking_id, s.held_on, s.vat_ore, b.unit_id, r.refund_ore,
               coalesce(r.rule_code || ' v' || r.rule_version, '') AS rule
        FROM settlements s JOIN bookings b ON b.id = s.booking_id
        JOIN refund_decisions r ON r.booking_id = s.booking_id AND r.superseded_at IS NULL
        WHERE s.superseded_at IS NULL {s}),
    said AS (
        SELECT s.booking_id, 'cost' AS kind, l.component, s.held_on, s.vat_ore <> 0 AS taxed, s.rule, s.unit_id,
               l.amount_ore
        FROM settled s JOIN price_lines l ON l.settlement_id = s.id
        UNION ALL
        SELECT s.booking_id, 'vat', 'vat', s.held_on, true, s.rule, s.unit_id, s.vat_ore FROM settled s
        UNION ALL
        SELECT s.booking_id, 'refund', 'refund', s.held_on, false, s.rule, s.unit_id, s.refund_ore FROM settled s
        UNION ALL
        SELECT s.booking_id, s.kind, s.component, s.held_on, s.taxed, s.rule, s.unit_id, -s.amount_ore
        FROM ledger_entries s WHERE true {s}
    )
    SELECT d.*, EXISTS (SELECT 1 FROM ledger_entries e WHERE e.booking_id = d.booking_id) AS correction,
           (SELECT s.id FROM settlements s WHERE s.booking_id = d.booking_id AND s.superseded_at IS NULL)
           AS settlement_id
    FROM (SELECT booking_id, kind, component, held_on, taxed, rule, unit_id,
                 CAST(sum(amount_ore) AS bigint) AS amount_ore
          FROM said GROUP BY booking_id, kind, component, held_on, taxed, rule, unit_id
          HAVING sum(amount_ore) <> 0) d
    ORDER BY d.booking_id, d.kind, d.component, d.amount_ore
"""
_OF_SOME = text(_DIFFERENCES.format(s="AND s.booking_id = ANY(:bookings)"))
_OF_ALL = text(_DIFFERENCES.format(s=""))
ADDED_UP = """
    SELECT CAST(extract(year FROM held_on) AS smallint) AS year, unit_id, kind, component, count(*) AS count,
           count(*) FILTER (WHERE correction) AS corrections, CAST(sum(amount_ore) AS bigint) AS amount_ore
    FROM ledger_entries {where} GROUP BY 1, 2, 3, 4
"""
_END = text(
    f"""
    WITH summed AS (
        INSERT INTO ledger_sums AS kept (year, unit_id, kind, component, count, corrections, amount_ore)
        {ADDED_UP.format(where="WHERE n > :before")}
        ON CONFLICT (year, unit_id, kind, component) DO UPDATE
        SET count = kept.count + EXCLUDED.count, corrections = kept.corrections + EXCLUDED.corrections,
            amount_ore = kept.amount_ore + EXCLUDED.amount_ore)
    UPDATE ledger_head SET n = :n, hash = :hash
    """  # noqa: S608
)
_WRONG_SUMS = text(
    f"""
    SELECT count(DISTINCT (year, unit_id, kind, component)) FROM (
        (SELECT * FROM ledger_sums EXCEPT {ADDED_UP.format(where="")}) UNION
        ({ADDED_UP.format(where="")} EXCEPT SELECT * FROM ledger_sums)) wrong
    """  # noqa: S608
)


class Ledger:
    """Bookings named to `post` are looked at once, last thing before the commit: so long the chain is held, no more."""

    def __init__(self, connection: AsyncConnection, by: By) -> None:
        self._connection = connection
        self._by = by
        self._named: dict[UUID, None] = {}

    def post(self, booking_ids: Iterable[UUID]) -> None:
        """What has become known of these bookings is posted with the transaction."""
        self._named.update(dict.fromkeys(booking_ids))

    def named(self) -> tuple[UUID, ...]:
        return tuple(self._named)

    def forget(self, kept: Iterable[UUID] = ()) -> None:
        """Of what was named, only what is `kept` still is to be posted."""
        self._named = dict.fromkeys(kept)

    async def write(self) -> None:
        """Posts the differences of the bookings that were named; concurrent writers queue for the chain's head."""
        if self._named:
            named, self._named = list(self._named), {}
            # First the head, then what is missing: of two who post the same booking, the second finds it posted.
            head = await self._lock()
            await self._add(head, await self.differences(named))

    async def _lock(self) -> Head:
        row = (await self._connection.execute(select(ledger_head).with_for_update())).mappings().one()
        return Head(row["n"], row["hash"])

    async def differences(self, booking_ids: Sequence[UUID] | None = None) -> list[Posting]:
        """What is to be posted, so that the ledger says what is settled: of these bookings, or of all."""
        if booking_ids is None:
            rows = await self._connection.execute(_OF_ALL)
        else:
            rows = await self._connection.execute(_OF_SOME, {"bookings": list(booking_ids)})
        return [Posting(**cast(dict[str, Any], row)) for row in rows.mappings()]

    async def _add(self, head: Head, postings: Sequence[Posting]) -> None:
        if not postings:
            return
        entries = continued(head, postings, at=self._by.now, made_by=self._by.actor.account_id)
        rows = [columns_of(entry) for entry in entries]
        if len(rows) < MANY:
            await self._connection.execute(insert(ledger_entries), rows)
        else:
            await copy_rows(self._connection, ledger_entries, rows)
        end = {"before": head.n, "n": entries[-1].n, "hash": entries[-1].hash}
        await self._connection.execute(_END, end)

    async def wrong_sums(self) -> int:
        """How many of the kept sums are not what the entries add up to; reads every entry."""
        return int((await self._connection.execute(_WRONG_SUMS)).scalar_one())

    async def head(self) -> Head:
        row = (await self._connection.execute(select(ledger_head))).mappings().one()
        return Head(row["n"], row["hash"])

    async def read(self, *, after: int = 0, upto: int | None = None, chunk: int = 5000) -> AsyncIterator[list[Entry]]:
        """The entries in the chain's order, some thousands at a time."""
        while True:
            query = select(ledger_entries).where(ledger_entries.c.n > after).order_by(ledger_entries.c.n).limit(chunk)
            if upto is not None:
                query = query.where(ledger_entries.c.n <= upto)
            rows = (await self._connection.execute(query)).mappings().all()
            if not rows:
                return
            yield [to_entry(cast(dict[str, Any], row)) for row in rows]
            after = rows[-1]["n"]


_FIELDS = frozenset(field.name for field in fields(Entry))


def to_entry(row: dict[str, Any]) -> Entry:
    return Entry(**{name: value for name, value in row.items() if name in _FIELDS})
