"""Ten years of made-up bookings, made by PostgreSQL itself some hundred thousand at a time, with what reports count."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import asyncpg

from booking.domain.catalogue import CASE_TYPES
from booking.domain.refunds.rules import MEASURES
from booking.persistence.facts.folding import level
from booking.persistence.facts.summing import GRAIN, LEVELS, SUMS, added
from booking.persistence.facts.telling import COLUMNS, NAMED
from booking.resources import Resources
from tests.benchmarks import many_postings as money

CHUNK, HANDS = 100_000, 2
# Ten years until a month from now.
NOW = datetime(2026, 12, 18, 9, 0, tzinfo=UTC)
FIRST, DAYS = datetime(2017, 1, 1, 7, 0, tzinfo=UTC), 3668
UNITS, SUPPLIERS = 48, 6
LOADED = (
    "bookings",
    "deliveries",
    "settlements",
    *money.LOADED,
    "report_facts",
    "report_past_facts",
    "report_rollups",
    "report_deltas",
)

# Most are of the first few: the third power of chance, so that there are large units and rare languages.
_OFTEN = "[1 + floor(power(random(), 3) * cardinality({0}))::int]"
_KNOWN = """
    CASE outcome WHEN 'open' THEN requested_at WHEN 'confirmed' THEN requested_at + interval '1 hour'
    ELSE least(starts_at + interval '1 day' * CASE WHEN outcome = 'delivered' AND NOT priced THEN 1 ELSE 3 END,
               $10 - interval '1 hour') END
"""
# What was held in the last ten days is not attested yet, and of what is ahead a few have nobody.
_DRAWN = f"""
    CREATE TEMP TABLE drawn ON COMMIT DROP AS
    SELECT d.*, CASE WHEN priced AND outcome = 'delivered' AND measure <> 'none' AND NOT unsure THEN net_ore / 2 ELSE 0
                END AS refund_ore, {_KNOWN} AS known_from
    FROM (SELECT d.*, outcome IN ('delivered', 'no_show') AND starts_at < $10 - interval '10 days' AS priced,
                 outcome = 'delivered' AND measure <> 'none' AND n % 100 = 0 AND starts_at >= '2026-01-01'
                 AND starts_at < $10 - interval '10 days' AS unsure FROM (
    SELECT n, CAST(lpad(to_hex(n), 32, '0') AS uuid) AS id, 'B-' || n AS number,
           d.starts_at, d.starts_at + d.minutes * interval '1 minute' AS ends_at, d.minutes,
           least(d.starts_at - (1 + power(random(), 2) * 40 * 24) * interval '1 hour',
                 CAST($10 AS timestamptz) - interval '2 hours' - random() * interval '10 days') AS requested_at,
           d.units{_OFTEN.format("d.units")} AS unit_id, d.languages{_OFTEN.format("d.languages")} AS language,
           d.cases{_OFTEN.format("d.cases")} AS case_type, d.measures{_OFTEN.format("d.measures")} AS measure,
           (ARRAY['in_person', 'phone', 'skype']){_OFTEN.format("ARRAY[1, 2, 3]")} AS mode,
           CASE WHEN d.starts_at > $10 THEN CASE WHEN d.fate < 93 THEN 'confirmed' ELSE 'open' END
                WHEN d.fate < 85 THEN 'delivered' WHEN d.fate < 93 THEN 'cancelled' WHEN d.fate < 96 THEN 'no_show'
                ELSE 'unfilled' END AS outcome,
           d.suppliers{_OFTEN.format("d.suppliers")} AS supplier_id, 20000 + floor(random() * 90000)::bigint AS net_ore
    FROM generate_series(CAST($1 AS bigint), CAST($2 AS bigint)) AS n,
    LATERAL (SELECT CAST($3 AS timestamptz) + floor(n * CAST($4 AS float8)) * interval '1 day'
                    + floor(random() * 18) * interval '30 minutes' AS starts_at,
                    30 * (1 + floor(random() * 3))::int AS minutes, 100 * random() AS fate,
                    CAST($5 AS uuid[]) AS units, CAST($6 AS text[]) AS languages, CAST($7 AS text[]) AS cases,
                    CAST($8 AS text[]) AS measures, CAST($9 AS uuid[]) AS suppliers OFFSET 0) d) d) d
