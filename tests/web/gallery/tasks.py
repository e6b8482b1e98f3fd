"""Tasks of each kind as they wait, one that could not be settled, and some that are."""

from dataclasses import replace
from uuid import UUID

from booking.domain.tasks import KINDS
from booking.domain.texts import Text
from booking.web.views.tasks import TaskFilter, TaskList, TaskRow
from tests.web.gallery.frames import at

FACTS = {
    "starts_at": "2026-11-13T09:00:00+00:00",
    "ends_at": "2026-11-13T10:00:00+00:00",
    "comment": "Jeg er syg <i dag>",
    "address": "en.anden@example.net",
    "text": "Hej\nJeg er på ferie til den 20.\n<script>alert(1)</script>",
    "da": "Svar på en nyere version, end vi har sendt",
    "en": "An answer to a newer version than we have sent",
}
ROWS = tuple(
    TaskRow(
        id=UUID(int=n),
        kind=key,
        name=kind.name,
        tag=kind.tag,
        says=kind.said(FACTS),
        made_at=at(8, n),
        answers=kind.answers,
        booking="B-2026-001042" if n % 4 else "",
        starts_at=at(13, days=2),
        person="Selam Tesfay" if n % 3 else "",
        href="/indgaaende/1" if key in ("quarantine", "message") else "",
    )
    for n, (key, kind) in enumerate(KINDS.items(), start=1)
)
WAITING = TaskList(ROWS, tuple(TaskFilter(row.kind, row.name, 1) for row in ROWS))
REFUSED = replace(
    WAITING, chosen="counter", error=Text("Tolken kan ikke på det tidspunkt.", "The interpreter cannot come then.")
)
SETTLED = TaskList(
    (
        replace(ROWS[0], answers=(), done_at=at(9), done_by="Jette Holm", settled=ROWS[0].answers[0].label),
        replace(ROWS[2], answers=(), done_at=at(10), done_by="SprogTolk"),
    ),
    done=True,
)
NONE = TaskList(())
