"""Dates, times, amounts and shares as the office writes them, in Danish and in English."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from booking.domain.periods import COPENHAGEN, danish_moment
from booking.domain.texts import Tongue

NBSP = "\u00a0"
_LOCALE = {"da": "da_DK", "en": "en_GB"}

Quantity = int | Decimal | Fraction


def local_day(value: date | datetime) -> date:
    """The Copenhagen date of an aware instant; a date is itself."""
    return value.astimezone(COPENHAGEN).date() if isinstance(value, datetime) else value


def _date(value: date | datetime, tongue: Tongue, *, da: str, en: str) -> str:
    return _written(local_day(value), da if tongue == "da" else en, _LOCALE[tongue])


@lru_cache(maxsize=4096)
def _written(value: date, pattern: str, locale: str) -> str:
    """A page of bookings says the same few days hundreds of times."""
    return format_date(value, pattern, locale=locale)


def day(value: date | datetime, tongue: Tongue) -> str:
    """12.11.2026 · 12 Nov 2026"""
    return _date(value, tongue, da="dd.MM.y", en="d MMM y")


def day_long(value: date | datetime, tongue: Tongue) -> str:
    """torsdag den 12. november 2026 · Thursday 12 November 2026"""
    return _date(value, tongue, da="EEEE 'den' d. MMMM y", en="EEEE d MMMM y")


def day_title(value: date | datetime, tongue: Tongue) -> str:
    """Torsdag 12. november · Thursday 12 November"""
    words = _date(value, tongue, da="EEEE d. MMMM", en="EEEE d MMMM")
    return words[0].upper() + words[1:]


def day_short(value: date | datetime, tongue: Tongue) -> str:
    """tor. 12/11 · Thu 12 Nov; a day without its year is written so in mails, deadlines and calendars too."""
    if tongue == "en":
        return _date(value, tongue, da="", en="EEE d MMM")
    return f"{_date(value, tongue, da='EEEE', en='')[:3]}. {_date(value, tongue, da='d/M', en='')}"


def days(first: date, last: date, tongue: Tongue) -> str:
    """9.–13. november 2026 · 9–13 November 2026; the month and the year are said of both where they differ."""
    same_year = first.year == last.year
    month = "" if (same_year and first.month == last.month) else " MMMM"
    begins = _date(first, tongue, da=f"d.{month}", en=f"d{month}") + ("" if same_year else f" {first.year}")
    dash = " – " if month else "–"
    return f"{begins}{dash}{_date(last, tongue, da='d. MMMM y', en='d MMMM y')}"


def yearly(month_day: str, tongue: Tongue) -> str:
    """06-05 is kept, 5. juni · 5 June is read."""
    return _date(date.fromisoformat(f"2024-{month_day}"), tongue, da="d. MMMM", en="d MMMM")


def weekday(value: date | datetime, tongue: Tongue) -> str:
    """to · Th"""
    return _date(value, tongue, da="EEEEEE", en="EEEEEE")[:2]


def month(value: date | datetime, tongue: Tongue) -> str:
    """november 2026 · November 2026"""
    return _date(value, tongue, da="MMMM y", en="MMMM y")


def month_short(value: date | datetime, tongue: Tongue) -> str:
    """nov · Nov"""
    return _date(value, tongue, da="MMM", en="MMM").rstrip(".")[:3]


def week(value: date | datetime, tongue: Tongue) -> str:
    """uge 46 · week 46 (ISO 8601)"""
    return f"{'uge' if tongue == 'da' else 'week'}{NBSP}{local_day(value).isocalendar().week}"


def clock(value: datetime, tongue: Tongue) -> str:
    """13.00 · 13:00, always Copenhagen"""
    return value.astimezone(COPENHAGEN).strftime("%H.%M" if tongue == "da" else "%H:%M")


def hours(starts_at: datetime, ends_at: datetime, tongue: Tongue) -> str:
    """13.00–14.00; the end's date is added when the job passes midnight."""
    later = local_day(ends_at) != local_day(starts_at)
    end = f"{day_short(ends_at, tongue)} {clock(ends_at, tongue)}" if later else clock(ends_at, tongue)
    return f"{clock(starts_at, tongue)}–{end}"


