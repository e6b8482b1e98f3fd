"""Units as a tree, and the EAN that pays."""

from uuid import UUID

import pytest

from booking.domain.errors import Invalid
from booking.domain.units import Unit, check_ean, subtree
from tests.builders import FAMILY, JOB_CENTRE, TOWN_HALL, UNITS


def test_a_unit_has_everything_below_it() -> None:
    below = Unit(UUID(int=5), "team", "Teamet", JOB_CENTRE)

    assert subtree([*UNITS, below], TOWN_HALL) == {TOWN_HALL, JOB_CENTRE, FAMILY, below.id}
    assert subtree([*UNITS, below], JOB_CENTRE) == {JOB_CENTRE, below.id}


@pytest.mark.parametrize("ean", ["5790000000012", "4006381333931", "0000000000000"])
def test_an_ean_with_its_check_digit_is_taken(ean: str) -> None:
    assert check_ean(ean) == ean


@pytest.mark.parametrize("ean", ["5790000000013", "579000000001", "57900000000120", "579000000001x", ""])
def test_any_other_is_refused_with_the_rule(ean: str) -> None:
    with pytest.raises(Invalid, match="check digit"):
        check_ean(ean)
