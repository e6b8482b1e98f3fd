"""How every booking stands that may be claimed: its refund now, what speaks against it, what was claimed before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import Booking
from booking.domain.claims import Parts, Standing
from booking.domain.claims.lines import Amounts
from booking.persistence.bookings import to_booking
from booking.persistence.facts.telling import CITIZEN

_CLAIMED = """
    SELECT l.booking_id, l.rule_code, l.rule_version, l.percent, l.held_on,
           CAST(sum(l.eligible_ore) AS bigint), CAST(sum(l.refund_ore) AS bigint)
    FROM claim_lines l JOIN claims c ON c.id = l.claim_id WHERE c.state = 'submitted' {which}
    GROUP BY l.booking_id, l.rule_code, l.rule_version, l.percent, l.held_on
    HAVING sum(l.eligible_ore) <> 0 OR sum(l.refund_ore) <> 0
"""
_CLAIMED_OF_ALL = text(_CLAIMED.format(which=""))
_CLAIMED_OF_SOME = text(_CLAIMED.format(which="AND l.booking_id = ANY(:ids)"))
# A cancelled booking has nothing to attest; one that is moved late and still ahead waits for its end.
_STANDINGS = """
    SELECT s.booking_id, {citizen} AS citizen, b.unit_id, s.held_on, s.net_ore, r.eligible_ore, r.refund_ore,
           r.state = 'unsure' AS unsure, r.missing, coalesce(r.rule_code, '') AS rule_code,
           coalesce(r.rule_version, 0) AS rule_version, coalesce(r.percent, 0) AS percent,
           b.attested_at IS NOT NULL OR b.status IN ('cancelled', 'unfilled') AS attested, b.attested_by,
           n.booking_id IS NOT NULL AS has_cpr, d.booking_id IS NOT NULL OR EXISTS (
               SELECT 1 FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id AND i.state = 'open'
               WHERE l.booking_id = s.booking_id AND l.reason = '' AND l.net_ore <> s.net_ore) AS deviates,
           o.booking_id IS NOT NULL AS overruling
    FROM settlements s JOIN bookings b ON b.id = s.booking_id
    JOIN refund_decisions r ON r.booking_id = s.booking_id AND r.superseded_at IS NULL
    LEFT JOIN citizen_numbers n ON n.booking_id = s.booking_id
    LEFT JOIN disputes d ON d.booking_id = s.booking_id AND d.ended_at IS NULL
    LEFT JOIN refund_overrules o ON o.booking_id = s.booking_id AND o.state = 'asked'
    WHERE s.superseded_at IS NULL AND (
        {which} AND (r.refund_ore <> 0 OR r.state = 'unsure' OR o.booking_id IS NOT NULL)
        OR s.booking_id = ANY(:claimed))
    ORDER BY s.held_on, b.number
"""
_STANDINGS_OF_DAYS = text(_STANDINGS.format(citizen=CITIZEN, which="s.held_on BETWEEN :since AND :until"))
_STANDINGS_OF_SOME = text(_STANDINGS.format(citizen=CITIZEN, which="s.booking_id = ANY(:ids)"))
_UNATTESTED = """
    SELECT b.*, d.outcome, i.scheme, i.category, d.travel_minutes, d.km, d.starts_at AS began_at, d.ends_at AS ended_at
    FROM bookings b JOIN deliveries d ON d.booking_id = b.id AND d.superseded_at IS NULL
    LEFT JOIN interpreters i ON i.id = d.interpreter_id
    WHERE b.attested_at IS NULL AND b.status IN ('delivered', 'no_show', 'aborted') AND {which}
      AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.booking_id = b.id AND s.superseded_at IS NULL
                      AND s.outcome <> 'moved_late')
    ORDER BY d.starts_at, b.number
