"""Where a report's figures come from: sums over some set of rows, and what is made of them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    distinct,
    except_,
    func,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.reports import Column, Question, Report
from booking.domain.reports.figures import Value
from booking.domain.workdays import Workdays
from booking.persistence.reports.rollups import rolled, still_fresh

Sums = dict[str, int | Fraction]
Measures = dict[str, int | Fraction | None]
_ADDS_UP = ("count", "hours", "kroner", "whole_kroner")
Basis = Callable[[Question], Select[Any]]
Total = Callable[[Subquery], ColumnElement[Any]]
Part = Callable[[Subquery], ColumnElement[bool]]
Figures = Callable[[Sums], Mapping[str, Value]]


@dataclass(frozen=True)
class Listed:
    """A column of the list behind a number: `of` is the basis's column that fills it, None counts one for each row."""

    column: Column
    of: str | None


@dataclass(frozen=True)
class Source:
    """A report and its SQL.

    `basis` gives the rows counted, such as one per booking, with `id number starts_at` and a column for every breakdown
    of the report; `citizen` where it may be made public. `sums` names figures that add up over them, in SQL;
    `figures` makes the columns of those sums, so that a total is counted and never averaged. `measures` are figures
    that do not add up, such as a median: SQL works them out for each group and for the whole. `parts` says which rows
    are behind a column where that is not all of them, `listed` what the list of them shows. `rolled` are the outcomes
    counted, where `basis` is `facts` of these alone and `sums` are sums of what the monthly rollups keep: they are then
    read of those. `constants` are beside the sums of every group, such as the working days gone; `whole` gives columns
    of the total alone, such as a year's cap; `summed` are columns whose total adds up the rows'.
    """

    report: Report
    basis: Basis
    sums: Mapping[str, Total]
    figures: Figures = dict
    parts: Mapping[str, Part] = field(default_factory=dict)
    measures: Mapping[str, Total] = field(default_factory=dict)
    listed: tuple[Listed, ...] = ()
    rolled: tuple[str, ...] = ()
    constants: Callable[[Workdays, Question], Sums] | None = None
    whole: Callable[[AsyncConnection, Question, Sums], Awaitable[Mapping[str, Value]]] | None = None
    summed: frozenset[str] = frozenset()

    @property
    def adding(self) -> tuple[Listed, ...]:
        """The columns of the list that add up."""
        return tuple(one for one in self.listed if one.column.kind in _ADDS_UP)


async def sums_known(connection: AsyncConnection, source: Source, question: Question) -> dict[str, Sums]:
    """The sums of each group that has rows, by the group's key; one statement, so one state of the database."""
    # The monthly sums know the way back to the facts, but are slower on it than the facts themselves.
    by_month = bool(source.rolled) and await still_fresh(connection, question)
    summed = rolled(question, outcomes=source.rolled) if by_month else None
    rows = source.basis(question) if summed is None else summed
    basis = rows.subquery("counted")
    group = basis.c[question.by]
    query = select(group.label("key"), *(total(basis).label(name) for name, total in source.sums.items())).group_by(
        group
    )
    if summed is not None:  # what was counted and is no more
        query = query.having(func.sum(basis.c.n) != 0)
    found = (await connection.execute(query)).mappings()
    return {row["key"]: {name: _number(row[name]) for name in row if name != "key"} for row in found}


async def figures_known(
    connection: AsyncConnection, source: Source, question: Question
) -> tuple[dict[str, Sums], dict[str | None, Measures]]:
    """The sums of each group, and the figures that do not add up: of each and, under None, of the whole."""
    if not source.measures:
        return await sums_known(connection, source, question), {}
    found = await _each_and_all(connection, source, question, {**source.sums, **source.measures})
    sums = {key: {name: row[name] or 0 for name in source.sums} for key, row in found.items() if key is not None}
    return sums, {key: {name: row[name] for name in source.measures} for key, row in found.items()}


async def total_known(
    connection: AsyncConnection, source: Source, question: Question, *, group: str | None, column: str | None
) -> Sums:
    """What all rows behind a number add up to, by the keys of the list's columns; medians and names do not."""
    basis = source.basis(question).subquery("counted")
    totals = [
        (func.count() if one.of is None else func.sum(basis.c[one.of])).label(one.column.key) for one in source.adding
    ]
    query = select(*totals).select_from(basis).where(and_(True, *_behind(source, question, basis, group, column)))
    row = (await connection.execute(query)).mappings().one()
    return {name: _number(value) for name, value in row.items()}


def _behind(
    source: Source, question: Question, basis: Subquery, group: str | None, column: str | None
) -> list[ColumnElement[bool]]:
    wheres: list[ColumnElement[bool]] = []
    if group is not None:
        wheres.append(basis.c[question.by] == group)
    if column is not None and column in source.parts:
        wheres.append(source.parts[column](basis))
    return wheres


async def citizens_known(
    connection: AsyncConnection, source: Source, question: Question
) -> dict[str | None, dict[str, int]]:
    """How many citizens are behind each column of each group and, under None, of the whole."""
    counts = {column.key: _citizens(source.parts.get(column.key)) for column in source.report.columns}
    found = await _each_and_all(connection, source, question, counts)
    return {key: {name: int(value or 0) for name, value in row.items()} for key, row in found.items()}


def _citizens(part: Part | None) -> Total:
    def counted(basis: Subquery) -> ColumnElement[Any]:
        citizens = func.count(distinct(basis.c.citizen))
        return citizens if part is None else citizens.filter(part(basis))

    return counted


async def _each_and_all(
    connection: AsyncConnection,
    source: Source,
    question: Question,
    totals: Mapping[str, Total],
) -> dict[str | None, Measures]:
    basis = source.basis(question).subquery("counted")
    group = basis.c[question.by]
    made = [total(basis).label(name) for name, total in totals.items()]
    query = select(group.label("key"), *made).select_from(basis)
    query = query.group_by(func.grouping_sets(tuple_(group), tuple_()))
    found = (await connection.execute(query)).mappings()
    return {
        row["key"]: {name: None if row[name] is None else _number(row[name]) for name in row if name != "key"}
        for row in found
    }


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
    wheres = _behind(source, question, basis, group, column)
    if after is not None:
        wheres.append(tuple_(basis.c.starts_at, basis.c.id) > tuple_(*after))
    query = select(basis).where(and_(True, *wheres)).order_by(basis.c.starts_at, basis.c.id).limit(limit)
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def changed_rows(
    connection: AsyncConnection, source: Source, before: Question, after: Question, *, limit: int
) -> tuple[dict[UUID, dict[str, Any]], dict[UUID, dict[str, Any]]]:
    """By id, the rows that one of two readings has and the other has not, or has otherwise in a column of the list."""
    bases = [source.basis(question).subquery(name) for question, name in ((before, "before"), (after, "after"))]
    names = ("id", "number", "starts_at", *dict.fromkeys(one.of for one in source.listed if one.of))
    wanted = [select(*(basis.c[name] for name in dict.fromkeys(names))) for basis in bases]
    found = []
    for ours, others in (wanted, wanted[::-1]):
        rows = except_(ours, others).subquery("only")
        query = select(rows).order_by(rows.c.starts_at, rows.c.id).limit(limit)
        found.append({row["id"]: dict(row) for row in (await connection.execute(query)).mappings()})
    return found[0], found[1]


def _number(value: object) -> int | Fraction:
    """PostgreSQL adds up bigints and quotients to numeric, and nothing to null."""
    exact = Fraction(value) if isinstance(value, Decimal | int) else Fraction(0)
    return int(exact) if exact.denominator == 1 else exact
