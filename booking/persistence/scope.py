"""What one actor may see, as lists are asked for it."""

from dataclasses import dataclass
from uuid import UUID

from booking.domain.accounts import Actor, Role
from booking.domain.permissions import sees_all


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything, or these units and this interpreter's own jobs."""

    everything: bool
    unit_ids: frozenset[UUID] = frozenset()
    interpreter_id: UUID | None = None


def visible_to(actor: Actor) -> Scope:
    if sees_all(actor):
        return Scope(everything=True)
    units = actor.unit_ids if actor.roles - {Role.INTERPRETER} else frozenset()
    return Scope(everything=False, unit_ids=units, interpreter_id=actor.interpreter_id)
