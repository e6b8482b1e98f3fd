"""Checking: a plan that somebody broke by hand is refused by the name of the rule."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from uuid import UUID

import pytest

from booking.domain.availability import Availability
from booking.domain.interpreters import Employment, Hours, Skill
from booking.domain.modes import Mode
from booking.matching.checking import check
from booking.matching.planning.openings import Opening, problem_of
from booking.matching.planning.plans import Limits, plan
from booking.matching.planning.proposal import Line, Proposal
from booking.matching.problem import Candidate, Job
from tests.matching.horizons import opening, rates
from tests.matching.instances import AMIRA, LONG_AGO, at

BILAL = replace(AMIRA, id=UUID(int=104), name="Bilal Krogh", cost_ore=41000)
FAR = (57.6, 10.0)


def the_plan(openings: list[Opening]) -> Proposal:
    *_, last = plan(problem_of(openings, rates), Limits(), lambda: 0.0)
    return last


def two() -> list[Opening]:
    """One by phone at nine, one in person at eleven, both for Amira or Bilal."""
    return [
        opening(1, "09:00", people=(replace(AMIRA, cost_ore=37000), BILAL)),
        opening(2, "11:00", people=(replace(AMIRA, cost_ore=37000), BILAL), mode=Mode.IN_PERSON),
    ]


def rules(openings: list[Opening], lines: tuple[Line, ...]) -> list[str]:
    """What is broken of the second job, apart from what it costs."""
    sums = the_plan(two()).worth
    return [one.rule for one in check(openings, lines, sums, rates) if one.rule not in ("sum", "fee", "journey")]


Change = Callable[[Candidate], Candidate]


def person(**facts: object) -> Change:
    return lambda one: replace(one, **facts)  # type: ignore[arg-type]


def test_a_plan_as_it_was_made_has_nothing_wrong() -> None:
    openings = two()
    made = the_plan(openings)

    assert check(openings, made.lines, made.worth, rates) == ()
    assert [line.interpreter for line in made.lines] == [AMIRA.id, AMIRA.id]


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("language", person(languages=(Skill("ary", 2, LONG_AGO),))),
        ("level", person(languages=(Skill("apc", 2, date(2026, 3, 25)),))),
        ("level", person(languages=(Skill("apc", 2, LONG_AGO, date(2026, 3, 23)),))),
        ("mode", person(modes=frozenset({Mode.PHONE}))),
        ("declined", person(declined=True)),
        ("conflict", person(conflicts=frozenset({""}))),
        ("under_18", person(born=date(2008, 3, 25))),
        ("absence", person(availability=replace(AMIRA.availability, absences=(at("11:30"),)))),
        ("available", person(availability=Availability())),
        ("overlap", person(busy=(Job(period=at("11:30"), mode=Mode.PHONE),))),
        ("travel", person(busy=(Job(period=at("10:10", minutes=45), mode=Mode.IN_PERSON, lat=57.6, lon=10.0),))),
        ("max_trip", person(max_trip=10)),
        ("daily_limit", person(daily_limit=119)),
        ("weekly_limit", person(weekly_limit=119)),
    ],
)
def test_a_broken_rule_is_named(rule: str, change: Change) -> None:
    """The plan gives Amira the second job; what is true of her is changed behind its back."""
    openings = two()
    lines = the_plan(openings).lines
    changed = [openings[0], replace(openings[1], candidates=tuple(change(one) for one in openings[1].candidates))]

    assert set(rules(changed, lines)) == {rule}


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("barred", {"barred": frozenset({AMIRA.id})}),
        ("gender", {"gender": "male", "gender_required": True}),
        ("level", {"level": 3}),
        ("overlap", {"period": at("09:30")}),
        ("buffer", {"period": at("10:04"), "mode": Mode.SKYPE}),
        ("travel", {"period": at("10:20")}),
        ("travel", {"lat": FAR[0]}),
    ],
)
def test_a_booking_that_changed_after_the_plan_is_found(rule: str, wanted: dict[str, object]) -> None:
    openings = two()
    lines = the_plan(openings).lines
    later = replace(openings[1].wanted, **wanted)  # type: ignore[arg-type]
    changed = [openings[0], replace(openings[1], wanted=later)]

    assert rule in rules(changed, lines)


def test_a_job_that_is_lost_doubled_made_up_or_moved_is_found() -> None:
    openings = two()
    one, other = the_plan(openings).lines
    stranger = UUID(int=999)

    assert rules(openings, (one,)) == ["once"]
    assert rules(openings, (one, other, other)) == ["once"]
    assert rules(openings, (one, other, replace(one, job=stranger))) == ["once"]
    assert rules(openings, (one, replace(other, interpreter=stranger))) == ["language"]
    pinned = [openings[0], replace(openings[1], holder=BILAL.id, pinned=True)]
    assert rules(pinned, (one, other)) == ["pinned"]


def test_every_oere_is_reckoned_anew() -> None:
    openings = two()
    made = the_plan(openings)
    one, other = made.lines

    def wrong(lines: tuple[Line, ...], **sums: int) -> list[str]:
        return [found.rule for found in check(openings, lines, replace(made.worth, **sums), rates)]

    assert wrong((replace(one, fee_ore=one.fee_ore + 1), other)) == ["fee"]
    assert wrong((one, replace(other, journey_ore=other.journey_ore - 1))) == ["journey"]
    assert wrong((one, replace(other, tenths=0))) == ["journey"]
    assert wrong(made.lines, fee_ore=made.worth.fee_ore + 1) == ["sum"]
    assert wrong(made.lines, journey_ore=0) == ["sum"]
    assert wrong(made.lines, unfilled=1) == ["sum"]
    assert wrong((one, replace(other, job=UUID(int=77))))[:2] == ["once", "once"]


def test_an_agency_is_asked_no_personal_rules_and_bills_no_road() -> None:
    agency = replace(AMIRA, id=UUID(int=901), employment=Employment.AGENCY, availability=Availability(), cost_ore=90000)
    openings = [opening(n, "09:00", people=(agency,), mode=Mode.IN_PERSON, place=FAR) for n in (1, 2)]

    made = the_plan(openings)

    assert [line.interpreter for line in made.lines] == [agency.id, agency.id]
    assert (made.worth.cost_ore, made.worth.minutes) == (180000, 0)
    assert check(openings, made.lines, made.worth, rates) == ()


def test_hours_that_pass_midnight_cover_the_night() -> None:
    night = replace(AMIRA, availability=Availability((Hours(2, time(20), time(4)),)), cost_ore=37000)
    late = [opening(1, "23:30", people=(night,))]

    made = the_plan(late)

    assert [line.interpreter for line in made.lines] == [AMIRA.id]
    assert check(late, made.lines, made.worth, rates) == ()
