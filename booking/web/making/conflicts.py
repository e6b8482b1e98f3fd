"""The boxes of whom an interpreter must not meet, and of who is kept away from a case or a unit."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.interpreters import Conflict, Interpreter
from booking.domain.periods import local_date
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.domain.units import Unit
from booking.persistence.conflicts import KeptAway, Standing
from booking.services.conflicts import conflicts_of, kept_away
from booking.services.desk import Desk
from booking.web.making.orders import units_of
from booking.web.views.conflicts import NO_CONFLICTS, NOBODY_AWAY, AwayBox, AwayFromRow, ConflictBox, ConflictRow
from booking.web.views.orders import Option

THIS_CASE, THIS_UNIT = Text("Sagen", "The case"), Text("Hele enheden", "The whole unit")


async def conflict_box(desk: Desk, interpreter_id: UUID) -> ConflictBox:
    """Nothing for those who may not know."""
    if not may(desk.actor, "interpreters:write"):
        return NO_CONFLICTS
    found = await conflicts_of(desk, interpreter_id=interpreter_id)
    units = tuple(Option(unit.code, unit.name) for unit in units_of(desk))
    return ConflictBox(tuple(_row(desk, one) for one in found), units, shown=True)


def _row(desk: Desk, one: Standing) -> ConflictRow:
    known = one.conflict
    who = Text(f"Sag {known.citizen_ref}", f"Case {known.citizen_ref}")
    if known.unit_id is not None:
        unit = desk.reference.units[known.unit_id].name
        who = Text(f"Enhed: {unit}", f"Unit: {unit}")
    return ConflictRow(known.id, who, known.reason, one.jobs, known.until, not known.holds(local_date(desk.now)))


async def case_box(
    desk: Desk, booking: Booking, people: Iterable[Option], typed: Mapping[str, str], error: Text | None
) -> AwayBox:
    """Of the booking's citizen and of its unit."""
    if not may(desk.actor, "interpreters:write"):
        return NOBODY_AWAY
    here = f"/bestillinger/{booking.number}"
    return AwayBox(
        action=f"{here}/hold-fra",
        back=f"{here}/kandidater",
        unit=desk.reference.units[booking.unit_id].name,
        case=booking.citizen_ref,
        rows=await _away(desk, booking.unit_id, booking.citizen_ref),
        people=tuple(people),
        typed=typed,
        error=error,
        shown=True,
    )


async def unit_box(desk: Desk, unit: Unit, typed: Mapping[str, str], error: Text | None) -> AwayBox:
    """Of the unit alone; anybody of the register may be kept away."""
    if not may(desk.actor, "interpreters:write"):
        return NOBODY_AWAY
    here = f"/enheder/{unit.code}"
    people = await desk.interpreters.listed()
    return AwayBox(
        action=f"{here}/hold-fra",
        back=here,
        unit=unit.name,
        rows=await _away(desk, unit.id, ""),
        people=tuple(_option(one) for one in people if one.active),
        typed=typed,
        error=error,
        shown=True,
    )


def _option(one: Interpreter) -> Option:
    return Option(str(one.id), one.name)


async def _away(desk: Desk, unit_id: UUID, citizen_ref: str) -> tuple[AwayFromRow, ...]:
    found = await kept_away(desk, unit_id=unit_id, citizen_ref=citizen_ref)
    return tuple(_away_row(desk, one) for one in found)


def _away_row(desk: Desk, one: KeptAway) -> AwayFromRow:
    known: Conflict = one.conflict
    return AwayFromRow(
        known.id,
        known.interpreter_id,
        one.name,
        THIS_UNIT if known.unit_id is not None else THIS_CASE,
        known.reason,
        known.until,
        not known.holds(local_date(desk.now)),
    )
