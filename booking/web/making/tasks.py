"""The page of tasks, made from what waits."""

from collections.abc import Callable
from uuid import UUID

from booking.domain.tasks import KINDS, Task
from booking.domain.texts import Text
from booking.services import tasks
from booking.services.desk import Desk
from booking.services.tasks import TaskLine
from booking.web.views.tasks import TaskFilter, TaskList, TaskRow

# Where more stands about a task of a kind, beside its booking.
LINKS: dict[str, Callable[[Task], str]] = {
    "quarantine": lambda task: f"/indgaaende/{task.subject}",
    "message": lambda task: f"/indgaaende/{task.subject}",
    "rate": lambda _: "/takster",
    "document": lambda task: f"/tolke/{task.person_id}#dokumenter",
    "bounce": lambda task: f"/tolke/{task.person_id}#adresse" if task.facts.get("register") else "",
}
LINK_WORDS = {
    "bounce": Text("Ret adressen", "Correct the address"),
    "document": Text("Se dokumentet", "See the document"),
    "rate": Text("Se taksterne", "See the tariffs"),
}


async def task_list(desk: Desk, *, kind: str = "", done: bool = False, mine: bool = False) -> TaskList:
    kind = kind if kind in KINDS else ""
    found = await tasks.listed(desk, done=done, kind=kind)
    if mine:
        found = [line for line in found if line.task.taken_by == desk.actor.account_id]
    waiting = await desk.tasks.waiting()
    kinds = tuple(TaskFilter(key, KINDS[key].name, count) for key, count in sorted(waiting.items()) if key in KINDS)
    return TaskList(tuple(_row(line, desk.actor.account_id) for line in found), kinds, kind, done, mine=mine)


def _row(line: TaskLine, me: UUID | None) -> TaskRow:
    task, kind, booking = line.task, KINDS[line.task.kind], line.booking
    return TaskRow(
        id=task.id,
        kind=task.kind,
        name=kind.name,
        tag=kind.tag,
        says=kind.said(task.facts),
        made_at=task.made_at,
        answers=kind.answers if task.done_at is None else (),
        booking=booking.number if booking is not None else "",
        starts_at=booking.starts_at if booking is not None else None,
        person=line.person,
        href=LINKS[task.kind](task) if task.kind in LINKS else "",
        link=LINK_WORDS.get(task.kind),
        taken_by=task.taken_by_name,
        mine=task.taken_by is not None and task.taken_by == me,
        done_at=task.done_at,
        done_by=task.done_by_name,
        settled=next((one.label for one in kind.answers if one.outcome == task.outcome), None),
    )
