"""The fact of a booking, in SQL: worked out anew from the tables that are true, now or at instants of the past."""

from booking.domain.costs.pricing import MINUTES
from booking.persistence.tables.facts import report_facts, report_past_facts

_LOCAL = "b.starts_at AT TIME ZONE 'Europe/Copenhagen'"
_TOOK_PLACE = "d.outcome IN ('delivered', 'aborted')"
# What a status means where nothing was reported; all after `delivered` rests on a report.
_OUTCOME = """
    CASE WHEN d.outcome IN ('delivered', 'aborted') THEN d.outcome WHEN d.id IS NOT NULL THEN 'no_show'
    WHEN {status} IN ('confirmed', 'cancelled', 'unfilled') THEN {status} ELSE 'open' END"""
_ENDED_BY = """
    CASE WHEN d.outcome = 'citizen_no_show' THEN 'citizen' WHEN d.outcome = 'interpreter_no_show' THEN 'interpreter'
    WHEN {status} <> 'cancelled' THEN 'none' WHEN e.actor_id IS NULL THEN 'system'
    WHEN e.actor_id = b.requester_id OR e.roles @> ARRAY['requester'] THEN 'requester' ELSE 'office' END"""
_END_REASON = """
    coalesce(nullif(CASE WHEN {status} IN ('cancelled', 'unfilled') THEN b.exit_reason ELSE d.reason END, ''),
             'none')"""
_LASTED = "extract(epoch FROM d.ends_at - d.starts_at) / 60"
_JOURNEY = "coalesce(l.travel_ore, 0) - coalesce(l.transport_ore, 0)"
_LATE = "CASE WHEN s.outcome = 'cancelled_late' THEN s.net_ore ELSE coalesce(l.moved_ore, 0) END"
_NO_SHOW = "CASE WHEN s.outcome LIKE '%no_show' THEN s.net_ore - coalesce(l.moved_ore, 0) ELSE 0 END"

# Column → what it says of booking b, delivery d, settlement s with lines l, refund r, jobs a, interpreter i, exit e.
# Enough to tell one from another, and not who it is; a booking without a reference is somebody of its own.
CITIZEN = "hashtextextended(coalesce(nullif(b.citizen_ref, ''), CAST(b.id AS text)), 0)"
SAID: dict[str, str] = {
    "number": "b.number",
    "starts_at": "b.starts_at",
    "day": f"CAST({_LOCAL} AS date)",
    "month": f"to_char({_LOCAL}, 'YYYY-MM')",
    "outcome": _OUTCOME,
    "mode": "coalesce(d.mode, b.mode)",
    "mode_booked": "b.mode",
    "unit_id": "b.unit_id",
    "language": "b.language",
    "case_type": "b.case_type",
    "measure": "coalesce(b.measure, 'none')",
    "citizen_group": "coalesce(b.person_group, 'none')",
    "supplier_id": "CASE WHEN s.id IS NULL THEN i.supplier_id ELSE s.supplier_id END",
    "in_person_reason": "coalesce(b.in_person_reason, 'none')",
    "interpreter_id": "i.id",
    "confirmed": "a.first_at IS NOT NULL OR d.id IS NOT NULL",
    "ended_by": _ENDED_BY,
    "end_terms": "CASE WHEN {status} IN ('cancelled', 'unfilled') THEN b.exit_terms ELSE '' END",
    "end_reason": _END_REASON,
    "lead_minutes": "CAST(floor(extract(epoch FROM b.starts_at - b.requested_at) / 60) AS integer)",
    "response_minutes": "CAST(floor(extract(epoch FROM a.first_at - b.requested_at) / 60) AS integer)",
    "citizens": "b.group_size",
    "citizen": CITIZEN,
    "minutes": f"CAST(CASE WHEN {_TOOK_PLACE} THEN coalesce(l.minutes, {_LASTED}) END AS numeric(9, 2))",
    "booked_minutes": "CAST(floor(extract(epoch FROM b.ends_at - b.starts_at) / 60) AS integer)",
    "net_ore": "s.net_ore",
    "fee_ore": f"coalesce(s.net_ore - {_JOURNEY} - {_LATE} - {_NO_SHOW}, 0)",
    "travel_ore": "coalesce(l.travel_ore, 0)",
    "transport_ore": "coalesce(l.transport_ore, 0)",
    "late_cancel_ore": f"coalesce({_LATE}, 0)",
    "no_show_ore": _NO_SHOW,
    "eligible_ore": "coalesce(r.eligible_ore, 0)",
    "refund_ore": "coalesce(r.refund_ore, 0)",
    "refund_rule": "coalesce(r.rule_code, 'none')",
    "refund_percent": "r.percent",
    "refund_state": "coalesce(r.state, '')",
}

