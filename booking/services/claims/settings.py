"""What finance enters for the claims: the year's cap, and the days on which they are due."""

from booking.domain.claims import Cap, Deadlines
from booking.domain.claims.periods import check_deadlines, deadlines_from, period_of
from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.office_settings import add_settings, read_settings
from booking.services.desk import Desk

_CAP, _OTHER = "claims.cap.", "claims.cap_other."
MOST_ORE = 10**12


async def caps_in_force(desk: Desk) -> list[Cap]:
    """As they stand in this transaction, by year."""
    found = await read_settings(desk.connection)
    years = sorted(int(key.removeprefix(_CAP)) for key in found if key.startswith(_CAP))
    return [Cap(year, int(found[f"{_CAP}{year}"]), int(found.get(f"{_OTHER}{year}", 0))) for year in years]


async def set_cap(desk: Desk, *, cap: Cap) -> Cap:
    """What was entered before stays in the log; Invalid, naming the field, for an amount that is none."""
    require_permission(desk.actor, "claims:make")
    period_of("final", cap.year)
    for field, ore in (("whole", cap.whole_ore), ("other", cap.other_ore)):
        if not 0 <= ore <= MOST_ORE:
            raise Invalid(Text("Skriv et beløb fra 0.", "Write an amount from 0."), field=field)
    values: dict[str, int | str] = {f"{_CAP}{cap.year}": cap.whole_ore, f"{_OTHER}{cap.year}": cap.other_ore}
    await _set(desk, values)
    return cap


def read_deadlines(desk: Desk) -> Deadlines:
    require_permission(desk.actor, "claims:read")
    return deadlines_from(desk.reference.settings)


async def set_deadlines(desk: Desk, *, deadlines: Deadlines) -> Deadlines:
    """Raises Invalid, naming the field, for a day that no calendar has."""
    require_permission(desk.actor, "claims:make")
    check_deadlines(deadlines)
    await _set(
        desk,
        {
            "claims.quarter_days": deadlines.quarter_days,
            "claims.provisional": deadlines.provisional,
            "claims.final": deadlines.final,
        },
    )
    return deadlines


async def _set(desk: Desk, values: dict[str, int | str]) -> None:
    await add_settings(desk.connection, values, set_by=desk.actor.account_id, name=desk.actor.name, now=desk.now)
