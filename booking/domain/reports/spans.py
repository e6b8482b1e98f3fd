"""The period of a report and the day it is made up to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.errors import Invalid
from booking.domain.periods import MONTHS, Period, day_bounds
from booking.domain.texts import Text

FIRST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """Local days, both included, as of a day: nothing that starts after `as_of` belongs to it."""

    since: date
    until: date
    as_of: date

    @property
    def period(self) -> Period:
        """Local midnight to local midnight, in UTC."""
        return Period(day_bounds(self.since).starts_at, day_bounds(self.until).ends_at)


def span_of(*, frm: date | None, to: date | None, as_of: date | None, today: date) -> Span:
    """The span asked for: 1 January to the as-of day, which is today, unless said otherwise (DOMAIN § 9).

    A period that ends after the as-of day is cut there. Raises Invalid for a day that has not come, a period that
    begins after it ends, and days before 2000.
    """
    as_of = as_of or min(to or today, today)
    if as_of > today:
        raise Invalid(
            Text(
                f"Der kan ikke gøres op pr. {dated(as_of).da}: dagen er ikke kommet endnu. Vælg i dag eller før.",
                f"Nothing can be made up as of {dated(as_of).en}: the day has not come. Choose today or earlier.",
            ),
            field="as_of",
        )
    until = min(to or as_of, as_of)
    since = frm or date(until.year, 1, 1)
    if not FIRST <= since <= until:
        raise _impossible(since, until)
    return Span(since, until, as_of)


def _impossible(since: date, until: date) -> Invalid:
    first, last = dated(since), dated(until)
    return Invalid(
        Text(
            f"Perioden fra {first.da} til {last.da} findes ikke. Den begynder tidligst i år 2000, slutter ikke før den "
            "begynder, og går højst til opgørelsesdagen.",
            f"There is no period from {first.en} to {last.en}. It begins in the year 2000 at the earliest, does not "
            "end before it begins, and goes no further than the as-of day.",
        ),
        field="from",
    )


def months_in(span: Span) -> Iterator[str]:
    """The keys of the months that the span touches: "2018-01", "2018-02"."""
    for month in range(span.since.year * 12 + span.since.month - 1, span.until.year * 12 + span.until.month):
        yield f"{month // 12:04}-{month % 12 + 1:02}"


def month_name(key: str) -> Text:
    year, month = key.split("-")
    name = MONTHS[int(month) - 1]
    return Text(f"{name.da} {year}", f"{name.en} {year}")


def last_day(key: str, span: Span) -> date:
    """The last day of a month that the span reaches."""
    year, month = (int(part) for part in key.split("-"))
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date.fromordinal(following.toordinal() - 1), span.until)


def dated(day: date) -> Text:
    """A day in print: "30.04.2018" and "30 April 2018"."""
    return Text(f"{day:%d.%m.%Y}", f"{day.day} {MONTHS[day.month - 1].en} {day.year}")


def stamped(at: datetime) -> Text:
    """A local time in print, to the second: "30.04.2018 kl. 09.00.05" and "30 April 2018 09:00:05"."""
    day = dated(at.date())
    return Text(f"{day.da} kl. {at:%H.%M.%S}", f"{day.en} {at:%H:%M:%S}")


def quarters_in(span: Span) -> Iterator[str]:
    """The keys of the quarters that the span touches: "2018-K1", "2018-K2"."""
    yield from dict.fromkeys(quarter_of(month) for month in months_in(span))


def quarter_of(month: str) -> str:
    """The quarter of a month by its key: "2018-03" is in "2018-K1"."""
    return f"{month[:4]}-K{(int(month[5:]) + 2) // 3}"


def quarter_name(key: str) -> Text:
    year, quarter = key.split("-K")
    return Text(f"{quarter}. kvartal {year}", f"Quarter {quarter} of {year}")
