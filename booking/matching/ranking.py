"""Ranking: who first, in øre, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.domain.texts import Text
from booking.matching.cases import Approach, Case
from booking.matching.feasibility import Removed, first_obstacle, language_spoken
from booking.matching.problem import Candidate, Wanted, occasion_of
from booking.matching.terms import REASONS, TERMS
from booking.matching.travel import Travel, Trip, travel
from booking.matching.weights import Weights
from booking.matching.wording import kilometres

DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate who can, with place in the order (1 first), and the terms, øre by key, that add up to the score."""

    rank: int
    candidate: Candidate
    score_ore: int
    language: str
    language_name: Text
    substitute: bool
    approach: Approach | None
    terms: tuple[tuple[str, int], ...]

    @property
    def cost_ore(self) -> int:
        return self.candidate.cost_ore

    @property
    def trip(self) -> Trip | None:
        return None if self.approach is None else self.approach.trip

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What speaks for and against, the price first and the road last."""
        spoken = [REASONS[key](self.candidate) for key, _ in self.terms if key in REASONS]
        if self.substitute:
            spoken.append(_instead(self.language_name))
        if self.approach is not None:
            spoken.append(_on_the_road(self.approach))
        return tuple(spoken)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Those who can, first to last, agencies after the office's own; and those who cannot, as they were given."""

    ranked: tuple[Ranked, ...]
    removed: tuple[Removed, ...]


def rank(
    wanted: Wanted, candidates: Iterable[Candidate], weights: Weights = DEFAULT_WEIGHTS, *, travel: Travel = travel
) -> Ranking:
    """Everybody placed or explained; the same input gives the same order, equal scores by name, then id."""
    occasion = occasion_of(wanted, travel=travel)
    able: list[_Scored] = []
    removed: list[Removed] = []
    for candidate in candidates:
        case = Case(occasion, candidate)
        obstacle = first_obstacle(case)
        if obstacle is None:
            able.append(_scored(case, weights))
        else:
            removed.append(obstacle)
    able.sort(key=_order)
    return Ranking(tuple(_placed(place, one) for place, one in enumerate(able, start=1)), tuple(removed))


_Scored = tuple[Case, int, str, tuple[tuple[str, int], ...]]
"""A case with its score, the language used, and the terms."""


def _scored(case: Case, weights: Weights) -> _Scored:
    wanted, candidate = case.wanted, case.candidate
    language = language_spoken(case) or wanted.accepted_languages[0]
    amounts = [(term.key, term.amount(wanted, candidate, weights)) for term in TERMS]
    terms = [(key, amount) for key, amount in amounts if amount is not None]
    if language != wanted.accepted_languages[0]:
        terms.append(("substitute", weights.substitute_ore))
    return case, sum(amount for _, amount in terms), language, tuple(terms)


def soft_ore(case: Case, weights: Weights = DEFAULT_WEIGHTS) -> int:
    """What speaks for and against a candidate beside the price, in øre, less is better."""
    return _scored(case, weights)[1] - case.candidate.cost_ore


def _order(scored: _Scored) -> tuple[bool, int, int, str, int]:
    candidate, score_ore = scored[0].candidate, scored[1]
    agency = candidate.is_agency
    return agency, candidate.agency_rank if agency else 0, score_ore, candidate.name, candidate.id.int


def _placed(place: int, scored: _Scored) -> Ranked:
    case, score_ore, language, terms = scored
    return Ranked(
        rank=place,
        candidate=case.candidate,
        score_ore=score_ore,
        language=language,
        language_name=case.wanted.language_name(language),
        substitute=language != case.wanted.accepted_languages[0],
        approach=case.approach,
        terms=terms,
    )


def ranked_as(place: int, case: Case, weights: Weights) -> Ranked:
    """A candidate who is known to be able, at a place that is known."""
    return _placed(place, _scored(case, weights))


def _instead(language: Text) -> Text:
    return Text(
        f"Tolker på {language.da}, som er accepteret i stedet", f"Interprets in {language.en}, accepted instead"
    )


CERTAIN = Text("", "")
GUESSED = Text(" (anslået, ruteserveren svarede ikke)", " (estimated, the route server did not answer)")


def _on_the_road(approach: Approach) -> Text:
    trip, km = approach.trip, kilometres(approach.trip.km)
    start = Text("hjemmet", "home") if approach.start == "home" else Text("opgaven før", "the job before")
    if not trip.known:
        return Text(
            f"Rejsen fra {start.da} er ukendt, regnet som {trip.minutes} min., {km.da}",
            f"The trip from {start.en} is unknown, taken as {trip.minutes} min, {km.en}",
        )
    doubt = GUESSED if trip.guessed else CERTAIN
    return Text(
        f"{trip.minutes} min. kørsel fra {start.da}, {km.da}{doubt.da}",
        f"{trip.minutes} min by road from {start.en}, {km.en}{doubt.en}",
    )
