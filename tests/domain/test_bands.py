"""The median of what is counted in bands."""

from collections import Counter
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.insights.bands import BANDS, median_of


def band(minutes: int) -> int:
    return sum(begins <= minutes for begins in BANDS)


@pytest.mark.parametrize(
    ("counts", "minutes"),
    [
        ({}, None),
        ({band(60): 0}, None),
        ({band(60): 2}, 65),
        ({band(0): 1, band(60): 1}, 1),
        ({band(0): 1, band(60): 2}, 62),
        ({len(BANDS): 3}, BANDS[-1]),
    ],
)
def test_half_are_answered_within(counts: dict[int, int], minutes: int | None) -> None:
    assert median_of(counts) == minutes


@given(st.lists(st.integers(0, 40_000), min_size=1, max_size=99).filter(lambda all_of: len(all_of) % 2 == 1))
def test_the_median_of_bands_is_in_the_band_of_the_median(all_of: list[int]) -> None:
    found = median_of(Counter(map(band, all_of)))

    assert found is not None
    right = band(int(median(all_of)))
    assert BANDS[right - 1] <= found <= BANDS[right]
