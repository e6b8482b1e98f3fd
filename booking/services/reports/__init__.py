"""Reports: any of the register, for any span, as known at any time; and the bookings behind a number."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from booking.domain.permissions import may, require_permission
from booking.domain.reports import Filters, Report, ReportResult
from booking.domain.reports.small_cells import without_small_cells
from booking.persistence.reports import REPORTS, citizens_known, figures_known, rows_known, total_known
from booking.services.desk import Desk
from booking.services.reports.answering import answer
from booking.services.reports.asking import Asked, asked
from booking.services.reports.listing import check_column, listing, no_public_list

EVERYTHING = Filters()


def reports_for(desk: Desk) -> list[Report]:
    """The reports of the register that the asker may read, in their order; Denied for whoever may read none."""
    require_permission(desk.actor, "reports:read")
    return [source.report for source in REPORTS.values() if may(desk.actor, source.report.permission)]


async def run(
    desk: Desk,
    key: str,
    *,
    frm: date | None = None,
    to: date | None = None,
    as_of: date | None = None,
    known_at: datetime | None = None,
    by: str | None = None,
    filters: Filters = EVERYTHING,
    public: bool = False,
) -> ReportResult:
    """A report of the register, by month from 1 January to today as known now, unless said otherwise.

    A `public` one hides its small cells. Raises NotFound for an unknown report, Denied without the right to it or to
    the unit, and Invalid, naming the field: from, as_of, known_at, by, public, and those of Filters.
    """
    ask = await asked(desk, key, frm=frm, to=to, as_of=as_of, known_at=known_at, by=by, filters=filters, public=public)
    result = await _answered(desk, ask)
    if not public:
        return result
    return without_small_cells(result, await citizens_known(desk.connection, ask.source, ask.question))


async def rows_behind(
    desk: Desk,
    key: str,
    *,
    frm: date | None = None,
    to: date | None = None,
    as_of: date | None = None,
    known_at: datetime | None = None,
    by: str | None = None,
    filters: Filters = EVERYTHING,
    group: str | None = None,
    column: str | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int | None = None,
    public: bool = False,
) -> ReportResult:
    """The bookings behind one number: the one in a row (`group`, by its key) or the total, of one column or all.

    Behind a share are the bookings it is a share of. Raises as `run` does, and Invalid for an unknown `column` and for
    a list for the `public`. Ask with the `read_at` of the number as `known_at`. `after` is the `next_after` of the page
    before.
    """
    if public:
        raise no_public_list()
    ask = await asked(desk, key, frm=frm, to=to, as_of=as_of, known_at=known_at, by=by, filters=filters)
    check_column(ask, column)
    whole = await _answered(desk, ask)
    if group is not None and group not in {row.key for row in whole.rows}:  # nothing is behind it: it may hold anything
        return listing(desk, ask, whole, [], total=None, group=group, column=column)
    behind: dict[str, Any] = {"group": group, "column": column}
    most = None if limit is None else limit + 1
    total = await total_known(desk.connection, ask.source, ask.question, **behind)
    found = await rows_known(desk.connection, ask.source, ask.question, **behind, after=after, limit=most)
    more = limit is not None and len(found) > limit
    return listing(desk, ask, whole, found[:limit], total=total, **behind, more=more)


async def _answered(desk: Desk, ask: Asked) -> ReportResult:
    groups, measures = await figures_known(desk.connection, ask.source, ask.question)
    return await answer(desk, ask, groups, measures)
