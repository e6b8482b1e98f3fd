"""Where a report's figures come from: sums over some set of rows, and what is made of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, literal_column, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.reports import Question, Report
from booking.domain.reports.figures import Value
from booking.persistence.reports.rollups import rolled

Sums = dict[str, int | Fraction]
Basis = Callable[[Question], Select[Any]]


@dataclass(frozen=True)
class Source:
    """A report and its SQL.

    `basis` gives the rows counted, one per booking. `sums` names figures that add up over them, in SQL; `figures` makes
    the columns of those sums, so that a total is counted and never averaged. `parts` says which rows are behind a
    column where that is not all of them. `rolled` are the outcomes counted, where `basis` is `facts` of these alone and
    `sums` are sums of what the monthly rollups keep: they are then read of those.
    """

    report: Report
    basis: Basis
    sums: Mapping[str, Callable[[Subquery], ColumnElement[Any]]]
    figures: Callable[[Sums], Mapping[str, Value]] = dict
    parts: Mapping[str, Callable[[Subquery], ColumnElement[bool]]] = field(default_factory=dict)
    rolled: tuple[str, ...] = ()


async def sums_known(connection: AsyncConnection, source: Source, question: Question) -> dict[str, Sums]:
    """The sums of each group that has rows, by the group's key; one statement, so one state of the database."""
    # OFFSET 0 keeps PostgreSQL from working out a column again for every sum that uses it.
    summed = rolled(question, outcomes=source.rolled) if source.rolled else None
    rows = source.basis(question) if summed is None else summed
    basis = rows.offset(literal_column("0")).subquery("counted")
    group = basis.c[question.by]
    query = select(group.label("key"), *(total(basis).label(name) for name, total in source.sums.items())).group_by(
        group
    )
    if summed is not None:  # what was counted and is no more
        query = query.having(func.sum(basis.c.n) != 0)
    found = (await connection.execute(query)).mappings()
    return {row["key"]: {name: _number(row[name]) for name in row if name != "key"} for row in found}


async def rows_known(
    connection: AsyncConnection,
    source: Source,
    question: Question,
    *,
    group: str | None = None,
    column: str | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """The rows behind one number in order of start: those of a group, or of the total; `after` is the last one seen."""
    basis = source.basis(question).subquery("counted")
    wheres: list[ColumnElement[bool]] = []
    if group is not None:
        wheres.append(basis.c[question.by] == group)
    if column is not None and column in source.parts:
        wheres.append(source.parts[column](basis))
    if after is not None:
        wheres.append(tuple_(basis.c.starts_at, basis.c.id) > tuple_(*after))
    query = select(basis).where(and_(True, *wheres)).order_by(basis.c.starts_at, basis.c.id).limit(limit)
    return [dict(row) for row in (await connection.execute(query)).mappings()]


def _number(value: object) -> int | Fraction:
    """PostgreSQL adds up bigints and quotients to numeric, and nothing to null."""
    exact = Fraction(value) if isinstance(value, Decimal | int) else Fraction(0)
    return int(exact) if exact.denominator == 1 else exact
