"""Budgets and the forecast."""

import pytest

from booking.domain.budgets import MOST_ORE, check_budget, forecast_ore
from booking.domain.errors import Invalid


@pytest.mark.parametrize(
    ("spent", "committed", "gone", "left", "ends"),
    [
        (0, 0, 0, 250, 0),
        (0, 500, 0, 250, 500),
        (1000, 300, 100, 150, 2500),
        (1000, 3000, 100, 150, 4000),
        (1000, 300, 250, 0, 1300),
        (100, 0, 3, 1, 133),
    ],
)
def test_a_year_ends_by_what_is_committed_or_by_its_pace(
    spent: int, committed: int, gone: int, left: int, ends: int
) -> None:
    assert forecast_ore(spent, committed, days_gone=gone, days_left=left) == ends


@pytest.mark.parametrize("amount", [-1, MOST_ORE + 1])
def test_a_budget_is_an_amount(amount: int) -> None:
    check_budget(MOST_ORE)
    with pytest.raises(Invalid):
        check_budget(amount)