"""
_UNATTESTED_OF_DAYS = text(_UNATTESTED.format(which="d.starts_at >= :since AND d.starts_at < :before"))
_UNATTESTED_OF_SOME = text(_UNATTESTED.format(which="b.id = ANY(:ids)"))
_AHEAD = text(
    """
    SELECT b.*, 'delivered' AS outcome, i.scheme, i.category, 2 * a.trip_minutes AS travel_minutes,
           2 * a.trip_km AS km, b.starts_at AS began_at, b.ends_at AS ended_at
    FROM bookings b JOIN assignments a ON a.booking_id = b.id AND a.status = 'active'
    JOIN interpreters i ON i.id = a.interpreter_id
    WHERE b.status = 'confirmed' AND b.id = ANY(:ids)
    ORDER BY b.starts_at, b.number
    """
)


@dataclass(frozen=True, slots=True)
class Expected:
    """A booking that is not settled: how it went or shall go, and by whose terms it will be priced."""

    booking: Booking
    outcome: str
    scheme: str
    category: str
    travel_minutes: int
    km: Any
    began_at: datetime
    ended_at: datetime


async def claimed_before(
    connection: AsyncConnection, ids: Sequence[UUID] | None = None
) -> dict[UUID, dict[Parts, Amounts]]:
    """By booking, what its lines in submitted claims add up to: of these bookings, or of all."""
    if ids is None:
        rows = await connection.execute(_CLAIMED_OF_ALL)
    else:
        rows = await connection.execute(_CLAIMED_OF_SOME, {"ids": list(ids)})
    found: dict[UUID, dict[Parts, Amounts]] = {}
    for booking_id, code, version, percent, held_on, eligible, refunded in rows:
        found.setdefault(booking_id, {})[Parts(code, version, percent, held_on)] = Amounts(eligible, refunded)
    return found


async def standings(connection: AsyncConnection, *, since: date, until: date) -> list[Standing]:
    """Every booking with a refund, an undecided one or a claimed one, held on those days, in order of day."""
    claimed = await claimed_before(connection)
    asked = {"since": since, "until": until, "claimed": list(claimed)}
    rows = await connection.execute(_STANDINGS_OF_DAYS, asked)
    return [_standing(row, claimed) for row in rows.mappings()]


async def standings_of(connection: AsyncConnection, ids: Sequence[UUID]) -> list[Standing]:
    """The same of these bookings, whenever they were held."""
    claimed = await claimed_before(connection, ids)
    rows = await connection.execute(_STANDINGS_OF_SOME, {"ids": list(ids), "claimed": list(claimed)})
    return [_standing(row, claimed) for row in rows.mappings()]


_NOTHING: Mapping[Parts, Amounts] = {}


def _standing(row: RowMapping, claimed: Mapping[UUID, Mapping[Parts, Amounts]]) -> Standing:
    values: dict[str, Any] = dict(row)
    values["missing"] = tuple(values["missing"])
    return Standing(**values, claimed=claimed.get(values["booking_id"], _NOTHING))


async def unattested(connection: AsyncConnection, *, since: datetime, before: datetime) -> list[Expected]:
    """What was delivered and waits for its first attestation."""
    rows = await connection.execute(_UNATTESTED_OF_DAYS, {"since": since, "before": before})
    return [_expected(row) for row in rows.mappings()]


async def unattested_of(connection: AsyncConnection, ids: Sequence[UUID]) -> list[Expected]:
    """The same of these bookings, whenever they were delivered."""
    rows = await connection.execute(_UNATTESTED_OF_SOME, {"ids": list(ids)})
    return [_expected(row) for row in rows.mappings()]


async def ahead_of(connection: AsyncConnection, ids: Sequence[UUID]) -> list[Expected]:
    """What somebody has accepted of these bookings and has not reported yet, also where it is over."""
    return [_expected(row) for row in (await connection.execute(_AHEAD, {"ids": list(ids)})).mappings()]


def _expected(row: RowMapping) -> Expected:
    return Expected(
        booking=to_booking(row),
        outcome=row["outcome"],
        scheme=row["scheme"] or "",
        category=row["category"] or "",
        travel_minutes=row["travel_minutes"],
        km=row["km"],
        began_at=row["began_at"],
        ended_at=row["ended_at"],
    )
