"""The array kinds of the roster, and instants as whole microseconds."""

from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MINUTE = 60_000_000


def moment(instant: datetime) -> int:
    """Microseconds since 1970, in UTC."""
    return (instant - EPOCH) // MICROSECOND


def ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def floats(values: list[float | None]) -> Floats:
    """What is not known is NaN."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
