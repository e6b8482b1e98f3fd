"""Wording: times and figures inside the matching's sentences, in Danish and in English."""

from datetime import date
from functools import lru_cache

from booking.domain.periods import MONTHS, Period, danish_day, danish_moment, local
from booking.domain.texts import Text


@lru_cache(maxsize=4096)
def clock_span(period: Period) -> Text:
    """The period's local clock times: "10.00–11.30" and "10:00–11:30"."""
    starts_at, ends_at = local(period.starts_at), local(period.ends_at)
    return Text(f"{starts_at:%H.%M}–{ends_at:%H.%M}", f"{starts_at:%H:%M}–{ends_at:%H:%M}")


@lru_cache(maxsize=4096)
def day_span(period: Period) -> Text:
    """The period with its day."""
    day, span = danish_day(local(period.starts_at)), clock_span(period)
    return Text(f"{day.da} kl. {span.da}", f"{day.en} {span.en}")


def moments(period: Period) -> Text:
    """From when until when, with days, for what may last for weeks."""
    starts, ends = danish_moment(period.starts_at), danish_moment(period.ends_at)
    return Text(f"{starts.da} til {ends.da}", f"{starts.en} to {ends.en}")


def short_date(day: date) -> Text:
    return Text(f"{day:%d.%m.%Y}", f"{day.day} {MONTHS[day.month - 1].en} {day.year}")


def duration(minutes: int) -> Text:
    """Hours and minutes: "7 t. 30 min." and "7 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [(hours, "t.", "h"), (rest, "min.", "min")]
    shown = [part for part in parts if part[0]] or parts[1:]
    return Text(" ".join(f"{n} {da}" for n, da, _ in shown), " ".join(f"{n} {en}" for n, _, en in shown))


def kilometres(km: float) -> Text:
    return Text(f"{km:.1f} km".replace(".", ","), f"{km:.1f} km")


def times(count: int) -> Text:
    return Text("1 gang" if count == 1 else f"{count} gange", "once" if count == 1 else f"{count} times")
