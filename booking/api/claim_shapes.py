"""From claims and the economy to what the API says of them."""

from litestar import Response

from booking.domain.claims import HELD, CapLine
from booking.domain.money import kroner
from booking.domain.texts import Tongue
from booking.persistence.claims import Claim, Total
from booking.persistence.claims.listing import HeldRow, LineRow
from booking.persistence.claims.packs import Pack
from booking.services.claims import ClaimDetails
from booking.services.claims.reading import HeldSum
from booking.services.desk import Desk
from schemas import claims as io


def head(claim: Claim, refund_ore: int) -> io.ClaimHead:
    period = claim.period
    return io.ClaimHead(
        number=claim.number,
        kind=claim.kind,
        year=claim.year,
        quarter=claim.quarter,
        state=claim.state,
        version=claim.version,
        first=period.first,
        last=period.last,
        refund=kroner(refund_ore),
        made_at=claim.made_at,
        made_by=claim.made_by_name,
        approved_at=claim.approved_at,
        approved_by=claim.approved_by_name,
        submitted_at=claim.submitted_at,
        submitted_by=claim.submitted_by_name,
        auditor=claim.auditor,
    )


def details(found: ClaimDetails, tongue: Tongue) -> io.ClaimOut:
    claim = found.claim
    ledger = io.LedgerHead(claim.head_n or 0, claim.head_hash.hex()) if claim.head_hash is not None else None
    return io.ClaimOut(
        claim=head(claim, found.refund_ore),
        deadline=found.deadline,
        is_late=found.is_late,
        lines=found.count,
        eligible=kroner(found.eligible_ore),
        before_cap=kroner(found.before_ore),
        reduction=kroner(found.reduction_ore),
        refund=kroner(found.refund_ore),
        totals=[_total(one) for one in found.totals],
        held=[_held(one, tongue) for one in found.held],
        caps=[_cap(one) for one in found.caps],
        ledger=ledger,
    )


def _total(one: Total) -> io.ClaimTotal:
    return io.ClaimTotal(
        kind=one.kind,
        rule=one.rule_code,
        rule_version=one.rule_version,
        percent=one.percent,
        count=one.count,
        eligible=kroner(one.eligible_ore),
        refund=kroner(one.refund_ore),
    )


def _held(one: HeldSum, tongue: Tongue) -> io.HeldTotal:
    return io.HeldTotal(
        reason=one.why,
        text=HELD[one.why].in_(tongue),
        count=one.count,
        cost=kroner(one.net_ore),
        refund=kroner(one.refund_ore),
    )


def _cap(one: CapLine) -> io.CapTotal:
    return io.CapTotal(
        year=one.year,
        room=kroner(one.room_ore) if one.room_ore is not None else None,
        refund=kroner(one.refund_ore),
        total=kroner(one.total_ore),
        reduction=kroner(one.reduction_ore),
    )


def line(desk: Desk, row: LineRow) -> io.ClaimLineOut:
    return io.ClaimLineOut(
        n=row.n,
        booking=row.number,
        kind=row.kind,
        held_on=row.held_on,
        unit=desk.reference.units[row.unit_id].code,
        rule=row.rule_code,
        rule_version=row.rule_version,
        percent=row.percent,
        eligible=kroner(row.eligible_ore),
        refund=kroner(row.refund_ore),
    )


def held(desk: Desk, row: HeldRow, tongue: Tongue) -> io.HeldOut:
    return io.HeldOut(
        booking=row.number,
        reason=row.why,
        text=HELD[row.why].in_(tongue),
        held_on=row.held_on,
        unit=desk.reference.units[row.unit_id].code,
        cost=kroner(row.net_ore),
        refund=kroner(row.refund_ore),
    )


def pack(one: Pack) -> io.PackOut:
    return io.PackOut(
        id=one.id,
        state=one.state,
        seed=one.seed,
        sample=one.sample,
        done=one.done,
        whole=one.whole,
        made_at=one.made_at,
        made_by=one.made_by_name,
        finished_at=one.finished_at,
        size=one.size,
        manifest_sha256=one.sha256,
    )


def download(name: str, content: bytes, *, media_type: str = "application/zip") -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
