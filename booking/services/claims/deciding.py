"""Deciding: a draft approved by somebody else, sent back, or submitted; then it is frozen."""

from dataclasses import replace

from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.persistence.claims import Claim, close_bookings
from booking.services.claims.counting import count
from booking.services.claims.drafting import opened
from booking.services.desk import Desk


async def approve(desk: Desk, *, number: str, version: int | None = None) -> Claim:
    """Somebody who attested none of the lines, and did not make the draft, stands for it.

    Raises Denied to anybody else, and Conflict when the draft no longer says what is true.
    """
    require_permission(desk.actor, "claims:approve")
    claim = await opened(desk, number, version)
    await _check_eyes(desk, claim)
    await _check_true(desk, claim)
    approved = replace(
        claim,
        state="approved",
        approved_at=desk.now,
        approved_by=desk.actor.account_id,
        approved_by_name=desk.actor.name,
    )
    return await desk.claims.save(claim, approved, action="claim approved")


async def _check_eyes(desk: Desk, claim: Claim) -> None:
    own = desk.actor.account_id
    if own is not None and own == claim.made_by:
        raise Denied(
            Text(
                "Du har selv lavet kravet. En anden skal godkende det.",
                "You made the claim. Somebody else approves it.",
            ),
            subject=claim.number,
        )
    attested = await desk.claims.attested_in(claim.id, own) if own is not None else 0
    if attested:
        raise Denied(
            Text(
                f"Du har attesteret {attested} af kravets linjer. En anden skal godkende det.",
                f"You attested {attested} of the claim's lines. Somebody else has to approve it.",
            ),
            subject=claim.number,
        )


async def _check_true(desk: Desk, claim: Claim) -> None:
    """What is known may have changed since the draft was counted; an approver must not stand for what it was."""
    counted = await count(desk, claim.period)
    lines = [
        (line["booking_id"], line["eligible_ore"], line["refund_ore"]) for line in await desk.claims.lines_of(claim.id)
    ]
    now = [(line.booking_id, line.eligible_ore, line.refund_ore) for line in counted.lines]
    if now != lines or list(counted.caps) != await desk.claims.caps_of(claim.id):
        raise Conflict(
            Text(
                "Der er sket noget, siden udkastet blev talt op. Bed økonomi tælle det op igen.",
                "Something has happened since the draft was counted. Ask finance to count it again.",
            ),
            subject=claim.number,
        )


async def send_back(desk: Desk, *, number: str, reason: str, version: int | None = None) -> Claim:
    """An approved claim becomes a draft again; Invalid without a reason."""
    require_permission(desk.actor, "claims:approve")
    reason = mask_cpr(reason.strip())
    if not reason:
        raise Invalid(Text("Skriv, hvad der skal rettes.", "Write what has to be corrected."), field="reason")
    claim = await opened(desk, number, version, state="approved")
    back = replace(claim, state="draft", approved_at=None, approved_by=None, approved_by_name="")
    saved = await desk.claims.save(claim, back, action="claim sent back")
    entry = desk.histories.row("claim", claim.id, "claim sent back because", {"reason": (None, reason)})
    desk.histories.add(entry)
    return saved


async def submit(desk: Desk, *, number: str, auditor: str = "", version: int | None = None) -> Claim:
    """Frozen from now on, with the ledger's end as it is; its bookings are settled and claimed.

    Raises Invalid before the period is over, and for a final statement without the auditor who signed it.
    """
    require_permission(desk.actor, "claims:make")
    claim = await opened(desk, number, version, state="approved")
    period, auditor = claim.period, mask_cpr(" ".join(auditor.split()))
    if local_date(desk.now) <= period.last:
        raise Invalid(
            Text("Perioden er ikke slut endnu.", "The period is not over yet."), field="period", subject=number
        )
    if period.kind == "final" and not auditor:
        raise Invalid(
            Text("Skriv, hvilken revisor der har underskrevet.", "Write which auditor has signed."), field="auditor"
        )
    head = await desk.ledger.head()
    await close_bookings(desk.connection, desk, claim.id, until=period.last)
    submitted = replace(
        claim,
        state="submitted",
        submitted_at=desk.now,
        submitted_by=desk.actor.account_id,
        submitted_by_name=desk.actor.name,
        auditor=auditor,
        head_n=head.n,
        head_hash=head.hash,
    )
    return await desk.claims.save(claim, submitted, action="claim submitted")
