"""Which one rule a booking's refund ends in, or which facts are missing to say so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from booking.domain.costs.pricing import LineComponent, PriceLine
from booking.domain.costs.tariffs import in_force
from booking.domain.errors import NotFound
from booking.domain.money import round_half_away
from booking.domain.refunds.rules import (
    ANY,
    COST_LETTERS,
    GENERAL,
    MEASURES,
    PERSON_GROUPS,
    REGIONS_BILL,
    UNSURE,
    RefundRule,
    covers_measure,
    covers_person,
)
from booking.domain.texts import Text

Outcome = Literal["delivered", "aborted", "cancelled_late", "moved_late", "citizen_no_show", "interpreter_no_show"]
Eligibility = Literal["eligible", "not_eligible", "review"]

MISSING: dict[str, Text] = {
    "measure": Text("foranstaltning", "measure"),
    "person_group": Text("persongruppe", "person group"),
    "outcome": Text("vurdering af udfaldet", "a judgement of the outcome"),
    "rules": Text("regler, der ikke modsiger hinanden", "rules that do not contradict each other"),
}
OUTCOMES: dict[Outcome, Text] = {
    "delivered": Text("Udført", "Delivered"),
    "aborted": Text("Afbrudt", "Aborted"),
    "cancelled_late": Text("Sen afbestilling", "Late cancellation"),
    "moved_late": Text("Sen flytning", "Late move"),
    "citizen_no_show": Text("Borgerens udeblivelse", "The citizen's no-show"),
    "interpreter_no_show": Text("Tolkens udeblivelse", "The interpreter's no-show"),
}


@dataclass(frozen=True, slots=True)
class RefundFacts:
    """What the rule follows from; the date is the occurrence's own, and refund follows the measure.

    `judged` is what a person said of an outcome that the policy leaves to one.
    """

    held_on: date
    outcome: Outcome
    case_type: str
    measure: str | None
    person_group: str | None
    judged: Eligibility | None = None


@dataclass(frozen=True, slots=True)
class RefundPolicy:
    """The office's own choices: what the exits give, and the case types where no measure is taken for an oversight."""

    cancelled_late: Eligibility = "not_eligible"
    citizen_no_show: Eligibility = "review"
    interpreter_no_show: Eligibility = "not_eligible"
    aborted: Eligibility = "review"
    measure_expected: frozenset[str] = frozenset()

    def eligibility(self, outcome: Outcome) -> Eligibility:
        exits: dict[Outcome, Eligibility] = {
            "aborted": self.aborted,
            "cancelled_late": self.cancelled_late,
            "moved_late": self.cancelled_late,
            "citizen_no_show": self.citizen_no_show,
            "interpreter_no_show": self.interpreter_no_show,
        }
        return exits.get(outcome, "eligible")


@dataclass(frozen=True, slots=True)
class RefundDecision:
    """Decided: one rule in one version, and its percent. Unsure: no rule, and the facts to find (keys of MISSING)."""

    state: Literal["decided", "unsure"]
    rule_code: str | None
    rule_version: int | None
    percent: int
    reason: Text
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refund:
    """What can be claimed, and the claim before any cap, in øre."""

    eligible_ore: int
    refund_ore: int


DEFAULT_POLICY = RefundPolicy()


def decide(facts: RefundFacts, rules: Iterable[RefundRule], policy: RefundPolicy = DEFAULT_POLICY) -> RefundDecision:
    """The one rule in force on the day it was held, or unsure.

    Resolution order: region's bill → general guidance, also when there is no measure → 100 % rules → lump sum →
    the other rules for a measure → outside the Integration Act.
    """
    valid = [rule for rule in rules if in_force(rule, facts.held_on)]
    decision = _by_measure(facts, valid, policy)
    eligibility = _eligibility(facts, policy)
    if eligibility == "not_eligible":
        return _not_eligible(facts, decision, valid)
    if eligibility == "review" and decision.percent > 0:
        said = OUTCOMES[facts.outcome]
        return _unsure(Text(f"{said.da} skal vurderes af en person", f"{said.en} is judged by a person"), "outcome")
    return decision


def _eligibility(facts: RefundFacts, policy: RefundPolicy) -> Eligibility:
    found = policy.eligibility(facts.outcome)
    return facts.judged or found if found == "review" else found


def refund(decision: RefundDecision, lines: Iterable[PriceLine], rules: Iterable[RefundRule]) -> Refund:
    """The eligible cost and the decision's percent of it, rounded once; nothing while unsure or at 0 %.

    Raises NotFound when the rules do not hold the version decided by.
    """
    if decision.state == "unsure" or decision.percent == 0:
        return Refund(0, 0)
    rule = version_of(decision, rules)
    claimed: set[LineComponent] = {COST_LETTERS[letter] for letter in rule.components}
    if "interpreting" in claimed:
        # What was paid before is no cost of this booking; what a late move owes is no interpreting.
        claimed.add("paid_time")
    eligible = sum(line.amount_ore for line in lines if line.component in claimed)
    return Refund(eligible, round_half_away(Fraction(eligible * decision.percent, 100)))


