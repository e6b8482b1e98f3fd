"""The rows behind a figure of the overview: one per booking, adding up to it."""

from enum import StrEnum

from booking.domain.permissions import require_permission, sees_all
from booking.domain.texts import Text
from booking.persistence.economy import Row
from booking.services.desk import Desk
from booking.services.economy.stakes import stake_rows


class Figure(StrEnum):
    """A figure of the overview."""

    SPENT = "spent"
    COMMITTED = "committed"
    REFUNDABLE = "refundable"
    CLAIMED = "claimed"
    AT_RISK = "at_risk"


FIGURES: dict[Figure, Text] = {
    Figure.SPENT: Text("Brugt", "Spent"),
    Figure.COMMITTED: Text("Bestilt", "Committed"),
    Figure.REFUNDABLE: Text("Kan hjemtages", "Refundable"),
    Figure.CLAIMED: Text("Hjemtaget", "Claimed"),
    Figure.AT_RISK: Text("I fare", "At risk"),
}
MEANINGS: dict[Figure, Text] = {
    Figure.SPENT: Text("Afregnet udgift uden moms, efter den dag det blev holdt.", "Settled cost net of VAT, by day."),
    Figure.COMMITTED: Text(
        "Bekræftede bestillinger og det, der er meldt udført uden at være attesteret, til den forventede pris.",
        "Confirmed bookings, and what is reported and not attested, at the expected price.",
    ),
    Figure.REFUNDABLE: Text("Refusion af det brugte, før rådighedsbeløbet.", "Refund of what is spent."),
    Figure.CLAIMED: Text("Refusion i indsendte krav, før rådighedsbeløbet.", "Refund in submitted claims."),
    Figure.AT_RISK: Text(
        "Udgift, hvis refusion holdes tilbage: uafklaret, uden CPR-nummer eller attestation, eller omstridt.",
        "Cost whose refund is held back: undecided, without CPR number or attestation, or disputed.",
    ),
}


async def rows_of(desk: Desk, *, figure: Figure, year: int, unit: str | None = None) -> list[Row]:
    """By day; of one unit where asked, and only of those that the asker may see."""
    require_permission(desk.actor, "economy:read")
    found = await _rows(desk, figure, year)
    if unit is not None:
        wanted = desk.reference.unit(unit).id
        found = [row for row in found if row.unit_id == wanted]
    if not sees_all(desk.actor):
        found = [row for row in found if row.unit_id in desk.actor.unit_ids]
    return found


async def _rows(desk: Desk, figure: Figure, year: int) -> list[Row]:
    match figure:
        case Figure.SPENT:
            return await desk.economy.posted_rows(year, "cost")
        case Figure.REFUNDABLE:
            return await desk.economy.posted_rows(year, "refund")
        case Figure.CLAIMED:
            return await desk.economy.claimed_rows(year)
        case Figure.COMMITTED | Figure.AT_RISK:
            return await stake_rows(desk, figure.value, year)
