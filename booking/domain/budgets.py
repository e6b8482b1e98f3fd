"""Budgets: what a unit may spend in a year, and what it is on its way to spend."""

from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from booking.domain.errors import Invalid
from booking.domain.money import round_half_away
from booking.domain.texts import Text

MOST_ORE = 10**12

HOW = Text(
    "Prognosen er det brugte og det største af to tal: det, der er bestilt, og det brugte pr. arbejdsdag "
    "gange de arbejdsdage, der er tilbage.",
    "The forecast is what is spent and the larger of two figures: what is committed, and what was spent per working "
    "day times the working days that are left.",
)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a unit has for a year, in øre, net of VAT."""

    year: int
    unit_id: UUID
    amount_ore: int


def check_budget(amount_ore: int) -> None:
    """Raises Invalid for an amount below nothing, or beyond any municipality."""
    if not 0 <= amount_ore <= MOST_ORE:
        raise Invalid(Text("Skriv et beløb fra 0.", "Write an amount from 0."), field="amount")


def forecast_ore(spent_ore: int, committed_ore: int, *, days_gone: int, days_left: int) -> int:
    """What the year ends at: the days are working days of the year, gone with today and left after it."""
    pace = round_half_away(Fraction(spent_ore * days_left, days_gone)) if days_gone else 0
    return spent_ore + max(committed_ore, pace)