_FROM = """
    FROM {source}
    LEFT JOIN deliveries d ON d.booking_id = b.id AND {delivery}
      AND {status} IN ('delivered', 'attested', 'settled', 'claimed', 'no_show', 'aborted')
    LEFT JOIN settlements s ON s.booking_id = b.id AND {settlement} AND s.outcome <> 'moved_late'
    LEFT JOIN refund_decisions r ON r.booking_id = b.id AND {refund} AND s.id IS NOT NULL
    LEFT JOIN LATERAL (
      SELECT sum(p.quantity * CASE p.unit {units} ELSE 0 END)
               FILTER (WHERE p.component = 'interpreting') AS minutes,
             sum(p.amount_ore) FILTER (WHERE p.component = 'moved_late') AS moved_ore,
             sum(p.amount_ore) FILTER (WHERE p.component = 'travel_time' AND {priced}) AS travel_ore,
             sum(p.amount_ore) FILTER (WHERE p.component = 'transport' AND {priced}) AS transport_ore
      FROM price_lines p WHERE p.settlement_id = s.id) l ON s.id IS NOT NULL
    LEFT JOIN LATERAL (
      SELECT min(j.assigned_at) AS first_at,
             (array_agg(j.interpreter_id ORDER BY j.status <> 'active', j.assigned_at DESC))[1] AS interpreter_id
      FROM assignments j WHERE j.booking_id = b.id {assigned}) a ON true
    LEFT JOIN interpreters i ON i.id = coalesce(d.interpreter_id, a.interpreter_id)
      AND {status} NOT IN ('requested', 'offered', 'unfilled')
    LEFT JOIN LATERAL (
      SELECT h.actor_id, o.roles FROM history h LEFT JOIN accounts o ON o.id = h.actor_id
      WHERE {status} = 'cancelled' AND h.subject_id = b.id AND h.action = 'cancelled'
      ORDER BY h.id DESC LIMIT 1) e ON true
"""
_UNITS = " ".join(f"WHEN '{unit}' THEN {minutes}" for unit, minutes in MINUTES.items())
_PRICED = "s.outcome IN ('delivered', 'aborted')"
_IN_FORCE = "{0}.superseded_at IS NULL"
_KNOWN_THEN = "{0}.{1} <= t.at AND ({0}.superseded_at IS NULL OR {0}.superseded_at > t.at)"

COLUMNS: tuple[str, ...] = tuple(SAID)
assert set(COLUMNS) | {"booking_id", "known_from"} == set(report_facts.c.keys())
assert set(COLUMNS) | {"booking_id", "known_from", "known_to"} == set(report_past_facts.c.keys())
NAMED = ", ".join(COLUMNS)


def said(alias: str) -> str:
    """A fact's columns as one row value, to be compared."""
    return f"ROW({', '.join(f'{alias}.{name}' for name in COLUMNS)})"


def _told(*, beside: str = "", **by: str) -> str:
    columns = ", ".join(f"{says} AS {name}" for name, says in SAID.items())
    return f"SELECT b.id AS booking_id, {beside}{columns} {_FROM}".format(priced=_PRICED, units=_UNITS, **by)


# The present of the bookings :ids.
PRESENT = _told(
    source="bookings b",
    status="b.status",
    delivery=_IN_FORCE.format("d"),
    settlement=_IN_FORCE.format("s"),
    refund=_IN_FORCE.format("r"),
    assigned="",
)

# How each booking stood from each instant on at which something became known of it; t.at, t.status.
_INSTANTS = """
    WITH marks AS (
      SELECT subject_id AS booking_id, at, changes->'status'->>1 AS status, id FROM history
      WHERE subject_kind = 'booking' AND changes ? 'status' AND {history}
      UNION ALL SELECT booking_id, assigned_at, NULL, NULL FROM assignments WHERE {others}
      UNION ALL SELECT booking_id, recorded_at, NULL, NULL FROM deliveries WHERE {others}
      UNION ALL SELECT booking_id, priced_at, NULL, NULL FROM settlements WHERE {others}
      UNION ALL SELECT booking_id, decided_at, NULL, NULL FROM refund_decisions WHERE {others}),
    instants AS (
      SELECT booking_id, at, (array_agg(status ORDER BY id DESC) FILTER (WHERE status IS NOT NULL))[1] AS status
      FROM marks GROUP BY booking_id, at),
    counted AS (
      SELECT booking_id, at, status, count(status) OVER w AS nth, lead(at) OVER w IS NULL AS last
      FROM instants WINDOW w AS (PARTITION BY booking_id ORDER BY at))
    SELECT c.booking_id, c.at, c.last, max(c.status) OVER (PARTITION BY c.booking_id, c.nth) AS said FROM counted c
"""
_THEN = _told(
    beside="t.at, ",
    source="(SELECT n.booking_id, n.at, CASE WHEN n.last THEN o.status ELSE coalesce(n.said, 'requested') END AS status"
    " FROM instants_of n JOIN bookings o ON o.id = n.booking_id) t JOIN bookings b ON b.id = t.booking_id",
    status="t.status",
    delivery=_KNOWN_THEN.format("d", "recorded_at"),
    settlement=_KNOWN_THEN.format("s", "priced_at"),
    refund=_KNOWN_THEN.format("r", "decided_at"),
    assigned="AND j.assigned_at <= t.at",
)
# Only what says something new is a version; it is known until the next.
_VERSIONS = f"""
    WITH instants_of AS MATERIALIZED ({{instants}}), stood AS MATERIALIZED ({_THEN}),
    news AS (
      SELECT *, {said("t")} AS whole, lag({said("t")}) OVER (PARTITION BY booking_id ORDER BY at) AS before,
             lag(at) OVER (PARTITION BY booking_id ORDER BY at) IS NULL AS first FROM stood t)
    SELECT booking_id, at AS known_from, lead(at) OVER (PARTITION BY booking_id ORDER BY at) AS known_to, {NAMED}
    FROM news WHERE first OR whole IS DISTINCT FROM before
"""


def versions(*, some: bool) -> str:
    """All versions of the bookings :ids, or of all: booking_id, known_from, known_to, and what is known."""
    which = "= ANY(:ids)" if some else "IS NOT NULL"
    instants = _INSTANTS.format(history=f"subject_id {which}", others=f"booking_id {which}")
    return _VERSIONS.format(instants=instants)
