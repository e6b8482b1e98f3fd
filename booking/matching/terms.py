"""Terms: the parts of a score, each with its amount in øre and its reason in words."""

from collections.abc import Callable
from dataclasses import dataclass

from booking.domain.interpreters import Employment
from booking.domain.money import kroner, kroner_da, kroner_en
from booking.domain.texts import Text
from booking.matching.problem import Candidate, Wanted
from booking.matching.weights import FULL_WEEK_MINUTES, Weights
from booking.matching.wording import duration, times


@dataclass(frozen=True, slots=True)
class Soft:
    """A soft wish: `amount` in øre, less is better, None where it says nothing of this candidate; `reason` why."""

    key: str
    amount: Callable[[Wanted, Candidate, Weights], int | None]
    reason: Callable[[Candidate], Text]


def _cost_reason(candidate: Candidate) -> Text:
    ore = candidate.cost_ore
    if candidate.paid_ore:
        rest, paid = (kroner_da(ore), kroner(ore)), (kroner_da(candidate.paid_ore), kroner(candidate.paid_ore))
        return Text(
            f"Forventet pris {rest[0]} kr.: tiden er allerede betalt med {paid[0]} kr.",
            f"Expected price DKK {rest[1]}: DKK {paid[1]} is already paid for the time",
        )
    if ore:
        return Text(f"Forventet pris {kroner_da(ore)} kr.", f"Expected price DKK {kroner_en(ore)}")
    if candidate.employment is Employment.SALARIED:
        return Text("Ansat, koster intet ekstra", "Salaried, costs nothing extra")
    return Text("Koster intet ekstra", "Costs nothing extra")


def _continuity(wanted: Wanted, candidate: Candidate, weights: Weights) -> int | None:
    met = candidate.met_citizen
    return -weights.continuity_ore * min(met, weights.continuity_most) if met else None


def _continuity_reason(candidate: Candidate) -> Text:
    met = times(candidate.met_citizen)
    return Text(f"Har tolket for borgeren {met.da}", f"Has interpreted for the citizen {met.en}")


def _preferred(wanted: Wanted, candidate: Candidate, weights: Weights) -> int | None:
    return -weights.preferred_ore if candidate.id in wanted.preferred else None


def _gender_wish(wanted: Wanted, candidate: Candidate, weights: Weights) -> int | None:
    if wanted.gender is None or wanted.gender_required or candidate.gender != wanted.gender:
        return None
    return -weights.gender_wish_ore


def _decline(wanted: Wanted, candidate: Candidate, weights: Weights) -> int | None:
    rate = candidate.accept_rate
    return round(weights.decline_ore * (1 - rate)) if rate < 1 else None


def _decline_reason(candidate: Candidate) -> Text:
    share = round(100 * candidate.accept_rate)
    return Text(f"Siger ja til {share} % af tilbuddene", f"Accepts {share}% of offers")


def _asked(wanted: Wanted, candidate: Candidate, weights: Weights) -> int | None:
    return weights.asked_ore * candidate.asked_month or None


def _asked_reason(candidate: Candidate) -> Text:
    asked = times(candidate.asked_month)
    return Text(f"Spurgt {asked.da} i denne måned", f"Asked {asked.en} this month")


def _worked(wanted: Wanted, candidate: Candidate, weights: Weights) -> int | None:
    return weights.worked_week_ore * candidate.worked_minutes_month // FULL_WEEK_MINUTES or None


def _worked_reason(candidate: Candidate) -> Text:
    worked = duration(candidate.worked_minutes_month)
    return Text(f"Har haft {worked.da} i denne måned", f"Has had {worked.en} this month")


# A substitute language is the ranking's own term: its amount and its words depend on the language found.
TERMS: tuple[Soft, ...] = (
    Soft("cost", lambda wanted, candidate, weights: candidate.cost_ore, _cost_reason),
    Soft("continuity", _continuity, _continuity_reason),
    Soft("preferred", _preferred, lambda candidate: Text("Ønsket af rekvirenten", "Asked for by the requester")),
    Soft("gender_wish", _gender_wish, lambda candidate: Text("Af det ønskede køn", "Of the gender wished for")),
    Soft("decline", _decline, _decline_reason),
    Soft("asked", _asked, _asked_reason),
    Soft("worked", _worked, _worked_reason),
)
REASONS = {term.key: term.reason for term in TERMS}
