"""Which language stands in for which, as the office keeps it, and whom and what that concerns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.languages import Substitute
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.reference import substitutes

_CONCERNED = text(
    """
    SELECT p.wanted, p.spoken,
      (SELECT count(DISTINCT s.interpreter_id) FROM interpreter_skills s JOIN interpreters i ON i.id = s.interpreter_id
       WHERE i.active AND s.language = p.spoken AND s.valid_from <= :on AND (s.valid_to IS NULL OR s.valid_to >= :on)
         AND NOT EXISTS (SELECT 1 FROM interpreter_skills o WHERE o.interpreter_id = i.id AND o.language = p.wanted
           AND o.valid_from <= :on AND (o.valid_to IS NULL OR o.valid_to >= :on))) AS people,
      coalesce(b.waiting, 0) AS waiting, coalesce(b.agreed, 0) AS agreed
    FROM unnest(CAST(:wanted AS text[]), CAST(:spoken AS text[])) AS p (wanted, spoken)
    LEFT JOIN (SELECT language, count(*) AS waiting, count(*) FILTER (WHERE substitutes_ok) AS agreed FROM bookings
      WHERE starts_at >= :now AND exit_terms <> 'closed' AND status IN ('requested', 'offered', 'unfilled')
        AND language = ANY(:wanted) GROUP BY language) b ON b.language = p.wanted
    """
)


@dataclass(frozen=True, slots=True)
class Concerned:
    """Active interpreters who have only the spoken language; bookings ahead of the wanted one without anybody, and how
    many of them have said yes to a close language."""

    people: int
    waiting: int
    agreed: int


async def find_substitute(connection: AsyncConnection, wanted: str, spoken: str) -> Substitute | None:
    """Held until the transaction ends, if it is there."""
    query = select(substitutes).where(substitutes.c.wanted == wanted, substitutes.c.spoken == spoken)
    row = (await connection.execute(query.with_for_update())).mappings().one_or_none()
    return Substitute(**fields_from(Substitute, dict(row))) if row is not None else None


async def put_substitute(connection: AsyncConnection, substitute: Substitute) -> None:
    """The newest word on the two languages."""
    row = columns_of(substitute)
    said = {name: row[name] for name in ("consent_needed", "note")}
    keys = [substitutes.c.wanted, substitutes.c.spoken]
    await connection.execute(insert(substitutes).values(row).on_conflict_do_update(index_elements=keys, set_=said))


async def drop_substitute(connection: AsyncConnection, wanted: str, spoken: str) -> None:
    await connection.execute(delete(substitutes).where(substitutes.c.wanted == wanted, substitutes.c.spoken == spoken))


async def concerned(
    connection: AsyncConnection, pairs: Iterable[tuple[str, str]], *, on: date, now: datetime
) -> dict[tuple[str, str], Concerned]:
    """By (wanted, spoken), in one statement."""
    known = list(pairs)
    asked = {"wanted": [one[0] for one in known], "spoken": [one[1] for one in known], "on": on, "now": now}
    found = (await connection.execute(_CONCERNED, asked)).all()
    return {(row.wanted, row.spoken): Concerned(row.people, row.waiting, row.agreed) for row in found}
