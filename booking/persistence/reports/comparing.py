"""Which rows two readings of a report do not share."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Integer, Select, bindparam, except_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.reports import Question
from booking.persistence.reports.shapes import Shape, shape_of, values
from booking.persistence.reports.sources import MOST_SHAPES, Source, listed_columns


async def changed_rows(
    connection: AsyncConnection, source: Source, before: Question, after: Question, *, limit: int
) -> tuple[dict[UUID, dict[str, Any]], dict[UUID, dict[str, Any]]]:
    """By id, the rows that one of two readings has and the other has not, or has otherwise in a column of the list."""
    shapes = shape_of(before, "earlier"), shape_of(after, "later")
    asked = values(before, "earlier") | values(after, "later") | {"most": limit}
    found = []
    for ours, others in (shapes, shapes[::-1]):
        rows = (await connection.execute(_only(source, ours, others), asked)).mappings()
        found.append({row["id"]: dict(row) for row in rows})
    return found[0], found[1]


@lru_cache(maxsize=MOST_SHAPES)
def _only(source: Source, ours: Shape, others: Shape) -> Select[Any]:
    sides = [
        select(*listed_columns(source, basis)).where(_changed(source, basis, other))
        for shape, other in ((ours, others), (others, ours))
        for basis in (source.basis(shape).subquery(shape.reading),)
    ]
    rows = except_(*sides).subquery("only")
    return select(rows).order_by(rows.c.starts_at, rows.c.id).limit(bindparam("most", type_=Integer))


def _changed(source: Source, basis: FromClause, other: Shape) -> ColumnElement[bool]:
    """What is read of facts alone is the same to both readings where the same fact was known at both."""
    if not source.rolled:
        return true()
    return or_(basis.c.known_from > other.known_at, basis.c.known_to <= other.known_at)
