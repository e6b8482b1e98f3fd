"""Lists as people look through them: a page of bookings with who has each, and an interpreter's own jobs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.errors import Denied
from booking.domain.permissions import may, require_permission
from booking.domain.texts import Text
from booking.persistence.narrowing import Search
from booking.persistence.overviews import jobs_of, names_by_booking
from booking.persistence.scope import visible_to
from booking.services.bookings.reading import list_bookings
from booking.services.desk import Desk

UNREPORTED_KEPT = timedelta(days=60)


@dataclass(frozen=True)
class Overview:
    """A page of bookings, newest first; `more` says whether the page could go on in the direction asked."""

    bookings: list[Booking]
    interpreters: dict[UUID, str]
    total: int
    more: bool


async def overview(
    desk: Desk,
    *,
    older_than: tuple[datetime, UUID] | None = None,
    newer_than: tuple[datetime, UUID] | None = None,
    limit: int = 50,
    **filters: Any,
) -> Overview:
    """What the actor may see, newest first; `filters` are those of the repository."""
    newest_first = newer_than is None
    after = older_than if newest_first else newer_than
    found = await list_bookings(desk, after=after, limit=limit + 1, newest_first=newest_first, **filters)
    shown = found[:limit] if newest_first else found[:limit][::-1]
    names = await names_by_booking(desk.connection, [booking.id for booking in shown])
    total = await desk.bookings.counted(visible_to(desk.actor), **filters)
    return Overview(shown, names, total, len(found) > limit)


def search_for(desk: Desk, typed: str) -> Search | None:
    """A search by number, case number, interpreter, language or unit; None for nothing typed."""
    text = " ".join("".join(sign for sign in typed if sign.isprintable() or sign.isspace()).split())
    if not text:
        return None
    sought = text.lower()
    return Search(
        text=text,
        languages=tuple(
            code
            for code, language in desk.reference.languages.items()
            if sought == code
            or language.name.da.lower().startswith(sought)
            or language.name.en.lower().startswith(sought)
        ),
        unit_ids=tuple(
            unit.id for unit in desk.reference.units.values() if sought in unit.name.lower() or sought == unit.code
        ),
        cases=may(desk.actor, "bookings:costs"),
    )


async def own_jobs(desk: Desk) -> list[Booking]:
    """The actor's confirmed jobs in order of start, those of the last two months included that wait for their hours."""
    require_permission(desk.actor, "offers:answer")
    if desk.actor.interpreter_id is None:
        raise Denied(
            Text("Din konto er ikke knyttet til en tolk.", "Your account is not linked to an interpreter."),
            subject="offers",
        )
    return await jobs_of(desk.connection, desk.actor.interpreter_id, ending_after=desk.now - UNREPORTED_KEPT)
