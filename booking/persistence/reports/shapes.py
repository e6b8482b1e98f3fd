"""What the words of a report's statement depend on; what they are asked about is bound when it is executed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BindParameter, Date, Integer, String, bindparam

from booking.domain.reports import OWN, Question
from booking.persistence.tables.base import Instant

Days = tuple[date, date]
Bounds = tuple[BindParameter[date], BindParameter[date]]
NARROWING = ("language", "mode", "case_type", "measure")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shape:
    """A question without its values, so that its statement is made once for all that are asked alike.

    `narrowed` are the filters that are set, `runs` the stretches of its days: whole months, and days before and after
    them. `reading` tells two readings in one statement apart.
    """

    by: str
    narrowed: frozenset[str] = frozenset()
    runs: tuple[str, ...] = ()
    reading: str = "known_at"

    @property
    def known_at(self) -> BindParameter[Any]:
        return bindparam(self.reading, type_=Instant)

    @property
    def days(self) -> Bounds:
        return bounds("span")

    @property
    def whole(self) -> list[Bounds]:
        """The whole months of the span, as one run."""
        return [bounds(run) for run in self.runs if run == "whole"]

    @property
    def cut(self) -> list[Bounds]:
        """The days before and after those."""
        return [bounds(run) for run in self.runs if run != "whole"]


def shape_of(question: Question, reading: str = "known_at") -> Shape:
    filters = {name: getattr(question, name) for name in (*NARROWING, "unit_ids", "supplier")}
    narrowed = {name for name, wanted in filters.items() if wanted is not None}
    if question.supplier == OWN:
        narrowed.add(OWN)
    return Shape(question.by, frozenset(narrowed), tuple(_runs(question)), reading)


def bounds(run: str) -> Bounds:
    """The first and the last day of `span`, of the `year` it ends in, or of one of the runs."""
    return bindparam(f"{run}_since", type_=Date), bindparam(f"{run}_until", type_=Date)


def years() -> tuple[BindParameter[int], BindParameter[int]]:
    """The years that the span begins and ends in."""
    return bindparam("first_year", type_=Integer), bindparam("last_year", type_=Integer)


def months() -> tuple[BindParameter[str], BindParameter[str]]:
    """The first and the last of the whole months."""
    return bindparam("first_month", type_=String), bindparam("last_month", type_=String)


def values(question: Question, reading: str = "known_at") -> dict[str, Any]:
    """What a statement of its shape is executed with."""
    last = question.span.until.year
    runs: dict[str, Days] = {
        "span": (question.span.since, question.span.until),
        "year": (date(last, 1, 1), date(last, 12, 31)),
        **_runs(question),
    }
    return {
        reading: question.known_at,
        "first_year": question.span.since.year,
        "last_year": last,
        "first_month": f"{runs['whole'][0]:%Y-%m}" if "whole" in runs else "",
        "last_month": f"{runs['whole'][1]:%Y-%m}" if "whole" in runs else "",
        **{f"{run}_since": days[0] for run, days in runs.items()},
        **{f"{run}_until": days[1] for run, days in runs.items()},
        **{name: getattr(question, name) for name in (*NARROWING, "supplier")},
        "unit_ids": sorted(question.unit_ids or ()),
    }


def _runs(question: Question) -> dict[str, Days]:
    since = question.span.since
    whole, cut = split(since, question.span.until)
    edges = {"before" if days[0] == since else "after": days for days in cut}
    return {"whole": whole[0], **edges} if whole else edges


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
