"""What we know of the bookings that suppliers send invoices for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.costs.pricing import MINUTES
from booking.domain.invoices import Job
from booking.domain.modes import Mode
from booking.persistence.rows import fields_from

# A booking is found by the order number of the offer that was accepted, or by its own; what it owes is its settlement
# in force, and whose it is the supplier of that, or of whoever has the job.
_JOBS = text(
    """
    WITH named AS (
      SELECT booking_id AS id, order_number FROM offers WHERE order_number = ANY(:references) AND state <> 'declined'
      UNION SELECT id, '' FROM bookings WHERE number = ANY(:references)
    )
    SELECT DISTINCT ON (b.id, n.order_number) b.id AS booking_id, b.number, n.order_number, b.status, b.attested_at,
      coalesce(s.supplier_id, i.supplier_id) AS supplier_id,
      coalesce(s.held_on, (b.starts_at AT TIME ZONE 'Europe/Copenhagen')::date) AS held_on,
      coalesce(d.mode, b.mode) AS mode, extract(epoch FROM b.ends_at - b.starts_at)::int / 60 AS booked_minutes,
      extract(epoch FROM d.ends_at - d.starts_at)::int / 60 AS delivered_minutes,
      s.id AS settlement_id, s.net_ore AS owed_ore, coalesce(s.vat_percent, 0) AS vat_percent
    FROM named n JOIN bookings b ON b.id = n.id
    LEFT JOIN settlements s ON s.booking_id = b.id AND s.superseded_at IS NULL
    LEFT JOIN deliveries d ON d.booking_id = b.id AND d.superseded_at IS NULL
    LEFT JOIN assignments a ON a.booking_id = b.id AND a.status = 'active'
    LEFT JOIN interpreters i ON i.id = a.interpreter_id
    ORDER BY b.id, n.order_number
    """
)
_BILLED_UNITS = text(
    "SELECT settlement_id, unit, sum(quantity) AS quantity FROM price_lines "
    "WHERE settlement_id = ANY(:settlements) AND component = 'interpreting' GROUP BY settlement_id, unit"
)
_NOT_INVOICED = text(
    """
    SELECT s.supplier_id, count(*) AS jobs, sum(s.net_ore) AS net_ore, min(s.held_on) AS since
    FROM settlements s WHERE s.superseded_at IS NULL AND s.supplier_id IS NOT NULL AND s.net_ore > 0
      AND s.held_on >= :since AND NOT EXISTS (SELECT 1 FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
                      WHERE l.booking_id = s.booking_id AND i.state <> 'returned')
    GROUP BY s.supplier_id ORDER BY sum(s.net_ore) DESC
    """
)
_UNBILLED = text(
    """
    SELECT b.number, s.held_on, s.net_ore FROM settlements s JOIN bookings b ON b.id = s.booking_id
    WHERE s.superseded_at IS NULL AND s.supplier_id = :supplier AND s.net_ore > 0 AND s.held_on >= :since
      AND b.attested_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
        WHERE l.booking_id = s.booking_id AND i.state <> 'returned')
    ORDER BY s.held_on, b.number LIMIT :limit
    """
)
_OVER = frozenset({"delivered", "attested", "settled", "claimed", "cancelled", "no_show", "aborted", "unfilled"})
# What nobody attests, since nothing took place.
_NEEDS_NONE = frozenset({"cancelled", "unfilled"})


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What a supplier has done and not sent an invoice for: jobs, øre net, and the oldest day."""

    supplier_id: UUID
    jobs: int
    net_ore: int
    since: date


async def jobs_named(connection: AsyncConnection, references: Collection[str]) -> dict[str, Job]:
    """What each order or booking number stands for."""
    asked = {"references": sorted({one for one in references if one})}
    rows = list((await connection.execute(_JOBS, asked)).mappings())
    minutes = await _billed_minutes(connection, [row["settlement_id"] for row in rows if row["settlement_id"]])
    return {row["order_number"] or row["number"]: _job(row, minutes.get(row["settlement_id"])) for row in rows}


async def _billed_minutes(connection: AsyncConnection, settlement_ids: Sequence[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for row in (await connection.execute(_BILLED_UNITS, {"settlements": settlement_ids})).mappings():
        of = row["settlement_id"]
        found[of] = found.get(of, 0) + int(row["quantity"] * MINUTES[row["unit"]])
    return found


async def unbilled(
    connection: AsyncConnection, supplier_id: UUID, *, since: date, limit: int
) -> list[tuple[str, date, int]]:
    """Number, day and net øre of what a supplier has done since a day and not invoiced, the oldest first."""
    asked = {"supplier": supplier_id, "since": since, "limit": limit}
    rows = await connection.execute(_UNBILLED, asked)
    return [(row.number, row.held_on, int(row.net_ore)) for row in rows]


async def outstanding(connection: AsyncConnection, *, since: date) -> list[Outstanding]:
    """What is settled since a day and nobody has sent an invoice for, the most money first."""
    rows = (await connection.execute(_NOT_INVOICED, {"since": since})).mappings()
    return [Outstanding(row["supplier_id"], row["jobs"], int(row["net_ore"]), row["since"]) for row in rows]


def _job(row: Mapping[Any, Any], billed_minutes: int | None) -> Job:
    found = fields_from(Job, cast(dict[str, Any], row))
    return Job(
        **found
        | {
            "mode": Mode(row["mode"]),
            "vat_percent": Decimal(row["vat_percent"]),
            "billed_minutes": billed_minutes,
            "over": row["status"] in _OVER,
            "attested": row["attested_at"] is not None or row["status"] in _NEEDS_NONE,
        }
    )
