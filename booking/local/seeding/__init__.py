"""The fictional municipality of Fjordby: its people, its past, and a week that is going on."""

import asyncio
from collections.abc import Callable

from booking.domain.errors import Conflict
from booking.domain.texts import Text
from booking.persistence.occupancy import is_occupied
from booking.settings import Settings


def load(
    settings: Settings, say: Callable[[str], None], *, if_empty: bool = False, reference_only: bool = False
) -> None:
    """Seeds the database, all or nothing; Conflict when somebody is there already, unless that is to be left alone.

    An office of one's own takes the reference data only, and may do so again: what it has edited stays.
    """
    if reference_only or not asyncio.run(is_occupied(settings.database_url)):
        # Slow to import, and needed once in the life of an office.
        from booking.local.seeding.filling import fill, fill_reference

        asyncio.run((fill_reference if reference_only else fill)(settings, say))
    elif if_empty:
        say("The municipality is there already.")
    else:
        raise _occupied()


def _occupied() -> Conflict:
    return Conflict(
        Text(
            "Der er allerede folk i databasen. Seed fylder kun en tom; brug --if-empty for at lade den være.",
            "There are people in the database already. Seed fills an empty one only; --if-empty leaves it alone.",
        )
    )
