"""The box of whom an interpreter must not meet."""

from uuid import UUID

from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.persistence.conflicts import Standing
from booking.services.conflicts import conflicts_of
from booking.services.desk import Desk
from booking.web.making.orders import units_of
from booking.web.views.conflicts import NO_CONFLICTS, ConflictBox, ConflictRow
from booking.web.views.orders import Option


async def conflict_box(desk: Desk, interpreter_id: UUID) -> ConflictBox:
    """Nothing for those who may not know."""
    if not may(desk.actor, "interpreters:write"):
        return NO_CONFLICTS
    found = await conflicts_of(desk, interpreter_id=interpreter_id)
    units = tuple(Option(unit.code, unit.name) for unit in units_of(desk))
    return ConflictBox(tuple(_row(desk, one) for one in found), units, shown=True)


def _row(desk: Desk, one: Standing) -> ConflictRow:
    known = one.conflict
    if known.unit_id is not None:
        unit = desk.reference.units[known.unit_id].name
        return ConflictRow(known.id, Text(f"Enhed: {unit}", f"Unit: {unit}"), known.reason, one.jobs)
    return ConflictRow(known.id, Text(f"Sag {known.citizen_ref}", f"Case {known.citizen_ref}"), known.reason, one.jobs)
