"""What dashboards count: delivered, filled and answered by month and unit, and the weeks ahead by language."""

from sqlalchemy import func, literal_column, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.insights.cells import Cell, Fill, Response
from booking.domain.reports import Question
from booking.persistence.reports.delivered import delivered

_FILLS = text(
    """
    SELECT to_char(b.starts_at AT TIME ZONE 'Europe/Copenhagen', 'YYYY-MM') AS month, u.code AS unit, b.language,
           count(*) FILTER (WHERE b.status <> 'unfilled') AS filled,
           count(*) FILTER (WHERE b.status = 'unfilled') AS unfilled
    FROM bookings b JOIN units u ON u.id = b.unit_id
    WHERE b.starts_at >= :since AND b.starts_at < :before AND b.requested_at <= :known_at
      AND (CAST(:units AS uuid[]) IS NULL OR b.unit_id = ANY(:units))
      AND (b.status = 'unfilled' OR EXISTS (SELECT 1 FROM assignments a WHERE a.booking_id = b.id))
    GROUP BY 1, 2, 3
    """
)
_RESPONSES = text(
    """
    SELECT to_char(b.starts_at AT TIME ZONE 'Europe/Copenhagen', 'YYYY-MM') AS month, u.code AS unit,
           count(*) AS times,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first.at - b.requested_at) / 60) AS minutes
    FROM bookings b
    JOIN (SELECT booking_id, min(assigned_at) AS at FROM assignments WHERE starts_at >= :since AND starts_at < :before
          GROUP BY booking_id) first ON first.booking_id = b.id
    JOIN units u ON u.id = b.unit_id
    WHERE b.starts_at >= :since AND b.starts_at < :before AND first.at >= b.requested_at
      AND (CAST(:units AS uuid[]) IS NULL OR b.unit_id = ANY(:units))
    GROUP BY GROUPING SETS ((1), (2), ())
    """
)
_EXITS = text(
    """
    SELECT to_char(s.held_on, 'YYYY-MM') AS month, s.outcome, count(*) AS times, sum(s.net_ore) AS net_ore
    FROM settlements s JOIN bookings b ON b.id = s.booking_id
    WHERE s.superseded_at IS NULL AND s.held_on >= :first AND s.held_on <= :last
      AND s.outcome IN ('citizen_no_show', 'cancelled_late')
      AND (CAST(:units AS uuid[]) IS NULL OR b.unit_id = ANY(:units))
    GROUP BY 1, 2
    """
)


def _scope(question: Question) -> dict[str, object]:
    period = question.span.period
    units = None if question.unit_ids is None else sorted(question.unit_ids)
    return {
        "since": period.starts_at,
        "before": period.ends_at,
        "units": units,
        "known_at": question.known_at,
    }


async def delivered_cells(connection: AsyncConnection, question: Question) -> list[Cell]:
    """What was delivered by month, unit and mode; money in øre, net of VAT, of what is priced."""
    jobs = delivered(question).offset(literal_column("0")).subquery("counted")
    keys = (jobs.c.month, jobs.c.unit, jobs.c.mode)
    query = select(
        *keys,
        func.count().label("delivered"),
        func.coalesce(func.sum(jobs.c.minutes), 0).label("minutes"),
        func.coalesce(func.sum(jobs.c.net_ore), 0).label("net_ore"),
    ).group_by(*keys)
    return [
        Cell(row.month, row.unit, row.mode, row.delivered, int(row.minutes), int(row.net_ore))
        for row in await connection.execute(query)
    ]


async def fills(connection: AsyncConnection, question: Question) -> list[Fill]:
    """Bookings that somebody had, and those that nobody had, by month, unit and language."""
    return [Fill(**row) for row in (await connection.execute(_FILLS, _scope(question))).mappings()]


async def responses(connection: AsyncConnection, question: Question) -> list[Response]:
    """Half of the bookings had an interpreter within so many minutes: by month, by unit, and of all."""
    found = await connection.execute(_RESPONSES, _scope(question))
    return [Response(row.month, row.unit, row.times, round(row.minutes)) for row in found if row.minutes is not None]


async def exits(connection: AsyncConnection, question: Question) -> list[tuple[str, str, int, int]]:
    """(month, outcome, count, øre) of no-shows and late cancellations that were paid for."""
    asked = _scope(question) | {"first": question.span.since, "last": question.span.until}
    return [(row.month, row.outcome, row.times, int(row.net_ore)) for row in await connection.execute(_EXITS, asked)]
