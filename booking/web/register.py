"""The register on pages: who there is, one interpreter's week, and absences put down and taken away."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.errors import Conflict, Invalid
from booking.domain.interpreters import Employment
from booking.domain.modes import Mode
from booking.domain.periods import instant_of, local_date
from booking.domain.permissions import require_permission
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.services import interpreters
from booking.services.subscribing import change_address
from booking.web.entries import day_in
from booking.web.guards import Asked
from booking.web.making.people import people_list
from booking.web.making.persons import person_page
from booking.web.views.people import Sieve
from booking.web.visits import Visit, visiting

HERE = "/tolke/{interpreter_id:uuid}"
LIST, PAGE = "tolke/liste.html", "tolke/side.html"


@get("/tolke")
async def people(request: Asked) -> Response[str]:
    """Narrowed by `q`, `sprog`, `form`, `ansat`; `ophoert` for those who have ended, `papirer` for what expires."""
    async with visiting(request) as visit:
        return await visit.show(LIST, await people_list(visit.desk, _sieve(request.query_params)), place="tolke")


def _sieve(typed: Mapping[str, str]) -> Sieve:
    """As it was sent; what nobody can choose counts as everything."""
    language, mode, employment = (typed.get(name, "") for name in ("sprog", "form", "ansat"))
    return Sieve(
        q=typed.get("q", "")[:100],
        language=language if language.isalnum() else "",
        mode=mode if mode in list(Mode) else "",
        employment=employment if employment in list(Employment) else "",
        ended=bool(typed.get("ophoert")),
        papers=bool(typed.get("papirer")),
    )


@get(HERE)
async def person(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await person_page(visit.desk, interpreter_id), place="tolke")


@post(f"{HERE}/adresse")
async def change_email(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    """The interpreter's new mail address; each job ahead follows."""
    try:
        async with visiting(request) as visit:
            await change_address(visit.desk, interpreter_id=interpreter_id, email=visit.fields.get("email", ""))
            return visit.moved(f"/tolke/{interpreter_id}", told="address_changed")
    except (Invalid, Conflict) as error:
        async with visiting(request) as visit:
            view = await person_page(visit.desk, interpreter_id)
            view = replace(view, typed_email=visit.fields.get("email", ""), error_email=error.message)
            return await visit.show(PAGE, view, place="tolke", status=422, path=f"/tolke/{interpreter_id}")


@post(f"{HERE}/fravaer")
async def add_absence(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    """Whole days, both included; what cannot be read comes back as it was typed."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "availability:write")
            starts_at, ends_at = _days(visit)
            await interpreters.add_absence(
                visit.desk,
                interpreter_id=interpreter_id,
                starts_at=starts_at,
                ends_at=ends_at,
                reason=mask_cpr(visit.fields.get("grund", "").strip()[:100]),
            )
            return visit.moved(f"/tolke/{interpreter_id}", told="absence_added")
    except Invalid as error:
        return await _again(request, interpreter_id, error.message)


@post(f"{HERE}/fravaer/{{interval_id:uuid}}/slet")
async def remove_absence(request: Asked, interpreter_id: FromPath[UUID], interval_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        await interpreters.remove_absence(visit.desk, interpreter_id=interpreter_id, interval_id=interval_id)
        return visit.moved(f"/tolke/{interpreter_id}", told="absence_removed")


def _days(visit: Visit) -> tuple[datetime, datetime]:
    today = local_date(visit.desk.now)
    first = day_in(visit.fields.get("fra", ""), today, field="fra")
    typed = visit.fields.get("til", "").strip()
    last = day_in(typed, first, field="til") if typed else first
    if last < first:
        raise Invalid(Text("Den sidste dag ligger før den første.", "The last day is before the first."), field="til")
    return _midnight(first), _midnight(last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return instant_of(day, time.min)


async def _again(request: Asked, interpreter_id: UUID, error: Text) -> Response[str]:
    async with visiting(request) as visit:
        typed, view = visit.fields, await person_page(visit.desk, interpreter_id)
        start, end, reason = (typed.get(name, "") for name in ("fra", "til", "grund"))
        view = replace(view, start=start, end=end, reason=reason, error=error)
        return await visit.show(PAGE, view, place="tolke", status=422, path=f"/tolke/{interpreter_id}")
