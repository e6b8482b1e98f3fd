"""The remote share as its page shows it, and the bookings behind it as a table."""

from datetime import date
from fractions import Fraction
from urllib.parse import urlencode

from booking.domain.reports import ReportResult, Row
from booking.domain.texts import Tongue
from booking.web.views.reports import BehindPage, RemoteSharePage, ShareMonth

HERE = "/rapporter/fjerntolkning"
BEHIND = f"{HERE}/bestillinger"


def share_page(result: ReportResult) -> RemoteSharePage:
    span, target, asked = result.span, result.total.values.get("target"), _period(result)
    return RemoteSharePage(
        since=span.since,
        until=span.until,
        months=tuple(_month(row) for row in result.rows),
        definition=result.report.definition,
        version=str(result.report.version),
        as_of=result.read_at,
        csv_href=f"{HERE}.csv?{asked}",
        rows_href=f"{BEHIND}?{asked}",
        target_percent=round(target * 100) if isinstance(target, Fraction) else None,
    )


def _period(result: ReportResult) -> str:
    return urlencode({"fra": result.span.since.isoformat(), "til": result.span.until.isoformat()})


def _after(result: ReportResult) -> str:
    assert result.next_after is not None
    starts_at, booking_id = result.next_after
    return urlencode({"laest": result.read_at.isoformat(), "efter": f"{starts_at.isoformat()}~{booking_id}"})


def _month(row: Row) -> ShareMonth:
    return ShareMonth(
        date.fromisoformat(f"{row.key}-01"), _count(row, "in_person"), _count(row, "phone"), _count(row, "skype")
    )


def _count(row: Row, key: str) -> int:
    value = row.values.get(key, 0)
    return value if isinstance(value, int) else 0


def behind_page(result: ReportResult, tongue: Tongue) -> BehindPage:
    """A page of the bookings behind the share, as known at the same time as the page before."""
    asked = _period(result)
    return BehindPage(
        since=result.span.since,
        until=result.span.until,
        headings=tuple(column.title for column in result.columns),
        figures=tuple(column.kind not in ("text", "date") for column in result.columns),
        rows=tuple(tuple(result.cells(row, tongue)) for row in result.rows),
        footnote=result.footnote,
        csv_href=f"{BEHIND}.csv?{asked}",
        next_href=f"{BEHIND}?{asked}&{_after(result)}" if result.next_after is not None else "",
    )
