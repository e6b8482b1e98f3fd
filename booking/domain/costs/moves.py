"""What a late move takes from a job: the part of the old period that the new one does not cover."""

from collections.abc import Iterable

from booking.domain.periods import Period


def without(period: Period, taken: Iterable[Period]) -> tuple[Period, ...]:
    """What is left of the period, in order, when all that is taken is cut out of it."""
    left = [period]
    for cut in taken:
        left = [piece for one in left for piece in _cut(one, cut)]
    return tuple(left)


def lost_part(old: Period, new: Period | None) -> tuple[Period, ...]:
    """What of `old` is not in `new`, in order: at most two pieces; all of it where nobody keeps the job (None)."""
    return (old,) if new is None else without(old, [new])


def _cut(period: Period, cut: Period) -> list[Period]:
    if not period.overlaps(cut):
        return [period]
    pieces = [(period.starts_at, cut.starts_at), (cut.ends_at, period.ends_at)]
    return [Period(starts_at, ends_at) for starts_at, ends_at in pieces if starts_at < ends_at]
