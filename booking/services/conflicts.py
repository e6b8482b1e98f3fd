"""Conflicts of interest (inhabilitet): whom an interpreter must not meet, kept by the office."""

from uuid import UUID

from booking.domain.errors import Conflict as Refused
from booking.domain.errors import Invalid
from booking.domain.interpreters import Conflict
from booking.domain.permissions import require_permission
from booking.domain.privacy import has_cpr, mask_cpr
from booking.domain.texts import Text
from booking.persistence.conflicts import Standing
from booking.persistence.ids import new_id
from booking.services.desk import Desk

LONGEST = 200


async def conflicts_of(desk: Desk, *, interpreter_id: UUID) -> list[Standing]:
    """For the office alone: a citizen and a language tell much; each with the jobs ahead that stand against it."""
    require_permission(desk.actor, "interpreters:write")
    await desk.interpreters.get(interpreter_id)
    return await desk.conflicts.of(interpreter_id)


async def add_conflict(
    desk: Desk, *, interpreter_id: UUID, citizen_ref: str = "", unit_id: UUID | None = None, reason: str = ""
) -> Standing:
    """From now on the interpreter is not asked for jobs with that citizen, or of that unit.

    Jobs they have stay theirs until the office finds somebody else. Raises Invalid unless it is just one of the two,
    and for a CPR number; Conflict when it is known already.
    """
    known = await conflicts_of(desk, interpreter_id=interpreter_id)
    citizen_ref, reason = citizen_ref.strip(), mask_cpr(reason.strip())
    if bool(citizen_ref) == (unit_id is not None):
        raise Invalid(
            Text("Skriv et sagsnummer, eller vælg en enhed.", "Write a case number, or choose a unit."),
            field="citizen_ref",
        )
    if has_cpr(citizen_ref):
        raise Invalid(
            Text("Skriv sagsnummeret, aldrig et CPR-nummer.", "Write the case number, never a CPR number."),
            field="citizen_ref",
        )
    if len(citizen_ref) > LONGEST or len(reason) > LONGEST:
        raise Invalid(Text(f"Skriv højst {LONGEST} tegn.", f"Write {LONGEST} characters at most."), field="reason")
    if any((one.conflict.citizen_ref, one.conflict.unit_id) == (citizen_ref or None, unit_id) for one in known):
        raise Refused(Text("Det er skrevet i forvejen.", "It is written down already."), field="citizen_ref")
    made = Conflict(new_id(), interpreter_id, unit_id, citizen_ref or None, reason)
    await desk.conflicts.add(made)
    desk.events.add("board")
    return next(one for one in await desk.conflicts.of(interpreter_id) if one.conflict.id == made.id)


async def remove_conflict(desk: Desk, *, interpreter_id: UUID, conflict_id: UUID) -> None:
    """Pressed twice it is gone all the same."""
    for one in await conflicts_of(desk, interpreter_id=interpreter_id):
        if one.conflict.id == conflict_id:
            await desk.conflicts.remove(one.conflict)
            desk.events.add("board")
