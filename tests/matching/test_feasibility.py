"""Feasibility: each rule about people both ways, with the reason it gives."""

from dataclasses import replace
from datetime import date, time

import pytest

from booking.domain.availability import Availability
from booking.domain.interpreters import Hours, Skill
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.matching.cases import Case
from booking.matching.feasibility import RULES, Removed, first_obstacle, language_spoken
from booking.matching.problem import occasion_of
from tests.matching.instances import AGENCY, AMIRA, LONG_AGO, PHONE, WANTED, at, reasons


def test_somebody_with_nothing_in_the_way_can() -> None:
    assert first_obstacle(Case(occasion_of(WANTED), AMIRA)) is None
    assert reasons(WANTED, AMIRA) == []


def test_the_first_obstacle_names_the_candidate_the_rule_and_the_facts_in_both_languages() -> None:
    other = replace(AMIRA, languages=(Skill("som", 4, LONG_AGO),))

    assert first_obstacle(Case(occasion_of(WANTED), other)) == Removed(
        other, "language", Text("Tolker ikke levantinsk arabisk", "Does not interpret Levantine Arabic")
    )


def test_every_rule_has_a_key_of_its_own_and_a_name_in_both_languages() -> None:
    assert len({rule.key for rule in RULES}) == len(RULES)
    assert all(rule.name.da and rule.name.en for rule in RULES)


@pytest.mark.parametrize(
    ("accepted", "held", "obstacle", "spoken"),
    [
        (("apc",), ("apc",), [], "apc"),
        (("apc", "ary"), ("ary",), [], "ary"),
        (("apc", "ary"), ("ary", "apc"), [], "apc"),
        # Acceptance is directional: it is what this booking says, not what the languages are to each other.
        (("ary",), ("apc",), [("language", "Tolker ikke marokkansk arabisk")], None),
        (("tir",), ("apc",), [("language", "Tolker ikke tir")], None),
    ],
)
def test_the_language_or_a_substitute_accepted_for_this_booking_is_needed(
    accepted: tuple[str, ...], held: tuple[str, ...], obstacle: list[tuple[str, str]], spoken: str | None
) -> None:
    wanted = replace(WANTED, accepted_languages=accepted)
    candidate = replace(AMIRA, languages=tuple(Skill(code, 2, LONG_AGO) for code in held))

    assert reasons(wanted, candidate) == obstacle
    assert language_spoken(Case(occasion_of(wanted), candidate)) == spoken


@pytest.mark.parametrize(
    ("skill", "reason"),
    [
        (Skill("apc", 3, LONG_AGO), None),
        (Skill("apc", 4, LONG_AGO), None),
        (Skill("apc", 2, LONG_AGO), "Har niveau 2, der kræves 3"),
        (Skill("apc", 3, date(2026, 3, 24), date(2026, 3, 24)), None),
        (Skill("apc", 3, date(2026, 3, 25)), "Godkendelsen gælder først fra 25.03.2026"),
        (Skill("apc", 3, LONG_AGO, date(2026, 3, 23)), "Godkendelsen udløb 23.03.2026"),
    ],
)
def test_the_level_must_be_reached_and_valid_on_the_day(skill: Skill, reason: str | None) -> None:
    found = reasons(replace(WANTED, level=3), replace(AMIRA, languages=(skill,)))

    assert found == ([] if reason is None else [("level", reason)])


def test_the_day_of_a_level_is_the_local_one_in_which_the_job_begins() -> None:
    night = replace(PHONE, period=at("00:30", day=25))
    always = Availability(weekly=tuple(Hours(weekday, time(0), time(0)) for weekday in range(1, 8)))
    until_24th = replace(AMIRA, availability=always, languages=(Skill("apc", 2, LONG_AGO, date(2026, 3, 24)),))

    assert reasons(night, until_24th) == [("level", "Godkendelsen udløb 24.03.2026")]


def test_a_mode_the_interpreter_does_not_work_in_is_an_obstacle() -> None:
    remote_only = replace(AMIRA, modes=frozenset({Mode.PHONE, Mode.SKYPE}))

    assert reasons(WANTED, remote_only) == [("mode", "Tager ikke fremmødetolkning")]
    assert reasons(PHONE, remote_only) == []


@pytest.mark.parametrize(
    ("gender", "required", "obstacle"),
    [
        ("female", True, []),
        ("male", False, []),
        ("male", True, [("gender", "Der kræves en mand")]),
        (None, True, []),
    ],
)
def test_a_required_gender_removes_and_a_wish_does_not(
    gender: str | None, required: bool, obstacle: list[tuple[str, str]]
) -> None:
    assert reasons(replace(WANTED, gender=gender, gender_required=required), AMIRA) == obstacle


def test_an_agency_is_asked_for_the_required_gender() -> None:
    assert reasons(replace(WANTED, gender="female", gender_required=True), AGENCY) == []


def test_somebody_barred_from_the_booking_cannot() -> None:
    barred = replace(WANTED, barred=frozenset({AMIRA.id}))

    assert reasons(barred, AMIRA) == [("barred", "Er fravalgt til denne bestilling")]
    assert reasons(barred, AGENCY) == []


@pytest.mark.parametrize(
    ("conflicts", "obstacle"),
    [
        (frozenset({"S-17"}), [("conflict", "Er inhabil over for borgeren")]),
        (frozenset({"S-18"}), []),
        (frozenset[str](), []),
    ],
)
def test_a_conflict_of_interest_is_with_one_citizen(conflicts: frozenset[str], obstacle: list[tuple[str, str]]) -> None:
    assert reasons(WANTED, replace(AMIRA, conflicts=conflicts)) == obstacle


@pytest.mark.parametrize(
    ("born", "young"),
    [
        (date(2008, 3, 24), False),
        (date(2008, 3, 25), True),
        (date(2009, 1, 1), True),
        (date(2007, 12, 31), False),
        (None, False),
    ],
)
def test_nobody_under_eighteen_on_the_day_may_interpret(born: date | None, young: bool) -> None:
    found = reasons(WANTED, replace(AMIRA, born=born))

    assert found == ([("under_18", "Er under 18 år på dagen og må ikke tolke")] if young else [])


def test_who_has_declined_or_let_the_offer_lapse_is_not_asked_again() -> None:
    assert reasons(WANTED, replace(AMIRA, declined=True)) == [
        ("declined", "Har sagt nej til opgaven eller ladet tilbuddet udløbe")
    ]
