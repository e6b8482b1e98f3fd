"""What dashboards count: delivered, filled and answered by month and unit, and what was paid for nothing."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import FromClause, Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.insights.bands import median_of
from booking.domain.insights.cells import Cell, Fill, Response
from booking.domain.reports import Question
from booking.persistence.facts.summing import BAND
from booking.persistence.reports.delivered import DELIVERED
from booking.persistence.reports.rollups import rolled


async def delivered_cells(connection: AsyncConnection, question: Question) -> list[Cell]:
    """What was delivered by month, unit and mode; money in øre, net of VAT, of what is priced."""
    jobs = _summed(question, "unit_id", outcomes=DELIVERED)
    found = await _read(connection, jobs, ("month", "unit", "mode"), ("n", "minutes", "net_ore"))
    return [Cell(row.month, row.unit, row.mode, int(row.n), int(row.minutes), int(row.net_ore)) for row in found]


async def fills(connection: AsyncConnection, question: Question) -> list[Fill]:
    """Bookings that somebody had, and those that nobody had, by month, unit and language."""
    jobs = _summed(question, "unit_id", "language")
    nobody = jobs.c.outcome == "unfilled"
    keys = [jobs.c[name] for name in ("month", "unit", "language")]
    filled, unfilled = func.sum(jobs.c.confirmed).filter(~nobody), func.sum(jobs.c.n).filter(nobody)
    query = select(*keys, func.coalesce(filled, 0).label("filled"), func.coalesce(unfilled, 0).label("unfilled"))
    found = [(row, int(row.filled), int(row.unfilled)) for row in await connection.execute(query.group_by(*keys))]
    return [Fill(row.month, row.unit, row.language, had, alone) for row, had, alone in found if had or alone]


async def responses(connection: AsyncConnection, question: Question) -> list[Response]:
    """Half of the bookings had an interpreter within so many minutes: by month, by unit, and of all."""
    jobs = _summed(question, "unit_id", BAND)
    counts: dict[tuple[str | None, str | None], Counter[int]] = defaultdict(Counter)
    for row in await _read(connection, jobs, ("month", "unit", BAND), ("responses",)):
        if row.response_band:  # those of whom nobody was found have none, and none is before its order
            for key in ((row.month, None), (None, row.unit), (None, None)):
                counts[key][row.response_band] += int(row.responses)
    medians = {key: (bands.total(), median_of(bands)) for key, bands in counts.items()}
    return [Response(*key, count, median) for key, (count, median) in medians.items() if median is not None]


async def exits(connection: AsyncConnection, question: Question) -> list[tuple[str, str, int, int]]:
    """(month, outcome, count, øre) of no-shows and late cancellations that were paid for."""
    jobs = _summed(question, outcomes=("cancelled", "no_show"))
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


def _summed(question: Question, *beside: str, outcomes: tuple[str, ...] = ()) -> FromClause:
    rows = rolled(question, outcomes=outcomes, beside=beside)
    assert rows is not None, f"no sums are kept by {beside}"
    return rows.subquery("summed")


async def _read(
    connection: AsyncConnection, jobs: FromClause, keys: tuple[str, ...], sums: tuple[str, ...]
) -> list[Row[Any]]:
    """The groups that hold something."""
    told = [jobs.c[name] for name in keys]
    query: Select[Any] = select(*told, *(func.sum(jobs.c[name]).label(name) for name in sums))
    return list(await connection.execute(query.group_by(*told).having(func.sum(jobs.c.n) != 0)))
