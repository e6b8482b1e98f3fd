"""One booking: its page, and what one can do to it there."""

from dataclasses import replace
from datetime import datetime, timedelta

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.bookings import Booking
from booking.domain.errors import Conflict, Invalid
from booking.domain.modes import Mode, is_remote
from booking.domain.periods import instant_of, local, local_date
from booking.domain.privacy import has_cpr
from booking.domain.texts import Text
from booking.services import bookings, refunds
from booking.services.bookings import Report, find
from booking.services.refunds import Answers
from booking.web.entries import day_in, number_in, time_in
from booking.web.guards import Asked
from booking.web.making.actions import passes_midnight
from booking.web.making.bookings import booking_page
from booking.web.openers import with_openers
from booking.web.orders_in import mode_in
from booking.web.views.bookings import DeliverBox
from booking.web.visits import Visit, visiting

HERE = "/bestillinger/{number:str}"
PAGE = "bestillinger/side.html"


@get(HERE)
async def show(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        view = await with_openers(visit, await booking_page(visit.desk, number), number)
        return await visit.show(PAGE, view, place="bestillinger")


@post(f"{HERE}/afbestil")
async def cancel(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request, once=True) as visit:
        await seen(visit, number, "bookings:cancel")
        await bookings.cancel(visit.desk, number=number, reason=visit.fields.get("reason", "").strip()[:200])
        told = "cancelled_masked" if has_cpr(visit.fields.get("reason", "")) else "cancelled"
        return visit.moved(f"/bestillinger/{number}", told=told, number=number)


@post(f"{HERE}/attester")
async def attest(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request, once=True) as visit:
        await seen(visit, number, "bookings:attest")
        if "case_type" in visit.fields:
            await refunds.confirm(visit.desk, number=number, answers=answers_in(visit))
        await bookings.attest(visit.desk, number=number)
        return visit.moved(f"/bestillinger/{number}", told="attested", number=number)


def answers_in(visit: Visit) -> Answers:
    """The three questions as they were answered in a form."""
    typed = visit.fields
    return Answers(typed.get("case_type", ""), typed.get("measure") or None, typed.get("person_group") or None)


@post(f"{HERE}/udeblivelse")
async def report_no_show(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request, once=True) as visit:
        await seen(visit, number, "bookings:no_show")
        who = "interpreter" if visit.fields.get("who") == "interpreter" else "citizen"
        await bookings.report_no_show(
            visit.desk, number=number, who=who, note=visit.fields.get("note", "").strip()[:500]
        )
        return visit.moved(f"/bestillinger/{number}", told="no_show", number=number)


@post(f"{HERE}/udfoert")
async def deliver(request: Asked, number: FromPath[str]) -> Response[str]:
    """Wrong times come back on the page as they were typed."""
    try:
        async with visiting(request, once=True) as visit:
            booking = await seen(visit, number, "bookings:deliver")
            await bookings.deliver(visit.desk, number=number, report=report_in(visit, booking))
            return visit.moved(f"/bestillinger/{number}", told="delivered", number=number)
    except Invalid as error:
        return await _deliver_again(request, number, error.message)


@post(f"{HERE}/korriger")
async def correct(request: Asked, number: FromPath[str]) -> Response[str]:
    """What was attested becomes a new version that waits for attestation again."""
    try:
        async with visiting(request, once=True) as visit:
            booking = await seen(visit, number, "bookings:correct")
            await bookings.correct(visit.desk, number=number, report=report_in(visit, booking))
            return visit.moved(f"/bestillinger/{number}", told="corrected", number=number)
    except Invalid as error:
        return await _deliver_again(request, number, error.message)


async def _deliver_again(request: Asked, number: str, error: Text) -> Response[str]:
    async with visiting(request) as visit:
        view = await booking_page(visit.desk, number)
        box = view.deliver or DeliverBox("", "", "", view.row.mode)
        view = replace(view, deliver=_as_typed(visit, box, error))
        return await visit.show(PAGE, view, place="bestillinger", status=422, path=f"/bestillinger/{number}")


def _as_typed(visit: Visit, box: DeliverBox, error: Text) -> DeliverBox:
    names = ("date", "start", "end", "travel", "km", "waited", "break_from", "break_minutes")
    typed = {name: visit.fields.get(name, "") for name in names}
    mode = next((one for one in Mode if one.value == visit.fields.get("mode")), box.mode)
    return replace(box, **typed, mode=mode, error=error)  # type: ignore[arg-type]


async def seen(visit: Visit, number: str, permission: str) -> Booking:
    """The booking, locked; Conflict when it was changed since the page with the button was made."""
    booking = await find(visit.desk, number, permission=permission, lock=True)
    version = visit.fields.get("version", "")
    if version != str(booking.version):
        raise Conflict(
            Text(
                f"{number} er ændret, siden du åbnede siden. Se, hvordan den står nu.",
                f"{number} was changed since you opened the page. See how it is now.",
            ),
            subject=number,
        )
    return booking


def report_in(visit: Visit, booking: Booking) -> Report:
    """The times, the mode and the way that were typed; raises Invalid. Nobody travels to a telephone or a screen."""
    starts_at, ends_at = times_in(visit, booking)
    break_from, break_minutes = _break_in(visit, starts_at)
    typed, mode = visit.fields, mode_in(visit.fields.get("mode", booking.mode.value))
    travel, km = (typed.get(name, "").strip() for name in ("travel", "km"))
    travels = not is_remote(mode)
    return Report(
        mode=mode,
        starts_at=starts_at,
        ends_at=ends_at,
        travel_minutes=_minutes(travel, "travel") if travel and travels else None,
        km=number_in(km, field="km") if km and travels else None,
        waited_minutes=_minutes(typed.get("waited", "").strip() or "0", "waited"),
        reason=typed.get("reason", ""),
        note=typed.get("note", "")[:2000],
        break_from=break_from,
        break_minutes=break_minutes,
    )


def _break_in(visit: Visit, starts_at: datetime) -> tuple[datetime | None, int]:
    """When the meal break began and how long it was; a time before the start is the next day's."""
    minutes = _minutes(visit.fields.get("break_minutes", "").strip() or "0", "break_minutes")
    typed = visit.fields.get("break_from", "").strip()
    if not minutes or not typed:
        return None, minutes
    at, day = time_in(typed, field="break_from"), local_date(starts_at)
    late = at < local(starts_at).time()
    return instant_of(day + timedelta(days=1) if late else day, at, field="break_from"), minutes


def _minutes(text: str, field: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        whole = Text("Skriv minutter som et helt tal, for eksempel 45.", "Write whole minutes, such as 45.")
        raise Invalid(whole, field=field)
    return int(text)


def times_in(visit: Visit, booking: Booking) -> tuple[datetime, datetime]:
    """Wall times of a day; an end before the start is the next day's where the booking too passes midnight.

    In an hour that comes twice, what was booked decides which of the two is meant.
    """
    typed = visit.fields
    day = day_in(typed.get("date", ""), local_date(booking.starts_at), field="date")
    start, end = time_in(typed.get("start", ""), field="start"), time_in(typed.get("end", ""), field="end")
    last = day + timedelta(days=1) if end <= start and passes_midnight(booking) else day
    folds = local(booking.starts_at).fold, local(booking.ends_at).fold
    return (
        instant_of(day, start, fold=folds[0], field="start"),
        instant_of(last, end, fold=folds[1], field="end"),
    )
