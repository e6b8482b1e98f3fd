"""Explanation: why nobody can, rule by rule, and the smallest changes that would give somebody."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from booking.domain.modes import MODES, Mode
from booking.domain.texts import Text
from booking.matching.cases import Case
from booking.matching.feasibility import RULES, Removed, obstacles
from booking.matching.problem import Candidate, Wanted, occasion_of
from booking.matching.ranking import DEFAULT_WEIGHTS, Ranked, Ranking, rank
from booking.matching.travel import Travel, travel
from booking.matching.weights import Weights
from booking.matching.wording import day_span

STEPS_MINUTES = (15, 30, 60)

Price = Callable[[Wanted, Candidate], int]
"""What a candidate would cost, in øre, for a booking thought up here."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many a rule removed: as the first in order, among others or alone, and as the only one."""

    rule: str
    name: Text
    first: int
    any: int
    only: int


@dataclass(frozen=True, slots=True)
class Change:
    """A booking changed in one thing, how many could take it, and who would be first."""

    kind: Literal["time", "mode", "substitute", "gender"]
    text: Text
    wanted: Wanted
    count: int
    first: Ranked


@dataclass(frozen=True, slots=True)
class Explanation:
    """Of `asked` candidates, what each rule removed, in the order of the rules, those that removed none left out."""

    asked: int
    counts: tuple[RuleCount, ...]
    changes: tuple[Change, ...]


def why_nobody(
    wanted: Wanted,
    candidates: Sequence[Candidate],
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    price: Price | None = None,
    not_before: datetime | None = None,
    travel: Travel = travel,
) -> Explanation:
    """The counts, and each change tried by matching again; `price` gives the changed booking's costs.

    Changes that begin before `not_before` are not proposed. Without `price` the candidates keep the costs they have.
    """

    def attempt(changed: Wanted) -> Ranking:
        ranking = rank(changed, candidates, weights, travel=travel)
        if price is None:
            return ranking
        able = [replace(one.candidate, cost_ore=price(changed, one.candidate)) for one in ranking.ranked]
        return replace(ranking, ranked=rank(changed, able, weights, travel=travel).ranked)

    return Explanation(
        asked=len(candidates),
        counts=rule_counts(wanted, candidates, travel=travel),
        changes=tuple(smallest_changes(wanted, attempt, not_before=not_before)),
    )


def why_not(wanted: Wanted, candidate: Candidate, *, travel: Travel = travel) -> tuple[Removed, ...]:
    """Everything in one candidate's way; empty when they can."""
    return tuple(obstacles(Case(occasion_of(wanted, travel=travel), candidate)))


def rule_counts(wanted: Wanted, candidates: Sequence[Candidate], *, travel: Travel = travel) -> tuple[RuleCount, ...]:
    """The waterfall and the sole blockers, for the rules that removed anybody."""
    occasion = occasion_of(wanted, travel=travel)
    first, every, only = Counter[str](), Counter[str](), Counter[str]()
    for candidate in candidates:
        rules = [removed.rule for removed in obstacles(Case(occasion, candidate))]
        every.update(rules)
        first.update(rules[:1])
        only.update(rules if len(rules) == 1 else ())
    return tuple(
        RuleCount(rule.key, rule.name, first[rule.key], every[rule.key], only[rule.key])
        for rule in RULES
        if every[rule.key]
    )


def smallest_changes(
    wanted: Wanted, attempt: Callable[[Wanted], Ranking], *, not_before: datetime | None = None
) -> Iterator[Change]:
    """Earlier and later by the fewest minutes, every other mode, a substitute, without the required gender."""
    for later in (False, True):
        yield from _first_time(wanted, attempt, later, not_before)
    for mode in MODES:
        if mode is not wanted.mode and (mode is not Mode.IN_PERSON or wanted.place is not None):
            name = MODES[mode].name
            yield from _tried("mode", name, replace(wanted, mode=mode), attempt)
    if wanted.substitutes_on_consent:
        yield from _tried("substitute", *_with_substitutes(wanted), attempt)
    if wanted.gender is not None and wanted.gender_required:
        wish = Text("Uden krav om køn", "Without the required gender")
        yield from _tried("gender", wish, replace(wanted, gender_required=False), attempt)


def _first_time(
    wanted: Wanted, attempt: Callable[[Wanted], Ranking], later: bool, not_before: datetime | None
) -> Iterator[Change]:
    """The first step in one direction that gives somebody."""
    for step in STEPS_MINUTES:
        moved = wanted.period.shifted(step if later else -step)
        if not_before is not None and moved.starts_at < not_before:
            continue
        side, at = Text("senere", "later") if later else Text("tidligere", "earlier"), day_span(moved)
        text = Text(f"{step} minutter {side.da}, {at.da}", f"{step} minutes {side.en}, {at.en}")
        found = list(_tried("time", text, replace(wanted, period=moved), attempt))
        if found:
            yield from found
            return


def _with_substitutes(wanted: Wanted) -> tuple[Text, Wanted]:
    names = [wanted.language_name(code) for code in wanted.substitutes_on_consent]
    text = Text(
        f"Erstatningssprog: {', '.join(name.da for name in names)}",
        f"Substitute language: {', '.join(name.en for name in names)}",
    )
    accepted = wanted.accepted_languages + wanted.substitutes_on_consent
    return text, replace(wanted, accepted_languages=accepted, substitutes_on_consent=())


def _tried(
    kind: Literal["time", "mode", "substitute", "gender"],
    text: Text,
    changed: Wanted,
    attempt: Callable[[Wanted], Ranking],
) -> Iterator[Change]:
    ranked = attempt(changed).ranked
    if ranked:
        count = len(ranked)
        yield Change(kind, Text(f"{text.da}: {count}", f"{text.en}: {count}"), changed, count, ranked[0])
