"""The pack with the citizens' numbers beside it: read when it is taken, by finance, and each reading written down."""

from uuid import UUID

from booking.domain.citizens import shown
from booking.domain.permissions import require_permission
from booking.gateways.evidence import PackFile, beside
from booking.gateways.sheets import csv_sheet
from booking.persistence.claims.listing import line_bookings
from booking.services.citizens import read_many
from booking.services.claims.evidence.asking import list_packs, no_pack, read_pack, take_pack
from booking.services.desk import Desk

NUMBERS, PURPOSE = "cpr.csv", "evidence"


async def take_with_numbers(desk: Desk, *, pack_id: UUID) -> tuple[str, bytes]:
    """The zip that is kept, with one sheet more, which is kept nowhere: the number of each claimed booking.

    Denied to whoever may not read the numbers, Conflict while it is built or without the key.
    """
    require_permission(desk.actor, "cpr:read")
    pack = await read_pack(desk, pack_id=pack_id)
    name, content = await take_pack(desk, pack_id=pack_id)
    ids = await line_bookings(desk.connection, pack.claim_id)
    found = await read_many(desk, list(ids.values()), purpose=PURPOSE)
    rows = [(number, shown(found[one]) if one in found else "") for number, one in sorted(ids.items())]
    sheet = PackFile(NUMBERS, csv_sheet([("Bestilling", "CPR-nummer"), *rows]))
    return name.replace("-revision", "-revision-cpr"), beside(content, sheet, at=desk.now)


async def take_newest_with_numbers(desk: Desk, *, number: str) -> tuple[str, bytes]:
    """The newest pack that is ready, in the same way; NotFound when there is none."""
    require_permission(desk.actor, "cpr:read")
    ready = next((pack for pack in await list_packs(desk, number=number) if pack.state == "ready"), None)
    if ready is None:
        raise no_pack(number)
    return await take_with_numbers(desk, pack_id=ready.id)
