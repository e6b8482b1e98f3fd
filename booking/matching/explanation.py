"""Explanation: why nobody can, rule by rule, and the smallest changes that would give somebody."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from booking.domain.deadlines import lasting
from booking.domain.modes import MODES, Mode
from booking.domain.texts import Text
from booking.matching.cases import Case
from booking.matching.feasibility import RULES, Removed, obstacles
from booking.matching.problem import Candidate, Wanted, occasion_of
from booking.matching.ranking import DEFAULT_WEIGHTS, Ranked, rank
from booking.matching.travel import Travel, travel
from booking.matching.weights import Weights
from booking.matching.wording import day_span

STEPS_MINUTES = (15, 30, 60, 120, 240)
# What else may be changed, as the minutes of another time that it is held to be worth.
SIZES = {"remote": 20, "gender": 40, "substitute": 45, "in_person": 50, "supplier": 90}

Price = Callable[[Wanted, Candidate], int]
"""What a candidate would cost, in øre, for a booking thought up here."""

Attempt = Callable[[Wanted], Sequence[Ranked]]
"""Those who can take a changed booking, first to last, at their prices for it."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many a rule removed: as the first in order, among others or alone, and as the only one."""

    rule: str
    name: Text
    first: int
    any: int
    only: int


Kind = Literal["time", "mode", "substitute", "gender", "supplier"]


@dataclass(frozen=True, slots=True)
class Change:
    """A booking changed in one thing, how many it would give, and who would be first, at what expected cost.

    `size` says how far it is from what was asked for, in minutes: a new time counts as it is, the rest as SIZES has it.
    A supplier is a change of nothing but who comes.
    """

    kind: Kind
    text: Text
    size: int
    wanted: Wanted
    count: int
    first: Ranked

    @property
    def counted(self) -> Text:
        """The change and how many it gives, without names."""
        word = "ledig" if self.count == 1 else "ledige"
        return Text(f"{self.text.da}: {self.count} {word}", f"{self.text.en}: {self.count} free")

    @property
    def cost_ore(self) -> int:
        return self.first.cost_ore


class _Step(NamedTuple):
    """A change to be tried."""

    kind: Kind
    text: Text
    size: int
    wanted: Wanted


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
    """The counts, and each change tried by matching again, the smallest first; `price` gives the changed one's costs.

    Changes that begin before `not_before` are not proposed. Without `price` the candidates keep the costs they have.
    """

    def attempt(changed: Wanted) -> Sequence[Ranked]:
        ranked = rank(changed, candidates, weights, travel=travel).ranked
        if price is None:
            return ranked
        able = [replace(one.candidate, cost_ore=price(changed, one.candidate)) for one in ranked]
        return rank(changed, able, weights, travel=travel).ranked

    found = list(smallest_changes(wanted, attempt, not_before=not_before))
    found.sort(key=lambda change: (change.size, change.cost_ore))
    return Explanation(
        asked=len(candidates), counts=rule_counts(wanted, candidates, travel=travel), changes=tuple(found)
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


def smallest_changes(wanted: Wanted, attempt: Attempt, *, not_before: datetime | None = None) -> Iterator[Change]:
    """Earlier and later by the fewest minutes, every other mode, a substitute, without the required gender, a supplier.

    Suppliers who can as it stands are one change of their own, and none of the others is proposed for their sake.
    """
    suppliers = [one for one in attempt(wanted) if one.candidate.is_agency]
    for change in _changed(wanted, not_before):
        yield from _first_of(change, attempt, {one.candidate.id for one in suppliers})
    if suppliers:
        text = Text("Ekstern leverandør", "External supplier")
        yield Change("supplier", text, SIZES["supplier"], wanted, len(suppliers), suppliers[0])


def _changed(wanted: Wanted, not_before: datetime | None) -> Iterator[list[_Step]]:
    """Each one thing with its steps, the smallest first: the first that gives somebody is enough."""
    for later in (False, True):
        yield list(_times(wanted, later, not_before))
    for mode, traits in MODES.items():
        if mode is not wanted.mode and (mode is not Mode.IN_PERSON or wanted.place is not None):
            size = SIZES["remote" if traits.remote else "in_person"]
            yield [_Step("mode", traits.name, size, replace(wanted, mode=mode))]
    if wanted.substitutes_on_consent:
        yield [_with_substitutes(wanted)]
    if wanted.gender is not None and wanted.gender_required:
        wish = Text("Uden krav om køn", "Without the required gender")
        yield [_Step("gender", wish, SIZES["gender"], replace(wanted, gender_required=False))]


def _times(wanted: Wanted, later: bool, not_before: datetime | None) -> Iterator[_Step]:
    for minutes in STEPS_MINUTES:
        moved = wanted.period.shifted(minutes if later else -minutes)
        if not_before is not None and moved.starts_at < not_before:
            continue
        side, at = Text("senere", "later") if later else Text("tidligere", "earlier"), day_span(moved)
        far = lasting(minutes)
        text = Text(f"{far.da} {side.da}, {at.da}", f"{far.en} {side.en}, {at.en}")
        yield _Step("time", text, minutes, replace(wanted, period=moved))


def _with_substitutes(wanted: Wanted) -> _Step:
    names = [wanted.language_name(code) for code in wanted.substitutes_on_consent]
    text = Text(
        f"Erstatningssprog: {', '.join(name.da for name in names)}",
        f"Substitute language: {', '.join(name.en for name in names)}",
    )
    accepted = wanted.accepted_languages + wanted.substitutes_on_consent
    changed = replace(wanted, accepted_languages=accepted, substitutes_on_consent=())
    return _Step("substitute", text, SIZES["substitute"], changed)


def _first_of(steps: Sequence[_Step], attempt: Attempt, already: Collection[UUID]) -> Iterator[Change]:
    for kind, text, size, changed in steps:
        gained = [one for one in attempt(changed) if one.candidate.id not in already]
        if gained:
            yield Change(kind, text, size, changed, len(gained), gained[0])
            return
