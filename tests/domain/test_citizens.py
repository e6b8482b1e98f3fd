"""CPR numbers: accepted with a warning rather than refused, and never repeated in a refusal."""

import pytest

from booking.domain.citizens import MOD_11, REPLACEMENT, cpr_in, shown, warnings
from booking.domain.errors import Invalid
from booking.domain.texts import Text


@pytest.mark.parametrize(
    ("typed", "cpr"),
    [
        ("010199-0000", "0101990000"),
        (" 0101990000 ", "0101990000"),
        ("010199 0000", "0101990000"),
        ("610199-0000", "6101990000"),
        ("010199-0aa1", "0101990AA1"),
        ("911299-0000", "9112990000"),
    ],
)
def test_what_can_be_a_number_is_taken(typed: str, cpr: str) -> None:
    assert cpr_in(typed) == cpr
    assert shown(cpr) == f"{cpr[:6]}-{cpr[6:]}"


@pytest.mark.parametrize(
    "typed", ["", "010199", "010199-000", "011399-0000", "000199-0000", "420199-0000", "010199-00001"]
)
def test_what_cannot_be_one_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        cpr_in(typed)

    assert refused.value.field == "cpr"
    assert not typed or typed not in f"{refused.value.message.da}{refused.value.message.en}"


@pytest.mark.parametrize(
    ("cpr", "said"),
    [
        ("3102990000", (MOD_11,)),
        ("3102990004", ()),
        ("6101990000", (REPLACEMENT,)),
        ("0101990AA1", (REPLACEMENT,)),
    ],
)
def test_an_odd_number_is_warned_about_and_no_more(cpr: str, said: tuple[Text, ...]) -> None:
    assert warnings(cpr) == said
