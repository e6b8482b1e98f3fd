"""What is known of each booking for the reports, version by version, and its monthly sums."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

INSTANT = sa.DateTime(timezone=True)
BRIN = {"pages_per_range": 32, "autosummarize": True}

# Every booking there is, as it was known from each instant on at which something became known of it.
VERSIONS = """
    WITH instants_of AS MATERIALIZED ( WITH marks AS ( SELECT subject_id AS booking_id, at, changes->'status'->>1 AS
    status, id FROM history WHERE subject_kind = 'booking' AND changes ? 'status' AND subject_id IS NOT NULL UNION ALL
    SELECT booking_id, assigned_at, NULL, NULL FROM assignments WHERE booking_id IS NOT NULL UNION ALL SELECT
    booking_id, recorded_at, NULL, NULL FROM deliveries WHERE booking_id IS NOT NULL UNION ALL SELECT booking_id,
    priced_at, NULL, NULL FROM settlements WHERE booking_id IS NOT NULL UNION ALL SELECT booking_id, decided_at, NULL,
    NULL FROM refund_decisions WHERE booking_id IS NOT NULL), instants AS ( SELECT booking_id, at, (array_agg(status
    ORDER BY id DESC) FILTER (WHERE status IS NOT NULL))[1] AS status FROM marks GROUP BY booking_id, at), counted AS
    ( SELECT booking_id, at, status, count(status) OVER w AS nth, lead(at) OVER w IS NULL AS last FROM instants WINDOW
    w AS (PARTITION BY booking_id ORDER BY at)) SELECT c.booking_id, c.at, c.last, max(c.status) OVER (PARTITION BY
    c.booking_id, c.nth) AS said FROM counted c ), stood AS MATERIALIZED (SELECT b.id AS booking_id, t.at, b.number AS
    number, b.starts_at AS starts_at, CAST(b.starts_at AT TIME ZONE 'Europe/Copenhagen' AS date) AS day,
    to_char(b.starts_at AT TIME ZONE 'Europe/Copenhagen', 'YYYY-MM') AS month, CASE WHEN d.outcome IN ('delivered',
    'aborted') THEN d.outcome WHEN d.id IS NOT NULL THEN 'no_show' WHEN t.status IN ('confirmed', 'cancelled',
    'unfilled') THEN t.status ELSE 'open' END AS outcome, coalesce(d.mode, b.mode) AS mode, b.mode AS mode_booked,
    b.unit_id AS unit_id, b.language AS language, b.case_type AS case_type, coalesce(b.measure, 'none') AS measure,
    coalesce(b.person_group, 'none') AS citizen_group, CASE WHEN s.id IS NULL THEN i.supplier_id ELSE s.supplier_id
    END AS supplier_id, coalesce(b.in_person_reason, 'none') AS in_person_reason, i.id AS interpreter_id, a.first_at
    IS NOT NULL OR d.id IS NOT NULL AS confirmed, CASE WHEN d.outcome = 'citizen_no_show' THEN 'citizen' WHEN
    d.outcome = 'interpreter_no_show' THEN 'interpreter' WHEN t.status <> 'cancelled' THEN 'none' WHEN e.actor_id IS
    NULL THEN 'system' WHEN e.actor_id = b.requester_id OR e.roles @> ARRAY['requester'] THEN 'requester' ELSE
    'office' END AS ended_by, CASE WHEN t.status IN ('cancelled', 'unfilled') THEN b.exit_terms ELSE '' END AS
    end_terms, coalesce(nullif(CASE WHEN t.status IN ('cancelled', 'unfilled') THEN b.exit_reason ELSE d.reason END,
    ''), 'none') AS end_reason, CAST(floor(extract(epoch FROM b.starts_at - b.requested_at) / 60) AS integer) AS
    lead_minutes, CAST(floor(extract(epoch FROM a.first_at - b.requested_at) / 60) AS integer) AS response_minutes,
    b.group_size AS citizens, hashtextextended(coalesce(nullif(b.citizen_ref, ''), CAST(b.id AS text)), 0) AS citizen,
    CAST(CASE WHEN d.outcome IN ('delivered', 'aborted') THEN coalesce(l.minutes, extract(epoch FROM d.ends_at -
    d.starts_at) / 60) END AS numeric(9, 2)) AS minutes, CAST(floor(extract(epoch FROM b.ends_at - b.starts_at) / 60)
    AS integer) AS booked_minutes, s.net_ore AS net_ore, coalesce(s.net_ore - coalesce(l.travel_ore, 0) -
    coalesce(l.transport_ore, 0) - CASE WHEN s.outcome = 'cancelled_late' THEN s.net_ore ELSE coalesce(l.moved_ore, 0)
    END - CASE WHEN s.outcome LIKE '%no_show' THEN s.net_ore - coalesce(l.moved_ore, 0) ELSE 0 END, 0) AS fee_ore,
    coalesce(l.travel_ore, 0) AS travel_ore, coalesce(l.transport_ore, 0) AS transport_ore, coalesce(CASE WHEN
    s.outcome = 'cancelled_late' THEN s.net_ore ELSE coalesce(l.moved_ore, 0) END, 0) AS late_cancel_ore, CASE WHEN
    s.outcome LIKE '%no_show' THEN s.net_ore - coalesce(l.moved_ore, 0) ELSE 0 END AS no_show_ore,
    coalesce(r.eligible_ore, 0) AS eligible_ore, coalesce(r.refund_ore, 0) AS refund_ore, coalesce(r.rule_code,
    'none') AS refund_rule, r.percent AS refund_percent, coalesce(r.state, '') AS refund_state FROM (SELECT
    n.booking_id, n.at, CASE WHEN n.last THEN o.status ELSE coalesce(n.said, 'requested') END AS status FROM
    instants_of n JOIN bookings o ON o.id = n.booking_id) t JOIN bookings b ON b.id = t.booking_id LEFT JOIN
    deliveries d ON d.booking_id = b.id AND d.recorded_at <= t.at AND (d.superseded_at IS NULL OR d.superseded_at >
    t.at) AND t.status IN ('delivered', 'attested', 'settled', 'claimed', 'no_show', 'aborted') LEFT JOIN settlements
    s ON s.booking_id = b.id AND s.priced_at <= t.at AND (s.superseded_at IS NULL OR s.superseded_at > t.at) AND
    s.outcome <> 'moved_late' LEFT JOIN refund_decisions r ON r.booking_id = b.id AND r.decided_at <= t.at AND
    (r.superseded_at IS NULL OR r.superseded_at > t.at) AND s.id IS NOT NULL LEFT JOIN LATERAL ( SELECT sum(p.quantity
    * CASE p.unit WHEN 'started_hour' THEN 60 WHEN 'started_30min' THEN 30 WHEN 'hour' THEN 60 ELSE 0 END) FILTER
    (WHERE p.component = 'interpreting') AS minutes, sum(p.amount_ore) FILTER (WHERE p.component = 'moved_late') AS
    moved_ore, sum(p.amount_ore) FILTER (WHERE p.component = 'travel_time' AND s.outcome IN ('delivered', 'aborted'))
    AS travel_ore, sum(p.amount_ore) FILTER (WHERE p.component = 'transport' AND s.outcome IN ('delivered',
    'aborted')) AS transport_ore FROM price_lines p WHERE p.settlement_id = s.id) l ON s.id IS NOT NULL LEFT JOIN
    LATERAL ( SELECT min(j.assigned_at) AS first_at, (array_agg(j.interpreter_id ORDER BY j.status <> 'active',
    j.assigned_at DESC))[1] AS interpreter_id FROM assignments j WHERE j.booking_id = b.id AND j.assigned_at <= t.at)
    a ON true LEFT JOIN interpreters i ON i.id = coalesce(d.interpreter_id, a.interpreter_id) AND t.status NOT IN
    ('requested', 'offered', 'unfilled') LEFT JOIN LATERAL ( SELECT h.actor_id, o.roles FROM history h LEFT JOIN
    accounts o ON o.id = h.actor_id WHERE t.status = 'cancelled' AND h.subject_id = b.id AND h.action = 'cancelled'
    ORDER BY h.id DESC LIMIT 1) e ON true ), news AS ( SELECT *, ROW(t.number, t.starts_at, t.day, t.month, t.outcome,
    t.mode, t.mode_booked, t.unit_id, t.language, t.case_type, t.measure, t.citizen_group, t.supplier_id,
    t.in_person_reason, t.interpreter_id, t.confirmed, t.ended_by, t.end_terms, t.end_reason, t.lead_minutes,
    t.response_minutes, t.citizens, t.citizen, t.minutes, t.booked_minutes, t.net_ore, t.fee_ore, t.travel_ore,
    t.transport_ore, t.late_cancel_ore, t.no_show_ore, t.eligible_ore, t.refund_ore, t.refund_rule, t.refund_percent,
    t.refund_state) AS whole, lag(ROW(t.number, t.starts_at, t.day, t.month, t.outcome, t.mode, t.mode_booked,
    t.unit_id, t.language, t.case_type, t.measure, t.citizen_group, t.supplier_id, t.in_person_reason,
    t.interpreter_id, t.confirmed, t.ended_by, t.end_terms, t.end_reason, t.lead_minutes, t.response_minutes,
    t.citizens, t.citizen, t.minutes, t.booked_minutes, t.net_ore, t.fee_ore, t.travel_ore, t.transport_ore,
    t.late_cancel_ore, t.no_show_ore, t.eligible_ore, t.refund_ore, t.refund_rule, t.refund_percent, t.refund_state))
    OVER (PARTITION BY booking_id ORDER BY at) AS before, lag(at) OVER (PARTITION BY booking_id ORDER BY at) IS NULL
    AS first FROM stood t) SELECT booking_id, at AS known_from, lead(at) OVER (PARTITION BY booking_id ORDER BY at) AS
    known_to, number, starts_at, day, month, outcome, mode, mode_booked, unit_id, language, case_type, measure,
    citizen_group, supplier_id, in_person_reason, interpreter_id, confirmed, ended_by, end_terms, end_reason,
    lead_minutes, response_minutes, citizens, citizen, minutes, booked_minutes, net_ore, fee_ore, travel_ore,
    transport_ore, late_cancel_ore, no_show_ore, eligible_ore, refund_ore, refund_rule, refund_percent, refund_state
    FROM news WHERE first OR whole IS DISTINCT FROM before
