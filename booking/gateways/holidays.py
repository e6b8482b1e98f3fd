"""The public holidays of Denmark by law, and the days an office chooses to keep closed."""

from collections.abc import Iterable
from datetime import date

import holidays

from booking.domain.workdays import Workdays

YEARS = range(2018, 2061)


def workdays(years: Iterable[int] = YEARS, *, local_days: Iterable[str] = ()) -> Workdays:
    """The working days of those years; `local_days` are the office's own holidays as "MM-DD", such as "12-24".

    Days outside the years are judged by their weekday alone. Store Bededag is a holiday until 2023 (law 214/2023).
    Raises ValueError for a local day that is not a date.
    """
    span = tuple(years)
    own = {date.fromisoformat(f"{year}-{day}") for day in local_days for year in span}
    return Workdays(frozenset(holidays.country_holidays("DK", years=span)) | own)