def _by_measure(facts: RefundFacts, valid: Sequence[RefundRule], policy: RefundPolicy) -> RefundDecision:
    if facts.measure is None:
        if facts.case_type in policy.measure_expected:
            return _unsure(
                Text("Sagstypen plejer at have en foranstaltning", "The case type usually has a measure"), "measure"
            )
        return _general(valid)
    if facts.measure == UNSURE:
        return _unsaid(facts, valid)
    covering = [rule for rule in valid if covers_measure(rule, facts.measure)]
    if facts.person_group is None and any(ANY not in rule.person_groups for rule in covering):
        return _unsure(Text("Reglen afhænger af persongruppen", "The rule depends on the person group"), "person_group")
    matching = [rule for rule in covering if covers_person(rule, facts.person_group)]
    first = min((_step(rule) for rule in matching), default=None)
    winners = [rule for rule in matching if _step(rule) == first]
    return _one_of(winners, or_else=_uncovered(facts.measure, facts.person_group))


def _unsaid(facts: RefundFacts, valid: Sequence[RefundRule]) -> RefundDecision:
    """Whoever ordered does not know the measure yet; for some persons no measure makes a difference."""
    outside = [rule for rule in valid if ANY in rule.measures and facts.person_group in rule.person_groups]
    unsaid = Text("Foranstaltningen er ikke oplyst endnu", "The measure is not known yet")
    return _one_of(outside, or_else=_unsure(unsaid, "measure"))


_REGION, _GENERAL, _FULL, _LUMP_SUM, _MEASURE, _OUTSIDE = range(6)


def _step(rule: RefundRule) -> int:
    """The rule's place in the resolution order."""
    if not REGIONS_BILL.isdisjoint(rule.measures):
        return _REGION
    if not GENERAL.isdisjoint(rule.measures):
        return _GENERAL
    if rule.percent == 100:
        return _FULL
    if rule.cap_type == "lump_sum":
        return _LUMP_SUM
    return _OUTSIDE if ANY in rule.measures else _MEASURE


def _general(valid: Sequence[RefundRule]) -> RefundDecision:
    none = _unsure(
        Text("Ingen regel for generel vejledning på dagen", "No rule for general guidance on the day"), "rules"
    )
    return _one_of([rule for rule in valid if _step(rule) == _GENERAL], or_else=none)


def _one_of(rules: Sequence[RefundRule], *, or_else: RefundDecision) -> RefundDecision:
    if not rules:
        return or_else
    if len(rules) == 1:
        return _decided(rules[0])
    names = ", ".join(f"{rule.code} v{rule.version}" for rule in rules)
    return _unsure(Text(f"Flere regler gælder på dagen: {names}", f"Several rules apply on the day: {names}"), "rules")


def _uncovered(measure: str, person_group: str | None) -> RefundDecision:
    what, who = _name(MEASURES, measure), _name(PERSON_GROUPS, person_group or "")
    reason = Text(
        f"Ingen regel på dagen dækker »{what.da}« for »{who.da}«",
        f"No rule on the day covers “{what.en}” for “{who.en}”",
    )
    return _unsure(reason, "measure", "person_group")


def _not_eligible(facts: RefundFacts, decision: RefundDecision, valid: Sequence[RefundRule]) -> RefundDecision:
    """The rule stays, the percent falls; whatever the unknown facts are, the cost is then general administration."""
    if decision.state == "unsure":
        decision = _general(valid)
    if decision.state == "unsure":
        return decision
    said = OUTCOMES[facts.outcome]
    reason = Text(f"{said.da} er ikke refusionsberettiget", f"{said.en} is not eligible for refund")
    return replace(decision, percent=0, reason=reason)


def _decided(rule: RefundRule) -> RefundDecision:
    reason = Text(
        f"{rule.percent} %: {rule.name.da}, {rule.legal_ref}", f"{rule.percent} %: {rule.name.en}, {rule.legal_ref}"
    )
    return RefundDecision("decided", rule.code, rule.version, rule.percent, reason)


def _unsure(reason: Text, *missing: str) -> RefundDecision:
    return RefundDecision("unsure", None, None, 0, reason, missing)


def version_of(decision: RefundDecision, rules: Iterable[RefundRule]) -> RefundRule:
    wanted = (decision.rule_code, decision.rule_version)
    for rule in rules:
        if (rule.code, rule.version) == wanted:
            return rule
    name = f"{decision.rule_code} v{decision.rule_version}"
    raise NotFound(
        Text(f"Refusionsreglen {name} findes ikke.", f"There is no refund rule {name}."), subject=decision.rule_code
    )


def _name(register: Mapping[str, Text], code: str) -> Text:
    return register.get(code, Text(code, code))
