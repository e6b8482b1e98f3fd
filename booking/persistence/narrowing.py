"""Which bookings a list is about: what the asker may see, and what they asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select, true

from booking.domain.bookings import Status
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.persistence.scope import Scope
from booking.persistence.tables.bookings import assignments, bookings, offers
from booking.persistence.tables.interpreters import interpreters


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody typed to find bookings, the languages and units so called, and whether to look at cases."""

    text: str
    languages: tuple[str, ...] = ()
    unit_ids: tuple[UUID, ...] = ()
    cases: bool = True
    day: Period | None = None


def narrowed(
    scope: Scope,
    *,
    statuses: Sequence[Status] = (),
    modes: Sequence[Mode] = (),
    language: str | None = None,
    unit_ids: frozenset[UUID] | None = None,
    starts_from: datetime | None = None,
    starts_before: datetime | None = None,
    search: Search | None = None,
    citizen_ref: str | None = None,
    interpreter_id: UUID | None = None,
    requester_id: UUID | None = None,
) -> list[ColumnElement[bool]]:
    """The conditions as SQL; none of them widens what the scope allows."""
    wheres = [visible(scope)]
    if statuses:
        wheres.append(bookings.c.status.in_([status.value for status in statuses]))
    if modes:
        wheres.append(bookings.c.mode.in_([mode.value for mode in modes]))
    if language:
        wheres.append(bookings.c.language == language)
    if unit_ids is not None:
        wheres.append(bookings.c.unit_id.in_(unit_ids))
    if starts_from is not None:
        wheres.append(bookings.c.starts_at >= starts_from)
    if starts_before is not None:
        wheres.append(bookings.c.starts_at < starts_before)
    if citizen_ref is not None:
        wheres.append(bookings.c.citizen_ref == citizen_ref)
    if requester_id is not None:
        wheres.append(bookings.c.requester_id == requester_id)
    if interpreter_id is not None:
        has = (assignments.c.booking_id == bookings.c.id) & (assignments.c.status == "active")
        wheres.append(exists().where(has, assignments.c.interpreter_id == interpreter_id))
    if search is not None:
        wheres.append(_found_by(search))
    return wheres


def visible(scope: Scope) -> ColumnElement[bool]:
    """Which bookings an actor may see, as SQL; the same rule as `permissions.may_see`."""
    if scope.everything:
        return true()
    allowed: list[ColumnElement[bool]] = [bookings.c.unit_id.in_(scope.unit_ids)] if scope.unit_ids else []
    if scope.interpreter_id is not None:
        for table in (assignments, offers):
            mine = (table.c.booking_id == bookings.c.id) & (table.c.interpreter_id == scope.interpreter_id)
            allowed.append(exists().where(mine))
    return or_(*allowed) if allowed else ~true()


def _found_by(search: Search) -> ColumnElement[bool]:
    """The beginning or the end of a number, of a case's too, or part of the name of whoever has the job."""
    named = select(assignments.c.booking_id).join(interpreters, interpreters.c.id == assignments.c.interpreter_id)
    named = named.where(assignments.c.status == "active", interpreters.c.name.icontains(search.text, autoescape=True))
    found = [
        bookings.c.number.istartswith(search.text, autoescape=True),
        bookings.c.number.iendswith(search.text, autoescape=True),
        bookings.c.language.in_(search.languages),
        bookings.c.unit_id.in_(search.unit_ids),
        bookings.c.id.in_(named),
    ]
    if search.day is not None:
        found.append((bookings.c.starts_at >= search.day.starts_at) & (bookings.c.starts_at < search.day.ends_at))
    if search.cases:
        found.append(bookings.c.citizen_ref.istartswith(search.text, autoescape=True))
    return or_(*found)
