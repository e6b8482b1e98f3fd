"""CPR numbers: entered by requester or office, read by finance alone, and every reading written down."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.citizens import cpr_in, warnings
from booking.domain.errors import Conflict, NotFound
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.citizen_numbers import Sealed, Vault
from booking.persistence.citizens import Reading, Stored
from booking.services.bookings.reading import find
from booking.services.desk import Desk

OFF = Text(
    "CPR-numre kan ikke gemmes: installationen har ingen nøgle til dem (CPR_KEYS).",
    "CPR numbers cannot be kept: the installation has no key for them (CPR_KEYS).",
)
MOST, AT_ONCE = 500, 200
SHOWN = "shown"


def is_on(desk: Desk) -> bool:
    return desk.vault is not None


async def enter(desk: Desk, *, number: str, cpr: str, whole_case: bool = False) -> tuple[Text, ...]:
    """Keeps the citizen's number with the booking, and with the case's other bookings of the unit that have none.

    What comes back are warnings. Invalid, without repeating it, for what cannot be a number; Conflict without a key.
    """
    booking = await find(desk, number, permission="cpr:enter", lock=True)
    vault, bare = _vault(desk), cpr_in(cpr)
    ids = [booking.id]
    if whole_case and booking.citizen_ref:
        ids += [one for one in await desk.citizens.same_case(booking.unit_id, booking.citizen_ref) if one not in ids]
    # In one order for all, so that two who enter the same case's number do not wait for each other.
    await desk.citizens.keep([_sealed(vault, one, bare) for one in sorted(ids)])
    return warnings(bare)


async def remove(desk: Desk, *, number: str) -> None:
    """NotFound when there is none."""
    booking = await find(desk, number, permission="cpr:enter", lock=True)
    if not await desk.citizens.remove(booking.id):
        raise _none(booking)


async def read_cpr(desk: Desk, *, number: str) -> str:
    """The number, to finance, and written down who read it and when; NotFound when there is none."""
    booking = await find(desk, number, permission="cpr:read")
    found = await read_many(desk, [booking.id], purpose=SHOWN)
    if booking.id not in found:
        raise _none(booking)
    return found[booking.id]


async def read_many(desk: Desk, booking_ids: Sequence[UUID], *, purpose: str) -> Mapping[UUID, str]:
    """The numbers of those bookings that have one, each reading written down; Conflict without the key."""
    require_permission(desk.actor, "cpr:read")
    vault, stored = _vault(desk), await desk.citizens.of(booking_ids)
    opened = {one.booking_id: vault.open(one.booking_id, Sealed(one.key_id, one.sealed)) for one in stored}
    await desk.citizens.log_reads(list(opened), purpose=purpose)
    return opened


async def reads(desk: Desk) -> list[Reading]:
    """Who read which number, the newest first."""
    require_permission(desk.actor, "cpr:log")
    return await desk.citizens.reads(limit=MOST)


async def rotate(desk: Desk) -> int:
    """Seals anew, under the first key, a batch of what is sealed under another; how many it were."""
    vault = _vault(desk)
    stored = await desk.citizens.under_other_keys(vault.current, limit=AT_ONCE)
    for one in stored:
        cpr = vault.open(one.booking_id, Sealed(one.key_id, one.sealed))
        await desk.citizens.reseal(_sealed(vault, one.booking_id, cpr))
    return len(stored)


def _sealed(vault: Vault, booking_id: UUID, cpr: str) -> Stored:
    sealed = vault.seal(booking_id, cpr)
    return Stored(booking_id, sealed.key_id, sealed.content)


def _vault(desk: Desk) -> Vault:
    if desk.vault is None:
        raise Conflict(OFF)
    return desk.vault


def _none(booking: Booking) -> NotFound:
    return NotFound(
        Text(f"{booking.number} har intet CPR-nummer.", f"{booking.number} has no CPR number."), subject=booking.number
    )
