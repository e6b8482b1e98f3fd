"""Two readings of the same report side by side: which figures differ, and which bookings made them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from booking.domain.reports import ReportResult
from booking.domain.reports.kept import Change, changes_between
from booking.persistence.reports import changed_rows
from booking.services.desk import Desk
from booking.services.reports import EVERYTHING, run
from booking.services.reports.asking import asked

MOST = 500


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that differs: what it says by the list's columns before and after; nothing where it is not counted."""

    number: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two readings, each figure that differs, and the rows that differ, at most MOST of them."""

    before: ReportResult
    after: ReportResult
    changes: tuple[Change, ...]
    touched: tuple[Touched, ...]


async def compare(
    desk: Desk, key: str, *, earlier: datetime, known_at: datetime | None = None, **wanted: Any
) -> Comparison:
    """The report as known earlier, and as known at another time or now, about the same days. Raises as `run` does."""
    before = await run(desk, key, known_at=earlier, **wanted)
    days: dict[str, Any] = {"frm": before.span.since, "to": before.span.until, "as_of": before.span.as_of}
    after = await run(desk, key, known_at=known_at, **wanted | days)
    filters = wanted.get("filters", EVERYTHING)
    both = [await asked(desk, key, **days, known_at=one.read_at, by=one.by, filters=filters) for one in (before, after)]
    was, since = await changed_rows(desk.connection, both[0].source, both[0].question, both[1].question, limit=MOST)
    touched = tuple(
        Touched(str((since.get(one) or was[one])["number"]), was.get(one), since.get(one))
        for one in dict.fromkeys([*was, *since])
    )
    return Comparison(before, after, changes_between(before, after), () if after.public else touched)
