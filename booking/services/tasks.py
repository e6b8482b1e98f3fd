"""Tasks: what waits for somebody in the office, and what the buttons do."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.permissions import require_permission
from booking.domain.tasks import Task, check_answer, check_open
from booking.services.desk import Desk
from booking.services.inbound import (
    accept_proposal,
    clear_address,
    discard_of_task,
    refuse_proposal,
    send_bounced_again,
)
from booking.services.resending import mend_drift, send_dead_again

Act = Callable[[Desk, Task], Awaitable[None]]

# What a button does beside settling its task, by kind and outcome; in the transaction that settles it.
ACTS: dict[tuple[str, str], Act] = {
    ("counter", "accept"): accept_proposal,
    ("counter", "refuse"): refuse_proposal,
    ("bounce", "corrected"): clear_address,
    ("bounce", "again"): send_bounced_again,
    ("quarantine", "discard"): discard_of_task,
    ("drift", "again"): mend_drift,
    ("dead_mail", "again"): send_dead_again,
    ("dead_work", "again"): send_dead_again,
}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with the booking and the person it is about."""

    task: Task
    booking: Booking | None
    person: str


async def listed(desk: Desk, *, done: bool = False, kind: str = "") -> list[TaskLine]:
    """What waits, the oldest first, or what is settled, the newest first; two hundred at most."""
    require_permission(desk.actor, "tasks:read")
    return await _lined(desk, await desk.tasks.listed(done=done, kind=kind))


async def lined(desk: Desk, task: Task) -> TaskLine:
    """One task with what it is about."""
    return (await _lined(desk, [task]))[0]


async def _lined(desk: Desk, found: list[Task]) -> list[TaskLine]:
    booked = await desk.bookings.by_ids([one.booking_id for one in found if one.booking_id is not None])
    people = await names_of(desk, [one.person_id for one in found if one.person_id is not None])
    return [
        TaskLine(one, booked.get(one.booking_id or one.id), people.get(one.person_id or one.id, "")) for one in found
    ]


async def names_of(desk: Desk, ids: list[UUID]) -> Mapping[UUID, str]:
    """Of interpreters and of accounts."""
    if not ids:
        return {}
    interpreters = await desk.interpreters.by_ids(ids)
    accounts = await desk.accounts.names_of(ids)
    return accounts | {key: one.name for key, one in interpreters.items()}


async def take(desk: Desk, *, task_id: UUID, give_back: bool = False) -> Task:
    """The actor sees to it; whoever had it before no longer does. Given back it is nobody's in particular.

    Conflict once it is settled. It keeps nobody from settling it.
    """
    require_permission(desk.actor, "tasks:settle")
    task = await desk.tasks.get(task_id, lock=True)
    check_open(task)
    by, name = (None, "") if give_back else (desk.actor.account_id, desk.actor.name)
    await desk.tasks.take(task, by=by, name=name)
    desk.events.add("board")
    return await desk.tasks.get(task_id)


async def settle(desk: Desk, *, task_id: UUID, outcome: str) -> Task:
    """The task with its answer carried out; Conflict when somebody was first, or when what it asks cannot be done."""
    require_permission(desk.actor, "tasks:settle")
    found = await desk.tasks.get(task_id)
    if found.kind == "quarantine":  # the mail first, as whoever judges it does: so nobody deadlocks
        await desk.inbound.get(UUID(found.subject), lock=True)
    task = await desk.tasks.get(task_id, lock=True)
    answer = check_answer(task, outcome)
    if answer.acts:
        await ACTS[task.kind, outcome](desk, task)
    await desk.tasks.settle(task, outcome)
    desk.events.add("board")
    return await desk.tasks.get(task_id)
