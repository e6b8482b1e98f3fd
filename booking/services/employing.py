"""Changing what the register says of an interpreter, and ending or resuming their work for the office."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from booking.domain.accounts import Role
from booking.domain.errors import Conflict
from booking.domain.interpreters import Interpreter
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.administration import end_links, end_sessions
from booking.services.desk import Desk
from booking.services.interpreters import check_interpreter, check_priced
from booking.services.stamps import check_stamp

NAMED = 3


async def change_interpreter(
    desk: Desk, *, interpreter_id: UUID, after: Interpreter, stamp: str | None = None
) -> Interpreter:
    """Everything but the address, which takes the calendars along (`services.subscribing`), and who they are.

    A language that is kept at its level keeps its days. Raises Invalid for what cannot be, as for a new one, and
    Conflict (field "If-Match") when the interpreter no longer has that stamp.
    """
    require_permission(desk.actor, "interpreters:write")
    await desk.assignments.lock_interpreter(interpreter_id)
    before = await desk.interpreters.get(interpreter_id)
    check_stamp(face_of(before), stamp, name=before.name, code=str(interpreter_id))
    known = {(skill.language, skill.level): skill for skill in before.skills}
    skills = tuple(
        known.get((skill.language, skill.level), replace(skill, valid_from=local_date(desk.now)))
        for skill in after.skills
    )
    kept = replace(
        after,
        id=before.id,
        email=before.email,
        active=before.active,
        ready_until=before.ready_until,
        supplier_id=before.supplier_id,
        skills=skills,
    )
    check_interpreter(kept, desk)
    check_priced(kept, desk)
    await desk.interpreters.replace(before, kept)
    desk.events.add("board")
    return kept


async def amend_interpreter(
    desk: Desk, *, interpreter_id: UUID, changes: Mapping[str, Any], stamp: str | None = None
) -> Interpreter:
    """As `change_interpreter`, with only the fields of `changes` different."""
    require_permission(desk.actor, "interpreters:write")
    await desk.assignments.lock_interpreter(interpreter_id)
    before = await desk.interpreters.get(interpreter_id)
    return await change_interpreter(desk, interpreter_id=interpreter_id, after=replace(before, **changes), stamp=stamp)


def face_of(one: Interpreter) -> Interpreter:
    """What is changed here, always in the same order; that they can be rung just now is their own."""
    skills = sorted(one.skills, key=lambda skill: (skill.language, skill.level, skill.valid_from))
    hours = sorted(one.hours, key=lambda part: (part.weekday, part.starts))
    return replace(one, skills=tuple(skills), hours=tuple(hours), ready_until=None)


async def end_interpreter(desk: Desk, *, interpreter_id: UUID) -> Interpreter:
    """Nobody asks them from now on, and their login is closed; what they did stays.

    Conflict while they have jobs ahead or open offers.
    """
    require_permission(desk.actor, "interpreters:write")
    await desk.assignments.lock_interpreter(interpreter_id)
    before = await desk.interpreters.get(interpreter_id)
    ahead = await desk.assignments.numbers_ahead(interpreter_id, now=desk.now)
    if ahead:
        named = ", ".join(ahead[:NAMED]) + (" …" if len(ahead) > NAMED else "")
        raise Conflict(
            Text(
                f"{before.name} har stadig {named}. Giv opgaverne til andre, og prøv igen.",
                f"{before.name} still has {named}. Give the jobs to others, and try again.",
            ),
            subject=str(interpreter_id),
        )
    return await _set_active(desk, before, active=False)


async def resume_interpreter(desk: Desk, *, interpreter_id: UUID) -> Interpreter:
    """They are asked again, and can log in."""
    require_permission(desk.actor, "interpreters:write")
    return await _set_active(desk, await desk.interpreters.get(interpreter_id), active=True)


async def _set_active(desk: Desk, before: Interpreter, *, active: bool) -> Interpreter:
    after = replace(before, active=active)
    await desk.interpreters.replace(before, after)
    await _set_login(desk, before.id, active=active)
    desk.events.add("board")
    return after


async def _set_login(desk: Desk, interpreter_id: UUID, *, active: bool) -> None:
    """Whoever has another part in the office as well keeps their login for it."""
    account = await desk.accounts.whose_work(interpreter_id)
    if account is None or account.active == active or account.roles != {Role.INTERPRETER}:
        return
    await desk.accounts.save(account, replace(account, active=active), action="account changed")
    if not active:
        await end_sessions(desk.connection, account.id)
        await end_links(desk.connection, account.id)