"""
_SAID = {
    "day": "CAST(starts_at AT TIME ZONE 'Europe/Copenhagen' AS date)",
    "month": "to_char(starts_at AT TIME ZONE 'Europe/Copenhagen', 'YYYY-MM')",
    "mode_booked": "mode",
    "citizen_group": "'none'",
    "in_person_reason": "CASE mode WHEN 'in_person' THEN 'documents' ELSE 'none' END",
    "interpreter_id": "CAST(NULL AS uuid)",
    "confirmed": "outcome NOT IN ('unfilled', 'open')",
    "ended_by": "CASE outcome WHEN 'cancelled' THEN 'requester' WHEN 'no_show' THEN 'citizen' ELSE 'none' END",
    "end_terms": "CASE outcome WHEN 'cancelled' THEN 'in_time' WHEN 'unfilled' THEN 'closed' ELSE '' END",
    "end_reason": "'none'",
    "lead_minutes": "floor(extract(epoch FROM starts_at - requested_at) / 60)::int",
    "response_minutes": "CASE WHEN outcome NOT IN ('unfilled', 'open') THEN (60 + n % 600)::int END",
    "citizens": "1",
    "citizen": "n % 400000",
    "minutes": "CASE outcome WHEN 'delivered' THEN minutes END",
    "booked_minutes": "minutes",
    "net_ore": "CASE WHEN priced THEN net_ore END",
    "fee_ore": "CASE WHEN priced AND outcome = 'delivered' THEN net_ore ELSE 0 END",
    "no_show_ore": "CASE WHEN priced AND outcome = 'no_show' THEN net_ore ELSE 0 END",
    **dict.fromkeys(("travel_ore", "transport_ore", "late_cancel_ore"), "0"),
    "eligible_ore": "CASE WHEN refund_ore <> 0 THEN net_ore ELSE 0 END",
    "refund_rule": f"CASE WHEN refund_ore <> 0 THEN '{money.RULE}' ELSE 'none' END",
    "refund_percent": "CASE WHEN refund_ore <> 0 THEN 50 END",
    "refund_state": "CASE WHEN unsure THEN 'unsure' WHEN priced THEN 'decided' ELSE '' END",
}
_FACTS = f"""
    CREATE TEMP TABLE facts ON COMMIT DROP AS
    SELECT id AS booking_id, known_from, requested_at, priced,
           {", ".join(f"{_SAID.get(name, name)} AS {name}" for name in COLUMNS)} FROM drawn
"""
_EARLIER = {"net_ore": "NULL", "fee_ore": "0", "no_show_ore": "0", "eligible_ore": "0", "refund_ore": "0"}
_OPEN = _EARLIER | {"outcome": "v.outcome", "minutes": "NULL", "ended_by": "'none'", "end_terms": "''"}
_PAST = f"""
    INSERT INTO report_past_facts (booking_id, known_from, known_to, {NAMED})
    SELECT booking_id, since, least(until, known_from),
           {", ".join(_OPEN.get(name, f"f.{name}") for name in COLUMNS)}
    FROM facts f, LATERAL (VALUES
      (requested_at, requested_at + interval '1 hour', 'open'),
      (requested_at + interval '1 hour', starts_at + interval '1 day', 'confirmed'),
      (starts_at + interval '1 day', starts_at + interval '3 days', f.outcome)) v(since, until, outcome)
    WHERE (f.outcome = 'delivered' OR v.outcome = 'open') AND since < known_from ORDER BY until