"""
FACT = """
    booking_id, known_from, number, starts_at, day, month, outcome, mode, mode_booked, unit_id, language, case_type,
    measure, citizen_group, supplier_id, in_person_reason, interpreter_id, confirmed, ended_by, end_terms, end_reason,
    lead_minutes, response_minutes, citizens, citizen, minutes, booked_minutes, net_ore, fee_ore, travel_ore,
    transport_ore, late_cancel_ore, no_show_ore, eligible_ore, refund_ore, refund_rule, refund_percent, refund_state
"""
PAST = f"INSERT INTO report_past_facts ({FACT}, known_to) SELECT {FACT}, known_to FROM told WHERE known_to > known_from"
PRESENT = f"INSERT INTO report_facts ({FACT}) SELECT {FACT} FROM told WHERE known_to IS NULL"
CHANGES = """
    INSERT INTO report_deltas (known_from, month, outcome, mode, mode_booked, unit_id, language, case_type, measure,
    citizen_group, supplier_id, response_band, day, n, confirmed, citizens, priced, late_orders, responses,
    late_cancels, paid_no_shows, minutes, booked_minutes, lead_minutes, response_minutes, net_ore, fee_ore,
    travel_ore, transport_ore, late_cancel_ore, no_show_ore, eligible_ore, refund_ore) SELECT max(known_from), month,
    outcome, mode, mode_booked, unit_id, language, case_type, measure, citizen_group, supplier_id, response_band, day,
    sum(n), sum(confirmed), sum(citizens), sum(priced), sum(late_orders), sum(responses), sum(late_cancels),
    sum(paid_no_shows), sum(minutes), sum(booked_minutes), sum(lead_minutes), sum(response_minutes), sum(net_ore),
    sum(fee_ore), sum(travel_ore), sum(transport_ore), sum(late_cancel_ore), sum(no_show_ore), sum(eligible_ore),
    sum(refund_ore) FROM (SELECT f.known_from AS known_from, f.month AS month, f.outcome AS outcome, f.mode AS mode,
    f.mode_booked AS mode_booked, f.unit_id AS unit_id, f.language AS language, f.case_type AS case_type, f.measure AS
    measure, f.citizen_group AS citizen_group, f.supplier_id AS supplier_id, CAST(width_bucket(f.response_minutes,
    ARRAY[0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 21, 25, 30, 36, 42, 50, 60, 70, 80, 90, 105, 120, 140, 160, 180,
    210, 240, 270, 300, 330, 360, 420, 480, 540, 600, 660, 720, 840, 960, 1080, 1200, 1320, 1440, 1680, 1920, 2160,
    2520, 2880, 3360, 3840, 4320, 5040, 5760, 6480, 7200, 8640, 10080, 12960, 15840, 20160, 25920, 31680, 43200,
    57600]) AS smallint) AS response_band, f.day AS day, (1) AS n, (CAST(f.confirmed AS integer)) AS confirmed,
    (f.citizens) AS citizens, (CASE WHEN f.net_ore IS NULL THEN 0 ELSE 1 END) AS priced, (CASE WHEN f.lead_minutes <
    1440 THEN 1 ELSE 0 END) AS late_orders, (CASE WHEN f.response_minutes IS NULL THEN 0 ELSE 1 END) AS responses,
    (CASE WHEN f.outcome = 'cancelled' AND f.net_ore IS NOT NULL THEN 1 ELSE 0 END) AS late_cancels, (CASE WHEN
    f.ended_by = 'citizen' AND f.net_ore IS NOT NULL THEN 1 ELSE 0 END) AS paid_no_shows, (coalesce(f.minutes, 0)) AS
    minutes, (f.booked_minutes) AS booked_minutes, (f.lead_minutes) AS lead_minutes, (coalesce(f.response_minutes, 0))
    AS response_minutes, (coalesce(f.net_ore, 0)) AS net_ore, (f.fee_ore) AS fee_ore, (f.travel_ore) AS travel_ore,
    (f.transport_ore) AS transport_ore, (f.late_cancel_ore) AS late_cancel_ore, (f.no_show_ore) AS no_show_ore,
    (f.eligible_ore) AS eligible_ore, (f.refund_ore) AS refund_ore FROM report_facts f) changes GROUP BY month,
    outcome, mode, mode_booked, unit_id, language, case_type, measure, citizen_group, supplier_id, response_band, day
