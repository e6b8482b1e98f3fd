"""The rows behind a figure of the overview: one per booking, adding up to it."""

from collections.abc import Iterable
from enum import StrEnum

from booking.domain.claims import period_of
from booking.domain.periods import day_bounds, local_date
from booking.domain.permissions import require_permission, sees_all
from booking.domain.texts import Text
from booking.persistence.claims import Expected, ahead, unattested
from booking.persistence.economy import Row
from booking.services.claims import count
from booking.services.claims.expecting import expected_ore
from booking.services.desk import Desk


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
        case Figure.COMMITTED:
            return await _committed(desk, year)
        case Figure.AT_RISK:
            return await _at_risk(desk, year)


async def _committed(desk: Desk, year: int) -> list[Row]:
    period = period_of("final", year)
    since, before = day_bounds(period.first).starts_at, day_bounds(period.last).ends_at
    waiting = await unattested(desk.connection, since=since, before=before)
    found = [*waiting, *await ahead(desk.connection, before=before)]
    return [row for row in _expenses(desk, found) if row.held_on.year == year and row.amount_ore]


def _expenses(desk: Desk, found: Iterable[Expected]) -> Iterable[Row]:
    for one in found:
        cost, _ = expected_ore(desk, one)
        yield Row(one.booking.number, one.booking.unit_id, local_date(one.began_at), cost)


async def _at_risk(desk: Desk, year: int) -> list[Row]:
    counted = await count(desk, period_of("final", year))
    held = [one for one in counted.held if one.held_on.year == year]
    bookings = await desk.bookings.by_ids([one.booking_id for one in held])
    return [
        Row(bookings[one.booking_id].number, bookings[one.booking_id].unit_id, one.held_on, one.net_ore) for one in held
    ]
