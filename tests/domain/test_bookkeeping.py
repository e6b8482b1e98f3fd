"""Account strings: which one an entry is posted to, and that both sides balance."""

from dataclasses import replace
from datetime import date

import pytest

from booking.domain.bookkeeping import Accounts, Side, accounts_from, balance, check_accounts, sides
from booking.domain.claims.sampling import drawn
from booking.domain.errors import Invalid
from tests.domain.test_ledger import posting

PROGRAMME = "INL45-PROG v1"


@pytest.mark.parametrize(
    ("entry", "own", "other"),
    [
        (posting(36000, rule=PROGRAMME), Side("5.46.60-001.1.4.0", 36000), Side("8.52.59-001.5.9.9", -36000)),
        (
            posting(36000, rule=PROGRAMME, taxed=True),
            Side("5.46.60-001.1.4.9", 36000),
            Side("8.52.59-001.5.9.9", -36000),
        ),
        (posting(-36000, rule="NONE-GEN v1"), Side("6.45.53-001.1.4.0", -36000), Side("8.52.59-001.5.9.9", 36000)),
        (posting(100), Side("6.45.53-001.1.4.0", 100), Side("8.52.59-001.5.9.9", -100)),
        (posting(9000, kind="vat", taxed=True), Side("7.65.87-002.1.4.9", 9000), Side("8.52.59-001.5.9.9", -9000)),
        (
            posting(18000, kind="refund", rule=PROGRAMME),
            Side("5.46.60-001.2.8.6", -18000),
            Side("8.25.12-001.5.9.9", 18000),
        ),
    ],
)
def test_an_entry_has_two_sides_that_balance(entry: object, own: Side, other: Side) -> None:
    found = sides(entry, Accounts())  # type: ignore[arg-type]

    assert found == (own, other)
    assert balance(found) == 0


def test_a_municipality_has_its_own_accounts() -> None:
    own = accounts_from({"accounts.cost": "1.2.3.{art}", "accounts.refund.BL203-3Y": "5.22.07-002.2", "other": 7})

    child = posting(100, kind="refund", rule="BL203-3Y v1", held_on=date(2026, 1, 2))
    assert sides(child, own)[0] == Side("5.22.07-002.2", -100)
    assert sides(replace(child, kind="cost", taxed=True), own)[0] == Side("1.2.3.4.9", 100)


@pytest.mark.parametrize("wrong", [{"cost": ""}, {"cost": "5.46;60"}, {"vat": "9" * 61}, {"refund.X": "=1+1"}])
def test_what_is_no_account_string_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        check_accounts(wrong)

    assert refused.value.field == next(iter(wrong))


def test_an_account_of_one_rule_may_be_left_out() -> None:
    check_accounts({"cost.INL45-PROG": "", "cost": "5.46.60-001.1.{art}"})

    assert accounts_from({"accounts.cost.INL45-PROG": ""}).own("cost", PROGRAMME, taxed=False) == "6.45.53-001.1.4.0"


def test_the_same_seed_draws_the_same_sample_from_any_order() -> None:
    numbers = [f"B-2026-{n:06}" for n in range(50)]

    first = drawn(numbers, seed="revision", many=5)

    assert first == drawn(reversed([*numbers, *numbers]), seed="revision", many=5)
    assert len(set(first)) == 5
    assert first != drawn(numbers, seed="another", many=5)
