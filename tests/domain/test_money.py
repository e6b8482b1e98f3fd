"""One rounding, half away from zero, and amounts that survive being written and read."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.errors import Invalid
from booking.domain.money import kroner, kroner_da, ore_from, round_half_away


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        (Decimal("0.4999"), 0),
        (Decimal("0.5"), 1),
        (Decimal("1.5"), 2),
        (Decimal("2.5"), 3),
        (Decimal("-0.5"), -1),
        (Decimal("-2.5"), -3),
        (Decimal("-2.4"), -2),
        (Fraction(2, 3), 1),
        (Fraction(-1, 3), 0),
        (7, 7),
        (Decimal("117866") / 2, 58933),
    ],
)
def test_a_half_is_rounded_away_from_zero(amount: Decimal | Fraction | int, rounded: int) -> None:
    assert round_half_away(amount) == rounded


@pytest.mark.parametrize(
    ("ore", "plain", "danish"),
    [
        (117866, "1178.66", "1.178,66"),
        (5, "0.05", "0,05"),
        (0, "0.00", "0,00"),
        (-5, "-0.05", "-0,05"),
        (-123456789, "-1234567.89", "-1.234.567,89"),
        (100000000, "1000000.00", "1.000.000,00"),
    ],
)
def test_an_amount_is_written_for_machines_and_for_danes(ore: int, plain: str, danish: str) -> None:
    assert (kroner(ore), kroner_da(ore)) == (plain, danish)


@pytest.mark.parametrize(
    ("typed", "ore"),
    [
        ("1178.66", 117866),
        ("1.178,66", 117866),
        ("1178,66", 117866),
        ("1178", 117800),
        ("1178,5", 117850),
        ("1.234.567,8", 123456780),
        (" 0,05 ", 5),
        ("-42", -4200),
    ],
)
def test_kroner_are_read_as_they_are_typed(typed: str, ore: int) -> None:
    assert ore_from(typed) == ore


@pytest.mark.parametrize("typed", ["", "1.178", "1,178.66", "1.17,66", "1178.666", "12 kr.", "1e3", "--1", "१२"])
def test_what_could_mean_two_amounts_or_none_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        ore_from(typed, field="amount")
    assert refused.value.field == "amount"
    assert f"»{typed}«" in refused.value.message.da


@given(st.integers(-(10**12), 10**12))
def test_an_amount_written_either_way_is_read_back_as_the_same(ore: int) -> None:
    assert ore_from(kroner(ore)) == ore_from(kroner_da(ore)) == ore


@given(st.fractions(-(10**6), 10**6))
def test_rounding_moves_an_amount_by_at_most_a_half_and_mirrors_the_sign(amount: Fraction) -> None:
    assert abs(round_half_away(amount) - amount) <= Fraction(1, 2)
    assert round_half_away(-amount) == -round_half_away(amount)
