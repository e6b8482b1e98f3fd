"""Ranking: who first, in øre, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from booking.domain.interpreters import Employment
from booking.domain.money import kroner, kroner_da
from booking.domain.texts import Text
from booking.matching.approaches import Approach, approach
from booking.matching.feasibility import Removed, first_obstacle, language_spoken
from booking.matching.problem import Candidate, Occasion, Wanted, occasion_of
from booking.matching.travel import Travel, Trip, travel
from booking.matching.weights import FULL_WEEK_MINUTES, Weights
from booking.matching.wording import duration, kilometres, times


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a score: øre added (less is better), and its reason in words where it has one to give."""

    key: str
    amount_ore: int
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate who can, with place in the order (1 first), and the terms that add up to the score."""

    rank: int
    candidate: Candidate
    score_ore: int
    language: str
    substitute: bool
    approach: Approach | None
    terms: tuple[Term, ...]

    @property
    def cost_ore(self) -> int:
        return self.candidate.cost_ore

    @property
    def trip(self) -> Trip | None:
        return None if self.approach is None else self.approach.trip

    @property
    def reasons(self) -> tuple[Text, ...]:
        spoken = tuple(term.reason for term in self.terms if term.reason is not None)
        return spoken if self.approach is None else (*spoken, _on_the_road(self.approach))


@dataclass(frozen=True, slots=True)
class Ranking:
    """Those who can, first to last, agencies after the office's own; and those who cannot, as they were given."""

    ranked: tuple[Ranked, ...]
    removed: tuple[Removed, ...]


DEFAULT_WEIGHTS = Weights()


def rank(
    wanted: Wanted, candidates: Iterable[Candidate], weights: Weights = DEFAULT_WEIGHTS, *, travel: Travel = travel
) -> Ranking:
    """Everybody placed or explained; the same input gives the same order, equal scores by name, then id."""
    occasion = occasion_of(wanted, travel=travel)
    able: list[Ranked] = []
    removed: list[Removed] = []
    for candidate in candidates:
        obstacle = first_obstacle(occasion, candidate)
        if obstacle is None:
            able.append(_scored(occasion, candidate, weights))
        else:
            removed.append(obstacle)
    able.sort(key=_order)
    return Ranking(tuple(replace(one, rank=place) for place, one in enumerate(able, start=1)), tuple(removed))


def _order(one: Ranked) -> tuple[bool, int, int, str, str]:
    candidate, agency = one.candidate, one.candidate.is_agency
    return agency, candidate.agency_rank if agency else 0, one.score_ore, candidate.name, candidate.id.hex


def _scored(occasion: Occasion, candidate: Candidate, weights: Weights) -> Ranked:
    wanted = occasion.wanted
    language = language_spoken(occasion, candidate) or wanted.accepted_languages[0]
    found = (term(wanted, candidate, weights) for term in TERMS)
    terms = (*(term for term in found if term is not None), *_substitute(wanted, language, weights))
    return Ranked(
        rank=0,
        candidate=candidate,
        score_ore=sum(term.amount_ore for term in terms),
        language=language,
        substitute=language != wanted.accepted_languages[0],
        approach=None if candidate.is_agency else approach(occasion, candidate),
        terms=terms,
    )


def _cost(wanted: Wanted, candidate: Candidate, weights: Weights) -> Term | None:
    """The expected price as the price engine gave it; the score begins with it."""
    if candidate.cost_ore:
        ore = candidate.cost_ore
        return Term("cost", ore, Text(f"Forventet pris {kroner_da(ore)} kr.", f"Expected price DKK {kroner(ore)}"))
    if candidate.employment is Employment.SALARIED:
        return Term("cost", 0, Text("Ansat, koster intet ekstra", "Salaried, costs nothing extra"))
    return Term("cost", 0, Text("Koster intet ekstra", "Costs nothing extra"))


def _continuity(wanted: Wanted, candidate: Candidate, weights: Weights) -> Term | None:
    met = candidate.met_citizen
    if not met:
        return None
    reason = Text(f"Har tolket for borgeren {times(met).da}", f"Has interpreted for the citizen {times(met).en}")
    return Term("continuity", -weights.continuity_ore * min(met, weights.continuity_most), reason)


def _preferred(wanted: Wanted, candidate: Candidate, weights: Weights) -> Term | None:
    if candidate.id not in wanted.preferred:
        return None
    return Term("preferred", -weights.preferred_ore, Text("Ønsket af rekvirenten", "Asked for by the requester"))


def _gender_wish(wanted: Wanted, candidate: Candidate, weights: Weights) -> Term | None:
    if wanted.gender is None or wanted.gender_required or candidate.gender != wanted.gender:
        return None
    return Term("gender_wish", -weights.gender_wish_ore, Text("Af det ønskede køn", "Of the gender wished for"))


def _decline(wanted: Wanted, candidate: Candidate, weights: Weights) -> Term | None:
    if candidate.accept_rate >= 1:
        return None
    share = round(100 * candidate.accept_rate)
    reason = Text(f"Siger ja til {share} % af tilbuddene", f"Accepts {share} % of offers")
    return Term("decline", round(weights.decline_ore * (1 - candidate.accept_rate)), reason)


def _asked(wanted: Wanted, candidate: Candidate, weights: Weights) -> Term | None:
    asked = candidate.asked_month
    if not asked:
        return None
    reason = Text(f"Spurgt {times(asked).da} i denne måned", f"Asked {times(asked).en} this month")
    return Term("asked", weights.asked_ore * asked, reason)


def _worked(wanted: Wanted, candidate: Candidate, weights: Weights) -> Term | None:
    worked = candidate.worked_minutes_month
    if not worked:
        return None
    hours = duration(worked)
    reason = Text(f"Har haft {hours.da} i denne måned", f"Has had {hours.en} this month")
    return Term("worked", weights.worked_week_ore * worked // FULL_WEEK_MINUTES, reason)


TERMS = (_cost, _continuity, _preferred, _gender_wish, _decline, _asked, _worked)


def _substitute(wanted: Wanted, language: str, weights: Weights) -> tuple[Term, ...]:
    if language == wanted.accepted_languages[0]:
        return ()
    name = wanted.language_name(language)
    reason = Text(f"Tolker på {name.da}, som er accepteret i stedet", f"Interprets in {name.en}, accepted instead")
    return (Term("substitute", weights.substitute_ore, reason),)


def _on_the_road(arrival: Approach) -> Text:
    trip, km = arrival.trip, kilometres(arrival.trip.km)
    start = Text("hjemmet", "home") if arrival.start == "home" else Text("opgaven før", "the job before")
    if not trip.known:
        return Text(
            f"Rejsen fra {start.da} er ukendt, regnet som {trip.minutes} min., {km.da}",
            f"The trip from {start.en} is unknown, taken as {trip.minutes} min, {km.en}",
        )
    return Text(
        f"{trip.minutes} min. kørsel fra {start.da}, {km.da}", f"{trip.minutes} min by road from {start.en}, {km.en}"
    )