"""


def upgrade() -> None:
    op.create_table(
        "report_facts",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("known_from", INSTANT, nullable=False),
        *_fact(),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_report_facts")),
        postgresql_with={"fillfactor": 80},
    )
    op.create_table(
        "report_past_facts",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("known_from", INSTANT, nullable=False),
        sa.Column("known_to", INSTANT, nullable=False),
        *_fact(),
    )
    op.create_table("report_deltas", sa.Column("known_from", INSTANT, nullable=False), *_grain(), *_sums())
    level = sa.Column("level", sa.SmallInteger(), nullable=False)
    op.create_table("report_rollups", level, *_grain(every=False), *_sums())
    op.create_table(
        "report_folded",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("upto", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_folded")),
    )
    _fill()
    _indexes()


def _fill() -> None:
    op.execute(f"CREATE TEMPORARY TABLE told ON COMMIT DROP AS {VERSIONS}")
    for statement in (PAST + " ORDER BY known_to", PRESENT + " ORDER BY starts_at", CHANGES):
        op.execute(statement)
    op.execute("INSERT INTO report_folded SELECT 1, max(known_from) FROM report_facts HAVING count(*) > 0")
    op.execute("DROP TABLE told")


def _indexes() -> None:
    op.create_index("ix_report_facts_day", "report_facts", ["day"], postgresql_using="brin", postgresql_with=BRIN)
    op.create_index("ix_report_past_facts_booking", "report_past_facts", ["booking_id"])
    known = ["known_to", "day"]
    op.create_index(
        "ix_report_past_facts_known", "report_past_facts", known, postgresql_using="brin", postgresql_with=BRIN
    )
    op.create_index(
        "uq_report_rollups",
        "report_rollups",
        ["level", *(column.name for column in _grain())],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )


def _fact() -> list[sa.Column[Any]]:
    return [
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *_told_apart(),
        sa.Column("in_person_reason", sa.Text(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("ended_by", "end_terms", "end_reason")),
        sa.Column("lead_minutes", sa.Integer(), nullable=False),
        sa.Column("response_minutes", sa.Integer(), nullable=True),
        sa.Column("citizens", sa.SmallInteger(), nullable=False),
        sa.Column("citizen", sa.BigInteger(), nullable=False),
        sa.Column("minutes", sa.Numeric(9, 2), nullable=True),
        sa.Column("booked_minutes", sa.Integer(), nullable=False),
        sa.Column("net_ore", sa.BigInteger(), nullable=True),
        *_money(),
        sa.Column("refund_rule", sa.Text(), nullable=False),
        sa.Column("refund_percent", sa.SmallInteger(), nullable=True),
        sa.Column("refund_state", sa.Text(), nullable=False),
    ]


def _grain(*, every: bool = True) -> list[sa.Column[Any]]:
    return [
        *_told_apart(every=every),
        sa.Column("response_band", sa.SmallInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=not every),
    ]


def _told_apart(*, every: bool = True) -> list[sa.Column[Any]]:
    return [
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("month", "outcome", "mode", "mode_booked")),
        sa.Column("unit_id", sa.Uuid(), nullable=not every),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("language", "case_type", "measure", "citizen_group")),
        sa.Column("supplier_id", sa.Uuid(), nullable=True),
    ]


def _money() -> list[sa.Column[Any]]:
    names = ("fee_ore", "travel_ore", "transport_ore", "late_cancel_ore", "no_show_ore", "eligible_ore", "refund_ore")
    return [sa.Column(name, sa.BigInteger(), nullable=False) for name in names]


def _sums() -> list[sa.Column[Any]]:
    counts = ("n", "confirmed", "citizens", "priced", "late_orders", "responses", "late_cancels", "paid_no_shows")
    minutes = ("booked_minutes", "lead_minutes", "response_minutes")
    return [
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in counts),
        sa.Column("minutes", sa.Numeric(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in (*minutes, "net_ore")),
        *_money(),
    ]


def downgrade() -> None:
    for table in ("report_folded", "report_rollups", "report_deltas", "report_past_facts", "report_facts"):
        op.drop_table(table)
