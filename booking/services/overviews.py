"""Lists as people look through them: a page of bookings with who has each, and an interpreter's own jobs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.errors import Denied, Invalid
from booking.domain.interpreters import Employment
from booking.domain.periods import Period
from booking.domain.permissions import may, require_permission
from booking.domain.texts import Text
from booking.persistence.narrowing import Search
from booking.persistence.overviews import jobs_of, names_by_booking, nets_by_booking
from booking.persistence.scope import visible_to
from booking.persistence.worked import Worked, lines_of, worked_by
from booking.services.bookings.reading import list_bookings
from booking.services.desk import Desk

UNREPORTED_KEPT = timedelta(days=60)
MOST_EXPORTED = 20_000


@dataclass(frozen=True)
class Overview:
    """A page of bookings in the order asked; `more` says whether it could go on in the direction asked."""

    bookings: list[Booking]
    interpreters: dict[UUID, str]
    more: bool


async def overview(
    desk: Desk,
    *,
    after: tuple[datetime, UUID] | None = None,
    before: tuple[datetime, UUID] | None = None,
    newest_first: bool = False,
    limit: int = 50,
    **filters: Any,
) -> Overview:
    """What the actor may see, the page after a booking or the one before it; `filters` are those of the repository."""
    back = before is not None
    found = await list_bookings(
        desk, after=before or after, limit=limit + 1, newest_first=newest_first is not back, **filters
    )
    shown = found[:limit][::-1] if back else found[:limit]
    names = await names_by_booking(desk.connection, [booking.id for booking in shown])
    return Overview(shown, names, len(found) > limit)


async def counted_around(desk: Desk, today: datetime, **filters: Any) -> tuple[int, int]:
    """How many of them begin today or later, and how many began before."""
    scope = visible_to(desk.actor)
    ahead = await desk.bookings.counted(scope, **filters | {"starts_from": today})
    return ahead, await desk.bookings.counted(scope, **filters | {"starts_before": today})


async def count_listed(desk: Desk, **filters: Any) -> int:
    return await desk.bookings.counted(visible_to(desk.actor), **filters)


@dataclass(frozen=True, slots=True)
class Exported:
    """A booking as a sheet has it; the price is net, in øre, once there is a bill."""

    booking: Booking
    interpreter: str
    net_ore: int | None


async def exported(desk: Desk, **filters: Any) -> list[Exported]:
    """Everything the list would page through, in order of start; Denied to those who may not take it with them.

    Invalid when that is more than a sheet can hold.
    """
    require_permission(desk.actor, "bookings:export")
    found = await list_bookings(desk, limit=MOST_EXPORTED + 1, **filters)
    if len(found) > MOST_EXPORTED:
        raise Invalid(
            Text(
                f"Der er over {MOST_EXPORTED:,} bestillinger. Vælg en kortere periode.".replace(",", "."),
                f"There are more than {MOST_EXPORTED:,} bookings. Choose a shorter period.",
            ),
            field="since",
        )
    ids = [booking.id for booking in found]
    names, prices = await names_by_booking(desk.connection, ids), await nets_by_booking(desk.connection, ids)
    return [Exported(one, names.get(one.id, ""), prices.get(one.id)) for one in found]


def search_for(desk: Desk, typed: str, *, day: Period | None = None) -> Search | None:
    """A search by number, case number, interpreter, language, unit or, where it can be one, day; None for nothing."""
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
        day=day,
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


async def own_work(desk: Desk, *, since: datetime, until: datetime) -> list[Worked]:
    """What the actor, an interpreter, held between two instants and has reported, in order of start."""
    require_permission(desk.actor, "offers:answer")
    if desk.actor.interpreter_id is None:
        return []
    return await worked_by(desk.connection, desk.actor.interpreter_id, since=since, until=until)


async def own_bills(desk: Desk, work: Sequence[Worked]) -> Mapping[UUID, list[tuple[Text, int]]]:
    """The price lines of each settlement, for a freelancer, who is paid by them; nobody else's pay is in them."""
    assert desk.actor.interpreter_id is not None
    one = await desk.interpreters.get(desk.actor.interpreter_id)
    if one.employment is not Employment.FREELANCE:
        return {}
    return await lines_of(desk.connection, [each.settlement_id for each in work if each.settlement_id is not None])
