"""The public holidays of Denmark by law, and the days an office chooses to keep closed."""

from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays

from booking.domain.texts import Text
from booking.domain.workdays import Workdays

YEARS = range(2018, 2061)
LOCAL_NAMES = {
    "06-05": Text("grundlovsdag", "Constitution Day"),
    "12-24": Text("juleaftensdag", "Christmas Eve"),
    "12-31": Text("nytårsaftensdag", "New Year's Eve"),
}
LOCAL = Text("kontorets lukkedag", "the office's own holiday")


def workdays(years: Iterable[int] = YEARS, *, local_days: Iterable[str] = ()) -> Workdays:
    """The working days of those years; `local_days` are the office's own holidays as "MM-DD", such as "12-24".

    Days outside the years are judged by their weekday alone. Store Bededag is a holiday until 2023 (law 214/2023).
    Raises ValueError for a local day that is not a date.
    """
    span = tuple(years)
    own = {date.fromisoformat(f"{year}-{day}"): LOCAL_NAMES.get(day, LOCAL) for day in local_days for year in span}
    named = own | _by_law(span)
    return Workdays(frozenset(named), named)


@cache
def _by_law(years: tuple[int, ...]) -> dict[date, Text]:
    danish = holidays.country_holidays("DK", years=years, language="da")
    english = holidays.country_holidays("DK", years=years, language="en_US")
    return {day: Text(name[:1].lower() + name[1:], english[day]) for day, name in danish.items()}
