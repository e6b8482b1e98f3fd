"""Quick input as people type it in the office: 930, tor, +7, 1.234,50."""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import Decimal

from booking.domain.errors import Invalid
from booking.domain.periods import YEARS
from booking.domain.texts import Text

_DAYS: tuple[tuple[str, ...], ...] = (
    ("mandag", "monday"),
    ("tirsdag", "tuesday"),
    ("onsdag", "wednesday"),
    ("torsdag", "thursday"),
    ("fredag", "friday"),
    ("lørdag", "saturday"),
    ("søndag", "sunday"),
)
_NEAR = {
    "i dag": 0, "idag": 0, "today": 0,
    "i morgen": 1, "imorgen": 1, "tomorrow": 1,
    "i overmorgen": 2, "overmorgen": 2,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "maj may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec")
_WEEKDAY = re.compile(r"^[a-zæøå]+\.?,? (?:den )?")
_WORDS = re.compile(r"(\d{1,2})\.? ([a-z]{3,})\.?(?: (\d{4}))?")
_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?")
_DIGITS = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(\d{2})")
_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?\.?")
_DANISH = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_POINT = re.compile(r"-?\d+\.\d{1,2}")


def time_in(text: str, *, field: str | None = None) -> time:
    """9, 930, 0930, 9.30, 9:30 and kl. 9 as a wall time; raises Invalid."""
    typed = text.strip().lower()
    found = _DIGITS.fullmatch(typed) or _TIME.fullmatch(typed)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Invalid(
            Text(
                "Skriv et klokkeslæt, for eksempel 9, 930 eller 13.15.",
                "Write a time, for example 9, 930 or 13:15.",
            ),
            field=field,
        )
    return time(int(found[1]), int(found[2] or 0))


def day_in(text: str, today: date, *, field: str | None = None) -> date:
    """19.11, 19.11.2026, 2026-11-19, tor, i morgen and +7 as a date on or after `today`; raises Invalid.

    A date without a year is the next one; a weekday is the next one, today included. A written year is obeyed.
    """
    typed = " ".join(text.lower().split()).rstrip(",")
    found = _near(typed, today) or _weekday(typed, today) or _written(typed, today)
    if found is None:
        raise Invalid(
            Text(
                "Skriv en dato, for eksempel 19.11, tor, i morgen eller +7.",
                "Write a date, for example 19.11, thu, tomorrow or +7.",
            ),
            field=field,
        )
    return found


def yearly_in(text: str, *, field: str | None = None) -> str:
    """5. juni, 5/6 and 5.6, and 06-05 as it is kept, as 06-05: a day that every year has; raises Invalid."""
    typed = " ".join(text.lower().split())
    kept = re.fullmatch(r"(\d{2})-(\d{2})", typed)
    found = _DATE.fullmatch(typed) or _WORDS.fullmatch(typed)
    day, month = (kept[2], kept[1]) if kept else (found[1], found[2]) if found and not found[3] else ("0", "0")
    possible = _possible(2027, _month(month), int(day))
    if possible is None:
        raise Invalid(
            Text("Skriv dag og måned, for eksempel 5. juni eller 5/6.", "Write day and month, such as 5 June or 5/6."),
            field=field,
        )
    return possible.strftime("%m-%d")


def number_in(text: str, *, field: str | None = None) -> Decimal:
    """1.234,50, 1234,5, 1234 and 1234.50 as an exact number; a point before three digits parts thousands."""
    typed = re.sub(r"\s|kr\.?$", "", text.strip().lower())
    if _DANISH.fullmatch(typed):
        return Decimal(typed.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(typed):
        return Decimal(typed)
    raise Invalid(Text("Skriv et tal, for eksempel 1.234,50.", "Write a number, for example 1.234,50."), field=field)


def _near(typed: str, today: date) -> date | None:
    ahead = re.fullmatch(r"\+\s?(\d{1,3})", typed)
    days = int(ahead[1]) if ahead else _NEAR.get(typed)
    return None if days is None else today + timedelta(days=days)


def _weekday(typed: str, today: date) -> date | None:
    word = typed.rstrip(".")
    hits = [at for at, names in enumerate(_DAYS) if _begins(word, names)]
    return today + timedelta(days=(hits[0] - today.weekday()) % 7) if len(hits) == 1 else None


def _begins(word: str, names: Iterable[str]) -> bool:
    return len(word) >= 2 and any(name.startswith(word) for name in names)


def _written(typed: str, today: date) -> date | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed):
        return _possible(int(typed[:4]), int(typed[5:7]), int(typed[8:]))
    found = _DATE.fullmatch(bare := _WEEKDAY.sub("", typed)) or _WORDS.fullmatch(bare)
    if found is None:
        return None
    day, month, year = int(found[1]), _month(found[2]), found[3]
    if year:
        return _possible(int(year) + (2000 if len(year) == 2 else 0), month, day)
    coming = (_possible(year, month, day) for year in range(today.year, today.year + 9))
    return next((found for found in coming if found and found >= today), None)


def _month(word: str) -> int:
    return int(word) if word.isdigit() else next((at for at, key in enumerate(_MONTHS, 1) if word[:3] in key), 0)


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
