"""The monthly sums in place of the facts: whole months at the present are read of them, all else is counted."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, cast, func, literal, literal_column, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.reports import Question
from booking.persistence.facts.summing import ADDS, ALWAYS, GRAIN, SUMS, grain_of, level_of
from booking.persistence.reports.facts import Days, asked_of, known_facts, named
from booking.persistence.tables.facts import report_deltas, report_folded, report_rollups

_KEYS = {"unit": "unit_id", "supplier": "supplier_id", "quarter": "month"}
_DAY = timedelta(days=1)


def rolled(question: Question, *, outcomes: Collection[str]) -> Select[Any] | None:
    """Rows that add up to what `facts` add up to, for the same sums; None where this was not summed up beforehand.

    Columns: the grain with `quarter`, `unit` and `supplier`, and every sum; what neither the breakdown nor a filter
    tells apart is '' or nothing. A reading before the last folding is counted of the facts, in the same statement, so
    that one state of the database answers.
    """
    level = level_of({*_told_apart(question), *ALWAYS})
    if level is None:
        return None
    whole, cut = split(question.span.since, question.span.until)
    fresh = _fresh(question)
    parts = [_kept(question, outcomes, level, days).where(fresh) for days in whole]
    parts += [_unfolded(question, outcomes, days).where(fresh) for days in whole]
    parts += [_added(part) for part in known_facts(question, whole, outcomes, ~fresh)]
    parts += [_added(part) for part in known_facts(question, cut, outcomes)]
    rows = union_all(*parts).subquery("summed")
    return named(rows, *(rows.c[name] for name in (*GRAIN, *SUMS)))


async def still_fresh(connection: AsyncConnection, question: Question) -> bool:
    """Whether the sums may answer; a folding that comes between this and their reading is noticed by the reading."""
    return bool((await connection.execute(select(_fresh(question)))).scalar_one())


def _fresh(question: Question) -> ColumnElement[bool]:
    """Whether nothing is folded that was not known at the reading."""
    folded = select(func.max(report_folded.c.upto)).scalar_subquery()
    return func.coalesce(folded <= literal(question.known_at, report_deltas.c.known_from.type), literal_column("true"))


def _told_apart(question: Question) -> set[str]:
    filters = {
        "unit_id": question.unit_ids,
        "language": question.language,
        "case_type": question.case_type,
        "measure": question.measure,
        "supplier_id": question.supplier,
    }
    return {_KEYS.get(question.by, question.by), *(name for name, wanted in filters.items() if wanted is not None)}


def split(since: date, until: date) -> tuple[list[Days], list[Days]]:
    """The whole months of a span, as one run, and the days before and after them."""
    first = since if since.day == 1 else _next_month(since)
    last = until if (until + _DAY).day == 1 else until.replace(day=1) - _DAY
    if first > last:
        return [], [(since, until)]
    cut = [(since, first - _DAY)] if since < first else []
    return [(first, last)], [*cut, *([(last + _DAY, until)] if last < until else [])]


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def _kept(question: Question, outcomes: Collection[str], level: int, days: Days) -> Select[Any]:
    """The sums of the months of these days."""
    months = report_rollups.c.month.between(f"{days[0]:%Y-%m}", f"{days[1]:%Y-%m}")
    return _sums(report_rollups, question, outcomes).where(report_rollups.c.level == level, months)


def _unfolded(question: Question, outcomes: Collection[str], days: Days) -> Select[Any]:
    at = literal(question.known_at, report_deltas.c.known_from.type)
    when = report_deltas.c.known_from <= at
    return _sums(report_deltas, question, outcomes).where(when, report_deltas.c.day.between(*days))


def _sums(table: Table, question: Question, outcomes: Collection[str]) -> Select[Any]:
    return select(*(table.c[name] for name in (*GRAIN, *SUMS))).where(*asked_of(table, question, outcomes))


def _added(facts: Select[Any]) -> Select[Any]:
    """Facts as sums of one each; of the sums' own types, so that PostgreSQL works out none that nobody asks for."""
    f = facts.subquery("f")
    says = {name: grain_of(name) for name in GRAIN} | ADDS
    kept = report_rollups.c
    columns = [cast(literal_column(said), kept[name].type).label(name) for name, said in says.items()]
    return select(*columns).select_from(f)
