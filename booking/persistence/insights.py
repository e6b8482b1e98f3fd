"""What dashboards count: delivered, filled and answered by month and unit, and what was paid for nothing."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import FromClause, Row, Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.insights.bands import median_of
from booking.domain.insights.cells import Cell, Fill, Response
from booking.domain.reports import Question
from booking.persistence.facts.summing import BAND
from booking.persistence.reports.delivered import DELIVERED
from booking.persistence.reports.rollups import rolled


async def delivered_cells(connection: AsyncConnection, question: Question) -> list[Cell]:
    """What was delivered by month, unit and mode; money in øre, net of VAT, of what is priced."""
    jobs = _summed(question, "outcome", "mode", "unit_id", outcomes=DELIVERED)
    found = await _read(connection, jobs, ("month", "unit", "mode"), ("n", "minutes", "net_ore"))
    return [Cell(row.month, row.unit, row.mode, int(row.n), int(row.minutes), int(row.net_ore)) for row in found]


async def fills(connection: AsyncConnection, question: Question) -> list[Fill]:
    """Bookings that somebody had, and those that nobody had, by month and unit, of all languages."""
    jobs = _summed(question, "outcome", "unit_id")
    return [Fill(row.month, row.unit, "", *had) for row, had in await _filled(connection, jobs, ("month", "unit"))]


async def language_fills(connection: AsyncConnection, question: Question) -> list[Fill]:
    """Bookings that somebody had, and those that nobody had, by language, of all months and units."""
    jobs = _summed(question, "outcome", "language")
    return [Fill("", "", row.language, *had) for row, had in await _filled(connection, jobs, ("language",))]


async def _filled(
    connection: AsyncConnection, jobs: FromClause, names: tuple[str, ...]
) -> list[tuple[Any, tuple[int, int]]]:
    """Of each group how many had somebody, and how many nobody."""
    nobody, keys = jobs.c.outcome == "unfilled", [jobs.c[name] for name in names]
    filled, unfilled = func.sum(jobs.c.confirmed).filter(~nobody), func.sum(jobs.c.n).filter(nobody)
    query = select(*keys, filled.label("filled"), unfilled.label("unfilled")).group_by(*keys)
    found = [(row, (int(row.filled or 0), int(row.unfilled or 0))) for row in await connection.execute(query)]
    return [(row, had) for row, had in found if any(had)]


async def responses(connection: AsyncConnection, question: Question) -> list[Response]:
    """Half of the bookings had an interpreter within so many minutes: by month, by unit, and of all."""
    jobs = _summed(question, "unit_id", BAND)
    month, unit, band = (jobs.c[name] for name in ("month", "unit", BAND))
    sets = func.grouping_sets(tuple_(month, band), tuple_(unit, band), tuple_(band))
    query = select(month, unit, band, func.sum(jobs.c.responses).label("times")).group_by(sets)
    counts: dict[tuple[str | None, str | None], Counter[int]] = defaultdict(Counter)
    # Those of whom nobody was found have no band, and none is before its order.
    for row in await connection.execute(query.where(band > 0)):
        counts[row.month, row.unit][row.response_band] += int(row.times)
    medians = {key: (bands.total(), median_of(bands)) for key, bands in counts.items()}
    return [Response(*key, count, median) for key, (count, median) in medians.items() if median is not None and count]


async def exits(connection: AsyncConnection, question: Question) -> list[tuple[str, str, int, int]]:
    """(month, outcome, count, øre) of no-shows and late cancellations that were paid for."""
    jobs = _summed(question, "outcome", outcomes=("cancelled", "no_show"))
    sums = ("late_cancels", "late_cancel_ore", "paid_no_shows", "no_show_ore")
    found = await _read(connection, jobs, ("month",), sums)
    return [
        (row.month, outcome, int(times), int(ore))
        for row in found
        for outcome, times, ore in (
            ("cancelled_late", row.late_cancels, row.late_cancel_ore),
            ("citizen_no_show", row.paid_no_shows, row.no_show_ore),
        )
        if times
    ]


def _summed(question: Question, *told_apart: str, outcomes: tuple[str, ...] = ()) -> FromClause:
    rows = rolled(question, outcomes=outcomes, beside=told_apart, always=("month",))
    assert rows is not None, f"no sums are kept by {told_apart}"
    return rows.subquery("summed")


async def _read(
    connection: AsyncConnection, jobs: FromClause, keys: tuple[str, ...], sums: tuple[str, ...]
) -> list[Row[Any]]:
    """The groups that hold something."""
    told = [jobs.c[name] for name in keys]
    query: Select[Any] = select(*told, *(func.sum(jobs.c[name]).label(name) for name in sums))
    return list(await connection.execute(query.group_by(*told).having(func.sum(jobs.c.n) != 0)))
