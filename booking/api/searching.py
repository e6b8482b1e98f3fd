"""What a list of bookings is narrowed to over the API."""

from datetime import datetime
from typing import Any
from uuid import UUID

from booking.domain.errors import Invalid
from booking.domain.periods import check_offset
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.overviews import search_for


def narrowing_from(
    desk: Desk,
    language: str | None,
    q: str,
    *,
    unit: str | None,
    interpreter: UUID | None,
    case: str | None,
    between: tuple[datetime | None, datetime | None],
) -> dict[str, Any]:
    """The repository's filters; Invalid for a code that nobody knows, Denied for a case to who knows no cases."""
    if language is not None:
        desk.reference.language(language)
    if case is not None:
        require_permission(desk.actor, "bookings:costs")
        if not case.isprintable():
            raise Invalid(Text("Skriv sagens nummer.", "Write the case number."), field="case")
    first, last = between
    return {
        "language": language,
        "unit_ids": frozenset({desk.reference.unit(unit).id}) if unit is not None else None,
        "interpreter_id": interpreter,
        "citizen_ref": case,
        "starts_from": check_offset(first, field="starts_from") if first is not None else None,
        "starts_before": check_offset(last, field="starts_before") if last is not None else None,
        "search": search_for(desk, q[:200]),
    }
