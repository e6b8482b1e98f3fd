"""Where a report's figures come from: sums over some set of rows, and what is made of them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Subquery,
    Uuid,
    and_,
    bindparam,
    distinct,
    func,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.reports import Column, Question, Report
from booking.domain.reports.figures import Value
from booking.domain.workdays import Workdays
from booking.persistence.reports.rollups import rolled, still_fresh
from booking.persistence.reports.shapes import Shape, shape_of, values
from booking.persistence.tables.base import Instant

Sums = dict[str, int | Fraction]
Measures = dict[str, int | Fraction | None]
# Statements are made once for all questions of one shape; each is about half a megabyte, so the latest are kept.
MOST_SHAPES = 32
_ADDS_UP = ("count", "hours", "kroner", "whole_kroner")
Basis = Callable[[Shape], Select[Any]]
Total = Callable[[Subquery], ColumnElement[Any]]
Part = Callable[[Subquery], ColumnElement[bool]]
Figures = Callable[[Sums], Mapping[str, Value]]


@dataclass(frozen=True)
class Listed:
    """A column of the list behind a number: `of` is the basis's column that fills it, None counts one for each row."""

    column: Column
    of: str | None


@dataclass(frozen=True, eq=False)
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
    query = _sums(source, shape_of(question), by_month=by_month)
    found = await connection.execute(query, values(question))
    names = tuple(found.keys())[1:]
    return {key: dict(zip(names, map(_number, sums), strict=True)) for key, *sums in found}


@lru_cache(maxsize=MOST_SHAPES)
def _sums(source: Source, shape: Shape, *, by_month: bool) -> Select[Any]:
    summed = rolled(shape, outcomes=source.rolled) if by_month else None
    basis = (source.basis(shape) if summed is None else summed).subquery("counted")
    group = basis.c[shape.by]
    query = select(group.label("key"), *(total(basis).label(name) for name, total in source.sums.items()))
    # What was counted and is no more is left out.
    return query.group_by(group) if summed is None else query.group_by(group).having(func.sum(basis.c.n) != 0)


async def figures_known(
    connection: AsyncConnection, source: Source, question: Question
) -> tuple[dict[str, Sums], dict[str | None, Measures]]:
    """The sums of each group, and the figures that do not add up: of each and, under None, of the whole."""
    if not source.measures:
        return await sums_known(connection, source, question), {}
    found = await _each_and_all(connection, _measures(source, shape_of(question)), question)
    sums = {key: {name: row[name] or 0 for name in source.sums} for key, row in found.items() if key is not None}
    return sums, {key: {name: row[name] for name in source.measures} for key, row in found.items()}


async def total_known(
    connection: AsyncConnection, source: Source, question: Question, *, group: str | None, column: str | None
) -> Sums:
    """What all rows behind a number add up to, by the keys of the list's columns; medians and names do not."""
    query = _total(source, shape_of(question), group is not None, column)
    row = (await connection.execute(query, values(question) | {"group": group})).mappings().one()
    return {name: _number(value) for name, value in row.items()}


@lru_cache(maxsize=MOST_SHAPES)
def _total(source: Source, shape: Shape, in_group: bool, column: str | None) -> Select[Any]:
    basis = source.basis(shape).subquery("counted")
    totals = [
        (func.count() if one.of is None else func.sum(basis.c[one.of])).label(one.column.key) for one in source.adding
    ]
    return select(*totals).select_from(basis).where(_behind(source, shape, basis, in_group, column))


def _behind(source: Source, shape: Shape, basis: Subquery, in_group: bool, column: str | None) -> ColumnElement[bool]:
    wheres: list[ColumnElement[bool]] = []
    if in_group:
        wheres.append(basis.c[shape.by] == bindparam("group"))
    if column is not None and column in source.parts:
        wheres.append(source.parts[column](basis))
    return and_(True, *wheres)


async def citizens_known(
    connection: AsyncConnection, source: Source, question: Question
) -> dict[str | None, dict[str, int]]:
    """How many citizens are behind each column of each group and, under None, of the whole."""
    found = await _each_and_all(connection, _counts(source, shape_of(question)), question)
    return {key: {name: int(value or 0) for name, value in row.items()} for key, row in found.items()}


@lru_cache(maxsize=MOST_SHAPES)
def _counts(source: Source, shape: Shape) -> Select[Any]:
    counts = {column.key: _citizens(source.parts.get(column.key)) for column in source.report.columns}
    return _each(source, shape, counts)


@lru_cache(maxsize=MOST_SHAPES)
def _measures(source: Source, shape: Shape) -> Select[Any]:
    return _each(source, shape, {**source.sums, **source.measures})


def _citizens(part: Part | None) -> Total:
    def counted(basis: Subquery) -> ColumnElement[Any]:
        citizens = func.count(distinct(basis.c.citizen))
        return citizens if part is None else citizens.filter(part(basis))

    return counted


def _each(source: Source, shape: Shape, totals: Mapping[str, Total]) -> Select[Any]:
    basis = source.basis(shape).subquery("counted")
    group = basis.c[shape.by]
    made = [total(basis).label(name) for name, total in totals.items()]
    query = select(group.label("key"), *made).select_from(basis)
    return query.group_by(func.grouping_sets(tuple_(group), tuple_()))


async def _each_and_all(
    connection: AsyncConnection, query: Select[Any], question: Question
) -> dict[str | None, Measures]:
    found = (await connection.execute(query, values(question))).mappings()
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
    query = _rows(source, shape_of(question), group is not None, column, after is not None)
    since, last = after or (None, None)
    asked = values(question) | {"group": group, "after_start": since, "after_id": last, "most": limit}
    return [dict(row) for row in (await connection.execute(query, asked)).mappings()]


@lru_cache(maxsize=MOST_SHAPES)
def _rows(source: Source, shape: Shape, in_group: bool, column: str | None, further: bool) -> Select[Any]:
    basis = source.basis(shape).subquery("counted")
    query = select(*listed_columns(source, basis)).where(_behind(source, shape, basis, in_group, column))
    if further:
        last = tuple_(bindparam("after_start", type_=Instant), bindparam("after_id", type_=Uuid))
        query = query.where(tuple_(basis.c.starts_at, basis.c.id) > last)
    return query.order_by(basis.c.starts_at, basis.c.id).limit(bindparam("most", type_=Integer))


def listed_columns(source: Source, basis: FromClause) -> list[ColumnElement[Any]]:
    """Which row it is, and what the list says of it."""
    names = ("id", "number", "starts_at", *(one.of for one in source.listed if one.of))
    return [basis.c[name] for name in dict.fromkeys(names)]


def _number(value: object) -> int | Fraction:
    """PostgreSQL adds up bigints and quotients to numeric, and nothing to null."""
    exact = Fraction(value) if isinstance(value, Decimal | int) else Fraction(0)
    return int(exact) if exact.denominator == 1 else exact
