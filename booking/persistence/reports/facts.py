"""What a report is a sum over: the bookings of a period, each as it was known at the reading."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Table, case, literal, literal_column, select, union_all

from booking.domain.reports import Question
from booking.persistence.tables.facts import report_facts, report_past_facts
from booking.persistence.tables.units import units

_NAMES = tuple(column.name for column in report_facts.c)


def facts(question: Question, *, outcomes: Collection[str] = ()) -> Select[Any]:
    """One row per booking with its booked start in the span, of these outcomes (or any), as known at the reading.

    Columns: those of `report_facts`, with `id` for the booking's, `unit` for the unit's code, `n` = 1 and `priced` = 1
    where there is a net cost: what adds up is summed (`func.sum(jobs.c.n)`), never counted, so that the same sums can
    be read of the monthly rollups.
    """
    known = _known(question, outcomes)
    columns = [known.c[name] for name in _NAMES if name != "booking_id"]
    return select(
        known.c.booking_id.label("id"),
        units.c.code.label("unit"),
        literal_column("1").label("n"),
        case((known.c.net_ore.is_(None), 0), else_=1).label("priced"),
        *columns,
    ).select_from(known.join(units, units.c.id == known.c.unit_id))


def _known(question: Question, outcomes: Collection[str]) -> Subquery:
    at = literal(question.known_at, report_facts.c.known_from.type)
    still = _those(report_facts, question, outcomes).where(report_facts.c.known_from <= at)
    past = _those(report_past_facts, question, outcomes).where(
        report_past_facts.c.known_from <= at, report_past_facts.c.known_to > at
    )
    return union_all(still, past).subquery("known")


def _those(table: Table, question: Question, outcomes: Collection[str]) -> Select[Any]:
    return select(*(table.c[name] for name in _NAMES)).where(*asked_of(table, question, outcomes))


def asked_of(table: Table, question: Question, outcomes: Collection[str]) -> list[ColumnElement[bool]]:
    """Which rows a question is about: booked start in the span, outcome, and the filters."""
    wheres = [table.c.day.between(question.span.since, question.span.until), *narrowed_to(table, question)]
    if outcomes:
        wheres.append(table.c.outcome.in_(sorted(outcomes)))
    return wheres


def narrowed_to(table: Table, question: Question) -> list[ColumnElement[bool]]:
    """The filters alone."""
    wheres: list[ColumnElement[bool]] = []
    if question.unit_ids is not None:
        wheres.append(table.c.unit_id.in_(sorted(question.unit_ids)))
    for name in ("language", "case_type", "measure"):
        wanted = getattr(question, name)
        if wanted is not None:
            wheres.append(table.c[name] == wanted)
    return wheres
