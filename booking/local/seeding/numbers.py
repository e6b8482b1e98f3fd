"""CPR numbers of Fjordby: days that no calendar has, so that they can be nobody's."""

from random import Random
from uuid import UUID

from booking.domain.periods import day_bounds, local_date
from booking.gateways.citizen_numbers import Vault
from booking.persistence.citizens import Stored
from booking.services.desk import Desk

GIVEN = 0.9


async def write_numbers(desk: Desk) -> int:
    """For most of what could be claimed of this year; none where the installation has no key."""
    if desk.vault is None:
        return 0
    rng = Random(3102)  # noqa: S311  dice for a story, and of its own: the week goes on as it did
    this_year = day_bounds(local_date(desk.now).replace(month=1, day=1)).starts_at
    ids = await desk.citizens.attested_with_measure(since=this_year)
    stored = [_sealed(desk.vault, one, rng) for one in ids if rng.random() < GIVEN]
    await desk.citizens.keep(stored)
    return len(stored)


def _sealed(vault: Vault, booking_id: UUID, rng: Random) -> Stored:
    """The thirty-first of February."""
    sealed = vault.seal(booking_id, f"3102{rng.randrange(50, 100)}{rng.randrange(10_000):04}")
    return Stored(booking_id, sealed.key_id, sealed.content)
