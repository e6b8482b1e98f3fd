"""Who speaks what, when they are away, and what is booked in each language in the weeks ahead."""

from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.insights.risks import Demand, Speaker
from booking.domain.periods import Period

_SPEAKERS = text(
    """
    SELECT s.language, count(DISTINCT s.interpreter_id) AS people
    FROM interpreter_skills s JOIN interpreters i ON i.id = s.interpreter_id
    WHERE i.active AND s.valid_from <= :on AND (s.valid_to IS NULL OR s.valid_to >= :on)
    GROUP BY 1
    """
)
_DEMAND = text(
    """
    SELECT language, CAST(date_trunc('week', starts_at AT TIME ZONE 'Europe/Copenhagen') AS date) AS week,
           count(*) AS bookings, count(*) FILTER (WHERE status IN ('requested', 'offered', 'unfilled')) AS open
    FROM bookings
    WHERE starts_at >= :now AND starts_at < :before AND exit_terms <> 'closed'
      AND status IN ('requested', 'offered', 'unfilled', 'confirmed')
    GROUP BY 1, 2
    """
)
_FEW = text(
    """
    SELECT s.language, i.name,
           coalesce((SELECT array_agg(n.starts_at ORDER BY n.starts_at, n.id) FROM interpreter_intervals n
             WHERE n.interpreter_id = i.id AND NOT n.offered AND n.ends_at > :now AND n.starts_at < :before), '{}')
             AS gone,
           coalesce((SELECT array_agg(n.ends_at ORDER BY n.starts_at, n.id) FROM interpreter_intervals n
             WHERE n.interpreter_id = i.id AND NOT n.offered AND n.ends_at > :now AND n.starts_at < :before), '{}')
             AS back
    FROM (SELECT DISTINCT language, interpreter_id FROM interpreter_skills
          WHERE language = ANY(:languages) AND valid_from <= :on AND (valid_to IS NULL OR valid_to >= :on)) s
    JOIN interpreters i ON i.id = s.interpreter_id AND i.active
    ORDER BY s.language, i.name
    """
)


async def speakers(connection: AsyncConnection, *, on: date) -> dict[str, int]:
    """How many active interpreters speak each language on a day."""
    return {row.language: row.people for row in await connection.execute(_SPEAKERS, {"on": on})}


async def demand(connection: AsyncConnection, *, now: datetime, before: datetime) -> list[Demand]:
    """Bookings ahead by language and week, and how many of them have nobody."""
    found = await connection.execute(_DEMAND, {"now": now, "before": before})
    return [Demand(**row) for row in found.mappings()]


async def speakers_of(
    connection: AsyncConnection, languages: list[str], *, on: date, now: datetime, before: datetime
) -> list[Speaker]:
    """Everybody who speaks one of the languages, with their absences ahead."""
    asked = {"languages": languages, "on": on, "now": now, "before": before}
    return [
        Speaker(row.language, row.name, tuple(Period(*ends) for ends in zip(row.gone, row.back, strict=True)))
        for row in await connection.execute(_FEW, asked)
    ]
