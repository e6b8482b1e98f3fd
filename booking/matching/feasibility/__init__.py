"""Feasibility: every hard rule by name, and what stands in somebody's way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from booking.domain.texts import Text
from booking.matching.cases import Case
from booking.matching.feasibility import days, people
from booking.matching.feasibility.people import language_spoken
from booking.matching.problem import Candidate

__all__ = ["RULES", "Removed", "Rule", "first_obstacle", "language_spoken", "obstacles"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A hard rule: `obstacle` gives the reason, with its facts, why a candidate cannot; None when they can.

    A `personal` rule is about one human being's day and is not asked of an agency, which sends somebody.
    """

    key: str
    name: Text
    obstacle: Callable[[Case], Text | None]
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """A candidate who cannot, the rule that says so, and the facts in words."""

    candidate: Candidate
    rule: str
    reason: Text


# The order is that of the waterfall: what is cheap to ask comes first.
RULES: tuple[Rule, ...] = (
    Rule("language", Text("Sprog", "Language"), people.speaks),
    Rule("mode", Text("Tolkeform", "Mode"), people.works_in_mode),
    Rule("level", Text("Niveau på dagen", "Level on the day"), people.qualified),
    Rule("gender", Text("Krævet køn", "Required gender"), people.of_required_gender),
    Rule("barred", Text("Fravalgt", "Barred"), people.not_barred),
    Rule("conflict", Text("Inhabilitet", "Conflict of interest"), people.without_conflict),
    Rule("under_18", Text("Under 18 år", "Under 18"), people.grown_up, personal=True),
    Rule("declined", Text("Har sagt nej", "Has declined"), people.not_asked_before),
    Rule("absence", Text("Fravær", "Absence"), days.present, personal=True),
    Rule("available", Text("Tid givet", "Hours offered"), days.available, personal=True),
    Rule("overlap", Text("Optaget", "Busy"), days.unoccupied, personal=True),
    Rule("buffer", Text("Pause mellem fjernopgaver", "Pause between remote jobs"), days.rested, personal=True),
    Rule("travel", Text("Rejsetid mellem opgaver", "Travel between jobs"), days.can_get_there, personal=True),
    Rule("max_trip", Text("Længste rejse", "Longest trip"), days.near_enough, personal=True),
    Rule("daily_limit", Text("Grænse pr. dag", "Daily limit"), days.within_daily_limit, personal=True),
    Rule("weekly_limit", Text("Grænse pr. uge", "Weekly limit"), days.within_weekly_limit, personal=True),
)

_OF_AGENCIES = tuple(rule for rule in RULES if not rule.personal)


def rules_for(candidate: Candidate) -> tuple[Rule, ...]:
    return _OF_AGENCIES if candidate.is_agency else RULES


def obstacles(case: Case) -> Iterator[Removed]:
    """Everything in the candidate's way, in the order of the rules."""
    for rule in rules_for(case.candidate):
        reason = rule.obstacle(case)
        if reason is not None:
            yield Removed(case.candidate, rule.key, reason)


def first_obstacle(case: Case) -> Removed | None:
    """The first rule that removes the candidate; None when they can take the booking."""
    return next(obstacles(case), None)
