"""The words refund rules are written in, and whom and what a rule covers."""

from datetime import date

import pytest

from booking.domain.refunds.rules import (
    ANY,
    ANY_PROGRAMME,
    COST_LETTERS,
    GENERAL,
    MEASURES,
    PERSON_GROUPS,
    PROGRAMME,
    REGIONS_BILL,
    UNSURE,
    RefundRule,
    covers_measure,
    covers_person,
    is_regions_bill,
)
from booking.domain.texts import Text
from booking.gateways.reference import load_refund_rules

RULES = load_refund_rules()


def rule(*, measures: tuple[str, ...] = (ANY,), person_groups: tuple[str, ...] = (ANY,)) -> RefundRule:
    return RefundRule(
        code="TEST",
        version=1,
        legal_ref="§ 1",
        name=Text("Prøve", "Test"),
        percent=50,
        person_groups=person_groups,
        measures=measures,
        components=("F", "T", "K"),
        cap_type="none",
        cap_note="",
        valid_from=date(2018, 1, 1),
        valid_to=None,
        account_hint="",
        excludes=(),
        evidence="",
    )


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.code)
def test_every_shipped_rule_is_written_in_the_registers_words(one: RefundRule) -> None:
    assert set(one.measures) <= MEASURES.keys() | {ANY, ANY_PROGRAMME}
    assert set(one.person_groups) <= PERSON_GROUPS.keys() | {ANY}
    assert set(one.components) <= COST_LETTERS.keys()
    assert set(one.excludes) <= {other.code for other in RULES}


def test_every_measure_and_person_group_is_used_by_a_rule() -> None:
    assert {code for one in RULES for code in one.measures} - {ANY, ANY_PROGRAMME} == MEASURES.keys() - {UNSURE}
    assert {code for one in RULES for code in one.person_groups} - {ANY} == PERSON_GROUPS.keys()


def test_the_sets_of_measures_do_not_overlap() -> None:
    assert len(GENERAL | PROGRAMME | REGIONS_BILL) == len(GENERAL) + len(PROGRAMME) + len(REGIONS_BILL)
    assert MEASURES.keys() >= GENERAL | PROGRAMME | REGIONS_BILL


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("HOSPITAL", True), ("GP", True), ("SPECIALIST", True), ("DANISH_21", False), ("GUIDE", False), (None, False)],
)
def test_the_health_service_is_the_regions_bill(measure: str | None, expected: bool) -> None:
    assert is_regions_bill(measure) is expected


@pytest.mark.parametrize(
    ("measures", "measure", "expected"),
    [
        (("DANISH_21",), "DANISH_21", True),
        (("DANISH_21",), "OFFER_23A", False),
        ((ANY_PROGRAMME,), "DANISH_21", True),
        ((ANY_PROGRAMME,), "AID_24A", True),
        ((ANY_PROGRAMME,), "LAB_OFFER", False),
        ((ANY_PROGRAMME,), "SPECIAL_HELP", False),
        ((ANY,), "LAB_OFFER", True),
        ((ANY,), "A_MEASURE_OF_2031", True),
        ((ANY,), "GUIDE", False),
        ((ANY,), "HOSPITAL", False),
    ],
)
def test_wildcards_cover_their_measures_and_no_others(measures: tuple[str, ...], measure: str, expected: bool) -> None:
    assert covers_measure(rule(measures=measures), measure) is expected


@pytest.mark.parametrize(
    ("person_groups", "person_group", "expected"),
    [
        ((ANY,), None, True),
        ((ANY,), "UNACC_MINOR", True),
        (("UNACC_MINOR",), "UNACC_MINOR", True),
        (("UNACC_MINOR",), "DANISH_CITIZEN", False),
        (("UNACC_MINOR",), None, False),
    ],
)
def test_a_rule_covers_its_person_groups(
    person_groups: tuple[str, ...], person_group: str | None, expected: bool
) -> None:
    assert covers_person(rule(person_groups=person_groups), person_group) is expected
