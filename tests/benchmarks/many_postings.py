"""The money of many made-up bookings: decisions, ledger, claims of past quarters, and who has what is ahead."""

import asyncpg

from booking.domain.accounts import SYSTEM
from booking.persistence.claims.claims import ADDED_UP as CLAIMED
from booking.persistence.ledger import ADDED_UP as POSTED
from booking.resources import Resources
from booking.services.economy import keep_stakes

RULE = "INL45-PROG"
LOADED = ("refund_decisions", "ledger_entries", "claim_lines")
KEPT = ("ledger_sums", "claim_sums", "stakes", "stake_sums", "stake_marks")
BEFORE_CLAIMED = "starts_at < '2026-10-01'"
_QUARTER = "to_char(starts_at AT TIME ZONE 'Europe/Copenhagen', 'YYYY-\"K\"Q')"
_HELD = "CAST(starts_at AT TIME ZONE 'Europe/Copenhagen' AS date)"
_ENTRY = """
    INSERT INTO ledger_entries (n, at, booking_id, kind, component, amount_ore, unit_id, held_on, taxed, rule,
                                correction, settlement_id, hash)
    SELECT {n}, starts_at + interval '3 days', id, {kind}, {component}, {amount}, unit_id, {held}, false,
           CASE WHEN refund_ore <> 0 THEN '{rule} v1' ELSE '' END, false, id, sha256(CAST(number AS bytea))
    FROM drawn WHERE {where}
"""
# Of what is not claimed yet one in ten has no number.
_UNKNOWN = f"refund_ore <> 0 AND NOT {BEFORE_CLAIMED} AND n % 10 = 0"
_OPEN = f"outcome = 'confirmed' OR outcome IN ('delivered', 'no_show') AND NOT priced OR unsure OR {_UNKNOWN}"
ROWS = (
    f"""
    INSERT INTO refund_decisions (id, booking_id, version, state, rule_code, rule_version, percent, eligible_ore,
                                  refund_ore, reason_da, reason_en, missing, decided_at)
    SELECT id, id, 1, CASE WHEN unsure THEN 'unsure' ELSE 'decided' END,
           CASE WHEN refund_ore <> 0 THEN '{RULE}' END, CASE WHEN refund_ore <> 0 THEN 1 END,
           CASE WHEN refund_ore <> 0 THEN 50 END, CASE WHEN refund_ore <> 0 THEN net_ore ELSE 0 END, refund_ore,
           'Integration', 'Integration', CAST('{{}}' AS text[]), starts_at + interval '3 days'
    FROM drawn WHERE priced
    """,
    _ENTRY.format(n="2 * n", kind="'cost'", component="'interpreting'", amount="net_ore", held=_HELD, rule=RULE,
                  where="priced"),
    _ENTRY.format(n="2 * n + 1", kind="'refund'", component="'refund'", amount="refund_ore", held=_HELD, rule=RULE,
                  where="refund_ore <> 0"),
    f"""
    INSERT INTO claim_lines (claim_id, n, booking_id, unit_id, kind, rule_code, rule_version, percent, held_on,
                             eligible_ore, refund_ore, citizen)
    SELECT CAST(md5({_QUARTER}) AS uuid), n, id, unit_id, 'new', '{RULE}', 1, 50, {_HELD}, net_ore, refund_ore,
           hashtextextended(CAST(n % 400000 AS text), 0)
    FROM drawn WHERE refund_ore <> 0 AND {BEFORE_CLAIMED}
    """,
    f"""
    INSERT INTO citizen_numbers (booking_id, key_id, sealed, entered_at)
    SELECT id, 'k', sha256(CAST(number AS bytea)), starts_at FROM drawn
    WHERE refund_ore <> 0 AND NOT {BEFORE_CLAIMED} AND n % 10 <> 0
    """,
    """
    INSERT INTO assignments (id, booking_id, interpreter_id, status, starts_at, ends_at, mode, language, cost_ore,
                             trip_minutes, trip_km, assigned_at)
    SELECT id, id, CAST(md5('job ' || n % (SELECT count(*) FROM interpreters WHERE name LIKE 'Job %')) AS uuid),
           'active', starts_at, ends_at, mode, language, net_ore,
           CASE mode WHEN 'in_person' THEN n % 90 ELSE 0 END, CASE mode WHEN 'in_person' THEN n % 300 / 10.0 ELSE 0 END,
           requested_at + interval '1 hour'
    FROM drawn WHERE outcome = 'confirmed'
    """,
    f"INSERT INTO stake_marks (booking_id) SELECT id FROM drawn WHERE {_OPEN}",
)  # fmt: skip
_JOBS = """
    INSERT INTO interpreters (id, name, email, employment, modes, scheme, category, daily_limit, weekly_limit, max_trip)
    SELECT CAST(md5('job ' || n) AS uuid), 'Job ' || n, 'job' || n || '@example.org', 'freelance',
           ARRAY['in_person', 'phone', 'skype'], 'MUNI-DEMO', 'own', 480, 2220, 120
    FROM generate_series(0, $1 - 1) n
"""
_CLAIMS = """
    INSERT INTO claims (id, number, kind, year, quarter, state, made_at, made_by_name, counted_at, submitted_at)
    SELECT CAST(md5(y || '-K' || q) AS uuid), 'R-' || y || '-K' || q, 'quarter', y, q, 'submitted', at, '', at, at
    FROM generate_series(2017, 2026) y, generate_series(1, 4) q,
    LATERAL (SELECT make_timestamptz(y, 3 * q, 28, 12, 0, 0) AS at) a WHERE (y, q) < (2026, 4)
"""
_BUDGETS = """
    INSERT INTO budgets (year, unit_id, amount_ore, set_at)
    SELECT y, id, 2000000000, make_timestamptz(y, 1, 2, 9, 0, 0) FROM units, generate_series(2017, 2026) y
"""
_HEAD = """
    UPDATE ledger_head SET n = e.n, hash = e.hash
    FROM (SELECT n, hash FROM ledger_entries ORDER BY n DESC LIMIT 1) e
"""


async def prepare(connection: asyncpg.Connection, a_day: int) -> None:
    """The claims whose lines will come, budgets, and somebody for each of `a_day` jobs."""
    await connection.execute(_JOBS, a_day)
    await connection.execute(_CLAIMS)
    await connection.execute(_BUDGETS)


async def add_up(connection: asyncpg.Connection) -> None:
    """What is kept of it, as it is counted again, and the chain's end."""
    await connection.execute(f"INSERT INTO ledger_sums {POSTED.format(where='')}")
    await connection.execute(f"INSERT INTO claim_sums {CLAIMED.format(where='')}")
    await connection.execute(_HEAD)


async def keep(office: Resources) -> int:
    """How many bookings were worked out, as a worker does it."""
    total, left = 0, True
    while left:
        async with office.desk(SYSTEM) as desk:
            left = bool(many := await keep_stakes(desk))
        total += many
    return total
