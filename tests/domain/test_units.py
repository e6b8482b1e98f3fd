"""Units as a tree, and the EAN that pays."""

from dataclasses import replace
from uuid import UUID

import pytest

from booking.domain.errors import Conflict, Invalid
from booking.domain.units import (
    Unit,
    check_active,
    check_code,
    check_cost_centre,
    check_ean,
    check_name,
    check_parent,
    subtree,
)
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


@pytest.mark.parametrize(("cost_centre", "digits"), [("123400", 6), ("001234", 6), ("1234", 4)])
def test_a_cost_centre_has_just_the_digits_of_the_chart_of_accounts(cost_centre: str, digits: int) -> None:
    assert check_cost_centre(cost_centre, digits=digits) == cost_centre


@pytest.mark.parametrize(
    ("cost_centre", "said"),
    [
        ("1234", "1234 is too short: it has 4 digits, and the chart of accounts has 6"),
        ("1234000", "1234000 is too long: it has 7 digits"),
        ("12 340", "made of digits"),
        ("١٢٣٤٥٦", "made of digits"),
        ("", "made of digits"),
    ],
)
def test_it_is_never_padded_nor_cut(cost_centre: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        check_cost_centre(cost_centre, digits=6)


@pytest.mark.parametrize("code", ["n", "familie-nord", "b2"])
def test_a_code_can_stand_in_an_address(code: str) -> None:
    assert check_code(code) == code


@pytest.mark.parametrize("code", ["", "Nord", "-nord", "nord-", "no rd", "børn", "n" * 41])
def test_any_other_code_is_refused(code: str) -> None:
    with pytest.raises(Invalid, match="small letters"):
        check_code(code)


def test_a_name_is_there_and_not_too_long() -> None:
    assert check_name(" Nord ") == "Nord"
    for name in ("  ", "n" * 201):
        with pytest.raises(Invalid):
            check_name(name)


def test_no_unit_lies_under_itself() -> None:
    town_hall, job_centre, _ = UNITS

    check_parent(UNITS, job_centre)
    check_parent(UNITS, town_hall)
    for under in (TOWN_HALL, JOB_CENTRE):
        with pytest.raises(Conflict, match="cannot lie under itself"):
            check_parent(UNITS, replace(town_hall, parent_id=under))


def test_a_closed_unit_takes_no_new_bookings() -> None:
    check_active(UNITS[0])

    with pytest.raises(Invalid, match="closed to new bookings"):
        check_active(replace(UNITS[0], active=False))
