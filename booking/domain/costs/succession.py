"""One set of terms after another: a new one ends the one before it, and ends itself where the next begins."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from booking.domain.costs.tariffs import Terms

ONE_DAY = timedelta(days=1)


def succeeded(versions: Iterable[Terms], new: Terms) -> tuple[tuple[Terms | None, Terms], ...]:
    """What is to be written, as pairs of before and after, for `new` to join the versions of its scheme and mode.

    First the new one (None before it, or the version of the same first day), then the one whose days it takes over.
    On every day at most one set of terms is in force, if that was so before.
    """
    there = sorted(versions, key=lambda one: one.valid_from)
    same = next((one for one in there if one.valid_from == new.valid_from), None)
    later = next((one.valid_from for one in there if one.valid_from > new.valid_from), None)
    written: list[tuple[Terms | None, Terms]] = [
        (same, replace(new, valid_to=later - ONE_DAY if later is not None else None))
    ]
    for one in there:
        reaches = one.valid_to is None or one.valid_to >= new.valid_from
        if one.valid_from < new.valid_from and reaches:
            written.append((one, replace(one, valid_to=new.valid_from - ONE_DAY)))
    return tuple(written)
