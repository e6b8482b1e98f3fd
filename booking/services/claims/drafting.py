"""Drafting: a claim for a period, counted as often as is wanted until somebody approves it."""

from dataclasses import replace

from booking.domain.claims import ClaimKind, period_of
from booking.domain.errors import Conflict, Invalid
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.claims import Claim
from booking.persistence.ids import new_id
from booking.services.claims.counting import Counted, count
from booking.services.desk import Desk


async def draft(desk: Desk, *, kind: ClaimKind, year: int, quarter: int | None = None) -> Claim:
    """A new claim for a quarter or a year's statement, with what is ready and what is held back.

    Raises Conflict while another claim is open or when the period has one, Invalid for a period that has not begun.
    """
    require_permission(desk.actor, "claims:make")
    period = period_of(kind, year, quarter)
    if local_date(desk.now) < period.first:
        raise Invalid(
            Text(f"{period.title.da} er ikke begyndt endnu.", f"{period.title.en} has not begun yet."), field="quarter"
        )
    claim = Claim(
        id=new_id(),
        number=period.number,
        kind=kind,
        year=year,
        quarter=quarter if kind == "quarter" else None,
        state="draft",
        version=1,
        made_at=desk.now,
        made_by=desk.actor.account_id,
        made_by_name=desk.actor.name,
        counted_at=desk.now,
    )
    await desk.claims.add(claim)
    await _fill(desk, claim)
    return claim


async def recount(desk: Desk, *, number: str, version: int | None = None) -> Claim:
    """The draft as it would be made now."""
    require_permission(desk.actor, "claims:make")
    claim = await opened(desk, number, version)
    await _fill(desk, claim)
    return await desk.claims.save(claim, replace(claim, counted_at=desk.now), action="claim counted")


async def discard(desk: Desk, *, number: str, version: int | None = None) -> None:
    """Takes a draft away, as if it had never been made; only the log remembers it."""
    require_permission(desk.actor, "claims:make")
    await desk.claims.remove(await opened(desk, number, version))


async def _fill(desk: Desk, claim: Claim) -> Counted:
    counted = await count(desk, claim.period)
    await desk.claims.fill(claim.id, counted.lines, counted.held, counted.caps)
    return counted


async def opened(desk: Desk, number: str, version: int | None, *, state: str = "draft") -> Claim:
    """The claim, locked; Conflict when it is in another state, or not the version that was seen."""
    claim = await desk.claims.find(number, lock=True)
    if claim.state != state or version not in (None, claim.version):
        raise Conflict(
            Text(
                f"Kravet {number} er ændret, siden du så det. Se det igen.",
                f"The claim {number} has changed since you saw it. Look at it again.",
            ),
            subject=number,
        )
    return claim
