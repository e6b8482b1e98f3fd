"""Reading claims: all of them, one with its sums, its lines, and what it holds back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.domain.claims import HELD, CapLine
from booking.domain.claims.periods import deadlines_from
from booking.domain.history import Entry
from booking.domain.periods import local_date
from booking.domain.permissions import may, require_permission
from booking.persistence.claims import Claim, Held, Total
from booking.persistence.claims.listing import HeldRow, LineRow
from booking.persistence.claims.listing import held_rows as read_held
from booking.persistence.claims.listing import line_rows as read_lines
from booking.services.desk import Desk


@dataclass(frozen=True, slots=True)
class HeldSum:
    """How much one reason holds back; amounts in øre."""

    why: str
    count: int
    net_ore: int
    refund_ore: int


@dataclass(frozen=True, slots=True)
class ClaimDetails:
    """A claim with its sums in øre: before the cap, what the cap takes, and after it."""

    claim: Claim
    deadline: date
    is_late: bool
    totals: tuple[Total, ...]
    held: tuple[HeldSum, ...]
    caps: tuple[CapLine, ...]
    may_make: bool
    may_approve: bool
    may_submit: bool

    @property
    def count(self) -> int:
        return sum(total.count for total in self.totals)

    @property
    def eligible_ore(self) -> int:
        return sum(total.eligible_ore for total in self.totals)

    @property
    def before_ore(self) -> int:
        return sum(total.refund_ore for total in self.totals)

    @property
    def reduction_ore(self) -> int:
        return sum(cap.reduction_ore for cap in self.caps)

    @property
    def refund_ore(self) -> int:
        return self.before_ore - self.reduction_ore


async def list_claims(desk: Desk) -> list[tuple[Claim, int]]:
    """Every claim with its refund after the cap in øre, the newest first."""
    require_permission(desk.actor, "claims:read")
    return await desk.claims.listed()


async def read_claim(desk: Desk, *, number: str) -> ClaimDetails:
    """NotFound when there is none."""
    require_permission(desk.actor, "claims:read")
    return await details_of(desk, await desk.claims.find(number))


async def details_of(desk: Desk, claim: Claim) -> ClaimDetails:
    """The same for a claim in hand, whoever asks."""
    deadline = deadlines_from(desk.reference.settings).of(claim.period)
    done = local_date(claim.submitted_at or desk.now)
    return ClaimDetails(
        claim=claim,
        deadline=deadline,
        is_late=done > deadline,
        totals=tuple(await desk.claims.totals_of(claim.id)),
        held=_sums(await desk.claims.held_of(claim.id)),
        caps=tuple(await desk.claims.caps_of(claim.id)),
        may_make=may(desk.actor, "claims:make") and claim.state == "draft",
        may_approve=may(desk.actor, "claims:approve") and claim.state != "submitted",
        may_submit=may(desk.actor, "claims:make") and claim.state == "approved",
    )


def _sums(held: Sequence[Held]) -> tuple[HeldSum, ...]:
    """By reason, in the order in which the reasons are asked."""
    by_reason = {why: [one for one in held if one.why == why] for why in HELD}
    return tuple(
        HeldSum(why, len(some), sum(one.net_ore for one in some), sum(one.refund_ore for one in some))
        for why, some in by_reason.items()
        if some
    )


async def line_rows(desk: Desk, *, number: str, kind: str = "") -> list[LineRow]:
    require_permission(desk.actor, "claims:read")
    claim = await desk.claims.find(number)
    return await read_lines(desk.connection, claim.id, kind=kind)


async def held_rows(desk: Desk, *, number: str, why: str = "") -> list[HeldRow]:
    require_permission(desk.actor, "claims:read")
    claim = await desk.claims.find(number)
    return await read_held(desk.connection, claim.id, why=why)


async def trail(desk: Desk, claim: Claim) -> list[Entry]:
    """What happened to the claim and its packs, the oldest first."""
    require_permission(desk.actor, "claims:read")
    return await desk.histories.of(claim.id)


def working_year(desk: Desk) -> int:
    return local_date(desk.now).year
