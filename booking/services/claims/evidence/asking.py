"""Asking for a pack of a claim, following it, and taking it; whoever takes it is written down."""

from uuid import UUID

from booking.domain.errors import Conflict, Invalid, NotFound
from booking.domain.permissions import require_permission
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.persistence.claims.packs import Pack
from booking.persistence.ids import new_id
from booking.services.desk import Desk

BUILD = "evidence"
LONGEST_SEED, MOST_SAMPLED = 40, 500


async def ask_for_pack(desk: Desk, *, number: str, seed: str = "", sample: int = 25) -> Pack:
    """A pack that a worker builds; the seed draws the sample, and is the claim's own number when none is given."""
    require_permission(desk.actor, "claims:evidence")
    claim = await desk.claims.find(number)
    seed = mask_cpr(" ".join(seed.split())) or claim.number
    if len(seed) > LONGEST_SEED:
        raise Invalid(Text("Skriv højst 40 tegn.", "Write 40 characters at most."), field="seed")
    if not 0 <= sample <= MOST_SAMPLED:
        raise Invalid(Text("Skriv fra 0 til 500 bilag.", "Write from 0 to 500 vouchers."), field="sample")
    pack = Pack(
        id=new_id(),
        claim_id=claim.id,
        state="asked",
        seed=seed,
        sample=sample,
        made_at=desk.now,
        made_by=desk.actor.account_id,
        made_by_name=desk.actor.name,
    )
    await desk.packs.add(pack)
    await desk.outbox.promise(BUILD, pack.id, now=desk.now)
    return pack


async def list_packs(desk: Desk, *, number: str) -> list[Pack]:
    require_permission(desk.actor, "claims:read")
    return await desk.packs.of_claim((await desk.claims.find(number)).id)


async def read_pack(desk: Desk, *, pack_id: UUID) -> Pack:
    """How far it is; NotFound when there is none."""
    require_permission(desk.actor, "claims:evidence")
    return await desk.packs.find(pack_id)


async def take_pack(desk: Desk, *, pack_id: UUID) -> tuple[str, bytes]:
    """The zip and its file name; Conflict while it is being built."""
    pack = await read_pack(desk, pack_id=pack_id)
    if pack.state != "ready":
        raise Conflict(
            Text("Pakken er ikke færdig endnu. Vent lidt.", "The pack is not ready yet. Wait a little."),
            subject=str(pack_id),
        )
    claim = await desk.claims.by_id(pack.claim_id)
    entry = {"pack": (None, str(pack.id))}
    desk.histories.add(desk.histories.row("claim", claim.id, "evidence taken", entry))
    return f"{claim.number}-revision.zip", await desk.packs.content(pack)


async def take_newest(desk: Desk, *, number: str) -> tuple[str, bytes]:
    """The newest pack that is ready, in the same way; NotFound when there is none."""
    ready = [pack for pack in await list_packs(desk, number=number) if pack.state == "ready"]
    if not ready:
        raise no_pack(number)
    return await take_pack(desk, pack_id=ready[0].id)


def no_pack(number: str) -> NotFound:
    return NotFound(
        Text(f"{number} har ingen færdig revisionspakke.", f"{number} has no pack that is ready."), subject=number
    )
