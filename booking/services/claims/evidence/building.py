"""Building a pack, one step a promise: the sheets and the statement, some hundred vouchers at a time, the zip."""

import asyncio
from uuid import UUID

from booking.domain.claims.sampling import drawn
from booking.gateways.evidence import PackFile, packed
from booking.gateways.evidence.verify import CHAINED, LEDGER
from booking.gateways.pdf import pdf
from booking.persistence.claims import Claim
from booking.persistence.claims.listing import line_numbers, line_rows
from booking.persistence.claims.packs import Pack
from booking.services.claims.evidence.asking import BUILD
from booking.services.claims.evidence.sheets import sheets_of
from booking.services.claims.evidence.statement import statement
from booking.services.claims.evidence.vouchers import voucher_page
from booking.services.desk import Desk

# One document of so many takes a worker about a second: short enough for the promise's lease, few enough files.
A_FILE = 500


async def build_step(desk: Desk, pack_id: UUID) -> None:
    """The next step of the pack, and the promise of the one after; called again when it is ready it does nothing."""
    pack = await desk.packs.find(pack_id, lock=True)
    if pack.state == "ready":
        return
    claim = await desk.claims.by_id(pack.claim_id)
    parts = _parts(await line_numbers(desk.connection, claim.id))
    whole = len(parts) + 2
    if pack.done == 0:
        await _sheets(desk, pack, claim)
    elif pack.done <= len(parts):
        await _vouchers(desk, pack, claim, pack.done, parts[pack.done - 1])
    else:
        await _finish(desk, pack, claim)
        return
    await desk.packs.went_on(pack, done=pack.done + 1, whole=whole)
    await desk.outbox.promise(BUILD, pack.id, now=desk.now)


def _parts(numbers: list[str]) -> list[list[str]]:
    return [numbers[start : start + A_FILE] for start in range(0, len(numbers), A_FILE)]


async def _sheets(desk: Desk, pack: Pack, claim: Claim) -> None:
    lines = await line_rows(desk.connection, claim.id)
    sample = drawn((line.number for line in lines), seed=pack.seed, many=pack.sample)
    async for name, content in sheets_of(desk, claim, lines, sample):
        await desk.packs.put(pack.id, name, content)
    said = await statement(desk, claim)
    document = await asyncio.to_thread(pdf, "opgoerelse", said, at=pack.made_at)
    await desk.packs.put(pack.id, "opgoerelse.pdf", document)


async def _vouchers(desk: Desk, pack: Pack, claim: Claim, part: int, numbers: list[str]) -> None:
    """Typst works beside the event loop: a worker must go on sending mail."""
    known_at = claim.submitted_at or desk.now
    found = await desk.packs.vouchers(numbers, known_at=known_at)
    page = voucher_page(desk, claim, part, found)
    document = await asyncio.to_thread(pdf, "bilag", page, at=pack.made_at)
    await desk.packs.put(pack.id, f"bilag-{part:03}.pdf", document)


async def _finish(desk: Desk, pack: Pack, claim: Claim) -> None:
    kept = await desk.packs.files(pack.id)
    about = {
        "format": 1,
        "claim": claim.number,
        "state": claim.state,
        "made_at": pack.made_at.isoformat(),
        "seed": pack.seed,
        "sample": pack.sample,
        "ledger": _end_of(dict(kept)[LEDGER]),
    }
    files = [PackFile(name, content) for name, content in kept]
    content, digest_of_manifest = await asyncio.to_thread(packed, files, about, at=pack.made_at)
    await desk.packs.finish(pack, content, sha256=digest_of_manifest, at=desk.now)


def _end_of(ledger: bytes) -> dict[str, object]:
    """Where the sheet ends that was written some steps ago: of a draft the ledger itself has gone on meanwhile."""
    *_, last = (line.split(";") for line in ledger.decode("utf-8-sig").splitlines())
    n = int(last[0]) if last[0].isdecimal() else 0
    return {"n": n, "hash": last[CHAINED] if n else bytes(32).hex()}
