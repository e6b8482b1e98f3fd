"""The voucher (tolkebilag): everything an auditor asks of one booking, as far as the reader may know it."""

from dataclasses import dataclass, field
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.deviations import Deviation
from booking.domain.disputes import Dispute
from booking.domain.errors import Conflict
from booking.domain.permissions import may
from booking.domain.refunds.overrules import Overrule
from booking.domain.refunds.rules import RefundRule
from booking.domain.texts import Text
from booking.domain.units import Unit
from booking.persistence.attestations import trips_of
from booking.persistence.costs import Refund, Settlement
from booking.persistence.deliveries import Delivery
from booking.services.attestations import deviations_of
from booking.services.bookings.reading import find
from booking.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """`versions` of the report, the oldest first; an interpreter is told neither price nor refund.

    `people` are the names of whoever reported, attested, disputed or decided, by account.
    """

    booking: Booking
    unit: Unit
    interpreter: str
    versions: tuple[Delivery, ...]
    deviations: tuple[Deviation, ...]
    disputes: tuple[Dispute, ...]
    settlement: Settlement | None = None
    refund: Refund | None = None
    rule: RefundRule | None = None
    overrules: tuple[Overrule, ...] = ()
    people: dict[UUID, str] = field(default_factory=dict)

    @property
    def delivery(self) -> Delivery:
        return self.versions[-1]

    def who(self, account_id: UUID | None) -> str:
        """Their name; empty for the system."""
        return self.people.get(account_id, "") if account_id is not None else ""


async def voucher(desk: Desk, number: str) -> Voucher:
    """Raises Conflict as long as nothing is reported, NotFound to outsiders."""
    booking = await find(desk, number, permission="vouchers:read")
    versions = await desk.deliveries.versions_of(booking.id)
    if not versions:
        raise Conflict(
            Text(f"{number} er ikke meldt udført, så der er intet bilag.", f"{number} is not reported yet."),
            subject=booking.number,
        )
    current, knows = versions[-1], may(desk.actor, "bookings:costs")
    who = await desk.interpreters.get(current.interpreter_id) if current.interpreter_id is not None else None
    trips, disputes = await trips_of(desk.connection, [booking.id]), await desk.disputes.of(booking.id)
    settled, refund = await desk.costs.settlement_of(booking.id), await desk.costs.refund_of(booking.id)
    overrules = await desk.refunds.of(booking.id)
    return Voucher(
        booking=booking,
        unit=desk.reference.units[booking.unit_id],
        interpreter=who.name if who is not None else "",
        versions=tuple(versions),
        deviations=deviations_of(booking, current, trips.get(booking.id, (0, 0.0))),
        disputes=tuple(disputes),
        settlement=settled if knows else None,
        refund=refund if knows else None,
        rule=_rule(desk, refund) if knows and refund is not None else None,
        overrules=tuple(overrules) if knows else (),
        people=await desk.accounts.names_of(_people(booking, versions, disputes, overrules, settled, refund)),
    )


def _rule(desk: Desk, refund: Refund) -> RefundRule | None:
    wanted = (refund.rule_code, refund.rule_version)
    return next((one for one in desk.reference.refund_rules if (one.code, one.version) == wanted), None)


def _people(
    booking: Booking,
    versions: list[Delivery],
    disputes: list[Dispute],
    overrules: list[Overrule],
    settled: Settlement | None,
    refund: Refund | None,
) -> set[UUID | None]:
    found = {booking.requester_id, booking.attested_by, *(one.reported_by for one in versions)}
    found |= {who for one in disputes for who in (one.raised_by, one.answered_by, one.ended_by)}
    found |= {who for one in overrules for who in (one.asked_by, one.ended_by)}
    return found | {one.decided_by for one in (settled, refund) if one is not None}