def span(starts_at: datetime, ends_at: datetime, tongue: Tongue) -> str:
    """kl. 13.00–14.00 · 13:00–14:00"""
    return ("kl." + NBSP if tongue == "da" else "") + hours(starts_at, ends_at, tongue)


def stretch(starts_at: datetime, ends_at: datetime, tongue: Tongue) -> str:
    """ons. 17/6 fra kl. 11.20 · tor. 18/6 – fre. 19/6 · ons. 17/6 kl. 9.00–12.00; who is away until midnight is so
    through the day before."""
    whole, through = _is_midnight(starts_at), _is_midnight(ends_at)
    last = ends_at - timedelta(seconds=1) if through else ends_at
    first = day_short(starts_at, tongue)
    if local_day(starts_at) != local_day(last):
        begins = first if whole else f"{first} {_at(starts_at, tongue)}"
        return f"{begins} – {day_short(last, tongue)}" + ("" if through else f" {_at(ends_at, tongue)}")
    if not through:
        return f"{first} {span(starts_at, ends_at, tongue)}"
    since = "fra" if tongue == "da" else "from"
    return first if whole else f"{first} {since} {_at(starts_at, tongue)}"


def _at(value: datetime, tongue: Tongue) -> str:
    return ("kl." + NBSP if tongue == "da" else "") + clock(value, tongue)


def _is_midnight(value: datetime) -> bool:
    return value.astimezone(COPENHAGEN).time() == time(0)


def moment(value: datetime, tongue: Tongue) -> str:
    """12.11.2026 kl. 13.00 · 12 Nov 2026, 13:00"""
    joint = f" kl.{NBSP}" if tongue == "da" else ", "
    return f"{day(value, tongue)}{joint}{clock(value, tongue)}"


def spoken(value: datetime, tongue: Tongue) -> str:
    """torsdag 26/11 kl. 09.00 · Thursday 26 November 09:00, as prices and deadlines say it in their reasons."""
    return danish_moment(value).in_(tongue)


@lru_cache(maxsize=4096)
def number(value: Quantity, tongue: Tongue, places: int = 0) -> str:
    """1.284 · 1,284; half away from zero at the last place."""
    exact = Fraction(value)
    scaled = abs(exact) * 10**places + Fraction(1, 2)
    units = scaled.numerator // scaled.denominator
    rounded = Decimal(-units if exact < 0 else units).scaleb(-places)
    shape = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(rounded, shape, locale=_LOCALE[tongue]))


def kroner(ore: int, tongue: Tongue) -> str:
    """842.316,50 kr. · DKK 842,316.50"""
    amount = number(Fraction(ore, 100), tongue, 2)
    return f"{amount}{NBSP}kr." if tongue == "da" else f"DKK{NBSP}{amount}"


def percent(share: Quantity | None, tongue: Tongue, places: int = 1) -> str:
    """0.588 becomes 58,8 % · 58.8%; None, where nothing was counted, becomes a dash."""
    if share is None:
        return "–"
    figure = number(Fraction(share) * 100, tongue, places)
    return f"{figure}{NBSP}%" if tongue == "da" else f"{figure}%"


def duration(minutes: int, tongue: Tongue) -> str:
    """45 min. · 1 t. 30 min. · 2 t."""
    whole, rest = divmod(minutes, 60)
    hour, minute = ("t.", "min.") if tongue == "da" else ("h", "min")
    parts = [f"{whole}{NBSP}{hour}"] if whole else []
    return " ".join(parts + ([f"{rest}{NBSP}{minute}"] if rest or not whole else []))


@lru_cache(maxsize=4096)
def worked(minutes: int, tongue: Tongue) -> str:
    """7 t. · 7,5 t. · 0,25 t."""
    places = 0 if minutes % 60 == 0 else 1 if minutes % 6 == 0 else 2
    return f"{number(Fraction(minutes, 60), tongue, places)}{NBSP}{'t.' if tongue == 'da' else 'h'}"
