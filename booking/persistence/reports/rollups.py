"""The monthly sums in place of the facts: whole months at the present are read of them, all else is counted."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, cast, func, literal_column, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.reports import OWN, Question
from booking.persistence.facts.summing import ADDS, ALWAYS, GRAIN, SUMS, grain_of, level_of
from booking.persistence.reports.facts import asked_of, known_facts, named
from booking.persistence.reports.shapes import Bounds, Shape, months, values
from booking.persistence.tables.facts import report_deltas, report_folded, report_rollups

_KEYS = {"unit": "unit_id", "unit_ids": "unit_id", "supplier": "supplier_id", "quarter": "month"}


def rolled(shape: Shape, *, outcomes: Collection[str]) -> Select[Any] | None:
    """Rows that add up to what `facts` add up to, for the same sums; None where this was not summed up beforehand.

    Columns: the grain with `quarter`, `unit` and `supplier`, and every sum; what neither the breakdown nor a filter
    tells apart is '' or nothing. A reading before the last folding is counted of the facts, in the same statement, so
    that one state of the database answers.
    """
    level = level_of({*_told_apart(shape), *ALWAYS})
    if level is None:
        return None
    fresh = _fresh(shape)
    parts = [_kept(shape, outcomes, level).where(fresh) for _ in shape.whole]
    parts += [_unfolded(shape, outcomes, days).where(fresh) for days in shape.whole]
    parts += [_added(part) for part in known_facts(shape, shape.whole, outcomes, ~fresh)]
    parts += [_added(part) for part in known_facts(shape, shape.cut, outcomes)]
    rows = union_all(*parts).subquery("summed")
    return named(rows, *(rows.c[name] for name in (*GRAIN, *SUMS)))


async def still_fresh(connection: AsyncConnection, question: Question) -> bool:
    """Whether the sums may answer; a folding that comes between this and their reading is noticed by the reading."""
    return bool((await connection.execute(_FRESH, values(question))).scalar_one())


def _fresh(shape: Shape) -> ColumnElement[bool]:
    """Whether nothing is folded that was not known at the reading."""
    folded = select(func.max(report_folded.c.upto)).scalar_subquery()
    return func.coalesce(folded <= shape.known_at, literal_column("true"))


_FRESH = select(_fresh(Shape("month")))


def _told_apart(shape: Shape) -> set[str]:
    return {_KEYS.get(name, name) for name in (shape.by, *shape.narrowed - {OWN, "mode"})}


def _kept(shape: Shape, outcomes: Collection[str], level: int) -> Select[Any]:
    """The sums of the whole months."""
    within = report_rollups.c.month.between(*months())
    return _sums(report_rollups, shape, outcomes).where(report_rollups.c.level == level, within)


def _unfolded(shape: Shape, outcomes: Collection[str], days: Bounds) -> Select[Any]:
    when = report_deltas.c.known_from <= shape.known_at
    return _sums(report_deltas, shape, outcomes).where(when, report_deltas.c.day.between(*days))


def _sums(table: Table, shape: Shape, outcomes: Collection[str]) -> Select[Any]:
    return select(*(table.c[name] for name in (*GRAIN, *SUMS))).where(*asked_of(table, shape, outcomes))


def _added(facts: Select[Any]) -> Select[Any]:
    """Facts as sums of one each; of the sums' own types, so that PostgreSQL works out none that nobody asks for."""
    f = facts.subquery("f")
    says = {name: grain_of(name) for name in GRAIN} | ADDS
    kept = report_rollups.c
    columns = [cast(literal_column(said), kept[name].type).label(name) for name, said in says.items()]
    return select(*columns).select_from(f)
