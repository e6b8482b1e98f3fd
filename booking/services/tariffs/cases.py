"""Golden cases: jobs whose price is known, kept by the office and held against every draft."""

from dataclasses import replace
from uuid import UUID

from booking.domain.costs.golden import Case, Judged, judged
from booking.domain.errors import Invalid, NotFound
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.guards import guarded
from booking.services.desk import Desk


async def list_cases(desk: Desk) -> tuple[Judged, ...]:
    """Every case, held against the tariffs as they are."""
    require_permission(desk.actor, "tariffs:read")
    return judged(await desk.tariff_book.cases(), desk.reference.tariffs, desk.reference.workdays)


async def read_case(desk: Desk, *, case_id: UUID) -> Case:
    """NotFound when there is none."""
    require_permission(desk.actor, "tariffs:read")
    found = next((one for one in await desk.tariff_book.cases() if one.id == case_id), None)
    if found is None:
        raise NotFound(Text("Prøven findes ikke.", "There is no such case."), field="case")
    return found


async def put_case(desk: Desk, *, case: Case, is_new: bool) -> Judged:
    """The case kept, and what it comes to today; it may say something else, since it is what must hold."""
    require_permission(desk.actor, "tariffs:write")
    before = None if is_new else await read_case(desk, case_id=case.id)
    name = guarded(" ".join(case.name.split()), field="name")
    if not name:
        raise Invalid(Text("Skriv, hvad prøven viser.", "Write what the case shows."), field="name")
    kept = replace(case, name=name, source=guarded(" ".join(case.source.split()), field="source"))
    await desk.tariff_book.put_case(before, kept)
    return judged([kept], desk.reference.tariffs, desk.reference.workdays)[0]


async def drop_case(desk: Desk, *, case_id: UUID) -> None:
    require_permission(desk.actor, "tariffs:write")
    await desk.tariff_book.drop_case(await read_case(desk, case_id=case_id))
