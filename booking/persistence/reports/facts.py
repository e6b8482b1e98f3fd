"""What a report is a sum over: the bookings of a period, each as it was known at the reading."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Table,
    case,
    cast,
    func,
    literal,
    literal_column,
    select,
    union_all,
)

from booking.domain.reports import OWN, Question
from booking.domain.reports.breakdowns import LEAD_BANDS
from booking.persistence.tables.facts import report_facts, report_past_facts
from booking.persistence.tables.tariffs import suppliers
from booking.persistence.tables.units import units

_NAMES = tuple(column.name for column in report_facts.c)
Days = tuple[date, date]


def facts(question: Question, *, outcomes: Collection[str] = ()) -> Select[Any]:
    """One row per booking with its booked start in the span, of these outcomes (or any), as known at the reading.

    Columns: those of `report_facts`, with `id` for the booking's, `unit` and `supplier` for their codes ("own" without
    one), `quarter` such as 2018-K1, `lead_band` beside the minutes, `n` = 1, and `priced` = 1 where there is a net
    cost: what adds up is summed (`func.sum(jobs.c.n)`), never counted, so that the same sums can be read of the monthly
    ones.
    """
    span = (question.span.since, question.span.until)
    known = union_all(*known_facts(question, [span], outcomes)).subquery("known")
    columns = [known.c[name] for name in _NAMES if name != "booking_id"]
    return named(
        known,
        known.c.booking_id.label("id"),
        literal_column("1").label("n"),
        *columns,
        _band(known.c.lead_minutes).label("lead_band"),
        priced(known.c.net_ore),
    )


def _band(lead_minutes: ColumnElement[int]) -> ColumnElement[str]:
    bands = [(lead_minutes < hours * 60, key) for key, (hours, _) in LEAD_BANDS.items() if hours is not None]
    return case(*bands, else_=list(LEAD_BANDS)[-1])


def named(rows: FromClause, *columns: ColumnElement[Any]) -> Select[Any]:
    """The columns of these rows, with quarter, unit and supplier by their codes."""
    month = rows.c.month
    nth = (cast(func.right(month, 2), Integer) + 2) // 3
    return select(
        *columns,
        func.concat(func.left(month, 4), "-K", nth).label("quarter"),
        units.c.code.label("unit"),
        func.coalesce(suppliers.c.code, OWN).label("supplier"),
    ).select_from(
        rows.outerjoin(units, units.c.id == rows.c.unit_id).outerjoin(suppliers, suppliers.c.id == rows.c.supplier_id)
    )


def priced(net_ore: ColumnElement[Any]) -> ColumnElement[int]:
    return case((net_ore.is_(None), 0), else_=1).label("priced")


def known_facts(
    question: Question, spans: Sequence[Days], outcomes: Collection[str], *wheres: ColumnElement[bool]
) -> list[Select[Any]]:
    """Of each span of days the facts that are still known, and those that were known at the reading."""
    at = literal(question.known_at, report_facts.c.known_from.type)
    still = [report_facts.c.known_from <= at]
    past = [report_past_facts.c.known_from <= at, report_past_facts.c.known_to > at]
    return [
        select(*(table.c[name] for name in _NAMES)).where(
            table.c.day.between(*days), *known, *asked_of(table, question, outcomes), *wheres
        )
        for days in spans
        for table, known in ((report_facts, still), (report_past_facts, past))
    ]


def asked_of(table: Table, question: Question, outcomes: Collection[str]) -> list[ColumnElement[bool]]:
    """Which rows a question is about, whenever they are."""
    wheres: list[ColumnElement[bool]] = [table.c.outcome.in_(sorted(outcomes))] if outcomes else []
    if question.unit_ids is not None:
        wheres.append(table.c.unit_id.in_(sorted(question.unit_ids)))
    for name in ("language", "mode", "case_type", "measure"):
        wanted = getattr(question, name)
        if wanted is not None:
            wheres.append(table.c[name] == wanted)
    if question.supplier == OWN:
        wheres.append(table.c.supplier_id.is_(None))
    elif question.supplier is not None:
        known = select(suppliers.c.id).where(suppliers.c.code == question.supplier)
        wheres.append(table.c.supplier_id == known.scalar_subquery())
    return wheres
