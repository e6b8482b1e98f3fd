"""The claim's statement, in the words and figures of its document."""

from booking.domain.claims import HELD, LINE_KINDS, STATES
from booking.domain.money import kroner_da
from booking.domain.periods import local
from booking.persistence.claims import Claim
from booking.services.claims.reading import ClaimDetails, details_of
from booking.services.desk import Desk


async def statement(desk: Desk, claim: Claim) -> dict[str, object]:
    """What `opgoerelse.typ` sets: title, introduction, tables and signatures."""
    details = await details_of(desk, claim)
    period = claim.period
    return {
        "title": f"Refusionskrav {claim.number}",
        "municipality": desk.identity.municipality,
        "intro": [
            f"{desk.identity.municipality}, {period.title.da}: {period.first:%d.%m.%Y}–{period.last:%d.%m.%Y}",
            f"Tilstand: {STATES[claim.state].da}. Frist: {details.deadline:%d.%m.%Y}.",
            f"Linjer: {details.count}. Refusion efter loft: {kroner_da(details.refund_ore)} kr.",
        ],
        "sections": [_totals(details), _caps(details), *_held(details)],
        "signatures": list(_signatures(claim)),
    }


def _totals(details: ClaimDetails) -> dict[str, object]:
    rows = [
        [
            f"{LINE_KINDS[one.kind].da}: {one.rule_code} v{one.rule_version}",
            f"{one.percent} %",
            str(one.count),
            kroner_da(one.eligible_ore),
            kroner_da(one.refund_ore),
        ]
        for one in details.totals
    ]
    whole = ["I alt", "", str(details.count), kroner_da(details.eligible_ore), kroner_da(details.before_ore)]
    headings = ["Regel", "Procent", "Linjer", "Berettiget, kr.", "Refusion, kr."]
    return {"title": "Det, der hjemtages", "headings": headings, "rows": [*rows, whole]}


def _caps(details: ClaimDetails) -> dict[str, object]:
    rows = [
        [
            f"Rådighedsbeløb {cap.year}",
            kroner_da(cap.room_ore) if cap.room_ore is not None else "ikke indtastet",
            kroner_da(cap.total_ore),
            kroner_da(-cap.reduction_ore),
        ]
        for cap in details.caps
    ]
    whole = ["Refusion efter loft", "", "", kroner_da(details.refund_ore)]
    headings = ["Loft", "Plads, kr.", "Under loftet i alt, kr.", "Loftet tager, kr."]
    return {"title": "Rådighedsbeløbet", "headings": headings, "rows": [*rows, whole]}


def _held(details: ClaimDetails) -> list[dict[str, object]]:
    rows = [
        [HELD[one.why].da, str(one.count), kroner_da(one.net_ore), kroner_da(one.refund_ore)] for one in details.held
    ]
    headings = ["Årsag", "Bestillinger", "Udgift, kr.", "Refusion, kr."]
    return [{"title": "Det, der holdes tilbage", "headings": headings, "rows": rows}] if rows else []


def _signatures(claim: Claim) -> list[str]:
    steps = (
        ("Udarbejdet", claim.made_by_name, claim.made_at),
        ("Godkendt", claim.approved_by_name, claim.approved_at),
        ("Indsendt", claim.submitted_by_name, claim.submitted_at),
    )
    lines = [f"{what} {local(at):%d.%m.%Y kl. %H.%M} af {name or 'systemet'}" for what, name, at in steps if at]
    auditor = [f"Revisor: {claim.auditor}"] if claim.auditor else []
    head = [f"Regnskabsbogen: {claim.head_n} posteringer, {claim.head_hash.hex()}"] if claim.head_hash else []
    return [*lines, *auditor, *head]
