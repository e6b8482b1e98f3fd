"""Conflicts of interest (inhabilitet): whom an interpreter must not meet, kept by the office."""

from datetime import date
from uuid import UUID

from booking.domain.errors import Conflict as Refused
from booking.domain.errors import Invalid, NotFound
from booking.domain.interpreters import Conflict
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.privacy import has_cpr, mask_cpr
from booking.domain.texts import Text
from booking.persistence.conflicts import KeptAway, Standing
from booking.persistence.ids import new_id
from booking.services.desk import Desk

LONGEST = 200


async def conflicts_of(desk: Desk, *, interpreter_id: UUID) -> list[Standing]:
    """For the office alone: a citizen and a language tell much; each with the jobs ahead that stand against it."""
    require_permission(desk.actor, "interpreters:write")
    await desk.interpreters.get(interpreter_id)
    return await desk.conflicts.of(interpreter_id)


async def add_conflict(
    desk: Desk,
    *,
    interpreter_id: UUID,
    citizen_ref: str = "",
    unit_id: UUID | None = None,
    reason: str = "",
    until: date | None = None,
) -> Standing:
    """From now on the interpreter is not asked for jobs with that citizen, or of that unit, up to the last day.

    Jobs they have stay theirs until the office finds somebody else. Raises Invalid unless it is just one of the two,
    for a CPR number, and for a day that is over; Conflict when it holds already. One that is over is replaced.
    """
    known = await conflicts_of(desk, interpreter_id=interpreter_id)
    citizen_ref, reason = citizen_ref.strip(), mask_cpr(reason.strip())
    _check(desk, citizen_ref, unit_id, reason, until)
    for one in known:
        if (one.conflict.citizen_ref, one.conflict.unit_id) == (citizen_ref or None, unit_id):
            if one.conflict.holds(local_date(desk.now)):
                raise Refused(Text("Det er skrevet i forvejen.", "It is written down already."), field="citizen_ref")
            await desk.conflicts.remove(one.conflict)
    return await _put_down(desk, Conflict(new_id(), interpreter_id, unit_id, citizen_ref or None, reason, until))


def _check(desk: Desk, citizen_ref: str, unit_id: UUID | None, reason: str, until: date | None) -> None:
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
    if until is not None and until < local_date(desk.now):
        raise Invalid(
            Text("Vælg en dag fra i dag af, eller lad feltet stå tomt.", "Choose a day from today on, or none."),
            field="until",
        )


async def _put_down(desk: Desk, conflict: Conflict) -> Standing:
    await desk.conflicts.add(conflict)
    desk.events.add("board")
    return next(one for one in await desk.conflicts.of(conflict.interpreter_id) if one.conflict.id == conflict.id)


async def kept_away(desk: Desk, *, unit_id: UUID | None, citizen_ref: str) -> list[KeptAway]:
    """Who is kept away from a unit or from a citizen, for the office alone; those that are over too."""
    require_permission(desk.actor, "interpreters:write")
    return await desk.conflicts.around(unit_id=unit_id, citizen_ref=citizen_ref)


async def restore_conflict(desk: Desk, *, interpreter_id: UUID, conflict_id: UUID) -> None:
    """As it was before it was removed, as the log tells; NotFound when it never was. Pressed twice it is there once."""
    if any(one.conflict.id == conflict_id for one in await conflicts_of(desk, interpreter_id=interpreter_id)):
        return
    entries = await desk.histories.of(interpreter_id)
    said = [one.changes for one in entries if one.action == "conflict removed"]
    was = next((one for one in reversed(said) if one.get("id", ("", None))[0] == str(conflict_id)), None)
    if was is None:
        raise NotFound(Text("Den inhabilitet findes ikke.", "There is no such conflict of interest."))
    unit, until = was.get("unit_id", (None, None))[0], was.get("until", (None, None))[0]
    citizen, reason = was.get("citizen_ref", (None, None))[0], was.get("reason", ("", None))[0]
    conflict = Conflict(
        conflict_id,
        interpreter_id,
        UUID(str(unit)) if unit else None,
        str(citizen) if citizen else None,
        str(reason or ""),
        date.fromisoformat(str(until)) if until else None,
    )
    await _put_down(desk, conflict)


async def remove_conflict(desk: Desk, *, interpreter_id: UUID, conflict_id: UUID) -> None:
    """Pressed twice it is gone all the same."""
    for one in await conflicts_of(desk, interpreter_id=interpreter_id):
        if one.conflict.id == conflict_id:
            await desk.conflicts.remove(one.conflict)
            desk.events.add("board")
