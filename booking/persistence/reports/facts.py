"""What a report is a sum over: the bookings of a period, each as it was known at the reading."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Table,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
    union_all,
)

from booking.domain.reports import OWN
from booking.domain.reports.breakdowns import LEAD_BANDS
from booking.persistence.reports.shapes import NARROWING, Bounds, Shape
from booking.persistence.tables.base import Instant
from booking.persistence.tables.facts import report_facts, report_past_facts
from booking.persistence.tables.tariffs import suppliers
from booking.persistence.tables.units import units

_NAMES = tuple(column.name for column in report_facts.c)
_FOR_EVER = literal_column("CAST('infinity' AS timestamptz)", Instant)


def facts(shape: Shape, *, outcomes: Collection[str] = (), days: Bounds | None = None) -> Select[Any]:
    """One row per booking with its booked start in these days (the span), of these outcomes (or any), as was known.

    Columns: those of `report_facts`, with `id` for the booking's, `unit` and `supplier` for their codes ("own" without
    one), `quarter` such as 2018-K1, `lead_band` beside the minutes, `n` = 1, and `priced` = 1 where there is a net
    cost: what adds up is summed (`func.sum(jobs.c.n)`), never counted, so that the same sums can be read of the monthly
    ones.
    """
    known = union_all(*known_facts(shape, [days or shape.days], outcomes)).subquery("known")
    columns = [known.c[name] for name in _NAMES if name != "booking_id"]
    return named(
        known,
        known.c.booking_id.label("id"),
        literal_column("1").label("n"),
        *columns,
        known.c.known_to,
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
    shape: Shape, spans: Sequence[Bounds], outcomes: Collection[str], *wheres: ColumnElement[bool]
) -> list[Select[Any]]:
    """Of each span of days the facts that are still known, and those that were known at the reading."""
    at = shape.known_at
    still = [report_facts.c.known_from <= at]
    past = [report_past_facts.c.known_from <= at, report_past_facts.c.known_to > at]
    return [
        select(*(table.c[name] for name in _NAMES), until.label("known_to")).where(
            table.c.day.between(*days), *known, *asked_of(table, shape, outcomes), *wheres
        )
        for days in spans
        for table, known, until in (
            (report_facts, still, _FOR_EVER),
            (report_past_facts, past, report_past_facts.c.known_to),
        )
    ]


def asked_of(table: Table, shape: Shape, outcomes: Collection[str]) -> list[ColumnElement[bool]]:
    """Which rows a question is about, whenever they are."""
    wheres: list[ColumnElement[bool]] = [table.c.outcome.in_(sorted(outcomes))] if outcomes else []
    if "unit_ids" in shape.narrowed:
        wheres.append(table.c.unit_id.in_(bindparam("unit_ids", expanding=True)))
    wheres += [table.c[name] == bindparam(name) for name in NARROWING if name in shape.narrowed]
    if OWN in shape.narrowed:
        wheres.append(table.c.supplier_id.is_(None))
    elif "supplier" in shape.narrowed:
        known = select(suppliers.c.id).where(suppliers.c.code == bindparam("supplier"))
        wheres.append(table.c.supplier_id == known.scalar_subquery())
    return wheres
