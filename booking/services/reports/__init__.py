"""Reports: any of the register, for any span, as known at any time; and the bookings behind a number."""

from datetime import date, datetime
from uuid import UUID

from booking.domain.reports import Filters, ReportResult
from booking.persistence.reports import rows_known, sums_known
from booking.services.desk import Desk
from booking.services.reports.answering import answer
from booking.services.reports.asking import asked
from booking.services.reports.listing import check_column, listing

EVERYTHING = Filters()


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
) -> ReportResult:
    """A report of the register, by month from 1 January to today as known now, unless said otherwise.

    Raises NotFound for an unknown report, Denied without the right to it or to the unit, and Invalid, naming the field:
    from, as_of, known_at, by, unit, language, case_type, measure.
    """
    ask = await asked(desk, key, frm=frm, to=to, as_of=as_of, known_at=known_at, by=by, filters=filters)
    return answer(desk, ask, await sums_known(desk.connection, ask.source, ask.question))


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
) -> ReportResult:
    """The bookings behind one number: the one in a row (`group`, by its key) or the total, of one column or all.

    Behind a share are the bookings it is a share of. Raises as `run` does, and Invalid for an unknown `column`. Ask
    with the `read_at` of the number as `known_at`. `after` is the `next_after` of the page before.
    """
    ask = await asked(desk, key, frm=frm, to=to, as_of=as_of, known_at=known_at, by=by, filters=filters)
    check_column(ask, column)
    groups = await sums_known(desk.connection, ask.source, ask.question)
    if group is not None and group not in groups:  # nothing is behind it, and it may hold anything
        return listing(desk, ask, [], groups, group=group, column=column, more=False)
    found = await rows_known(
        desk.connection,
        ask.source,
        ask.question,
        group=group,
        column=column,
        after=after,
        limit=None if limit is None else limit + 1,
    )
    more = limit is not None and len(found) > limit
    return listing(desk, ask, found[:limit], groups, group=group, column=column, more=more)
