"""Overruling: another rule than the one that follows, asked for with a reason, approved by somebody else."""

from dataclasses import dataclass

from booking.domain.bookings import Booking
from booking.domain.costs.tariffs import in_force
from booking.domain.errors import Conflict, Invalid
from booking.domain.permissions import require_permission
from booking.domain.privacy import mask_cpr
from booking.domain.refunds.overrules import Overrule, State, ended
from booking.domain.refunds.rules import RefundRule
from booking.domain.texts import Text
from booking.persistence.costs import Refund, Settlement
from booking.persistence.ids import new_id
from booking.services.bookings.reading import find
from booking.services.desk import Desk
from booking.services.refunds.confirming import redecide


async def ask_overrule(desk: Desk, *, number: str, rule_code: str, reason: str) -> Overrule:
    """Until somebody else approves it the rule's own decision holds.

    Raises Invalid without a reason or for a rule that is not in force on the day it was held, Conflict where nothing
    is settled or an overruling stands already.
    """
    booking = await find(desk, number, permission="refunds:decide", lock=True)
    reason = mask_cpr(reason.strip())
    if not reason:
        raise Invalid(Text("Skriv, hvorfor reglen fraviges.", "Write why the rule is overruled."), field="reason")
    settled, decided = await _settled(desk, booking)
    rule = _rule(desk, rule_code, settled)
    if (rule.code, rule.version) == (decided.rule_code, decided.rule_version):
        raise Invalid(Text("Det er den regel, der gælder nu.", "That is the rule that applies now."), field="rule")
    if await desk.refunds.standing(booking.id) is not None:
        raise Conflict(
            Text(f"{number} har allerede en fravigelse.", f"{number} has an overruling already."), subject=number
        )
    made = Overrule(
        id=new_id(),
        booking_id=booking.id,
        rule_code=rule.code,
        rule_version=rule.version,
        instead_of_code=decided.rule_code,
        instead_of_version=decided.rule_version,
        reason=reason,
        asked_by=desk.actor.account_id,
        asked_at=desk.now,
    )
    await desk.refunds.add(made)
    return made


async def _settled(desk: Desk, booking: Booking) -> tuple[Settlement, Refund]:
    settled, decided = await desk.costs.settlement_of(booking.id), await desk.costs.refund_of(booking.id)
    if settled is None or decided is None:
        raise Conflict(
            Text(f"{booking.number} er ikke afregnet endnu.", f"{booking.number} is not settled yet."),
            subject=booking.number,
        )
    return settled, decided


def _rule(desk: Desk, code: str, settled: Settlement) -> RefundRule:
    valid = [one for one in desk.reference.refund_rules if in_force(one, settled.held_on)]
    found = next((one for one in valid if one.code == code), None)
    if found is None:
        names = ", ".join(one.code for one in valid)
        raise Invalid(Text(f"Reglerne på dagen er: {names}.", f"The rules of the day are: {names}."), field="rule")
    return found


async def approve(desk: Desk, *, number: str, note: str = "") -> Refund:
    """The decision by the rule put in place; Denied to the one who asked for it."""
    booking, _ = await _end(desk, number, "approved", note=note)
    made = await redecide(desk, booking, action="refund overruled")
    assert made is not None, "what was asked about is settled"
    return made


async def refuse(desk: Desk, *, number: str, note: str = "") -> Overrule:
    """The rule's own decision goes on to hold."""
    return (await _end(desk, number, "refused", note=note))[1]


async def withdraw_overrule(desk: Desk, *, number: str) -> Overrule:
    """By whoever asked, before it is decided; an approved one is lifted, and the rule's own decision holds again."""
    booking = await find(desk, number, permission="refunds:decide", lock=True)
    standing = await desk.refunds.standing(booking.id)
    lifts = standing is not None and standing.state == "approved"
    booking, after = await _end(desk, number, "lifted" if lifts else "withdrawn", permission="refunds:decide")
    if lifts:
        await redecide(desk, booking, action="refund decided")
    return after


async def _end(
    desk: Desk, number: str, state: State, *, note: str = "", permission: str = "refunds:approve"
) -> tuple[Booking, Overrule]:
    booking = await find(desk, number, permission=permission, lock=True)
    standing = await desk.refunds.standing(booking.id)
    if standing is None:
        raise Conflict(Text(f"{number} har ingen fravigelse.", f"{number} has no overruling."), subject=booking.number)
    after = ended(standing, state, by=desk.actor.account_id, now=desk.now, note=mask_cpr(note.strip()))
    await desk.refunds.save(standing, after)
    return booking, after


@dataclass(frozen=True, slots=True)
class AskedOverrule:
    """An overruling that waits, with the booking and who asked."""

    overrule: Overrule
    booking: Booking
    asked_by: str
    own: bool


async def asked(desk: Desk) -> list[AskedOverrule]:
    """Those that wait for a second person; `own` cannot be decided by the reader."""
    require_permission(desk.actor, "refunds:read")
    found = await desk.refunds.asked()
    bookings = await desk.bookings.by_ids([one.booking_id for one in found])
    names = await desk.accounts.names_of({one.asked_by for one in found})
    return [
        AskedOverrule(
            one,
            bookings[one.booking_id],
            names.get(one.asked_by, "") if one.asked_by else "",
            one.asked_by == desk.actor.account_id,
        )
        for one in found
    ]
