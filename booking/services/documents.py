"""Papers of interpreters: what the office has seen, what takes its place, and the warning before one ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from booking.domain.documents import WARNINGS, Document, Paper, check_document, said, warning_of
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.privacy import mask_cpr
from booking.gateways.guards import cleaned
from booking.persistence.ids import new_id
from booking.services.desk import Desk

TASK = "document"
LONGEST_NOTE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A paper as the office writes it down; `replaces` is the one whose place it takes."""

    kind: Paper
    note: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    replaces: UUID | None = None


async def documents_of(desk: Desk, *, interpreter_id: UUID) -> list[Document]:
    """What stands, what ends first first. NotFound for nobody's id."""
    require_permission(desk.actor, "interpreters:write")
    await desk.interpreters.get(interpreter_id)
    return (await desk.documents.of([interpreter_id])).get(interpreter_id, [])


async def add_document(desk: Desk, *, interpreter_id: UUID, seen: Seen) -> Document:
    """Invalid, naming the field, for days that cannot be; the one it replaces ends, and so does the task about it."""
    require_permission(desk.actor, "interpreters:write")
    await desk.interpreters.get(interpreter_id)
    document = Document(
        id=new_id(),
        interpreter_id=interpreter_id,
        kind=seen.kind,
        added_at=desk.now,
        note=mask_cpr(cleaned(seen.note))[:LONGEST_NOTE],
        issued_on=seen.issued_on,
        expires_on=seen.expires_on,
    )
    check_document(document)
    if seen.replaces is not None:
        await end_document(desk, interpreter_id=interpreter_id, document_id=seen.replaces)
    await desk.documents.add(document)
    return document


async def end_document(desk: Desk, *, interpreter_id: UUID, document_id: UUID) -> None:
    """It no longer stands, and nobody is warned of it any more; pressed twice it is gone all the same."""
    require_permission(desk.actor, "interpreters:write")
    found = await desk.documents.get(document_id, interpreter_id=interpreter_id)
    if found is None:
        return
    await desk.documents.end(found, now=desk.now)
    for days in WARNINGS:
        await desk.tasks.settle_about(TASK, _subject(document_id, days), "renewed")
    desk.events.add("board")


async def warn_of_endings(desk: Desk) -> int:
    """A task for each paper that ends in 60, 30 or 7 days, or has ended; how many are new.

    The warning before it is settled by the next, and every warning by a paper that takes its place.
    """
    today, added = local_date(desk.now), 0
    due: set[str] = set()
    for one in await desk.documents.ending(by=today + timedelta(days=max(WARNINGS))):
        days = warning_of(one, today)
        assert days is not None
        words, subject = said(one, today), _subject(one.id, days)
        due.add(subject)
        facts = {"da": words.da, "en": words.en}
        added += await desk.tasks.add(TASK, subject, person_id=one.interpreter_id, facts=facts)
    for task in await desk.tasks.listed(kind=TASK):
        if task.subject not in due:
            await desk.tasks.settle(await desk.tasks.get(task.id, lock=True), "renewed")
    if added:
        desk.events.add("board")
    return added


def _subject(document_id: UUID, days: int) -> str:
    return f"{document_id}:{days}"
