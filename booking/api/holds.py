"""Free times and holds over the API."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated, Any, Literal

from litestar import Controller, Response, delete, get, post
from litestar.params import FromQuery, JSONBody, QueryParameter

from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.api.problems import KINDS, problem
from booking.domain.bookings import Order
from booking.domain.errors import Conflict
from booking.domain.modes import Mode
from booking.domain.periods import check_day, day_bounds, local_date
from booking.domain.periods import check_offset as instant
from booking.domain.permissions import require_permission
from booking.persistence.holds import Hold
from booking.services.desk import Desk
from booking.services.holds import SlotTaken, hold, let_go
from booking.services.vacancies import Vacancy, lamp_of, language_lamps, vacancies
from schemas import holds as io


class AvailabilityController(Controller):
    path = "/availability"
    tags = ["Bookings"]

    @get(summary="How many are free, start by start")
    async def read(
        self,
        request: Asked,
        language: FromQuery[str],
        date: FromQuery[date],
        unit: FromQuery[str],
        minutes: Annotated[int, QueryParameter(ge=5, le=720)] = 60,
        mode: FromQuery[list[Mode] | None] = None,
        postcode: FromQuery[str] = "",
        span: FromQuery[Literal["day", "week"]] = "day",
        step: FromQuery[Literal["15", "30"]] = "30",
        level: Annotated[int, QueryParameter(ge=1, le=4)] = 1,
    ) -> io.AvailabilityOut:
        """A day, or the seven days from it; only what the catalogue offers and has not passed."""
        check_day(date, field="date")
        days = [date + timedelta(days=n) for n in range(7 if span == "week" else 1)]
        async with desk_for(request) as desk:
            require_permission(desk.actor, "bookings:create")
            like = _any_time(desk, date, minutes, unit=unit, mode=Mode.PHONE, language=language)
            order = replace(like, postcode=postcode, level=level)
            modes, pace = mode or tuple(Mode), timedelta(minutes=int(step))
            found = await vacancies(desk, order=order, days=days, modes=modes, step=pace)
            return io.AvailabilityOut(language, minutes, [_day(one, found) for one in days])

    @get("/languages", summary="A lamp for each language")
    async def lamps(
        self,
        request: Asked,
        date: FromQuery[date],
        unit: FromQuery[str],
        mode: FromQuery[Mode] = Mode.PHONE,
        minutes: Annotated[int, QueryParameter(ge=5, le=720)] = 60,
    ) -> io.LampsOut:
        """How easily somebody is found that day, by code of the language; what others hold counts as busy."""
        check_day(date, field="date")
        async with desk_for(request) as desk:
            require_permission(desk.actor, "bookings:create")
            order, tongue = _any_time(desk, date, minutes, unit=unit, mode=mode), tongue_of(request)
            _, lamps = await language_lamps(desk, order=order, days=[date])
            found = sorted(lamps, key=lambda one: one.language)
            names = desk.reference.languages
            shown = [
                io.LanguageOut(one.language, names[one.language].name.in_(tongue), one.lamp.value, one.free)
                for one in found
            ]
            return io.LampsOut(date, mode, minutes, shown)


def _any_time(desk: Desk, day: date, minutes: int, *, unit: str, mode: Mode, language: str = "") -> Order:
    starts_at = day_bounds(day).starts_at
    return Order(
        language=language,
        mode=mode,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        unit_id=desk.reference.unit(unit).id,
        case_type="other",
    )


class HoldsController(Controller):
    path = "/holds"
    tags = ["Bookings"]

    @post(summary="Hold a time for ten minutes")
    async def hold(self, request: Asked, data: JSONBody[io.NewHold]) -> Response[Any]:
        """201 with the end of the hold; 409 with the nearest starts that are free when nobody is left."""
        try:
            async with desk_for(request) as desk:
                require_permission(desk.actor, "bookings:create")

                async def make() -> Answer:
                    return Answer(_out(await hold(desk, order=_order(data, desk))))

                return await once(request, desk, io.HoldOut, make)
        except SlotTaken as error:
            status, kind, title = KINDS[Conflict]
            starts = [one.isoformat() for one in error.starts]
            return problem(request, status, kind, title, error.message, field=error.field, more={"next_starts": starts})

    @delete(summary="Let go of what you hold", status_code=204)
    async def release(self, request: Asked) -> None:
        """Bears repetition."""
        async with desk_for(request) as desk:
            await let_go(desk)


def _order(data: io.NewHold, desk: Desk) -> Order:
    return Order(
        language=data.language,
        mode=data.mode,
        starts_at=instant(data.starts_at, field="starts_at"),
        ends_at=instant(data.ends_at, field="ends_at"),
        unit_id=desk.reference.unit(data.unit).id,
        case_type="other",
        address=data.address,
        citizen_ref=data.citizen_ref,
        gender=data.gender,
        gender_required=data.gender_required,
        level=data.level,
        substitutes_ok=data.substitutes_ok,
    )


def _out(kept: Hold) -> io.HoldOut:
    return io.HoldOut(kept.language, kept.mode, kept.starts_at, kept.ends_at, kept.expires_at)


def _day(day: date, found: Sequence[Vacancy]) -> io.DayOut:
    mine = [one for one in found if local_date(one.starts_at) == day]
    starts = groupby(mine, key=lambda one: one.starts_at)
    said = [io.StartOut(starts_at, {one.mode: one.free for one in group}) for starts_at, group in starts]
    return io.DayOut(day, lamp_of(mine).value, said)
