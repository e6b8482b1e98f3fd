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

    `name` says of those it removes what they are or do, after their number: "3 er optaget".

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
    Rule("language", Text("taler ikke sproget", "do not speak the language"), people.speaks),
    Rule("mode", Text("tolker ikke i den form", "do not work in that mode"), people.works_in_mode),
    Rule("level", Text("har ikke niveauet på dagen", "lack the level on the day"), people.qualified),
    Rule("gender", Text("har ikke det krævede køn", "are not of the required gender"), people.of_required_gender),
    Rule("barred", Text("er fravalgt", "are barred"), people.not_barred),
    Rule("conflict", Text("er inhabile", "have a conflict of interest"), people.without_conflict),
    Rule("under_18", Text("er under 18 år", "are under 18"), people.grown_up, personal=True),
    Rule("declined", Text("har sagt nej eller ikke svaret", "have declined or not answered"), people.not_asked_before),
    Rule("absence", Text("er fraværende", "are absent"), days.present, personal=True),
    Rule(
        "available", Text("arbejder ikke på det tidspunkt", "do not work at that time"), days.available, personal=True
    ),
    Rule("overlap", Text("er optaget", "are busy"), days.unoccupied, personal=True),
    Rule(
        "buffer",
        Text("mangler pause mellem fjernopgaver", "lack a pause between remote jobs"),
        days.rested,
        personal=True,
    ),
    Rule(
        "travel",
        Text("kan ikke nå frem mellem to opgaver", "cannot make it between two jobs"),
        days.can_get_there,
        personal=True,
    ),
    Rule("max_trip", Text("har for langt at rejse", "live too far away"), days.near_enough, personal=True),
    Rule(
        "daily_limit",
        Text("har nået dagens grænse", "have reached the limit of the day"),
        days.within_daily_limit,
        personal=True,
    ),
    Rule(
        "weekly_limit",
        Text("har nået ugens grænse", "have reached the limit of the week"),
        days.within_weekly_limit,
        personal=True,
    ),
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
