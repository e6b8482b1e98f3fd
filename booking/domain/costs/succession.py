"""One row of a tariff after another: a new one ends the one before it, and ends itself where the next begins."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from booking.domain.costs.tariffs import Rate, Terms

ONE_DAY = timedelta(days=1)
Version = TypeVar("Version", Terms, Rate)


def succeeded(versions: Iterable[Version], new: Version) -> tuple[tuple[Version | None, Version], ...]:
    """What is to be written, as pairs of before and after, for `new` to join the versions of its own key.

    First the new one (None before it, or the version of the same first day), then the one whose days it takes over.
    On every day at most one version is in force, if that was so before. A last day of its own is kept where no later
    version begins before it.
    """
    there = sorted(versions, key=lambda one: one.valid_from)
    same = next((one for one in there if one.valid_from == new.valid_from), None)
    begins = [one.valid_from for one in there if one.valid_from > new.valid_from]
    ends = _earlier(begins[0] - ONE_DAY if begins else None, new.valid_to)
    written: list[tuple[Version | None, Version]] = [(same, replace(new, valid_to=ends))]
    for one in there:
        reaches = one.valid_to is None or one.valid_to >= new.valid_from
        if one.valid_from < new.valid_from and reaches:
            written.append((one, replace(one, valid_to=new.valid_from - ONE_DAY)))
    return tuple(written)


def _earlier(one: date | None, other: date | None) -> date | None:
    """None is no end."""
    return min(day for day in (one, other) if day is not None) if one or other else None


def joined(versions: Iterable[Version], new: Version) -> tuple[Version, ...]:
    """All versions of one key as they stand with `new` among them, by first day."""
    by_day = {one.valid_from: one for one in versions}
    for _, after in succeeded(tuple(by_day.values()), new):
        by_day[after.valid_from] = after
    return tuple(by_day[day] for day in sorted(by_day))
