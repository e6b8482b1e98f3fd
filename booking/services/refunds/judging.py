"""Judging: the work list of refunds that nobody can decide yet, and the answers that decide them."""

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.errors import Conflict, Invalid
from booking.domain.permissions import require_permission
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.persistence.costs import Refund
from booking.persistence.refunds import Unsure
from booking.services.bookings.reading import find
from booking.services.desk import Desk
from booking.services.refunds.confirming import Answers, confirmed, redecide

Judgement = Literal["eligible", "not_eligible"]
MOST = 50


@dataclass(frozen=True, slots=True)
class UnsureList:
    """A page of them, the costliest first; `count` and `sum_ore` are of all that were asked for, on every page."""

    rows: list[Unsure]
    count: int
    sum_ore: int
    page: int = 1

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // MOST))


async def unsure(desk: Desk, *, unit: str = "", missing: str = "", page: int = 1) -> UnsureList:
    """Of the unit with this code, and of those that lack this fact; a page beyond the last is the last.

    Denied to whoever has no part in refunds; Invalid for a unit that nobody knows.
    """
    require_permission(desk.actor, "refunds:read")
    unit_id = _unit(desk, unit)
    skip = (max(1, page) - 1) * MOST
    found = UnsureList(*await desk.refunds.unsure(limit=MOST, skip=skip, unit_id=unit_id, missing=missing), page=page)
    if 1 <= page <= found.pages:
        return found
    return await unsure(desk, unit=unit, missing=missing, page=min(max(1, page), found.pages))


def _unit(desk: Desk, code: str) -> UUID | None:
    if not code:
        return None
    found = next((one.id for one in desk.reference.units.values() if one.code == code), None)
    if found is None:
        raise Invalid(Text("Enheden findes ikke.", "There is no such unit."), field="unit")
    return found


async def answer(
    desk: Desk,
    *,
    number: str,
    answers: Answers | None = None,
    judged: Judgement | None = None,
    because: str = "",
) -> tuple[Booking, Refund]:
    """The missing facts, or how a person judges the outcome, and the decision that follows; it may be unsure still.

    Raises Conflict where nothing is settled, and Invalid for a judgement without a reason.
    """
    booking = await find(desk, number, permission="refunds:decide", lock=True)
    because = mask_cpr(because.strip())
    if judged is not None and not because:
        raise Invalid(Text("Skriv, hvad vurderingen bygger på.", "Write what the judgement rests on."), field="because")
    if await desk.costs.settlement_of(booking.id) is None:
        raise Conflict(
            Text(f"{number} er ikke afregnet endnu.", f"{number} is not settled yet."), subject=booking.number
        )
    if answers is not None:
        booking = await confirmed(desk, booking, answers)
    if judged is not None:
        standing = await desk.costs.standing_of(booking.id)
        standing = replace(standing, judged=judged, judged_because=because, judged_by=desk.actor.account_id)
        await redecide(desk, booking, action="refund judged", standing=standing)
    refund = await desk.costs.refund_of(booking.id)
    assert refund is not None, "what is settled has a decision"
    return booking, refund
