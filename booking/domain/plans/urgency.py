"""How much it is worth to fill a job: the sooner it begins, the more."""

from datetime import timedelta

# A job that somebody has counts as all that may be open around it: none is left alone to fill another.
HELD_WEIGHT = 100
_STEPS: tuple[tuple[timedelta, int], ...] = (
    (timedelta(hours=24), 4),
    (timedelta(hours=72), 3),
    (timedelta(days=7), 2),
)


def urgency(ahead: timedelta) -> int:
    """1 for a job more than a week ahead, up to 4 within a day; one of 4 outweighs three of 1, not four."""
    return next((weight for limit, weight in _STEPS if ahead <= limit), 1)
