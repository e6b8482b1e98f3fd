"""The interpreter's own availability: the weekly hours, absences and extra hours, put down and taken away."""

from dataclasses import replace
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.errors import Conflict, Denied
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import interpreters
from booking.web.guards import Asked
from booking.web.making.own_hours import form_in, own_hours_page, period_in, weekly_in
from booking.web.orders_in import Wrong
from booking.web.views.chrome import Notice
from booking.web.visits import Visit, visiting

HERE = "/tolk/raadighed"
PAGE = "tolk/raadighed.html"


@get(HERE)
async def own_hours(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await own_hours_page(visit.desk), place="tolk")


@post(f"{HERE}/uge")
async def set_week(request: Asked) -> Response[str]:
    """The hours offered every week; what cannot be read comes back as typed, each at its day."""
    try:
        async with visiting(request) as visit:
            own = _own(visit)
            await interpreters.set_hours(visit.desk, interpreter_id=own, hours=weekly_in(visit.fields))
            return visit.moved(HERE, told="hours_set")
    except Wrong as wrong:
        async with visiting(request) as visit:
            view = await own_hours_page(visit.desk, typed=visit.fields, errors=wrong.errors)
            return await visit.show(PAGE, view, place="tolk", status=422, path=HERE)


@post(f"{HERE}/fravaer")
async def add_own(request: Asked) -> Response[str]:
    """An absence or extra hours; of jobs that lie in an absence the office is told, and they stand until then."""
    try:
        async with visiting(request) as visit:
            own, form = _own(visit), form_in(visit.fields)
            starts_at, ends_at = period_in(form, now=visit.desk.now)
            made = await interpreters.add_absence(
                visit.desk,
                interpreter_id=own,
                starts_at=starts_at,
                ends_at=ends_at,
                reason=form.grund.strip(),
                offered=form.kind == "extra",
            )
            hit = await interpreters.jobs_hit(visit.desk, own, made)
            told = "away_over_jobs" if hit else "extra_added" if made.offered else "away_added"
            return visit.moved(HERE, told=told)
    except Wrong as wrong:
        async with visiting(request) as visit:
            form = replace(form_in(visit.fields), errors=wrong.errors)
            view = await own_hours_page(visit.desk, form=form)
            return await visit.show(PAGE, view, place="tolk", status=422, path=HERE)


@post(f"{HERE}/fravaer/{{interval_id:uuid}}/slet")
async def remove_own(request: Asked, interval_id: FromPath[UUID]) -> Response[str]:
    try:
        async with visiting(request) as visit:
            await interpreters.remove_absence(visit.desk, interpreter_id=_own(visit), interval_id=interval_id)
            return visit.moved(HERE, told="away_removed")
    except Conflict as error:
        async with visiting(request) as visit:
            notice, view = Notice(error.message, "warn"), await own_hours_page(visit.desk)
            return await visit.show(PAGE, view, place="tolk", status=409, path=HERE, notice=notice)


def _own(visit: Visit) -> UUID:
    """The interpreter who asks; Denied to anybody else."""
    require_permission(visit.desk.actor, "offers:answer")
    own = visit.desk.actor.interpreter_id
    if own is None:
        raise Denied(Text("Din konto er ikke knyttet til en tolk.", "Your account is not linked to an interpreter."))
    return own
