"""The office itself over the API: its facts, its own days off, and the log of everything."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, put
from litestar.params import FromQuery, JSONBody, QueryParameter

from booking.api import cursors
from booking.api.changing import given
from booking.api.claim_shapes import download
from booking.api.desks import Asked, desk_for, office_of
from booking.domain.accounts import Role
from booking.domain.errors import Invalid
from booking.domain.periods import day_bounds
from booking.domain.permissions import PERMISSIONS, require_permission
from booking.domain.texts import Text
from booking.persistence.administration import LogFilter, Logged
from booking.services import administration
from booking.services.administration import OfficeFacts
from booking.services.administration.log import PAGE
from booking.services.desk import Desk
from schemas import administration as io
from schemas.orders import ONE_LINE
from schemas.settings import SettingChangeOut

Person = Annotated[str, QueryParameter(max_length=200, pattern=ONE_LINE, description="Part of the name of who did it")]
Number = Annotated[str, QueryParameter(max_length=40, pattern=ONE_LINE, description="The number of a booking")]
Day = Annotated[date | None, QueryParameter(description="A day in Danish time")]
PLACE = "log"
HIGHEST = 2**63 - 1
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


class AdministrationController(Controller):
    tags = ["Administration"]

    @get("/office", summary="The office's facts and days off")
    async def office(self, request: Asked) -> io.OfficeOut:
        async with desk_for(request) as desk:
            return await _office(desk, administration.read_office(desk))

    @put("/office", summary="Set the office's facts and days off")
    async def set_office(self, request: Asked, data: JSONBody[io.OfficeIn]) -> io.OfficeOut:
        """In force at once here, within five seconds elsewhere. Days off move deadlines that are counted in workdays.

        They come back every year; public holidays are known already. What is left out stays.
        """
        async with desk_for(request) as desk:
            require_permission(desk.actor, "office:write")
            answer = await _office(desk, await _set(desk, data))
        office_of(request).forget_reference()
        return answer

    @get("/log", summary="Who did what, and when")
    async def log(
        self,
        request: Asked,
        person: Person = "",
        booking: Number = "",
        day: Day = None,
        cursor: FromQuery[str | None] = None,
    ) -> io.LogOut:
        """The newest first, a hundred at a time; `cursor` is the `next` of the page before. Nothing is ever removed."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "log:read")
            wanted = _wanted(person, booking, day)
            before = _before(cursor) if cursor else 0
            found = await administration.search_log(desk, wanted=wanted, before=before)
            more = cursors.written(PLACE, UUID(int=found[-1].id)) if len(found) == PAGE else None
            return io.LogOut(items=[_entry(one) for one in found], next=more)

    @get("/log/sheet", summary="The log as a sheet", media_type="text/csv")
    async def log_sheet(
        self, request: Asked, person: Person = "", booking: Number = "", day: Day = None
    ) -> Response[bytes]:
        """The newest 20,000 of what is asked for. That it was taken is in the log itself."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "log:read")
            content = await administration.log_sheet(desk, wanted=_wanted(person, booking, day))
            return download("log.csv", content, media_type="text/csv")

    @get("/roles", summary="What each role may do")
    async def roles(self, request: Asked) -> io.RolesOut:
        """The table by which every call and every page is allowed or refused."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "roles:read")
            return io.RolesOut([io.RoleOut(role, sorted(_given(role))) for role in Role])


def _given(role: Role) -> Iterator[str]:
    return (name for name, roles in PERMISSIONS.items() if role in roles)


def _wanted(person: str, booking: str, day: date | None) -> LogFilter:
    wanted = LogFilter(person.strip(), booking.strip())
    if day is None:
        return wanted
    bounds = day_bounds(_sensible(day))
    return replace(wanted, since=bounds.starts_at, until=bounds.ends_at)


async def _set(desk: Desk, data: io.OfficeIn) -> OfficeFacts:
    changes = given(data)
    if "days_off" in changes:
        changes["holidays"] = ",".join(changes.pop("days_off"))
    try:
        return await administration.set_office(desk, facts=replace(administration.read_office(desk), **changes))
    except Invalid as wrong:
        raise Invalid(wrong.message, field="days_off" if wrong.field == "holidays" else wrong.field) from wrong


def _sensible(day: date) -> date:
    if not FIRST <= day <= LAST:
        raise Invalid(Text("Vælg en dag mellem 2000 og 2099.", "Choose a day between 2000 and 2099."), field="day")
    return day


def _before(cursor: str) -> int:
    place, key = cursors.read(cursor)
    if place != PLACE or not 0 < key.int <= HIGHEST:
        raise cursors.unreadable()
    return key.int


async def _office(desk: Desk, facts: OfficeFacts) -> io.OfficeOut:
    log = await administration.office_log(desk)
    return io.OfficeOut(
        municipality=facts.municipality,
        email=facts.email,
        phone=facts.phone,
        hours=facts.hours,
        days_off=[one for one in facts.holidays.split(",") if one],
        changes=[
            SettingChangeOut("days_off" if one.key == "holidays" else one.key, one.value, one.set_at, one.set_by_name)
            for one in log
        ],
    )


def _entry(one: Logged) -> io.LogEntryOut:
    entry = one.entry
    return io.LogEntryOut(
        at=entry.at,
        who=entry.actor_name,
        account=entry.actor_id,
        via=entry.via,
        what=entry.subject_kind,
        subject=entry.subject_id,
        booking=one.number or None,
        action=entry.action,
        changes=dict(entry.changes),
    )
