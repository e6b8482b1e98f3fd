"""Series over the API: foreseen, read, and with a date taken back."""

from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, JSONBody

from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.api.kin import rule_from, skipped_out, with_kin
from booking.api.orders import order_from
from booking.api.shapes import ordered_out
from booking.domain.errors import Invalid
from booking.domain.money import kroner
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.series import Rule, rule_said
from booking.domain.texts import Text, Tongue
from booking.services import series
from booking.services.desk import Desk
from booking.services.series import SeriesDetails, SeriesForesight
from booking.services.series.foreseeing import Foreseen
from schemas import series as io
from schemas.bookings import BookingOut
from schemas.orders import NewBooking


class SeriesController(Controller):
    path = "/series"
    tags = ["Series"]

    @post("/preview", summary="See every date of a series before it is ordered", status_code=200)
    async def preview(self, request: Asked, data: JSONBody[NewBooking]) -> Response[io.SeriesPreviewOut]:
        """The body of `POST /bookings` with `series`: each date with price, refund, deadline, who is free, and what
        is in the way. Nothing is kept.
        """
        async with desk_for(request) as desk:
            require_permission(desk.actor, "bookings:create")

            async def make() -> Answer:
                found = await series.foresee_series(
                    desk,
                    order=order_from(data, desk),
                    rule=_rule(data),
                    interpreters=data.interpreters,
                    leave_out=data.series.leave_out if data.series is not None else (),
                )
                return Answer(_preview(found, tongue_of(request)), status=200)

            return await once(request, desk, io.SeriesPreviewOut, make)

    @get("/{series_id:uuid}", summary="Read a series with all its bookings")
    async def read(self, request: Asked, series_id: FromPath[UUID]) -> io.SeriesOut:
        async with desk_for(request) as desk:
            return _series(desk, await series.read_series(desk, series_id), tongue_of(request))

    @post("/{series_id:uuid}/dates", summary="Book a date after all that was left out")
    async def take_back(
        self, request: Asked, series_id: FromPath[UUID], data: JSONBody[io.TakenBack]
    ) -> Response[BookingOut]:
        """Like the kept date nearest before it. A kept date is left out by cancelling its booking."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                made = await series.take_back(desk, series_id=series_id, on=data.date)
                return Answer(await with_kin(desk, made[0], ordered_out(desk, made[0], tongue_of(request))))

            return await once(request, desk, BookingOut, make)


def _rule(data: NewBooking) -> Rule:
    if data.series is None:
        raise Invalid(Text("Skriv, hvordan serien gentages.", "Say how the series repeats."), field="series")
    return rule_from(data.series)


def _preview(found: SeriesForesight, tongue: Tongue) -> io.SeriesPreviewOut:
    return io.SeriesPreviewOut(
        booked=found.booked,
        total=kroner(found.total_ore),
        refund=kroner(found.refund_ore),
        dates=[_foreseen(one, tongue) for one in found.dates],
    )


def _foreseen(one: Foreseen, tongue: Tongue) -> io.ForeseenOut:
    planned, quote = one.occurrence, one.quote
    return io.ForeseenOut(
        date=planned.on,
        week=planned.week,
        booked=one.booked,
        starts_at=planned.period.starts_at if planned.period is not None else None,
        ends_at=planned.period.ends_at if planned.period is not None else None,
        holiday=planned.holiday.in_(tongue) if planned.holiday is not None else None,
        price=kroner(quote.price.total_ore) if quote is not None else None,
        refund=kroner(quote.refund_ore) if quote is not None else None,
        free_cancel_deadline=quote.deadline.instant if quote is not None and quote.deadline is not None else None,
        free=one.free,
        conflicts=[text.in_(tongue) for text in one.conflicts],
        refusal=one.refusal.in_(tongue) if one.refusal is not None else None,
    )


def _series(desk: Desk, found: SeriesDetails, tongue: Tongue) -> io.SeriesOut:
    first = found.bookings[0]
    return io.SeriesOut(
        id=found.series.id,
        rule=rule_said(found.series.rule, first.occurrence_on or local_date(first.starts_at)).in_(tongue),
        unit=desk.reference.units[found.series.unit_id].code,
        made_at=found.series.made_at,
        bookings=[
            io.OccurrenceOut(
                date=on,
                week=on.isocalendar().week,
                number=one.number,
                status=one.status.value,
                mode=one.mode,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                interpreter=found.interpreters.get(one.id, ""),
            )
            for one in found.bookings
            for on in [one.occurrence_on or local_date(one.starts_at)]
        ],
        skipped=skipped_out(desk, found.skips, tongue),
    )