"""
_ROWS = (
    f"""
    INSERT INTO bookings (id, number, status, language, mode, starts_at, ends_at, unit_id, requester_id, case_type,
                          measure, citizen_ref, requested_at, attested_at)
    SELECT id, number,
           CASE WHEN outcome = 'open' THEN 'requested' WHEN NOT priced OR outcome <> 'delivered' THEN outcome
                WHEN {money.BEFORE_CLAIMED} THEN CASE WHEN refund_ore <> 0 THEN 'claimed' ELSE 'settled' END
                ELSE 'attested' END,
           language, mode, starts_at, ends_at, unit_id, (SELECT id FROM accounts LIMIT 1), case_type, measure,
           n % 400000, requested_at, CASE WHEN priced THEN starts_at + interval '3 days' END FROM drawn
    """,
    """
    INSERT INTO deliveries (id, booking_id, version, outcome, mode, starts_at, ends_at, travel_minutes, km, recorded_at)
    SELECT id, id, 1, CASE outcome WHEN 'no_show' THEN 'citizen_no_show' ELSE outcome END, mode, starts_at, ends_at, 0,
           0, starts_at + interval '1 day' FROM drawn WHERE outcome IN ('delivered', 'no_show')
    """,
    """
    INSERT INTO settlements (id, booking_id, version, outcome, scheme, category, held_on, net_ore, vat_ore, priced_at)
    SELECT id, id, 1, outcome, 'MUNI-DEMO', 'own', CAST(starts_at AS date), net_ore, 0, starts_at + interval '3 days'
    FROM drawn WHERE priced
    """,
    *money.ROWS,
    _FACTS,
    _PAST,
    f"INSERT INTO report_facts (booking_id, known_from, {NAMED}) SELECT booking_id, known_from, {NAMED} FROM facts",
)
_CHANGES = f"(SELECT {added('f.known_from')} FROM report_facts f)"
_SUMMED = f"INSERT INTO report_rollups ({', '.join(('level', *GRAIN, *SUMS))}) "
_INDEXES = """
    SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made FROM pg_index i
    WHERE i.indrelid::regclass::text = ANY($1) AND NOT EXISTS (
      SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""
_PEOPLE = (
    f"""
    INSERT INTO units (id, code, name)
    SELECT gen_random_uuid(), 'u' || n, 'Enhed ' || n FROM generate_series(1, {UNITS}) n
    """,
    f"""
    INSERT INTO suppliers (id, code, name, scheme, vat_registered, vat_percent, rank)
    SELECT gen_random_uuid(), 's' || n, 'Bureau ' || n, 'MUNI-DEMO', false, 0, n FROM generate_series(1, {SUPPLIERS}) n
    """,
)


async def build(office: Resources, many: int, say: Callable[[str], None]) -> None:
    """`many` bookings over ten years priced, posted and claimed, with facts in up to three versions, and sums."""
    url = office.settings.database_url
    connection = await _hurried(url)
    for statement in _PEOPLE:
        await connection.execute(statement)
    await money.prepare(connection, -(-many // DAYS) + 1)
    drawn, left_out = await _choices(connection), await connection.fetch(_INDEXES, list(LOADED))
    for index in left_out:
        await connection.execute(f"DROP INDEX {index['name']}")
    began, done, chunks = time.perf_counter(), 0, iter(range(0, many, CHUNK))

    async def lend_a_hand() -> None:
        nonlocal done
        hand = await _hurried(url)
        for first in chunks:
            last = min(first + CHUNK, many)
            async with hand.transaction():
                await hand.execute(_DRAWN, first + 1, last, FIRST, DAYS / many, *drawn, NOW)
                for statement in _ROWS:
                    await hand.execute(statement)
            done += last - first
            took = time.perf_counter() - began
            say(f"{done:>12,} of {many:,} bookings  {took:6.0f} s, {took * (many - done) / done:5.0f} s to go")
        await hand.close()

    await asyncio.gather(*(lend_a_hand() for _ in range(HANDS)))
    for number, names in LEVELS.items():
        await connection.execute(_SUMMED + level(number, names, _CHANGES) + " ORDER BY month")
        say(f"{'summed by ' + ', '.join(names):<80} {time.perf_counter() - began:6.0f} s")
    await connection.execute("INSERT INTO report_folded SELECT 1, max(known_from) FROM report_facts")
    await money.add_up(connection)
    say(f"{'summed the ledger and the claims':<80} {time.perf_counter() - began:6.0f} s")
    for index in left_out:
        await connection.execute(index["made"])
    for table in LOADED:
        await connection.execute(f"VACUUM ANALYZE {table}")
    say(f"{'indexes and statistics':<80} {time.perf_counter() - began:6.0f} s")
    office.forget_reference()
    looked_at = await money.keep(office)
    await connection.execute(f"VACUUM ANALYZE {', '.join(money.KEPT)}")
    await connection.close()
    say(f"{f'worked out what {looked_at:,} bookings commit and risk':<80} {time.perf_counter() - began:6.0f} s")


async def _hurried(url: str) -> asyncpg.Connection:
    """Nobody else writes, and what a crash would lose is made again."""
    connection = await asyncpg.connect(url)
    await connection.execute("SET synchronous_commit = off; SET session_replication_role = replica")
    await connection.execute("SET work_mem = '512MB'; SET maintenance_work_mem = '1GB'; SELECT setseed(0.5)")
    return connection


async def _choices(connection: asyncpg.Connection) -> tuple[list[Any], ...]:
    units = await connection.fetchval("SELECT array_agg(id ORDER BY code) FROM units")
    languages = await connection.fetchval("SELECT array_agg(code ORDER BY code) FROM languages")
    suppliers = await connection.fetchval("SELECT array_agg(id ORDER BY code) FROM suppliers")
    return units, languages, list(CASE_TYPES), ["none", *MEASURES], [None, *suppliers]


async def sizes(connection: asyncpg.Connection) -> list[tuple[str, int]]:
    """Bytes of each table that was filled, with its indexes."""
    return [
        (name, await connection.fetchval("SELECT pg_total_relation_size(to_regclass($1))", name)) for name in LOADED
    ]
