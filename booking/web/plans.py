"""Plans on pages: asked for from the board, followed while they are made, applied whole or line by line."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from booking.domain.errors import Conflict, Invalid, OfficeError
from booking.domain.periods import check_offset, local_date
from booking.domain.permissions import require_permission
from booking.domain.plans import Kind, MayMove, PlanAsk, Scenario
from booking.domain.texts import Text
from booking.services import planning
from booking.web.entries import day_in, number_in
from booking.web.guards import Asked, office_of
from booking.web.making.plans import plan_page, plans_page
from booking.web.streams import streaming
from booking.web.views.chrome import Notice
from booking.web.visits import Visit, fields_of, visiting

ALL, ONE = "/planer", "/planer/{plan_id:uuid}"
LIST, PAGE, FRAGMENT = "planer/liste.html", "planer/plan.html", "planer/_plan.html"
WEEK = timedelta(days=7)


@get(ALL)
async def plans(request: Asked, foer: FromQuery[str] = "") -> Response[str]:
    """Earlier plans, the newest first, and the forms for new ones."""
    async with visiting(request) as visit:
        return await visit.show(LIST, await plans_page(visit.desk, before=_before(foer)), place="tavle")


def _before(typed: str) -> tuple[datetime, UUID] | None:
    """Where the page before ended; what cannot be read begins from the start."""
    at, _, plan_id = typed.partition("~")
    try:
        return check_offset(datetime.fromisoformat(at)), UUID(plan_id)
    except (ValueError, Invalid):
        return None


@post(ALL)
async def ask(request: Asked) -> Response[str]:
    """From the form or from the board; what cannot be planned is said beside its field."""
    try:
        async with visiting(request, once=True) as visit:
            made = await planning.ask_for_plan(visit.desk, ask=_ask(visit))
            return visit.moved(f"{ALL}/{made.id}", told="plan_asked")
    except Invalid as error:
        refused, typed = error, await fields_of(request)
    async with visiting(request) as visit:
        view = await plans_page(visit.desk, typed=typed, refused=refused)
        return await visit.show(LIST, view, place="tavle", status=422, path=ALL)


def _ask(visit: Visit) -> PlanAsk:
    fields, today = visit.fields, local_date(visit.desk.now)
    kind = Kind(fields["slags"]) if fields.get("slags", "") in list(Kind) else Kind.PLAN
    usual = MayMove.CONFIRMED if kind is Kind.WHAT_IF else MayMove.OPEN
    first, last = _days(fields.get("fra", ""), fields.get("til", ""), today)
    languages = tuple(code for code in (fields.get("sprog", ""),) if code)
    return PlanAsk(
        first=first,
        last=last,
        kind=kind,
        languages=languages,
        may_move=MayMove(fields["flyt"]) if fields.get("flyt", "") in list(MayMove) else usual,
        move_ore=0 if kind is Kind.WHAT_IF else PlanAsk(first=first, last=last).move_ore,
        limit_seconds=_number(fields.get("sekunder", ""), "sekunder", usual=30),
        scenario=_scenario(visit) if kind is not Kind.PLAN else Scenario(),
    )


def _days(first: str, last: str, today: date) -> tuple[date, date]:
    """From a day to a day; "uge" is the days until Sunday."""
    begins = day_in(first, today, field="fra") if first.strip() else today
    if last.strip() == "uge":
        return max(begins, today), begins + timedelta(days=6 - begins.weekday())
    return begins, day_in(last, begins, field="til") if last.strip() else begins


def _scenario(visit: Visit) -> Scenario:
    fields = visit.fields
    absent, draft = _uuid(fields.get("syg", ""), "syg"), _uuid(fields.get("kladde", ""), "kladde")
    language = fields.get("nyt_sprog", "")
    return Scenario(
        absent=(absent,) if absent is not None else (),
        draft_id=draft,
        remote_percent=_number(fields.get("fjern", ""), "fjern", usual=0),
        extra_language=language,
        extra=_number(fields.get("nye", ""), "nye", usual=1) if language else 0,
    )


def _uuid(typed: str, field: str) -> UUID | None:
    try:
        return UUID(typed) if typed else None
    except ValueError as error:
        raise Invalid(Text("Vælg en fra listen.", "Choose one from the list."), field=field) from error


def _number(typed: str, field: str, *, usual: int) -> int:
    return int(number_in(typed, field=field)) if typed.strip() else usual


@get(ONE)
async def plan(request: Asked, plan_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await plan_page(visit.desk, plan_id), place="tavle", fragment=FRAGMENT)


@get(f"{ONE}/strom")
async def plan_stream(request: Asked, plan_id: FromPath[UUID]) -> Stream:
    """Rings whenever the plan has changed; the page then fetches it with its own rights."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "plans:read")
        await visit.desk.plans.get(plan_id)
    return streaming(office_of(request).live, frozenset({planning.topic_of(plan_id)}), event="plan")


@post(f"{ONE}/stop")
async def stop(request: Asked, plan_id: FromPath[UUID]) -> Response[str]:
    return await _done(request, plan_id, lambda visit: planning.stop_plan(visit.desk, plan_id=plan_id))


@post(f"{ONE}/gennemfoer")
async def apply(request: Asked, plan_id: FromPath[UUID]) -> Response[str]:
    """The line pressed, or all that nobody has decided."""

    async def act(visit: Visit) -> None:
        line = _line(visit)
        await planning.apply_plan(visit.desk, plan_id=plan_id, lines=None if line is None else [line])

    return await _done(request, plan_id, act, told="repaired")


@post(f"{ONE}/afvis")
async def reject(request: Asked, plan_id: FromPath[UUID]) -> Response[str]:
    async def act(visit: Visit) -> None:
        line = _line(visit)
        await planning.reject_line(visit.desk, plan_id=plan_id, n=line if line is not None else 0)

    return await _done(request, plan_id, act, told="plan_rejected")


def _line(visit: Visit) -> int | None:
    """The line that was pressed; None for all of them."""
    typed = visit.fields.get("linje", "")
    return _number(typed, "linje", usual=0) if typed else None


async def _done(
    request: Asked, plan_id: UUID, act: Callable[[Visit], Awaitable[object]], *, told: str = ""
) -> Response[str]:
    """On to the page, with what was done; where it cannot be, the page as it is now, with why."""
    path = f"{ALL}/{plan_id}"
    try:
        async with visiting(request) as visit:
            await act(visit)
            return visit.moved(path, told=told)
    except Conflict as error:
        refused: OfficeError = error
    async with visiting(request) as visit:
        view, notice = await plan_page(visit.desk, plan_id), Notice(refused.message, "warn")
        return await visit.show(PAGE, view, place="tavle", status=409, path=path, notice=notice)
