"""Each booking ends in exactly one refund rule, or in the list of facts that are missing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.costs.tariffs import in_force
from booking.domain.refunds.decision import (
    MISSING,
    Eligibility,
    Outcome,
    RefundDecision,
    RefundPolicy,
    decide,
)
from booking.domain.refunds.rules import MEASURES, PERSON_GROUPS
from booking.domain.texts import Text
from tests.domain.refunding import DAY, RULES, facts


@pytest.mark.parametrize(
    ("measure", "person_group", "held_on", "code", "percent"),
    [
        # The region's bill and general guidance ask nothing about the person.
        ("HOSPITAL", None, DAY, "REGION", 0),
        ("GP", "REFUGEE_IN_PERIOD", DAY, "REGION", 0),
        ("SPECIALIST", "DANISH_CITIZEN", DAY, "REGION", 0),
        (None, None, DAY, "NONE-GEN", 0),
        (None, "UNACC_MINOR", DAY, "NONE-GEN", 0),
        (None, "DANISH_CITIZEN", DAY, "NONE-GEN", 0),
        ("GUIDE", None, DAY, "NONE-GEN", 0),
        ("PLAN", "REFUGEE_IN_PERIOD", DAY, "NONE-GEN", 0),
        # 100 % before the lump sum, the lump sum before 50 %.
        ("LAB_OFFER", "UNACC_MINOR", DAY, "LAB202", 100),
        ("LAB_MENTOR", "RESIDENTIAL_LT_12M", date(2020, 1, 1), "LAB202", 100),
        ("ASL_K4", "UNACC_MINOR", DAY, "ASL107-3", 100),
        ("ASL_K10", "RESIDENTIAL_LT_12M", DAY, "ASL107-3", 100),
        ("BL_75_78", "PERMIT_LT_3Y_CHILD", DAY, "BL203-3Y", 100),
        ("BL_30", "PERMIT_LT_3Y_CHILD", date(2024, 1, 1), "BL203-3Y", 100),
        ("CHILD_MEASURE", "PERMIT_LT_3Y_CHILD", date(2023, 12, 31), "SEL181-3Y", 100),
        ("ELDER_47", "PERMIT_LT_2Y_RESIDENTIAL", date(2025, 7, 1), "AEL43", 100),
        ("DANISH_21", "UNACC_MINOR", DAY, "INL45-UMI", 0),
        ("PART_23F", "UNACC_MINOR", DAY, "INL45-UMI", 0),
        # 50 % and what took its place.
        ("DANISH_21", "REFUGEE_IN_PERIOD", DAY, "INL45-PROG", 50),
        ("OFFER_23A", "FAMILY_IN_PERIOD", DAY, "INL45-PROG", 50),
        ("REPAT_6A", "UKRAINE_IN_PERIOD", DAY, "INL45-PROG", 50),
        ("PART_23F", "UKRAINE_IN_PERIOD", DAY, "INL45-PART", 50),
        ("SPECIAL_HELP", "REFUGEE_IN_PERIOD", date(2019, 12, 31), "INL-KAP6-OLD", 50),
        ("SPECIAL_HELP", "REFUGEE_IN_PERIOD", date(2020, 1, 1), "INL-KAP6", 0),
        ("RES_MENTOR", "BENEFIT_RESOURCE", date(2021, 12, 31), "LAB-RES-OLD", 50),
        ("RES_MENTOR", "BENEFIT_RESOURCE", date(2022, 1, 1), "LAB-RES", 0),
        # Outside the Integration Act.
        ("DANISH_21", "DANISH_CITIZEN", DAY, "NOT-INL", 0),
        ("LAB_OFFER", "NORDIC_EU", DAY, "NOT-INL", 0),
        ("OFFER_23B", "REFUGEE_AFTER_PERIOD", DAY, "NOT-INL", 0),
    ],
)
def test_the_facts_lead_to_one_rule(
    measure: str | None, person_group: str | None, held_on: date, code: str, percent: int
) -> None:
    (rule,) = (one for one in RULES if one.code == code)
    reason = Text(f"{percent} %: {rule.name.da}, {rule.legal_ref}", f"{percent} %: {rule.name.en}, {rule.legal_ref}")
    assert decide(facts(measure, person_group, held_on), RULES) == RefundDecision("decided", code, 1, percent, reason)


@pytest.mark.parametrize(
    ("measure", "person_group", "held_on", "missing", "reason"),
    [
        ("DANISH_21", None, DAY, ("person_group",), "Reglen afhænger af persongruppen"),
        ("BL_30", None, DAY, ("person_group",), "Reglen afhænger af persongruppen"),
        (
            "BL_30",
            "REFUGEE_IN_PERIOD",
            DAY,
            ("measure", "person_group"),
            "Ingen regel på dagen dækker »Barnets lov § 30« for »Flygtning i integrationsperioden«",
        ),
        (
            "BL_30",
            "PERMIT_LT_3Y_CHILD",
            date(2023, 12, 31),
            ("measure", "person_group"),
            "Ingen regel på dagen dækker »Barnets lov § 30« for »Barn, under 3 år efter opholdstilladelsen«",
        ),
        (
            "A_MEASURE_OF_2031",
            "UNACC_MINOR",
            DAY,
            ("measure", "person_group"),
            "Ingen regel på dagen dækker »A_MEASURE_OF_2031« for »Uledsaget mindreårig«",
        ),
        (None, None, date(2017, 12, 31), ("rules",), "Ingen regel for generel vejledning på dagen"),
    ],
)
def test_facts_that_decide_nothing_leave_it_unsure_and_name_what_is_missing(
    measure: str | None, person_group: str | None, held_on: date, missing: tuple[str, ...], reason: str
) -> None:
    decision = decide(facts(measure, person_group, held_on), RULES)
    assert decision == RefundDecision("unsure", None, None, 0, Text(reason, decision.reason.en), missing)
    assert decision.reason.en != reason


def test_before_any_rule_a_measure_without_a_person_group_is_unsure() -> None:
    decision = decide(facts("DANISH_21", None), ())
    assert (decision.state, decision.missing) == ("unsure", ("measure", "person_group"))


def test_two_versions_in_force_on_one_day_are_a_conflict() -> None:
    programme = next(rule for rule in RULES if rule.code == "INL45-PROG")
    decision = decide(facts("DANISH_21", "REFUGEE_IN_PERIOD"), (*RULES, replace(programme, version=2)))
    assert (decision.state, decision.missing) == ("unsure", ("rules",))
    assert decision.reason.da == "Flere regler gælder på dagen: INL45-PROG v1, INL45-PROG v2"


def test_the_version_in_force_on_the_day_it_was_held_decides() -> None:
    programme = next(rule for rule in RULES if rule.code == "INL45-PROG")
    others = [rule for rule in RULES if rule.code != "INL45-PROG"]
    first = replace(programme, valid_to=DAY)
    second = replace(programme, version=2, percent=40, valid_from=DAY + timedelta(days=1))
    decided = [
        decide(facts("DANISH_21", "REFUGEE_IN_PERIOD", day), (*others, first, second))
        for day in (DAY, DAY + timedelta(days=1))
    ]
    assert [(one.rule_version, one.percent) for one in decided] == [(1, 50), (2, 40)]


@pytest.mark.parametrize("outcome", ["cancelled_late", "interpreter_no_show"])
@pytest.mark.parametrize(
    ("measure", "person_group", "code"),
    [("DANISH_21", "REFUGEE_IN_PERIOD", "INL45-PROG"), ("DANISH_21", None, "NONE-GEN"), (None, None, "NONE-GEN")],
)
def test_an_exit_that_is_not_eligible_is_decided_at_nought(
    outcome: Outcome, measure: str | None, person_group: str | None, code: str
) -> None:
    decision = decide(facts(measure, person_group, outcome=outcome), RULES)
    assert (decision.state, decision.rule_code, decision.percent) == ("decided", code, 0)
    assert decision.reason.en.endswith("is not eligible for refund")


def test_an_exit_that_is_not_eligible_stays_unsure_without_a_rule_for_general_guidance() -> None:
    decision = decide(facts("DANISH_21", None, outcome="cancelled_late"), ())
    assert (decision.state, decision.missing) == ("unsure", ("rules",))


@pytest.mark.parametrize("outcome", ["citizen_no_show", "aborted"])
def test_an_exit_with_money_at_risk_is_judged_by_a_person(outcome: Outcome) -> None:
    decision = decide(facts("DANISH_21", "REFUGEE_IN_PERIOD", outcome=outcome), RULES)
    assert (decision.state, decision.percent, decision.missing) == ("unsure", 0, ("outcome",))


def test_an_exit_with_nothing_to_claim_needs_no_judgement() -> None:
    assert decide(facts(None, None, outcome="citizen_no_show"), RULES) == decide(facts(None, None), RULES)


@pytest.mark.parametrize(
    ("eligibility", "state", "percent"),
    [("eligible", "decided", 50), ("not_eligible", "decided", 0), ("review", "unsure", 0)],
)
@pytest.mark.parametrize("outcome", ["cancelled_late", "citizen_no_show", "interpreter_no_show", "aborted"])
def test_the_office_chooses_what_an_exit_gives(
    outcome: Outcome, eligibility: Eligibility, state: str, percent: int
) -> None:
    policy = replace(RefundPolicy(), **{outcome: eligibility})  # type: ignore[arg-type]
    decision = decide(facts("DANISH_21", "REFUGEE_IN_PERIOD", outcome=outcome), RULES, policy)
    assert (decision.state, decision.percent) == (state, percent)


def test_the_office_may_expect_a_measure_for_a_case_type() -> None:
    policy = RefundPolicy(measure_expected=frozenset({"integration_case"}))
    decision = decide(facts(None, None), RULES, policy)
    assert (decision.state, decision.missing) == ("unsure", ("measure",))
    assert decide(replace(facts(None, None), case_type="cash_benefit"), RULES, policy).state == "decided"


@given(
    st.sampled_from([None, *MEASURES]),
    st.sampled_from([None, *PERSON_GROUPS]),
    st.dates(date(2018, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["delivered", "aborted", "cancelled_late", "citizen_no_show", "interpreter_no_show"]),
)
def test_the_shipped_rules_always_give_one_rule_in_force_or_say_what_is_missing(
    measure: str | None, person_group: str | None, held_on: date, outcome: Outcome
) -> None:
    decision = decide(facts(measure, person_group, held_on, outcome), RULES)
    if decision.state == "decided":
        (rule,) = (one for one in RULES if (one.code, one.version) == (decision.rule_code, decision.rule_version))
        assert in_force(rule, held_on)
        assert decision.missing == ()
    else:
        assert decision.missing
        assert set(decision.missing) <= MISSING.keys() - {"rules"}
